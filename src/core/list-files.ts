import { writeCsv } from '../platform/files/csv.ts'
import { writeXlsx } from '../platform/files/xlsx-write.ts'
import type { Answered } from './page.ts'
import type { Answer } from './view.ts'

/** Exactly the rows a list shows, as a file: same filter, same order, same columns. */
export async function listFile(name: string, { columns, rows }: Answer, titles: Record<string, string>, format: string): Promise<Answered> {
  const heads = columns.map(({ key }) => titles[key] ?? key)
  const cells = rows.map((row) => columns.map(({ key }) => row[key] ?? null))
  if (format === 'json') return { file: `${JSON.stringify(rows.map((row) => Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null]))), null, 1)}\n`, type: 'application/json; charset=utf-8' }
  if (format === 'csv') return { file: writeCsv([heads, ...cells.map((row) => row.map((cell) => String(cell ?? '')))]), type: 'text/csv; charset=utf-8', name: `${name}.csv` }
  return { file: await writeXlsx([{ name, rows: [heads, ...cells] }]), type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', name: `${name}.xlsx` }
}
