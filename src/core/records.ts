import type { Value } from '../platform/cell.ts'
import { nameKey } from '../platform/fold.ts'
import { sha256 } from '../platform/ids.ts'
import { type ColumnType, columnTypes, writeRows } from '../platform/store/bulk.ts'
import type { Scope } from '../platform/store/store.ts'
import { type Column, type Row, type Sheet, storedAs, type Values } from './sheet.ts'

export type Stored = { id: string; key: string; digest: string; source: { id: string; row: number }; values: Values }

const asText = (value: unknown): Value =>
  value === null || value === undefined ? null : value instanceof Date ? value.toISOString() : String(value)

/** The stored records of a sheet, in the canonical text an import compares with. `only`: just these columns; `ids`: just these records. */
export async function storedRecords(
  { sql, cluster }: Scope,
  sheet: Sheet,
  { only = Object.keys(sheet.columns), ids }: { only?: string[] | undefined; ids?: string[] | undefined } = {},
): Promise<Stored[]> {
  const wanted = only.map((key) => [key, sheet.columns[key]!] as const)
  const names = [
    'id',
    'key',
    'digest',
    'source_id',
    'source_row',
    ...wanted.flatMap(([key, column]) => storedAs(key, column).map(({ name }) => name)),
  ]
  const rows =
    await sql`select ${sql(names)} from ${sql(sheet.table)} where cluster_id = ${cluster} and ${ids ? sql`id = any(${ids}::uuid[])` : sql`true`} order by source_id, source_row`
  const links = new Map<string, Map<string, string>>()
  for (const [key, column] of wanted)
    if (column.cell.kind === 'references') links.set(key, await linked({ sql, cluster }, sheet, column))
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    digest: row.digest,
    source: { id: row.source_id, row: row.source_row },
    values: Object.fromEntries(wanted.flatMap(([key, column]) => valuesOf(key, column, row, links.get(key)))),
  }))
}

function valuesOf(
  key: string,
  column: Column,
  row: Record<string, unknown>,
  links?: Map<string, string>,
): [string, Value][] {
  if (column.cell.kind === 'references') return [[key, links?.get(row.id as string) ?? null]]
  if (column.cell.kind === 'reference' || column.cell.kind === 'person') return [[key, asText(row[`${key}_id`])]]
  if (column.cell.kind === 'name') return [[key, asText(row[key])]]
  return storedAs(key, column).map(({ name }) => [name, asText(row[name])])
}

/** For each record, the ids it is linked to, sorted, as one text. */
async function linked({ sql, cluster }: Scope, sheet: Sheet, { cell }: Column): Promise<Map<string, string>> {
  if (cell.kind !== 'references') return new Map()
  const [owner, target] = [sql(`${sheet.table}_id`), sql(cell.as)]
  const rows = await sql`
    select ${owner} as owner, string_agg(${target}::text, ' ' order by ${target}) as ids
    from ${sql(cell.via)} where cluster_id = ${cluster} group by ${owner}`
  return new Map(rows.map((row) => [row.owner, row.ids]))
}

/** What a row writes into the columns of its table. */
export function storedRow(sheet: Sheet, { values }: Pick<Row, 'values'>): Record<string, Value> {
  const stored: Record<string, Value> = {}
  for (const [key, column] of Object.entries(sheet.columns)) {
    const value = values[key] ?? null
    if (column.cell.kind === 'references') continue
    if (column.cell.kind === 'reference' || column.cell.kind === 'person') stored[`${key}_id`] = value
    else if (column.cell.kind === 'name') [stored[key], stored[`${key}_key`]] = [value, value && nameKey(value)]
    else for (const { name } of storedAs(key, column)) stored[name] = values[name] ?? null
  }
  return stored
}

/** What tells whether a record is as a row says it: the same for the row it was read from and for the record read back. */
export function digestOf(sheet: Sheet, key: string, row: Pick<Row, 'values'>): string {
  const links = Object.entries(sheet.columns).flatMap(([column, { cell }]) =>
    cell.kind === 'references' ? [row.values[column] ?? null] : [],
  )
  return sha256(JSON.stringify([key, storedRow(sheet, row), ...links])).slice(0, 32)
}

/** Records that a deed changed by their ids are made known as they stand, so that their own rows find nothing to change. */
export async function digestAnew(scope: Scope, sheet: Sheet, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  for (const { id, key, values } of await storedRecords(scope, sheet, { ids })) {
    const digest = digestOf(sheet, key, { values })
    await scope.sql`update ${scope.sql(sheet.table)} set digest = ${digest} where cluster_id = ${scope.cluster} and id = ${id}`
  }
}

const ownColumns = columnTypes('id uuid, key text, digest text, source_id uuid, source_row integer')

/** The columns of a sheet's table, with their types. */
export const columnsOf = (sheet: Sheet): ColumnType[] => [
  ...ownColumns,
  ...Object.entries(sheet.columns).flatMap(([key, column]) => storedAs(key, column)),
]

/** Replaces what the given records are linked to. */
export async function writeLinks(scope: Scope, sheet: Sheet, rows: Row[]): Promise<void> {
  const { sql, cluster } = scope
  const owner = `${sheet.table}_id`
  for (const [key, { cell }] of Object.entries(sheet.columns)) {
    if (cell.kind !== 'references' || rows.length === 0) continue
    const owners = rows.map(({ id }) => id)
    await sql`delete from ${sql(cell.via)} where cluster_id = ${cluster} and ${sql(owner)} = any(${owners}::uuid[])`
    const pairs = rows.flatMap(({ id, values }) =>
      (values[key]?.split(' ') ?? []).map((linked) => ({ [owner]: id, [cell.as]: linked })),
    )
    const columns = [owner, cell.as].map((name) => ({ name, type: 'uuid' }))
    await writeRows(scope, cell.via, columns, pairs)
  }
}
