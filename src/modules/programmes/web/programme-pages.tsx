import { quantityText } from '../../../core/figure-text.ts'
import type { Page, Web } from '../../../core/page.ts'
import { isOffice, may } from '../../../core/permission.ts'
import { ask } from '../../../core/view.ts'
import { dayText, fill, moneyText, numberText, unitText } from '../../../platform/texts.ts'
import { Entries } from '../../../ui/entries.tsx'
import { Facts } from '../../../ui/table.tsx'
import { Acts } from '../../dossier/index.ts'
import { texts } from '../texts.ts'
import { programmeList } from '../views.ts'

type Programme = Awaited<ReturnType<typeof programmeList.rows>>[number]

const programmesOf = async (web: Web): Promise<Programme[]> =>
  (await ask(web.scope, web.actor, programmeList, { ...web.at }))!.rows as Programme[]

const spanOf = ({ lang }: Web, { started, ended }: Programme): string => {
  const t = texts[lang]
  return [
    started && fill(t.since, { day: dayText(lang, started) }),
    ended && fill(t.until, { day: dayText(lang, ended) }),
  ]
    .filter(Boolean)
    .join(' ')
}

/** The programmes a cluster runs, or ran. */
export const programmesPage: Page = {
  path: '/programmes',
  nav: { fr: texts.fr.nav, ar: texts.ar.nav, en: texts.en.nav },
  places: async (web) => [
    '/programmes',
    ...(await programmesOf(web)).map(({ code }) => `/programmes/${encodeURIComponent(code)}`),
  ],
  answer: async (web) => {
    const t = texts[web.lang]
    const programmes = await programmesOf(web)
    return {
      title: `${t.title} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.title}</h1>
          </div>
          {programmes.length === 0 && <p class="empty">{t.none}</p>}
          <Entries
            of={programmes.map((programme) => ({
              key: programme.code,
              href: web.link(`/programmes/${encodeURIComponent(programme.code)}`),
              title: programme.name,
              lines: [
                { parts: [programme.funders, programme.partners] },
                { parts: [spanOf(web, programme)], quiet: true },
              ],
            }))}
          />
        </>
      ),
    }
  },
}

/** What the programme set out to do, for those who keep it: by whom, until when, done or late. */
async function Actions({ web, programme }: { web: Web; programme: string }) {
  const { lang, today } = web
  const t = texts[lang]
  const { sql, cluster } = web.scope
  const rows = await sql`
    select id, code, title, owner, due, done_on from programme_action
    where cluster_id = ${cluster} and programme_id = ${programme} order by starts, code`
  const mayFinish = may(web.actor, web.deeds.get('programmes.finish')!.may)
  if (rows.length === 0 && !mayFinish) return null
  return (
    <section class="full">
      <h2>{t.actions}</h2>
      <Acts web={web} names={['programmes.plan']} query={`?programme=${programme}`} />
      <ul class="rows">
        {rows.map(({ id, code, title, owner, due, done_on }) => (
          <li key={id}>
            <bdi>{[code, title, owner].filter(Boolean).join(' · ')}</bdi>
            <span class={!done_on && due < today ? 'late' : undefined}>
              {done_on ? fill(t.actionDone, { day: dayText(lang, done_on) }) : dayText(lang, due)}
              {!done_on && mayFinish && (
                <>
                  {' · '}
                  <a href={`${web.link('/actes/programmes.finish')}?action=${id}&on=${today}`}>{t.actionClose}</a>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One programme: who funds it, and every figure of the year that has a part of its own in it. */
export const programmePage: Page = {
  path: '/programmes/:code',
  answer: async (web, { code = '' }) => {
    const { lang, at } = web
    const t = texts[lang]
    const programme = (await programmesOf(web)).find((one) => one.code.toLowerCase() === code.toLowerCase())
    if (!programme) return null
    const values = await web.values()
    const speech = { lang, figures: web.figures, words: web.words }
    const parts = [...values].flatMap(([name, { splits }]) => {
      const value = splits.programme?.[programme.code]
      const href = `${web.link(`/bilan/${at.year}/${name}`)}?${new URLSearchParams({ programme: programme.code })}`
      return value ? [{ label: web.words(name).name, value, text: quantityText(speech, name, value, true), href }] : []
    })
    return {
      title: `${programme.name} · ${web.profile.name}`,
      description: [programme.name, programme.funders, programme.partners].filter(Boolean).join(' · '),
      facts: {
        '@context': 'https://schema.org',
        '@type': 'Project',
        name: programme.name,
        url: `${web.origin}${web.link(`/programmes/${encodeURIComponent(programme.code)}`)}`,
        ...(programme.funders
          ? { funder: programme.funders.split(', ').map((name) => ({ '@type': 'Organization', name })) }
          : {}),
      },
      wide: true,
      body: (
        <>
          <div class="title">
            <p class="over">
              <a href={web.link('/programmes')}>{t.title}</a> · {programme.code}
            </p>
            <h1 class="long">{programme.name}</h1>
          </div>
          <section class="full">
            <Facts
              facts={[
                [t.funders, programme.funders],
                [t.partners, programme.partners],
                [t.started, programme.started && dayText(lang, programme.started)],
                [t.ended, programme.ended && dayText(lang, programme.ended)],
                [
                  t.budget,
                  programme.budget === null
                    ? null
                    : programme.currency === 'MAD'
                      ? moneyText(lang, programme.budget)
                      : `${numberText(lang, programme.budget)} ${programme.currency}`,
                ],
                [
                  t.target,
                  programme.target === null ? null : unitText(lang, programme.target, programme.target_unit ?? ''),
                ],
              ]}
            />
          </section>
          {isOffice(web.actor) && (
            <p class="full">
              <a href={web.link(`/bailleur/${encodeURIComponent(programme.code)}/rapport.pdf`)}>{t.report}</a>
            </p>
          )}
          {isOffice(web.actor) && (await Actions({ web, programme: programme.id }))}
          <section>
            <h2>{fill(t.year, { year: String(at.year) })}</h2>
            {parts.length === 0 ? (
              <p class="empty">{t.nothing}</p>
            ) : (
              <ul class="rows">
                {parts.map(({ label, text, href }) => (
                  <li key={label}>
                    {fill(label, { next: String(at.year + 1) })}
                    <a class="fig" href={href}>
                      {text}
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </>
      ),
    }
  },
}
