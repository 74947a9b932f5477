import type { Watch } from '../../core/page.ts'
import { view } from '../../core/view.ts'

/** The resolutions of the year with their votes and what came of them. */
export const resolutionList = view({
  name: 'governance.resolutions',
  may: ['public'],
  columns: [
    { key: 'meeting', kind: 'text' },
    { key: 'held', kind: 'day' },
    { key: 'number', kind: 'text' },
    { key: 'subject', kind: 'text' },
    { key: 'majority', kind: 'text' },
    { key: 'votes_for', kind: 'number' },
    { key: 'votes_against', kind: 'number' },
    { key: 'abstentions', kind: 'number' },
    { key: 'outcome', kind: 'state' },
  ],
  rows: async ({ sql, cluster }, { from, asOf }) => {
    const rows = await sql`
      select r.id, m.reference as meeting, m.held, r.number, r.subject, r.majority, r.votes_for, r.votes_against, r.abstentions,
        case when case r.majority when '2/3' then r.votes_for > 0 and 3 * r.votes_for >= 2 * (r.votes_for + r.votes_against) else r.votes_for > r.votes_against end
          then 'adopted' else 'rejected' end as outcome
      from resolution r join meeting m on m.cluster_id = ${cluster} and m.id = r.meeting_id
      where r.cluster_id = ${cluster} and m.held between ${from} and ${asOf} order by m.held, m.reference, r.number`
    return rows.map((row) => ({ ...row }) as Record<string, string | number | null>)
  },
})

/** Those who hold a mandate on a day. Offices of an association are public. */
export const mandateList = view({
  name: 'governance.mandates',
  may: ['public'],
  columns: [
    { key: 'organ', kind: 'text' },
    { key: 'person', kind: 'text' },
    { key: 'capacity', kind: 'text' },
    { key: 'organisation', kind: 'text' },
    { key: 'started', kind: 'day' },
  ],
  rows: async ({ sql, cluster }, { asOf }) => {
    const rows = await sql`
      select s.id, s.organ, n.name as person, s.capacity, o.name as organisation, s.started
      from mandate s
        join person n on n.cluster_id = ${cluster} and n.id = s.person_id
        left join organisation o on o.cluster_id = ${cluster} and o.id = s.organisation_id
      where s.cluster_id = ${cluster} and s.started <= ${asOf} and (s.ended is null or s.ended >= ${asOf}) order by s.started desc, s.organ, s.source_row`
    return rows.map((row) => ({ ...row }) as Record<string, string | null>)
  },
})

export const views = [resolutionList, mandateList]

const aheadDays = 60

/** Tasks past their day, and mandates that end soon or have ended without a successor. */
export const watches: Watch[] = [
  {
    name: 'tasks-late',
    rows: async ({ sql, cluster }, { today }) => {
      const rows =
        await sql`select title, owner, due from task where cluster_id = ${cluster} and done_at is null and due < ${today} order by due`
      return rows.map(({ title, owner, due }) => ({
        label: owner ? `${title} · ${owner}` : title,
        day: due,
        path: '/bureau/conseil',
      }))
    },
  },
  {
    name: 'mandates-end',
    rows: async ({ sql, cluster }, { today }) => {
      const rows = await sql`
        select s.id, s.organ, n.name, s.ended from mandate s join person n on n.cluster_id = ${cluster} and n.id = s.person_id
        where s.cluster_id = ${cluster} and s.ended < ${today}::date + ${aheadDays}::int
          and not exists (select from mandate l where l.cluster_id = ${cluster} and l.organ = s.organ and l.started > s.started)
        order by s.ended, n.name`
      return rows.map(({ id, organ, name, ended }) => ({
        label: `${organ} · ${name}`,
        day: ended,
        path: `/records/mandate/${id}`,
      }))
    },
  },
]
