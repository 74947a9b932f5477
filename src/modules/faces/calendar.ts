import type { Occasion } from '../../platform/files/ical.ts'
import type { Scope } from '../../platform/store/store.ts'

/** Something of the office's year, before it has its words. */
export type Dated = Omit<Occasion, 'uid' | 'title' | 'url'> & { kind: string; id: string; name: string; path: string }

/** When a record last changed and how often, by the journal; the day it was brought in where nothing was done to it since. */
const pastOf = ({ sql, cluster }: Scope, kind: string) => sql`
  left join source s on s.cluster_id = ${cluster} and s.id = r.source_id
  left join lateral (
    select count(*)::int as sequence, max(j.happened_at) as changed from journal j
    where j.cluster_id = ${cluster} and j.record_kind = ${kind} and j.record_id = r.id) h on true`

const stamped = ({ sequence, changed, imported_at }: Record<string, unknown>) => ({
  sequence: Number(sequence),
  stamp: new Date(Math.max(+((changed as Date | null) ?? 0), +((imported_at as Date | null) ?? 0))),
})

const stamps = ({ sql }: Scope) => sql`h.sequence, h.changed, s.imported_at`

/** The events of a cluster, past and coming. */
export async function eventsIn(scope: Scope): Promise<Dated[]> {
  const { sql, cluster } = scope
  const rows = await sql`
    select r.id, r.code, r.title, r.started, r.ended, r.city, r.country, r.organiser, ${stamps(scope)}
    from event r ${pastOf(scope, 'event')} where r.cluster_id = ${cluster} order by r.started, r.code`
  return rows.map((row) => ({
    kind: 'event',
    id: row.id,
    name: row.title,
    starts: row.started,
    ends: row.ended,
    place: [row.city, row.country].filter(Boolean).join(', ') || null,
    text: row.organiser,
    path: `/agenda/${encodeURIComponent(row.code)}`,
    ...stamped(row),
  }))
}

/** What the office must not find out too late: meetings, tasks, agreements that end and calls that close. */
export async function deadlinesIn(scope: Scope): Promise<Dated[]> {
  const { sql, cluster } = scope
  const meetings = await sql`
    select r.id, r.reference, r.organ, r.held, r.place, ${stamps(scope)}
    from meeting r ${pastOf(scope, 'meeting')} where r.cluster_id = ${cluster} order by r.held, r.reference`
  const agreements = await sql`
    select r.id, r.reference, r.title, r.ends, ${stamps(scope)}
    from agreement r ${pastOf(scope, 'agreement')} where r.cluster_id = ${cluster} and r.ends is not null order by r.ends, r.reference`
  const calls = await sql`
    select r.id, r.code, r.title, r.closes, ${stamps(scope)}
    from call r ${pastOf(scope, 'call')} where r.cluster_id = ${cluster} and r.closes is not null order by r.closes, r.code`
  const tasks = await sql`
    select t.id, t.title, t.owner, t.due, t.created_at, h.sequence, h.changed
    from task t left join lateral (
      select count(*)::int as sequence, max(j.happened_at) as changed from journal j
      where j.cluster_id = ${cluster} and j.record_kind = 'task' and j.record_id = t.id) h on true
    where t.cluster_id = ${cluster} and t.done_at is null and t.due is not null order by t.due, t.title`
  return [
    ...meetings.map((row) => ({
      kind: 'meeting',
      id: row.id,
      name: row.organ,
      starts: row.held,
      place: row.place,
      text: row.reference,
      path: `/bureau/conseil/${encodeURIComponent(row.reference)}`,
      ...stamped(row),
    })),
    ...tasks.map((row) => ({
      kind: 'task',
      id: row.id,
      name: row.title,
      starts: row.due,
      text: row.owner,
      path: '/bureau/conseil',
      ...stamped({ ...row, imported_at: row.created_at }),
    })),
    ...agreements.map((row) => ({
      kind: 'agreement',
      id: row.id,
      name: row.title,
      starts: row.ends,
      text: row.reference,
      path: `/records/agreement/${row.id}`,
      ...stamped(row),
    })),
    ...calls.map((row) => ({
      kind: 'call',
      id: row.id,
      name: row.title,
      starts: row.closes,
      text: row.code,
      path: `/records/call/${row.id}`,
      ...stamped(row),
    })),
  ]
}
