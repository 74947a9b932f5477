import { parse } from 'csv-parse/sync'

export type Cells = { line: number; cells: string[] }[]

const separators = [';', ',', '\t', '|']

/** UTF-8 with or without its mark, UTF-16 with one, and else Windows-1252, as old spreadsheets still write. */
export function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The separator whose count on the header line, outside quotes, is highest. */
function separatorOf(text: string): string {
  const header = (text.split('\n').find((line) => line.trim()) ?? '').replace(/"[^"]*"/g, '')
  const counts = separators.map((mark) => header.split(mark).length)
  return separators[counts.indexOf(Math.max(...counts))]!
}

export type CsvError = { line: number; reason: string }

/** Reads a table of text. A row's number is the one a spreadsheet shows: the header is 1, blank rows count. */
export function readCsv(bytes: Buffer): { lines: Cells } | { error: CsvError } {
  // A file pasted together from two systems ends its lines in two ways.
  const text = decode(bytes).replace(/\r\n?/g, '\n')
  try {
    const records = parse(text, {
      delimiter: separatorOf(text),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
    })
    return { lines: (records as string[][]).map((cells, place) => ({ line: place + 1, cells: cells.map(readable) })) }
  } catch (error) {
    const { lines, message } = error as { lines?: number; message: string }
    return { error: { line: lines ?? 1, reason: message.split('\n')[0]!.slice(0, 200) } }
  }
}

// PostgreSQL's text cannot hold a zero byte; a quote before a formula sign was put there by an export.
const readable = (cell: string) => cell.replaceAll('\u0000', '').replace(/^'(?=[=+\-@\t\r])/, '')

/** A cell no spreadsheet will run: a formula sign in front gets a quote before it. A plain negative number is left as it is. */
export const defuse = (cell: string): string =>
  /^[=+\-@\t\r]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell

/** Writes a table as spreadsheets of French-speaking offices open it: semicolons, UTF-8 with its mark, CRLF. */
export function writeCsv(rows: string[][]): string {
  const quoted = (cell: string) => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  return `\ufeff${rows.map((row) => `${row.map((cell) => quoted(defuse(cell))).join(';')}\r\n`).join('')}`
}
