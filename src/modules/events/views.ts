import { view } from '../../core/view.ts'

export type EventRow = {
  id: string
  code: string
  title: string
  kind: string
  started: string
  ended: string | null
  city: string | null
  country: string | null
  organiser: string | null
  registered: number
}

/** The agenda: every event, the next ones first, with how many organisations came or are to come. */
export const agenda = view({
  name: 'events.agenda',
  may: ['public'],
  columns: [
    { key: 'title', kind: 'text' },
    { key: 'kind', kind: 'text' },
    { key: 'started', kind: 'day' },
    { key: 'ended', kind: 'day' },
    { key: 'city', kind: 'text' },
    { key: 'country', kind: 'text' },
    { key: 'registered', kind: 'number' },
  ],
  rows: async ({ sql, cluster }): Promise<EventRow[]> => {
    const rows = await sql`
      select e.id, e.code, e.title, e.kind, e.started, e.ended, e.city, e.country, e.organiser,
        (select count(distinct r.organisation_id)::int from registration r where r.cluster_id = ${cluster} and r.event_id = e.id) as registered
      from event e where e.cluster_id = ${cluster} order by e.started desc, e.code`
    return rows.map((row) => ({ ...row }) as EventRow)
  },
})

export const views = [agenda]
