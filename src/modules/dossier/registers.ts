import type { Reach } from '../../core/permission.ts'
import type { Column, Sheet } from '../../core/sheet.ts'
import { fold } from '../../platform/fold.ts'
import type { Fragment, Scope } from '../../platform/store/store.ts'

/** One page of a register, as somebody may see it. */
export type Asked = {
  text?: string | undefined
  /** Just this record. */
  id?: string | undefined
  /** Columns that must hold just this. */
  only: Record<string, string>
  sort: string
  down: boolean
  from: number
  most: number
  reach: Reach
  /** Whether facts about private persons are shown. */
  persons: boolean
}

export type Listed = { id: string; values: Record<string, string | number | null> }

/** The columns of a register somebody may see. */
export const columnsFor = (sheet: Sheet, persons: boolean): [string, Column][] =>
  Object.entries(sheet.columns).filter(([, { personal }]) => persons || !personal)

/** One page of a register, and how many records there are in all: one statement, whatever the length. */
export async function listRegister(
  scope: Scope,
  sheet: Sheet,
  sheets: readonly Sheet[],
  asked: Asked,
): Promise<{ rows: Listed[]; total: number }> {
  const { sql, cluster } = scope
  const columns = columnsFor(sheet, asked.persons)
  const shown = new Map(columns.map(([key, column]) => [key, columnOf(scope, key, column, sheet, sheets)]))
  const joined = columns.flatMap(([key, column]) => joinOf(scope, key, column, sheets))
  const select = [...shown].map(([key, value]) => sql`, ${value} as ${sql(`c_${key}`)}`)
  const conditions = [sql`t.cluster_id = ${cluster}`, ...reachOf(scope, sheet, sheets, asked.reach)]
  if (asked.id !== undefined) conditions.push(sql`t.id = ${asked.id}`)
  for (const [key, value] of Object.entries(asked.only)) {
    const column = shown.get(key)
    if (column) conditions.push(sql`(${column})::text = ${value}`)
  }
  const words = wordsOf(scope, sheet, asked, [...shown.values()])
  if (words) conditions.push(words)
  const order = shown.get(asked.sort)
  const direction = asked.down ? sql`desc nulls last` : sql`asc nulls last`
  const rows = await sql`
    select t.id, count(*) over () as total ${spliced(scope, select)}
    from ${sql(sheet.table)} t ${spliced(scope, joined)}
    where ${conditions.reduce(both(scope))}
    order by ${order ? sql`${order} ${direction},` : sql``} t.source_id, t.source_row, t.id
    limit ${asked.most} offset ${asked.from}`
  const total = rows.length > 0 ? Number(rows[0]!.total) : 0
  return {
    total,
    rows: rows.map((row) => ({
      id: row.id,
      values: Object.fromEntries(columns.map(([key, column]) => [key, plain(column, row[`c_${key}`])])),
    })),
  }
}

/** What finds the words asked for; to those who may not see private persons, only in the columns they see. */
function wordsOf(scope: Scope, sheet: Sheet, { text = '', persons }: Asked, shown: Fragment[]): Fragment | null {
  const { sql, cluster } = scope
  const like = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`
  const hidesSome = !persons && Object.values(sheet.columns).some(({ personal }) => personal)
  const words = (hidesSome ? text.toLowerCase().trim() : fold(text)).split(/\s+/).filter(Boolean).slice(0, 8)
  if (words.length === 0) return null
  if (hidesSome) {
    const said = shown.map((value) => sql`, (${value})::text` as Fragment)
    const all = sql`lower(concat_ws(' ' ${spliced(scope, said)}))`
    return words.map((word) => sql`${all} like ${like(word)}` as Fragment).reduce(both(scope))
  }
  const holds = words.map((word) => sql`s.words like ${like(word)}` as Fragment).reduce(both(scope))
  return sql`t.id in (select s.record_id from search_entry s where s.cluster_id = ${cluster} and s.kind = ${sheet.table} and ${holds})` as Fragment
}

/** How many records stand in each register. */
export async function countRegisters({ sql, cluster }: Scope, sheets: readonly Sheet[]): Promise<Map<string, number>> {
  const counts = sheets.map(
    ({ name, table }) =>
      sql`select ${name}::text as name, count(*)::int as count from ${sql(table)} where cluster_id = ${cluster}`,
  )
  const rows = await sql`${counts.reduce((all, one) => sql`${all} union all ${one}`)}`
  return new Map(rows.map((row) => [row.name, row.count]))
}

/** The values a closed or short column takes, for a filter. */
export async function choicesOf({ sql, cluster }: Scope, sheet: Sheet, key: string, most = 60): Promise<string[]> {
  const rows = await sql`
    select distinct ${sql(key)} as value from ${sql(sheet.table)} where cluster_id = ${cluster} and ${sql(key)} is not null order by 1 limit ${most + 1}`
  return rows.length > most ? [] : rows.map((row) => String(row.value))
}

/** The columns worth a filter: a few values over many records. */
export const filtersOf = (sheet: Sheet, persons: boolean): string[] =>
  columnsFor(sheet, persons)
    .filter(
      ([key, { cell }]) =>
        cell.kind === 'choice' || key === 'college' || key === 'year' || key === 'organ' || key === 'instrument',
    )
    .map(([key]) => key)

const both =
  ({ sql }: Scope) =>
  (all: Fragment, one: Fragment) =>
    sql`${all} and ${one}` as Fragment

const spliced = ({ sql }: Scope, parts: Fragment[]): Fragment =>
  parts.reduce((all, one) => sql`${all} ${one}` as Fragment, sql`` as Fragment)

/** The word a record of another sheet is called by. */
const nameColumn = (sheet: Sheet) => (sheet.columns.name ? 'name' : sheet.columns.title ? 'title' : sheet.calledBy![0]!)

function columnOf({ sql, cluster }: Scope, key: string, { cell }: Column, sheet: Sheet, sheets: readonly Sheet[]) {
  if (cell.kind === 'reference') {
    const target = sheets.find(({ name }) => name === cell.to)!
    return sql`${sql(`r_${key}`)}.${sql(nameColumn(target))}` as Fragment
  }
  if (cell.kind === 'person') return sql`${sql(`r_${key}`)}.name` as Fragment
  if (cell.kind === 'references') {
    const target = sheets.find(({ name }) => name === cell.to)!
    return sql`(select string_agg(o.${sql(nameColumn(target))}, '; ' order by o.${sql(nameColumn(target))}) from ${sql(cell.via)} l join ${sql(target.table)} o on o.cluster_id = ${cluster} and o.id = l.${sql(cell.as)} where l.cluster_id = ${cluster} and l.${sql(`${sheet.table}_id`)} = t.id)` as Fragment
  }
  return sql`t.${sql(key)}` as Fragment
}

function joinOf({ sql, cluster }: Scope, key: string, { cell }: Column, sheets: readonly Sheet[]): Fragment[] {
  const table =
    cell.kind === 'person'
      ? 'person'
      : cell.kind === 'reference'
        ? sheets.find(({ name }) => name === cell.to)!.table
        : null
  if (!table) return []
  const alias = sql(`r_${key}`)
  return [
    sql`left join ${sql(table)} ${alias} on ${alias}.cluster_id = ${cluster} and ${alias}.id = t.${sql(`${key}_id`)}` as Fragment,
  ]
}

/** Which records somebody's roles reach: those of their organisations, and those of the programmes their organisations fund. */
function reachOf({ sql, cluster }: Scope, sheet: Sheet, sheets: readonly Sheet[], reach: Reach): Fragment[] {
  if (reach === 'all') return []
  const { organisations, funders } = reach
  const funded = sql`(select f.programme_id from programme_funder f where f.cluster_id = ${cluster} and f.organisation_id = any(${funders}::uuid[]))`
  const ways: Fragment[] = []
  const theirs = (column: string) => ways.push(sql`t.${sql(column)} = any(${organisations}::uuid[])` as Fragment)
  if (sheet.table === 'organisation') theirs('id')
  if (sheet.table === 'programme') ways.push(sql`t.id in ${funded}` as Fragment)
  for (const [key, { cell }] of Object.entries(sheet.columns)) {
    if (cell.kind === 'party') theirs(`${key}_organisation_id`)
    if (cell.kind !== 'reference') continue
    const target = sheets.find(({ name }) => name === cell.to)!.table
    if (target === 'organisation') theirs(`${key}_id`)
    if (target === 'programme') ways.push(sql`t.${sql(`${key}_id`)} in ${funded}` as Fragment)
  }
  if (sheet.table === 'funding') ways.push(sql`t.funder_id = any(${funders}::uuid[])` as Fragment)
  return [
    ways.length
      ? (sql`(${ways.reduce((any, one) => sql`${any} or ${one}` as Fragment)})` as Fragment)
      : (sql`false` as Fragment),
  ]
}

function plain({ cell }: Column, value: unknown): string | number | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (cell.kind === 'integer' || cell.kind === 'number' || cell.kind === 'amount') return Number(value)
  if (cell.kind === 'boolean') return value ? 'oui' : 'non'
  return String(value)
}
