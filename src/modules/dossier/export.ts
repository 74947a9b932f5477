import { storedRecords } from '../../core/records.ts'
import type { Column, Sheet, Values } from '../../core/sheet.ts'
import { printCell } from '../../platform/cell.ts'
import type { Scope } from '../../platform/store/store.ts'
import { Register } from './resolve.ts'

/** The dossier of a cluster as tables of text, headers first, which the import reads back as the same records. */
export async function exportDossier(scope: Scope, sheets: Sheet[]): Promise<{ name: string; rows: string[][] }[]> {
  const registers = new Map(sheets.map((sheet) => [sheet.name, new Register(sheet)]))
  const people = new Map(
    (await scope.sql`select id, name from person where cluster_id = ${scope.cluster}`).map(({ id, name }) => [
      id as string,
      name as string,
    ]),
  )
  const tables = []
  for (const sheet of sheets) {
    const records = await storedRecords(scope, sheet)
    const register = registers.get(sheet.name)!
    for (const record of records) register.add({ ...record, line: 0 })
    const columns = Object.entries(sheet.columns)
    const print = (values: Values) => columns.map(([key, column]) => printed(key, column, values, registers, people))
    if (records.length > 0)
      tables.push({
        name: sheet.name,
        rows: [columns.map(([, { header }]) => header), ...records.map(({ values }) => print(values))],
      })
  }
  return tables
}

/** A value as the dossier writes it: records by what they are called. */
export function printed(
  key: string,
  { cell }: Column,
  values: Values,
  registers: Map<string, Register>,
  people: Map<string, string>,
): string {
  const value = values[key] ?? null
  if (cell.kind === 'party') {
    const organisation = values[`${key}_organisation_id`]
    return organisation ? registers.get(cell.to)!.callOf(organisation) : (value ?? '')
  }
  if (value === null) return ''
  if (cell.kind === 'reference') return registers.get(cell.to)!.callOf(value)
  if (cell.kind === 'references')
    return value
      .split(' ')
      .map((id) => registers.get(cell.to)!.callOf(id))
      .join('; ')
  if (cell.kind === 'person') return people.get(value) ?? ''
  return printCell(cell, value)
}
