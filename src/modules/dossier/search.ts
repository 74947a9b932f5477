import { storedRecords } from '../../core/records.ts'
import type { Column, Row, Sheet, Values } from '../../core/sheet.ts'
import { fold } from '../../platform/fold.ts'
import { columnTypes, writeRows } from '../../platform/store/bulk.ts'
import type { Scope } from '../../platform/store/store.ts'
import { printed } from './export.ts'
import { Register, type Resolver } from './resolve.ts'

export type Found = { kind: string; id: string; title: string }

const columns = columnTypes('kind text, record_id uuid, title text, words text')
const unsaid = new Set(['day', 'instant', 'number', 'amount', 'integer', 'share', 'boolean'])

/** Keeps what some records are called and the words they are found by. It is written with them, in the same transaction. */
export async function indexRows(
  scope: Scope,
  sheet: Sheet,
  rows: Pick<Row, 'id' | 'values'>[],
  { registers, people }: Pick<Resolver, 'registers' | 'people'>,
): Promise<void> {
  const names = new Map([...people.byKey.values()].map(({ id, name }) => [id, name]))
  await writeEntries(scope, sheet, rows, (key, column, values) => printed(key, column, values, registers, names))
}

async function writeEntries(
  scope: Scope,
  sheet: Sheet,
  rows: Pick<Row, 'id' | 'values'>[],
  print: (key: string, column: Column, values: Values) => string,
): Promise<void> {
  const said = Object.entries(sheet.columns).filter(([, { cell }]) => !unsaid.has(cell.kind))
  const titled = sheet.columns.name ? ['name'] : (sheet.calledBy ?? sheet.key.slice(0, 3))
  const extra = !sheet.columns.name && sheet.columns.title ? ['title'] : []
  const former = Map.groupBy((await sheet.formerly?.(scope)) ?? [], ({ id }) => id)
  const entries = rows.map(({ id, values }) => {
    const before = former.get(id)?.map(({ name }) => name) ?? []
    const word = (key: string) => print(key, sheet.columns[key]!, values)
    return {
      kind: sheet.table,
      record_id: id,
      title: [...new Set([...titled, ...extra].map(word).filter(Boolean))].join(' · '),
      words: fold([...said.map(([key]) => word(key)), ...before].join(' ')),
    }
  })
  await scope.sql`delete from search_entry where cluster_id = ${scope.cluster} and kind = ${sheet.table} and record_id = any(${rows.map(({ id }) => id)}::uuid[])`
  await writeRows(scope, 'search_entry', columns, entries)
}

/** Records that hold every word, wherever; those called by the whole text come first. Accents, case and the spellings of Arabic aside. */
export async function searchAll({ sql, cluster }: Scope, text: string, most = 60): Promise<Found[]> {
  const words = fold(text).split(' ').filter(Boolean).slice(0, 8)
  if (words.length === 0) return []
  const like = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`
  const holds = words.map((word) => sql`words like ${like(word)}`).reduce((all, one) => sql`${all} and ${one}`)
  const rows = await sql`
    select kind, record_id, title from search_entry where cluster_id = ${cluster} and ${holds}
    order by words not like ${`${fold(text).replace(/[\\%_]/g, '\\$&')}%`}, kind <> 'organisation', length(title), title, record_id limit ${most}`
  return rows.map((row) => ({ kind: row.kind, id: row.record_id, title: row.title }))
}

/** Makes the words of a whole cluster anew: for a store that was filled before there was a search. */
export async function reindex(scope: Scope, sheets: readonly Sheet[]): Promise<number> {
  const { sql, cluster } = scope
  const registers = new Map(sheets.map((sheet) => [sheet.name, new Register(sheet)]))
  const people = new Map<string, string>()
  for (const { id, name } of await sql`select id, name from person where cluster_id = ${cluster}`) people.set(id, name)
  let count = 0
  for (const sheet of sheets) {
    const stored = await storedRecords(scope, sheet)
    for (const record of stored) registers.get(sheet.name)!.add({ ...record, line: 0 })
    await writeEntries(scope, sheet, stored, (key, column, values) => printed(key, column, values, registers, people))
    count += stored.length
  }
  return count
}
