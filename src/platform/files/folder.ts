import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { sha256 } from '../ids.ts'
import { type Cells, readCsv } from './csv.ts'
import { limits, readXlsx } from './xlsx-read.ts'

/** A table as a file holds it. */
export type FileTable = { file: string; sheet: string; header: string[]; lines: Cells; sha256: string }
export type FileError = { file: string; line: number; code: 'unreadable' | 'too-large'; reason: string }

const csvEnding = /\.(csv|tsv|txt)$/i
const xlsxEnding = /\.(xlsx|xlsm)$/i
const bytesMax = 64 * 1024 * 1024

/** Reads every table of a path: a folder of tables, one table, or a workbook. What cannot be read is told apart from the rest. */
export async function readTables(path: string): Promise<{ tables: FileTable[]; errors: FileError[] }> {
  if (!existsSync(path)) return { tables: [], errors: [{ file: path, line: 1, code: 'unreadable', reason: 'ENOENT' }] }
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter(
          (name) => (csvEnding.test(name) || xlsxEnding.test(name)) && !name.startsWith('~$') && !name.startsWith('.'),
        )
        .sort()
        .map((name) => join(path, name))
    : [path]
  if (files.length === 0)
    return { tables: [], errors: [{ file: basename(path), line: 1, code: 'unreadable', reason: 'no table' }] }
  const large = files.find((file) => statSync(file).size > bytesMax)
  if (large) return { tables: [], errors: [tooLarge(basename(large), statSync(large).size)] }
  return tablesOf(files.map((file) => ({ name: basename(file), bytes: readFileSync(file) })))
}

const tooLarge = (file: string, size: number): FileError => ({
  file,
  line: 1,
  code: 'too-large',
  reason: `${Math.round(size / 1048576)} MB`,
})

/** Reads every table of some files, wherever they came from. */
export async function tablesOf(
  files: { name: string; bytes: Buffer }[],
): Promise<{ tables: FileTable[]; errors: FileError[] }> {
  const tables: FileTable[] = []
  const errors: FileError[] = []
  for (const { name, bytes } of files) {
    const read = bytes.length > bytesMax ? { error: tooLarge(name, bytes.length) } : await readFile(name, bytes)
    if ('error' in read) errors.push({ ...read.error, file: name })
    else tables.push(...read.tables)
  }
  const cells = tables.reduce((sum, { header, lines }) => sum + header.length * (lines.length + 1), 0)
  if (cells > limits.cells)
    return {
      tables: [],
      errors: [{ file: files[0]?.name ?? '', line: 1, code: 'too-large', reason: `${cells} cells` }],
    }
  return { tables, errors }
}

type Read = { tables: FileTable[] } | { error: Omit<FileError, 'file'> }

async function readFile(file: string, bytes: Buffer): Promise<Read> {
  const digest = sha256(bytes)
  const table = (sheet: string, lines: Cells): FileTable => {
    const header = lines.find(({ line }) => line === 1)?.cells ?? []
    return { file, sheet, header, lines: lines.filter(({ line }) => line > 1), sha256: digest }
  }
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    const read = await readXlsx(bytes)
    if ('error' in read) return { error: { line: 1, ...read.error } }
    if (read.tables.length === 0) return { error: { line: 1, code: 'unreadable', reason: 'no table' } }
    return { tables: read.tables.map(({ name, lines }) => table(name, lines)) }
  }
  if (xlsxEnding.test(file) || bytes.subarray(0, 4).toString('hex') === 'd0cf11e0')
    return { error: { line: 1, code: 'unreadable', reason: 'not an .xlsx' } }
  const read = readCsv(bytes)
  if ('error' in read) return { error: { line: read.error.line, code: 'unreadable', reason: read.error.reason } }
  return { tables: [table(basename(file, extname(file)), read.lines)] }
}
