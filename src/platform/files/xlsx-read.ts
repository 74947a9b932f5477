import { SaxesParser } from 'saxes'
import yauzl from 'yauzl'
import type { Cells } from './csv.ts'

/** What a workbook may weigh before it is refused: bytes after unzipping, filled cells, columns. */
export const limits = { bytes: 256 * 1024 * 1024, cells: 2_000_000, columns: 512 }

export type XlsxTable = { name: string; lines: Cells }
export type XlsxError = { code: 'unreadable' | 'too-large'; reason: string }

class Refused extends Error {
  readonly code: XlsxError['code']
  constructor(code: XlsxError['code'], reason: string) {
    super(reason)
    this.code = code
  }
}

/**
 * Reads the sheets of a workbook as text, in bounded memory: the sizes an archive declares are added up before anything is
 * unzipped, the unzipper refuses an entry that is larger than it declared, and cells are counted as they pass.
 */
export async function readXlsx(bytes: Buffer): Promise<{ tables: XlsxTable[] } | { error: XlsxError }> {
  try {
    const archive = await openArchive(bytes)
    const book = await readBook(archive)
    const strings = await readStrings(archive)
    const isDate = await readDateStyles(archive)
    const tables: XlsxTable[] = []
    const count = { cells: 0 }
    for (const { name, path } of book.sheets)
      tables.push({ name, lines: await readSheet(archive, path, { strings, isDate, base1904: book.base1904, count }) })
    return { tables }
  } catch (error) {
    if (error instanceof Refused) return { error: { code: error.code, reason: error.message } }
    return { error: { code: 'unreadable', reason: (error as Error).message.split('\n')[0]!.slice(0, 200) } }
  }
}

type Archive = { has(path: string): boolean; stream(path: string): Promise<NodeJS.ReadableStream> }

function openArchive(bytes: Buffer): Promise<Archive> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) return reject(error)
      const entries = new Map<string, yauzl.Entry>()
      let total = 0
      zip.on('entry', (entry: yauzl.Entry) => {
        total += entry.uncompressedSize
        if (total > limits.bytes || entries.size > 2000)
          return reject(new Refused('too-large', `${Math.round(total / 1048576)} MB`))
        entries.set(entry.fileName.replace(/^\//, ''), entry)
        zip.readEntry()
      })
      zip.on('error', reject)
      zip.on('end', () =>
        resolve({
          has: (path) => entries.has(path),
          stream: (path) =>
            new Promise((open, fail) => {
              const entry = entries.get(path)
              if (!entry) return fail(new Refused('unreadable', path))
              zip.openReadStream(entry, (broken, stream) => (broken ? fail(broken) : open(stream)))
            }),
        }),
      )
      zip.readEntry()
    })
  })
}

type Handlers = {
  open(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  text?(text: string): void
}

async function walk(archive: Archive, path: string, { open, close, text }: Handlers): Promise<void> {
  const parser = new SaxesParser()
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  parser.on('opentag', ({ name, attributes }) => open(local(name), attributes as Record<string, string>))
  if (close) parser.on('closetag', ({ name }) => close(local(name)))
  if (text) parser.on('text', text)
  parser.on('error', (error) => {
    throw new Refused('unreadable', error.message.split('\n')[0]!)
  })
  const stream = await archive.stream(path)
  const decoder = new TextDecoder()
  for await (const chunk of stream) parser.write(decoder.decode(chunk as unknown as Uint8Array, { stream: true }))
  parser.close()
}

async function readBook(archive: Archive): Promise<{ sheets: { name: string; path: string }[]; base1904: boolean }> {
  if (!archive.has('xl/workbook.xml')) throw new Refused('unreadable', 'xl/workbook.xml')
  const targets = new Map<string, string>()
  await walk(archive, 'xl/_rels/workbook.xml.rels', {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id && Target)
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  const sheets: { name: string; path: string }[] = []
  let base1904 = false
  await walk(archive, 'xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'workbookPr') base1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      const path = targets.get(
        attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '',
      )
      if (name === 'sheet' && path && archive.has(path)) sheets.push({ name: attributes.name ?? '', path })
    },
  })
  return { sheets, base1904 }
}

async function readStrings(archive: Archive): Promise<string[]> {
  const strings: string[] = []
  if (!archive.has('xl/sharedStrings.xml')) return strings
  let current = ''
  let inText = false
  let phonetic = false
  await walk(archive, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') current = ''
      if (name === 'rPh') phonetic = true
      inText = name === 't' && !phonetic
    },
    close: (name) => {
      if (name === 't') inText = false
      if (name === 'rPh') phonetic = false
      if (name === 'si' && strings.push(current) > limits.cells) throw new Refused('too-large', `${limits.cells} cells`)
    },
    text: (text) => {
      if (inText) current += text
    },
  })
  return strings
}

const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
const isDateFormat = (code: string) => /[dmyhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))

/** For each cell style, whether it shows a number as a date. */
async function readDateStyles(archive: Archive): Promise<boolean[]> {
  const formats = new Map<number, string>()
  const styles: boolean[] = []
  let inStyles = false
  if (!archive.has('xl/styles.xml')) return styles
  await walk(archive, 'xl/styles.xml', {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt') formats.set(Number(numFmtId), formatCode ?? '')
      if (name === 'cellXfs') inStyles = true
      if (name === 'xf' && inStyles)
        styles.push(isBuiltInDate(Number(numFmtId)) || isDateFormat(formats.get(Number(numFmtId)) ?? ''))
    },
    close: (name) => {
      if (name === 'cellXfs') inStyles = false
    },
  })
  return styles
}

type Context = { strings: string[]; isDate: boolean[]; base1904: boolean; count: { cells: number } }

async function readSheet(archive: Archive, path: string, context: Context): Promise<Cells> {
  const lines: Cells = []
  let line = 0
  let cells: string[] = []
  let cell = { column: 0, type: '', style: 0, text: '' }
  let taking = false
  await walk(archive, path, {
    open: (name, { r, t, s }) => {
      if (name === 'row') {
        line = r ? Number(r) : line + 1
        cells = []
      } else if (name === 'c')
        cell = { column: r ? columnOf(r) : cells.length, type: t ?? 'n', style: Number(s ?? 0), text: '' }
      taking = name === 'v' || name === 't'
    },
    close: (name) => {
      if (name === 'v' || name === 't') taking = false
      if (name === 'c' && cell.text !== '') {
        if (++context.count.cells > limits.cells || cell.column >= limits.columns)
          throw new Refused('too-large', `${limits.cells} cells, ${limits.columns} columns`)
        while (cells.length < cell.column) cells.push('')
        cells[cell.column] = shown(cell, context)
      }
      if (name === 'row' && cells.length) lines.push({ line, cells })
    },
    text: (text) => {
      if (taking) cell.text += text
    },
  })
  return lines
}

function columnOf(address: string): number {
  let column = 0
  for (const letter of address.replace(/\d+$/, '')) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

/** A cell as the person who typed it would write it. */
function shown(
  { type, style, text }: { type: string; style: number; text: string },
  { strings, isDate, base1904 }: Context,
): string {
  if (type === 's') return strings[Number(text)] ?? ''
  if (type === 'b') return text === '1' ? 'oui' : 'non'
  if (type !== 'n') return text
  const number = Number(text)
  if (!Number.isFinite(number)) return text
  return isDate[style] ? dateOf(number + (base1904 ? 1462 : 0)) : String(Number(number.toPrecision(15)))
}

/** Spreadsheets count days from 30 December 1899. */
function dateOf(serial: number): string {
  const instant = new Date(Math.round((serial - 25569) * 86_400) * 1000)
  const text = Number.isNaN(instant.getTime()) ? '' : instant.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19)
}
