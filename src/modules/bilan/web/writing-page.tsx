import { atDay } from '../../../core/figure.ts'
import { quantityText } from '../../../core/figure-text.ts'
import type { Acted, Page } from '../../../core/page.ts'
import { may, readers } from '../../../core/permission.ts'
import { dayText, fill, isLang, langs } from '../../../platform/texts.ts'
import { Live } from '../../../ui/live.tsx'
import { figuresIn } from '../sentence.ts'
import { said, speechOf } from '../speech.ts'
import { texts } from '../texts.ts'
import { paragraphsOf, sectionsIn, writtenOf } from '../written.ts'
import { approvedOf } from './approved.ts'
import { BesideYears } from './beside.tsx'
import { figureHref } from './figure-parts.tsx'
import { yearAt } from './year.ts'

/** Where the office writes the bilan: each section with its figures live beside it, as it is written. */
export const writingPage: Page = {
  path: '/bureau/bilan/:year',
  may: readers,
  answer: async (web, { year = '' }) => {
    const at = yearAt(web, year)
    if (!at) return null
    const t = texts[web.lang]
    const asked = web.url.searchParams.get('lang') ?? ''
    const lang = isLang(asked) ? asked : 'fr'
    const reading = { ...web, lang, words: (figure: string, other = lang) => web.words(figure, other) }
    const values = await web.values(at)
    const speech = speechOf(reading, at, values)
    const written = await writtenOf(reading, at.year)
    const approved = await approvedOf(web.scope, at.year)
    const mayWrite = may(web.actor, web.deeds.get('bilan.write')!.may)
    const sent = web.sent?.values as { section?: string; body?: string } | undefined
    const figures = [...web.figures.keys()].map((name) => ({
      name,
      text: quantityText(speech, name, values.get(name)?.value ?? null, true),
    }))
    return {
      title: `${t.write} ${at.year} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <p class="over">{t.write}</p>
            <h1>
              {t.bilan} {at.year}
            </h1>
          </div>
          <p class="full got">
            {langs.map((one) => (
              <a key={one} hreflang={one} href={`?lang=${one}`} aria-current={one === lang ? 'page' : undefined}>
                {t.langNames[one]}
              </a>
            ))}
            <a href={web.link(`/bilan/${at.year}?vif=1`)}>{t.seeLive}</a>
            <a href={web.link(`/bilan/${at.year}/avec/${at.year - 1}`)}>
              {fill(t.besideYear, { year: String(at.year - 1) })}
            </a>
            {may(web.actor, web.deeds.get('bilan.approve')!.may) && (
              <a href={`${web.link('/actes/bilan.approve')}?year=${at.year}&as_of=${at.asOf}`}>
                {web.say.deed('bilan.approve').name}
              </a>
            )}
          </p>
          <p class="full quiet">
            {approved ? fill(t.approvedSays, { day: dayText(web.lang, approved.asOf) }) : t.writeSays}
          </p>
          {web.sent?.refusal && (
            <p class="problem full" role="alert">
              {web.say.refusal(web.sent.refusal)}
            </p>
          )}
          {sectionsIn(lang).map(({ key, title, house }) => {
            const own = sent?.section === key ? (sent.body ?? '') : (written.get(key)?.join('\n\n') ?? '')
            const says = own ? paragraphsOf(own) : key === 'lead' ? [house] : house.split('\n\n')
            const unknown = figuresIn(own).some((figure) => !web.figures.has(figure))
            return (
              <section key={key} id={key} class="full beside">
                <form method="post" action={`${web.link(`/bureau/bilan/${at.year}`)}?lang=${lang}`} class="deed">
                  <h2>
                    <label for={`body-${key}`}>{title}</label>
                  </h2>
                  <input type="hidden" name="section" value={key} />
                  <input type="hidden" name="lang" value={lang} />
                  <textarea
                    id={`body-${key}`}
                    name="body"
                    rows={6}
                    dir={lang === 'ar' ? 'rtl' : 'ltr'}
                    placeholder={house}
                    readOnly={!mayWrite}
                  >
                    {own}
                  </textarea>
                  {mayWrite && (
                    <p class="send">
                      <button type="submit" name="do" value="keep">
                        {t.keep}
                      </button>
                      <button type="submit" name="do" value="look" class="plain">
                        {t.look}
                      </button>
                      {own && (
                        <button type="submit" name="do" value="house" class="plain">
                          {t.backToHouse}
                        </button>
                      )}
                    </p>
                  )}
                </form>
                <div class="preview" lang={lang} dir={lang === 'ar' ? 'rtl' : 'ltr'}>
                  {!unknown &&
                    said(says, speech).map((pieces, place) => (
                      <p key={place}>
                        <Live pieces={pieces} href={(figure, narrowed) => figureHref(web, at, figure, narrowed)} />
                      </p>
                    ))}
                </div>
              </section>
            )
          })}
          <section class="full">
            <h2>{t.placeholders}</h2>
            <p class="quiet">{t.placeholdersSay}</p>
            <ul class="rows">
              {figures.map(({ name, text }) => (
                <li key={name}>
                  <code dir="ltr">{`{${name}}`}</code>
                  <span>
                    {web.words(name).name} · {text}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        </>
      ),
    }
  },
  act: async (desk, { year = '' }, form): Promise<Acted> => {
    const [section, lang, body] = [form.one('section'), form.one('lang'), form.one('body')]
    const values = { section, body }
    const doing = form.one('do')
    if (doing === 'look') {
      const stranger = figuresIn(body).find((figure) => !desk.figures.has(figure))
      const refusal = stranger ? { ok: false as const, why: 'unknown-figure', about: { figure: stranger } } : null
      return { again: { values, refusal } }
    }
    const given = { year, section, lang, body: doing === 'house' ? '' : body }
    const answer = await desk.perform(desk.deeds.get('bilan.write')!, given)
    if (answer.ok || answer.why === 'nothing-changes')
      return { to: `${desk.link(`/bureau/bilan/${year}`)}?lang=${lang}#${section}` }
    return { again: { values, refusal: answer } }
  },
}

/** `/bureau/bilan` is the bilan of the cluster's year. */
export const writingNow: Page = {
  path: '/bureau/bilan',
  may: readers,
  office: { fr: texts.fr.nav, ar: texts.ar.nav, en: texts.en.nav },
  answer: async ({ link, at }) => ({ to: link(`/bureau/bilan/${at.year}`) }),
}

/** Two years beside each other, both counted by the later one's definitions. */
export const besidePage: Page = {
  path: '/bilan/:year/avec/:other',
  answer: async (web, { year = '', other = '' }) => {
    const [at, before] = [yearAt(web, year), yearAt({ ...web, url: new URL(web.url.origin) }, other)]
    if (!at || !before || at.year === before.year) return null
    const day = [before.asOf, at.asOf].sort().at(-1)!
    return {
      title: `${texts[web.lang].bilan} ${at.year} / ${before.year} · ${web.profile.name}`,
      wide: true,
      body: await BesideYears({ web, at, before, definedOn: atDay(day, at.zone) }),
    }
  },
}
