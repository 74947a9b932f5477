import type { Page, Web } from '../../../core/page.ts'
import { ask } from '../../../core/view.ts'
import { listFile } from '../../../platform/files/list-file.ts'
import { counted, dayText, fill, isolated, shortDayText } from '../../../platform/texts.ts'
import { words as shared } from '../../../platform/words.ts'
import { sorted, sortingHeads } from '../../../ui/list.ts'
import { ListFiles } from '../../../ui/list-files.tsx'
import { Facts, Table } from '../../../ui/table.tsx'
import { regionIn } from '../../directory/index.ts'
import { schemes } from '../sheets.ts'
import { texts } from '../texts.ts'
import { type LabelRow, register, type Standing } from '../views.ts'

const columns = ['number', 'scheme', 'holder', 'region', 'granted', 'ends', 'standing'] as const
const shown = ['holder', 'scheme', 'number', 'region', 'granted', 'standing'] as const

const tone: Record<Standing, string> = {
  valid: 'ok',
  suspended: 'half',
  future: 'half',
  candidate: 'half',
  withdrawn: 'no-tag',
  expired: 'no-tag',
  refused: 'no-tag',
}

function State({ web, standing }: { web: Web; standing: Standing }) {
  return <span class={`tag ${tone[standing]}`}>{texts[web.lang][standing]}</span>
}

/** The public register of labels, where anyone checks one. */
export const registerPage: Page = {
  path: '/label{.:format(csv|xlsx|json)}?',
  nav: { fr: texts.fr.nav, ar: texts.ar.nav, en: texts.en.nav },
  places: async (web) => {
    const labels = (await ask(web.scope, web.actor, register, { ...web.at }))!.rows
    return ['/label', ...labels.map(({ number }) => `/label/${encodeURIComponent(number)}`)]
  },
  answer: async (web, { format }) => {
    const { at, lang, url } = web
    const [t, common] = [texts[lang], shared[lang]]
    const asked = (key: string) => url.searchParams.get(key) || undefined
    const found = (await ask(web.scope, web.actor, register, { ...at, text: asked('q'), scheme: asked('label') }))!
    const { rows, sort, down } = sorted(found.rows, url, [...columns], lang)
    if (format)
      return listFile(
        'labels',
        columns.map((key) => ({ key, title: t[key] })),
        rows,
        format,
      )
    const heads = sortingHeads(
      shown.map((key) => ({ key, text: t[key], end: key === 'granted' })),
      url,
      sort,
      down,
    )
    return {
      title: `${t.title} · ${web.profile.name}`,
      description: t.title,
      wide: true,
      body: (
        <>
          <div class="title">
            <p class="over">{t.check}</p>
            <h1>{t.title}</h1>
          </div>
          <search>
            <form class="filters">
              <label>
                {t.hint}
                <input type="search" name="q" value={asked('q') ?? ''} />
              </label>
              <label>
                {t.scheme}
                <select name="label">
                  <option value="">{common.all}</option>
                  {schemes.map((scheme) => (
                    <option key={scheme} value={scheme} selected={asked('label') === scheme}>
                      {scheme}
                    </option>
                  ))}
                </select>
              </label>
              <button type="submit">{common.search}</button>
              <p class="got">
                <b>{counted(lang, rows.length, t.found)}</b>
                {url.search && <a href={web.link('/label')}>{common.clear}</a>}
                <ListFiles path={web.link('/label')} url={url} workbook={common.workbook} />
              </p>
            </form>
          </search>
          <Table
            caption={t.title}
            empty={common.none}
            heads={heads}
            lines={rows.map((label) => ({
              key: label.id,
              cells: [
                <a key="holder" href={web.link(`/label/${encodeURIComponent(label.number)}`)}>
                  {label.holder}
                </a>,
                <bdi key="scheme">{label.scheme}</bdi>,
                <bdi key="number">{label.number}</bdi>,
                label.region ? regionIn(lang, label.region) : '',
                label.granted ? shortDayText(lang, label.granted) : '',
                <State key="state" web={web} standing={label.standing} />,
              ],
            }))}
          />
        </>
      ),
    }
  },
}

/** One label: whether it is valid, said first. */
export const labelPage: Page = {
  path: '/label/:number',
  answer: async (web, { number = '' }) => {
    const { at, lang } = web
    const t = texts[lang]
    const label = (await ask(web.scope, web.actor, register, { ...at, number }))!.rows[0]
    if (!label)
      return { title: `${number} · ${t.title}`, status: 404, wide: true, body: <Unknown web={web} number={number} /> }
    const whole = (text: string) => isolated(lang, text)
    const says = label.standing === 'valid' ? t.validWhy : t.notValidWhy
    const verdict = fill(says, {
      holder: whole(label.holder),
      scheme: whole(label.scheme),
      number: whole(label.number),
      day: dayText(lang, at.asOf),
      standing: t[label.standing],
    })
    return {
      title: `${label.holder} · ${label.scheme} · ${web.profile.name}`,
      description: verdict,
      facts: labelFacts(web, label),
      wide: true,
      body: (
        <>
          <div class="title">
            <p class="over">
              <a href={web.link('/label')}>{t.title}</a> · <bdi>{label.number}</bdi>
            </p>
            <h1 class="long">{label.holder}</h1>
          </div>
          <div class={label.standing === 'valid' ? 'verdict' : 'verdict bad'}>
            <strong>
              <bdi>{label.scheme}</bdi> · {t[label.standing]}
            </strong>
            <p>{verdict}</p>
          </div>
          <section class="full">
            <Facts
              facts={[
                [t.number, <bdi key="n">{label.number}</bdi>],
                [
                  t.holder,
                  <a key="h" href={web.link(`/records/organisation/${label.holder_id}`)}>
                    {label.holder}
                  </a>,
                ],
                [t.region, label.region && regionIn(lang, label.region)],
                [t.granted, label.granted && dayText(lang, label.granted)],
                [t.ends, label.ends ? dayText(lang, label.ends) : t.unlimited],
                [
                  t.standing,
                  `${t[label.standing]}${label.state_on ? ` ${fill(t.since, { day: dayText(lang, label.state_on) })}` : ''}`,
                ],
                [t.reason, label.reason],
              ]}
            />
            <p>
              <a class="more" href={web.link(`/records/label/${label.id}`)}>
                {t.record}
              </a>
            </p>
          </section>
        </>
      ),
    }
  },
}

function Unknown({ web, number }: { web: Web; number: string }) {
  const t = texts[web.lang]
  return (
    <>
      <div class="title">
        <p class="over">
          <a href={web.link('/label')}>{t.title}</a>
        </p>
        <h1 class="long">{number}</h1>
      </div>
      <div class="verdict bad">
        <p>{fill(t.unknown, { number })}</p>
      </div>
    </>
  )
}

const labelFacts = (web: Web, { holder, scheme, number, granted, ends }: LabelRow) => ({
  '@context': 'https://schema.org',
  '@type': 'Certification',
  name: scheme,
  certificationIdentification: number,
  ...(granted ? { validFrom: granted } : {}),
  ...(ends ? { expires: ends } : {}),
  issuedBy: { '@type': 'Organization', name: web.profile.name },
  about: { '@type': 'Organization', name: holder },
})
