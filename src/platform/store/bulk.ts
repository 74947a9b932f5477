import type { Scope } from './store.ts'

export type ColumnType = { name: string; type: string }

/** Columns as SQL declares them: `line integer, cells text[]`. */
export const columnTypes = (declared: string): ColumnType[] =>
  declared.split(', ').map((one) => ({ name: one.slice(0, one.indexOf(' ')), type: one.slice(one.indexOf(' ') + 1) }))

const batch = 5000

/**
 * Writes rows of a cluster's table in bulk: as one JSON text a batch, which every size of engine takes at nearly the speed of COPY.
 * With `key`, rows that are there already are replaced. Names and types come from declarations in code, never from a reader.
 */
export async function writeRows(
  { sql, cluster }: Scope,
  table: string,
  columns: ColumnType[],
  rows: object[],
  { key, onWritten }: { key?: string; onWritten?: (count: number) => void } = {},
): Promise<void> {
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const shape = columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')
  const renewed = columns.filter(({ name }) => name !== key).map(({ name }) => `"${name}" = excluded."${name}"`)
  const conflict = key ? `on conflict (cluster_id, "${key}") do update set ${renewed.join(', ')}` : ''
  for (let from = 0; from < rows.length; from += batch) {
    const part = rows.slice(from, from + batch)
    await sql.unsafe(
      `insert into "${table}" (cluster_id, ${names}) select $1::uuid, ${names} from jsonb_to_recordset($2::text::jsonb) as r(${shape}) ${conflict}`,
      [cluster, JSON.stringify(part)],
    )
    onWritten?.(part.length)
  }
}
