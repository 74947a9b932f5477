import { quantityText } from '../../../core/figure-text.ts'
import type { Page } from '../../../core/page.ts'
import { may, readers } from '../../../core/permission.ts'
import { instantText, numberText, shortDayText } from '../../../platform/texts.ts'
import { words as shared } from '../../../platform/words.ts'
import { texts } from '../texts.ts'
import { figureHref } from './figure-parts.tsx'

const ofTheYear = [
  'members.count',
  'dues.called',
  'dues.received',
  'partnerships.live',
  'funds.engaged',
  'funds.received',
  'labels.valid',
  'startups.accompanied',
  'startups.funded',
  'trainings.sessions',
  'b2b.meetings_placed',
  'accounts.result',
]
const mostShown = 5

/** The office's first page: the year in numbers, what is late or about to end, what was done last, and the usual deeds. */
export const deskPage: Page = {
  path: '/bureau',
  may: readers,
  office: { fr: texts.fr.desk, ar: texts.ar.desk, en: texts.en.desk },
  answer: async (web) => {
    const { at, lang, scope, actor, profile, today } = web
    const t = texts[lang]
    const { sql, cluster } = scope
    const values = await web.values(at)
    const watched = []
    for (const watch of web.watches) {
      const rows = await watch.rows(scope, { today, year: profile.year, sheets: web.sheets })
      if (rows.length > 0) watched.push({ name: watch.name, rows })
    }
    const last = await sql`
      select seq, deed, actor, happened_at from journal where cluster_id = ${cluster} order by seq desc limit ${mostShown * 2}`
    const deeds = t.usualDeeds.filter((name) => web.deeds.has(name) && may(actor, web.deeds.get(name)!.may))
    const voice = { lang, figures: web.figures, words: web.words }
    return {
      title: `${t.desk} · ${profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <p class="over">{t.desk}</p>
            <h1>
              {profile.name} {profile.year}
            </h1>
          </div>
          <search class="full">
            <form class="filters" action={web.link('/bureau/recherche')}>
              <label>
                {shared[lang].search}
                <input type="search" name="q" />
              </label>
              <button type="submit">{shared[lang].search}</button>
            </form>
          </search>
          <ul class="numbers full">
            {ofTheYear
              .filter((name) => web.figures.has(name))
              .map((name) => (
                <li key={name}>
                  <a href={figureHref(web, at, name)}>
                    <b>{quantityText(voice, name, values.get(name)?.value ?? null, true)}</b>
                    {web.words(name).name}
                  </a>
                </li>
              ))}
          </ul>
          <div class="home full">
            <section>
              <h2>{t.toWatch}</h2>
              {watched.length === 0 && <p class="quiet">{t.nothingToWatch}</p>}
              {watched.map(({ name, rows }) => (
                <details key={name} open={watched.length === 1}>
                  <summary>
                    <b class="late">{numberText(lang, rows.length)}</b> {web.say.watch(name)}
                  </summary>
                  <ul class="rows">
                    {rows.slice(0, mostShown * 4).map(({ label, day, path }, place) => (
                      <li key={place}>
                        <a href={web.link(path)}>
                          <bdi>{label}</bdi>
                        </a>
                        {day && <span>{shortDayText(lang, day)}</span>}
                      </li>
                    ))}
                  </ul>
                </details>
              ))}
            </section>
            <section>
              <h2>{t.usual}</h2>
              <ul class="rows">
                {deeds.map((name) => (
                  <li key={name}>
                    <a href={web.link(`/actes/${name}`)}>{web.say.deed(name).name}</a>
                  </li>
                ))}
                {t.places.map(([path, name]) => (
                  <li key={path}>
                    <a href={web.link(path!)}>{name}</a>
                  </li>
                ))}
              </ul>
            </section>
            <section>
              <h2>{t.lastDone}</h2>
              <ul class="rows">
                {last.map(({ seq, deed, actor, happened_at }) => (
                  <li key={seq}>
                    <span>
                      {web.say.deed(deed).name} · <bdi>{actor}</bdi>
                    </span>
                    <span>{instantText(lang, happened_at, profile.zone)}</span>
                  </li>
                ))}
              </ul>
            </section>
          </div>
        </>
      ),
    }
  },
}
