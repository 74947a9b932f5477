import type { Sheet } from '../../core/sheet.ts'
import { nameKey } from '../../platform/fold.ts'
import type { Scope } from '../../platform/store/store.ts'

/** A record that speaks of a person, with what it says. */
export type About = { sheet: string; kind: string; id: string; column: string; values: Record<string, unknown> }

type Place = { sheet: Sheet; key: string; column: string }

/** Where the registers name people: a column of persons, or one that may name a person or an organisation. */
export const placesOf = (sheets: readonly Sheet[]): Place[] =>
  sheets.flatMap((sheet) =>
    Object.entries(sheet.columns).flatMap(([key, { cell }]): Place[] => {
      if (cell.kind === 'person') return [{ sheet, key, column: `${key}_id` }]
      return cell.kind === 'party' ? [{ sheet, key, column: `${key}_person_id` }] : []
    }),
  )

/** Those whose name holds the words. */
export async function personsNamed({ sql, cluster }: Scope, words: string): Promise<{ id: string; name: string }[]> {
  const like = `%${nameKey(words).replace(/[\\%_]/g, '\\$&')}%`
  return [
    ...(await sql<{ id: string; name: string }[]>`
      select id, name from person where cluster_id = ${cluster} and name_key like ${like} order by name limit 50`),
  ]
}

/** Everything the registers hold about a person, column by column: what a person who asks is shown and given. */
export async function heldAbout({ sql, cluster }: Scope, sheets: readonly Sheet[], person: string): Promise<About[]> {
  const found: About[] = []
  for (const { sheet, key, column } of placesOf(sheets)) {
    const rows =
      await sql`select * from ${sql(sheet.table)} where cluster_id = ${cluster} and ${sql(column)} = ${person} order by id`
    for (const row of rows) {
      const values = Object.fromEntries(
        Object.entries(sheet.columns).flatMap(([name, { header }]) => (row[name] == null ? [] : [[header, row[name]]])),
      )
      found.push({ sheet: sheet.name, kind: sheet.table, id: row.id, column: key, values })
    }
  }
  return found
}
