import type { Page, Web } from '../../../core/page.ts'
import { ask } from '../../../core/view.ts'
import { counted, dayText, shortDayText } from '../../../platform/texts.ts'
import { Bars } from '../../../ui/chart.tsx'
import { Entries } from '../../../ui/entries.tsx'
import { Facts } from '../../../ui/table.tsx'
import { texts } from '../texts.ts'
import { agenda, type EventRow } from '../views.ts'

const eventsOf = async (web: Web): Promise<EventRow[]> => (await ask(web.scope, web.actor, agenda, { ...web.at }))!.rows

const kindOf = (web: Web, kind: string): string => texts[web.lang][kind as 'BtoB' | 'Salon' | 'Atelier'] ?? kind
const spanOf = ({ lang }: Web, { started, ended }: EventRow): string =>
  ended && ended !== started ? `${shortDayText(lang, started)} – ${shortDayText(lang, ended)}` : dayText(lang, started)

/** What is coming, then what was. */
export const agendaPage: Page = {
  path: '/agenda',
  nav: { fr: texts.fr.nav, ar: texts.ar.nav, en: texts.en.nav },
  places: async (web) => ['/agenda', ...(await eventsOf(web)).map(({ code }) => `/agenda/${encodeURIComponent(code)}`)],
  answer: async (web) => {
    const t = texts[web.lang]
    const events = await eventsOf(web)
    const coming = events.filter(({ started, ended }) => (ended ?? started) >= web.today).toReversed()
    const past = events.filter(({ started, ended }) => (ended ?? started) < web.today)
    const list = (title: string, own: EventRow[]) =>
      own.length > 0 && (
        <section class="full">
          <h2>{title}</h2>
          <Entries
            heading="h3"
            of={own.map((event) => ({
              key: event.code,
              href: web.link(`/agenda/${encodeURIComponent(event.code)}`),
              title: event.title,
              lines: [{ parts: [spanOf(web, event), kindOf(web, event.kind), event.city], quiet: true }],
            }))}
          />
        </section>
      )
    return {
      title: `${t.title} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.title}</h1>
          </div>
          {events.length === 0 ? (
            <p class="empty">{t.none}</p>
          ) : (
            <p class="full">
              <a href={web.link('/agenda.ics')}>{t.subscribe}</a>
            </p>
          )}
          {list(t.coming, coming)}
          {list(t.past, past)}
        </>
      ),
    }
  },
}

type Meetings = { placed: number; held: number; contracts: number }

async function meetingsOf({ scope: { sql, cluster } }: Web, event: string): Promise<Meetings> {
  const [row] = await sql`
    select count(*) filter (where a.state in ('placé', 'tenu', 'absent'))::int as placed, count(*) filter (where a.state = 'tenu')::int as held,
      count(*) filter (where a.outcome = 'contrat')::int as contracts
    from appointment a where a.cluster_id = ${cluster} and a.event_id = ${event}`
  return row as Meetings
}

async function rolesOf(
  { scope: { sql, cluster } }: Web,
  event: string,
): Promise<{ role: string; registered: number; present: number }[]> {
  return (await sql`
    select r.role, count(distinct r.organisation_id)::int as registered, count(distinct r.organisation_id) filter (where r.present)::int as present
    from registration r where r.cluster_id = ${cluster} and r.event_id = ${event} group by r.role order by 2 desc`) as never
}

/** One event: when, where, who came, what came of its meetings. */
export const eventPage: Page = {
  path: '/agenda/:code',
  answer: async (web, { code = '' }) => {
    const { lang } = web
    const t = texts[lang]
    const event = (await eventsOf(web)).find((one) => one.code.toLowerCase() === code.toLowerCase())
    if (!event) return null
    const { placed, held, contracts } = await meetingsOf(web, event.id)
    const roles = await rolesOf(web, event.id)
    return {
      title: `${event.title} · ${web.profile.name}`,
      description: [event.title, spanOf(web, event), event.city].filter(Boolean).join(' · '),
      facts: {
        '@context': 'https://schema.org',
        '@type': 'BusinessEvent',
        name: event.title,
        startDate: event.started,
        ...(event.ended ? { endDate: event.ended } : {}),
        location: {
          '@type': 'Place',
          name: event.city ?? web.profile.name,
          address: [event.city, event.country].filter(Boolean).join(', '),
        },
        organizer: { '@type': 'Organization', name: web.profile.name },
      },
      wide: true,
      body: (
        <>
          <div class="title">
            <p class="over">
              <a href={web.link('/agenda')}>{t.title}</a> · {kindOf(web, event.kind)}
            </p>
            <h1 class="long">{event.title}</h1>
          </div>
          <section class="full">
            <Facts
              facts={[
                [t.when, spanOf(web, event)],
                [t.where, [event.city, event.country].filter(Boolean).join(', ')],
                [t.organiser, event.organiser],
                [t.who, event.registered ? counted(lang, event.registered, t.organisations) : null],
              ]}
            />
          </section>
          <section>
            <Bars
              caption={t.registered}
              bars={roles.map(({ role, registered, present }) => ({
                label: role,
                value: registered,
                text: `${registered} (${present} ${t.present})`,
              }))}
            />
            {placed > 0 && (
              <Bars
                caption={t.meetings}
                accent
                bars={[
                  { label: t.placed, value: placed, text: String(placed) },
                  { label: t.held, value: held, text: String(held) },
                  { label: t.contracts, value: contracts, text: String(contracts) },
                ]}
              />
            )}
          </section>
        </>
      ),
    }
  },
}
