import { writeCsv } from './csv.ts'
import { writeXlsx } from './xlsx-write.ts'

type Cell = string | number | null
export type ListFile = { file: string | Uint8Array; type: string; name?: string }

/** Exactly the rows a list shows, as a file: same filter, same order, same columns. */
export async function listFile(
  name: string,
  columns: { key: string; title: string }[],
  rows: Record<string, Cell>[],
  format: string,
): Promise<ListFile> {
  const heads = columns.map(({ title }) => title)
  const cells = rows.map((row) => columns.map(({ key }) => row[key] ?? null))
  if (format === 'json') {
    const plain = rows.map((row) => Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null])))
    return { file: `${JSON.stringify(plain, null, 1)}\n`, type: 'application/json; charset=utf-8' }
  }
  if (format === 'csv') {
    const lines = [heads, ...cells.map((row) => row.map((cell) => String(cell ?? '')))]
    return { file: writeCsv(lines), type: 'text/csv; charset=utf-8', name: `${name}.csv` }
  }
  return {
    file: await writeXlsx([{ name, rows: [heads, ...cells] }]),
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    name: `${name}.xlsx`,
  }
}
