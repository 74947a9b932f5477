import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { demoFolder } from './stores.ts'

export type Tables = Record<string, string[][]>

export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'grappe-dossier-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The demo's tables as rows of cells, headers first. Its files hold no quotes. */
export function demoTables(): Tables {
  const files = readdirSync(demoFolder).filter((name) => name.endsWith('.csv'))
  return Object.fromEntries(
    files.map((name) => [
      basename(name, '.csv'),
      readFileSync(join(demoFolder, name), 'utf8')
        .replace(/^\ufeff/, '')
        .trimEnd()
        .split(/\r?\n/)
        .map((line) => line.split(';')),
    ]),
  )
}

const quoted = (cell: string, separator: string) =>
  cell.includes(separator) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

export function writeTables(
  folder: string,
  tables: Tables,
  { separator = ';', newline = '\n', encode = (text: string) => Buffer.from(text) } = {},
): string {
  for (const [name, rows] of Object.entries(tables)) {
    const text = rows.map((row) => row.map((cell) => quoted(cell, separator)).join(separator)).join(newline)
    writeFileSync(join(folder, `${name}.csv`), encode(`${text}${newline}`))
  }
  return folder
}

/** A copy of the demo with one thing changed. */
export function demoWith(change: (tables: Tables) => void): string {
  const tables = demoTables()
  change(tables)
  return writeTables(scratchFolder(), tables)
}

/** Sets a cell by its header; rows are numbered as a spreadsheet shows them, the header being 1. */
export function setCell(tables: Tables, table: string, row: number, header: string, value: string): void {
  const rows = tables[table]!
  const column = rows[0]!.indexOf(header)
  if (column < 0) throw new Error(`${table} has no column ${header}`)
  rows[row - 1]![column] = value
}

export const cellOf = (tables: Tables, table: string, row: number, header: string): string =>
  tables[table]![row - 1]![tables[table]![0]!.indexOf(header)]!

export function addColumn(tables: Tables, table: string, header: string): void {
  for (const [place, row] of tables[table]!.entries()) row.push(place ? 'x' : header)
}
