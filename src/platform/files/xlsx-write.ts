import type { Workbook } from 'exceljs'

export type WorkbookTable = { name: string; rows: (string | number | null)[][]; widths?: number[] }

/** Writes tables as a workbook: texts stay texts, so none of them runs as a formula; the first row stands still and filters. */
export async function writeXlsx(tables: WorkbookTable[]): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs')
  const book: Workbook = new excel.Workbook()
  for (const { name, rows, widths } of tables) {
    const sheet = book.addWorksheet(nameOf(name), { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.addRows(rows)
    sheet.getRow(1).font = { bold: true }
    const columns = rows[0]?.length ?? 0
    if (rows.length > 1) sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length, column: columns } }
    for (let place = 0; place < columns; place++)
      sheet.getColumn(place + 1).width = widths?.[place] ?? widest(rows, place)
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** A sheet's name: at most 31 characters, and none that spreadsheets forbid. */
const nameOf = (name: string): string => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)

function widest(rows: (string | number | null)[][], place: number): number {
  const lengths = rows.slice(0, 200).map((row) => String(row[place] ?? '').length)
  return Math.min(60, Math.max(8, ...lengths) + 2)
}
