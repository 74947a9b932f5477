import type { Former } from '../../core/sheet.ts'
import type { Scope } from '../../platform/store/store.ts'

/** What organisations were called before a person corrected their name, or melted one into another. The journal remembers. */
export async function formerly({ sql, cluster }: Scope): Promise<Former[]> {
  const rows = await sql`
    select record_id as id, body ->> 'merged' as merged, coalesce(body ->> 'name', body -> 'before' ->> 'name') as name from journal
    where cluster_id = ${cluster} and record_kind = 'organisation' and deed in ('organisations.merge', 'organisations.correct')
      and (body ? 'merged' or body -> 'before' ? 'name') order by seq`
  const into = new Map(rows.flatMap(({ merged, id }) => (merged ? [[merged as string, id as string]] : [])))
  const lasting = (id: string): string => (into.has(id) ? lasting(into.get(id)!) : id)
  return rows.map(({ id, name }) => ({ id: lasting(id), name }))
}
