import type { Problem, ProblemCode, Row, Sheet } from '../../core/sheet.ts'
import { parseCell } from '../../platform/cell.ts'
import { headerKey, looseHeaderKey } from '../../platform/fold.ts'

/** A table as it was read from a file: what it is called there, its header and its lines. The header is line 1. */
export type RawTable = {
  file: string
  sheet: string
  header: string[]
  /** `id`: the record the line corrects, when it is known. */
  lines: { line: number; cells: string[]; id?: string | undefined }[]
  sha256: string
}

export type Report = (
  sheet: string,
  row: number,
  column: string,
  code: ProblemCode,
  value: string,
  about?: Record<string, string>,
) => void

/** Reports a fault in a row's cell, by the column's own header. */
export const faultIn =
  (report: Report) =>
  (sheet: Sheet, row: Row, key: string, code: ProblemCode, value: string, about?: Record<string, string>) =>
    report(sheet.name, row.line, sheet.columns[key]!.header, code, value, about)

export type Table = { sheet: Sheet; raw: RawTable; rows: Row[]; absent: Set<string> }

/** Places the headers, reads every cell, and says what does not fit. */
export function readTable(sheet: Sheet, raw: RawTable, zone: string, report: Report, skipUnknown: boolean): Table {
  const places = placeHeaders(sheet, raw.header, report, skipUnknown)
  const absent = new Set(Object.keys(sheet.columns).filter((key) => !places.has(key)))
  for (const key of absent) {
    const { required, header } = sheet.columns[key]!
    if (required) report(sheet.name, 1, header, 'missing-column', '')
  }
  const rows: Row[] = []
  for (const { line, cells, id } of raw.lines) {
    if (cells.every((cell) => !cell.trim())) continue
    rows.push({ ...readRow(sheet, places, line, cells, zone, report), id: id ?? '' })
  }
  return { sheet, raw, rows, absent }
}

/** Which column of the sheet stands at which place of a file's header. */
export function placeHeaders(
  sheet: Sheet,
  header: string[],
  report: Report,
  skipUnknown: boolean,
): Map<string, number> {
  const known = new Map<string, string>()
  const loosely = new Map<string, string | null>()
  for (const [key, { header: own, synonyms }] of Object.entries(sheet.columns))
    for (const word of [own, ...synonyms]) {
      if (!known.has(headerKey(word))) known.set(headerKey(word), key)
      const loose = looseHeaderKey(word)
      loosely.set(loose, (loosely.get(loose) ?? key) === key ? key : null)
    }
  const places = new Map<string, number>()
  header.forEach((word, place) => {
    if (!word.trim()) return
    const key = known.get(headerKey(word)) ?? loosely.get(looseHeaderKey(word))
    if (!key) {
      if (!skipUnknown) report(sheet.name, 1, word.trim(), 'unknown-column', word.trim())
    } else if (places.has(key)) report(sheet.name, 1, sheet.columns[key]!.header, 'repeated-column', word.trim())
    else places.set(key, place)
  })
  return places
}

function readRow(
  sheet: Sheet,
  places: Map<string, number>,
  line: number,
  cells: string[],
  zone: string,
  report: Report,
): Row {
  const row: Row = { line, cells, values: {}, faulty: new Set(), id: '' }
  for (const [key, { header, cell, required }] of Object.entries(sheet.columns)) {
    const place = places.get(key)
    const text = place === undefined ? '' : (cells[place] ?? '').trim()
    const parsed = text ? parseCell(cell, text, zone) : { value: null }
    const code = 'code' in parsed ? parsed.code : !text && required ? 'missing-cell' : null
    row.values[key] = 'value' in parsed ? parsed.value : null
    if (code) row.faulty.add(key)
    // A column that is not there was told once, at the header.
    if (code && place !== undefined) report(sheet.name, line, header, code, text)
  }
  return row
}

/** What a sheet's rows must keep true together: the order of days, and the sheet's own rules on the rows they can read. */
export function checkTable({ sheet, rows }: Table, stored: Row[], report: Report): void {
  for (const [earlier, later] of sheet.order ?? []) {
    for (const { line, values } of rows) {
      const [from, to] = [values[earlier], values[later]]
      if (from && to && to < from)
        report(sheet.name, line, sheet.columns[later]!.header, 'order', to, {
          from,
          column: sheet.columns[earlier]!.header,
        })
    }
  }
  for (const rule of sheet.rules ?? []) {
    const isReadable = ({ faulty }: Row) => !rule.reads.some((key) => faulty.has(key))
    const readable = [...(rule.withStored ? stored : []), ...rows.filter(isReadable)]
    const unreadable = rows.filter((row) => !isReadable(row))
    for (const { row, column, code, value, about } of rule.find(readable, unreadable))
      report(sheet.name, row.line, sheet.columns[column]!.header, code, value ?? row.values[column] ?? '', about)
  }
}

/** Problems in the order of the dossier: by sheet as declared, by row, by column. */
export function inOrder(problems: Problem[], sheets: Sheet[]): Problem[] {
  const rank = new Map(sheets.map(({ name }, place) => [name, place]))
  const at = ({ sheet }: Problem) => rank.get(sheet) ?? sheets.length
  return problems.sort((a, b) => at(a) - at(b) || a.row - b.row)
}
