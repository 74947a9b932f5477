import { type At, atDay, type Value } from '../../../core/figure.ts'
import type { Web } from '../../../core/page.ts'
import type { Scope } from '../../../platform/store/store.ts'
import type { Frozen, FrozenRow } from '../approve.ts'
import { rowsOf } from '../approve.ts'

export type Approved = {
  id: string
  year: number
  asOf: string
  at: Date
  by: string
  head: string
  headSeq: number
  digest: string
  resolution: { id: string; number: string; subject: string; meeting: string; held: string }
  body: Frozen
}

/** What the board approved of a year, the last approval where there are several. */
export async function approvedOf({ sql, cluster }: Scope, year: number): Promise<Approved | null> {
  const [row] = await sql`
    select b.*, r.number, r.subject, m.reference as meeting, m.held
    from bilan_approved b join resolution r on r.cluster_id = ${cluster} and r.id = b.resolution_id
      join meeting m on m.cluster_id = ${cluster} and m.id = r.meeting_id
    where b.cluster_id = ${cluster} and b.year = ${year} order by b.approved_at desc limit 1`
  if (!row) return null
  return {
    id: row.id,
    year: row.year,
    asOf: row.as_of,
    at: row.approved_at,
    by: row.approved_by,
    head: row.head,
    headSeq: Number(row.head_seq),
    digest: row.sha256,
    resolution: {
      id: row.resolution_id,
      number: row.number,
      subject: row.subject,
      meeting: row.meeting,
      held: row.held,
    },
    body: row.body,
  }
}

/** A figure that is no longer what the board approved, and the records that made it move, each with the deeds done to it since. */
export type Moved = {
  figure: string
  was: Value['value']
  now: Value['value']
  records: {
    kind: string
    id: string
    how: 'added' | 'gone' | 'changed'
    by: string | null
    on: Date | null
    deed: string | null
  }[]
}

/** What has moved since the approval: the same day, the same definitions, counted again. */
export async function movedSince(web: Web, approved: Approved): Promise<Moved[]> {
  const { sql, cluster } = web.scope
  const [head] = await sql`select max(seq) as seq from journal where cluster_id = ${cluster}`
  // The approval itself is the one entry that moves nothing.
  if (Number(head?.seq ?? 0) <= approved.headSeq + 1) return []
  const at: At = atDay(approved.asOf, web.profile.zone)
  const values = await web.values(at)
  const moved: Moved[] = []
  for (const [name, { value: was, rows: before }] of Object.entries(approved.body.figures)) {
    const figure = web.figures.get(name)
    if (!figure) continue
    const now = values.get(name)!.value
    const records = differences(before, await rowsOf(web.scope, figure, at))
    if (was.value === now && records.length === 0) continue
    moved.push({ figure: name, was: was.value, now, records: await told(web.scope, records, approved.headSeq) })
  }
  return moved
}

type Difference = Pick<Moved['records'][number], 'kind' | 'id' | 'how'>

function differences(before: FrozenRow[], after: FrozenRow[]): Difference[] {
  const then = new Map(before.map(([kind, id, digest]) => [id, { kind, digest }]))
  const now = new Map(after.map(([kind, id, digest]) => [id, { kind, digest }]))
  return [
    ...[...now].flatMap(([id, { kind, digest }]): Difference[] => {
      const was = then.get(id)
      if (!was) return [{ kind, id, how: 'added' }]
      return was.digest === digest ? [] : [{ kind, id, how: 'changed' }]
    }),
    ...[...then].flatMap(([id, { kind }]): Difference[] => (now.has(id) ? [] : [{ kind, id, how: 'gone' }])),
  ]
}

const mostTold = 200

/** Who did what to these records after a place in the journal. */
async function told({ sql, cluster }: Scope, records: Difference[], since: number): Promise<Moved['records']> {
  const ids = records.slice(0, mostTold).map(({ id }) => id)
  const rows = await sql`
    select distinct on (record_id) record_id, deed, actor, happened_at from journal
    where cluster_id = ${cluster} and seq > ${since} and record_id = any(${ids}::uuid[]) order by record_id, seq desc`
  const last = new Map(rows.map((row) => [row.record_id as string, row]))
  // A record that came in with a whole dossier has no entry of its own: the dossier's is told.
  const [brought] = await sql`
    select deed, actor, happened_at from journal where cluster_id = ${cluster} and seq > ${since} and record_id is null order by seq desc limit 1`
  return records.slice(0, mostTold).map((record) => {
    const entry = last.get(record.id) ?? brought
    return { ...record, by: entry?.actor ?? null, on: entry?.happened_at ?? null, deed: entry?.deed ?? null }
  })
}
