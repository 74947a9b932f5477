import type { Page, Web } from '../../../core/page.ts'
import { ask } from '../../../core/view.ts'
import { dayText, fill, numberText, shortDayText } from '../../../platform/texts.ts'
import { Days } from '../../../ui/chart.tsx'
import { Entries } from '../../../ui/entries.tsx'
import { Facts, Table } from '../../../ui/table.tsx'
import { regionIn } from '../../directory/index.ts'
import { texts } from '../texts.ts'
import { daysOf, type PilotDay, type PilotRow, pilotList } from '../views.ts'

const pilotsOf = async (web: Web): Promise<PilotRow[]> =>
  (await ask(web.scope, web.actor, pilotList, { ...web.at }))!.rows

/** The pilots a cluster tries things out with. */
export const pilotsPage: Page = {
  path: '/pilotes',
  nav: { fr: texts.fr.nav, ar: texts.ar.nav, en: texts.en.nav },
  places: async (web) => [
    '/pilotes',
    ...(await pilotsOf(web)).map(({ code }) => `/pilotes/${encodeURIComponent(code)}`),
  ],
  answer: async (web) => {
    const t = texts[web.lang]
    const pilots = await pilotsOf(web)
    return {
      title: `${t.title} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.title}</h1>
          </div>
          {pilots.length === 0 && <p class="empty">{t.none}</p>}
          <Entries
            of={pilots.map(({ code, title, place, partners, commissioned }) => ({
              key: code,
              href: web.link(`/pilotes/${encodeURIComponent(code)}`),
              title,
              lines: [
                { parts: [place, partners] },
                { parts: [commissioned && `${t.commissioned} : ${dayText(web.lang, commissioned)}`], quiet: true },
              ],
            }))}
          />
        </>
      ),
    }
  },
}

/** One pilot: what it is, and the energy of each day with the gaps in its readings. */
export const pilotPage: Page = {
  path: '/pilotes/:code',
  answer: async (web, { code = '' }) => {
    const { lang, at } = web
    const t = texts[lang]
    const pilot = (await pilotsOf(web)).find((one) => one.code.toLowerCase() === code.toLowerCase())
    if (!pilot) return null
    const days = await daysOf(web.scope, pilot.id, at)
    return {
      title: `${pilot.title} · ${web.profile.name}`,
      description: [pilot.title, pilot.place, pilot.partners].filter(Boolean).join(' · '),
      facts: {
        '@context': 'https://schema.org',
        '@type': 'Project',
        name: pilot.title,
        ...(pilot.place ? { location: { '@type': 'Place', name: pilot.place } } : {}),
      },
      wide: true,
      body: (
        <>
          <div class="title">
            <p class="over">
              <a href={web.link('/pilotes')}>{t.title}</a> · {pilot.code}
            </p>
            <h1 class="long">{pilot.title}</h1>
          </div>
          <section class="full">
            <Facts
              facts={[
                [t.place, [pilot.place, pilot.region && regionIn(lang, pilot.region)].filter(Boolean).join(' · ')],
                [t.partners, pilot.partners],
                [t.commissioned, pilot.commissioned && dayText(lang, pilot.commissioned)],
                [t.power, pilot.power_kwp === null ? null : `${numberText(lang, pilot.power_kwp)} kWc`],
              ]}
            />
          </section>
          <section class="full">
            {days.length === 0 ? <p class="empty">{t.noReading}</p> : <Energy web={web} days={days} />}
          </section>
        </>
      ),
    }
  },
}

function Energy({ web, days }: { web: Web; days: PilotDay[] }) {
  const t = texts[web.lang]
  const [from, to] = [shortDayText(web.lang, days[0]!.day), shortDayText(web.lang, days.at(-1)!.day)]
  const total = days.reduce((sum, { kwh }) => sum + kwh, 0)
  const gaps = days.filter(({ missing }) => missing).length
  const months = [...Map.groupBy(days, ({ day }) => day.slice(0, 7))]
  return (
    <>
      <figure>
        <figcaption>{t.energy}</figcaption>
        <Days
          name={fill(t.energyName, { from, to, total: numberText(web.lang, total, 1), gaps: String(gaps) })}
          days={days.map(({ day, kwh, missing }) => ({ day, value: kwh, missing }))}
          from={from}
          to={to}
        />
        {gaps > 0 && <p class="quiet">{t.gaps}</p>}
      </figure>
      <Table
        caption={t.table}
        heads={[
          { key: 'month', text: t.month },
          { key: 'kwh', text: t.kwh, end: true },
          { key: 'gaps', text: t.incomplete, end: true },
        ]}
        lines={months.map(([month, own]) => ({
          key: month,
          cells: [
            <bdi key="month">{month}</bdi>,
            numberText(
              web.lang,
              own.reduce((sum, { kwh }) => sum + kwh, 0),
              1,
            ),
            String(own.filter(({ missing }) => missing).length),
          ],
        }))}
      />
    </>
  )
}
