import { type CellCode, parseCell, type Value } from '../platform/cell.ts'
import { fold, nameKey } from '../platform/fold.ts'
import { isUuid } from '../platform/ids.ts'
import type { Scope } from '../platform/store/store.ts'
import type { Column, Sheet } from './sheet.ts'

/** Several lines of the same fields, as a voucher has. */
export type Lines<Of extends Columns = Columns> = { header: string; lines: Of; least: number }
type Columns = Record<string, Column>
export type Fields = Record<string, Column | Lines>

export const lines = <Of extends Columns>(header: string, of: Of, least = 1): Lines<Of> => ({
  header,
  lines: of,
  least,
})
export const isLines = (field: Column | Lines): field is Lines => 'lines' in field

/** What a deed is given once its fields have been read: canonical text, ids where a record was meant. */
export type AskedOf<F extends Fields> = {
  [Key in keyof F]: F[Key] extends Lines<infer Of>
    ? AskedOf<Of>[]
    : F[Key] extends Column<true>
      ? string
      : string | null
}

/** What is wrong with one field: `lines.2.debit` is the debit of the third line. */
export type Fault = { field: string; code: FaultCode; value: string; header: string }
type FaultCode =
  | CellCode
  | 'missing-cell'
  | 'unknown-field'
  | 'not-text'
  | 'too-large'
  | 'unknown-reference'
  | 'ambiguous-name'

const longest = 50_000
const mostLines = 500

type Given = Record<string, unknown>
const isObject = (given: unknown): given is Given =>
  typeof given === 'object' && given !== null && !Array.isArray(given)

/** Reads what was given for some fields, all of it, and says all that is wrong with it. */
export async function readAsked<F extends Fields>(
  scope: Scope,
  sheets: readonly Sheet[],
  fields: F,
  given: unknown,
  zone: string,
): Promise<{ asked: AskedOf<F>; faults: Fault[] }> {
  const faults: Fault[] = []
  const read = async (of: Fields, from: unknown, at: string): Promise<Record<string, unknown>> => {
    const values: Record<string, unknown> = {}
    if (!isObject(from)) {
      faults.push({ field: at.replace(/\.$/, ''), code: 'not-text', value: '', header: '' })
      return values
    }
    for (const key of Object.keys(from))
      if (!Object.hasOwn(of, key)) faults.push({ field: at + key, code: 'unknown-field', value: key, header: key })
    for (const [key, field] of Object.entries(of))
      values[key] = isLines(field) ? await several(field, from[key], at + key) : await one(field, from[key], at + key)
    return values
  }
  const several = async ({ lines: of, least, header }: Lines, from: unknown, at: string) => {
    const rows = Array.isArray(from) ? from.filter((row) => !isBlank(row)) : []
    if (rows.length < least) faults.push({ field: at, code: 'missing-cell', value: '', header })
    if (rows.length > mostLines) faults.push({ field: at, code: 'too-large', value: String(rows.length), header })
    const values = []
    for (const [place, row] of rows.slice(0, mostLines).entries()) values.push(await read(of, row, `${at}.${place}.`))
    return values
  }
  const one = async (column: Column, from: unknown, at: string): Promise<Value> => {
    const { cell, header, required } = column
    const fault = (code: FaultCode, value: string) => {
      faults.push({ field: at, code, value, header })
      return null
    }
    const text = asText(from)
    if (text === null) return fault('not-text', '')
    if (text.length > longest) return fault('too-large', String(text.length))
    if (!text) return required ? fault('missing-cell', '') : null
    const parsed = parseCell(cell, text, zone)
    if ('code' in parsed) return fault(parsed.code, text)
    if (cell.kind !== 'reference' || parsed.value === null) return parsed.value
    const ids = await idsOf(scope, sheets.find(({ name }) => name === cell.to)!, parsed.value)
    return ids.length === 1 ? ids[0]! : fault(ids.length ? 'ambiguous-name' : 'unknown-reference', text)
  }
  const asked = await read(fields, given, '')
  return { asked: asked as AskedOf<F>, faults }
}

const isBlank = (row: unknown) => isObject(row) && Object.values(row).every((value) => asText(value) === '')

/** A form gives text, a program also numbers and yes or no. Anything else is no cell. */
function asText(given: unknown): string | null {
  if (given === null || given === undefined) return ''
  // PostgreSQL's text holds neither a zero byte nor half a character.
  if (typeof given === 'string') return given.replaceAll('\u0000', '').toWellFormed().trim()
  return typeof given === 'number' || typeof given === 'boolean' ? String(given) : null
}

/** The records of a sheet a word may mean: its id, whatever the sheet's records are called by, or else were called by before. */
export async function idsOf(scope: Scope, sheet: Sheet, word: string): Promise<string[]> {
  const { sql, cluster } = scope
  const table = sql(sheet.table)
  if (isUuid(word))
    return (await sql`select id from ${table} where cluster_id = ${cluster} and id = ${word}`).map(({ id }) => id)
  const ways = (sheet.calledBy ?? []).map((key) =>
    sheet.columns[key]!.cell.kind === 'name'
      ? sql`${sql(`${key}_key`)} = ${nameKey(word)}`
      : sql`lower(${sql(key)}) = ${word.toLowerCase()}`,
  )
  if (ways.length === 0) return []
  const where = ways.reduce((either, way) => sql`${either} or ${way}`)
  const rows = await sql`select * from ${table} where cluster_id = ${cluster} and (${where})`
  if (rows.length === 0 && sheet.formerly) {
    const former = (await sheet.formerly(scope)).filter(({ name }) => nameKey(name) === nameKey(word))
    const ids = former.map(({ id }) => id)
    return (await sql`select id from ${table} where cluster_id = ${cluster} and id = any(${ids}::uuid[])`).map(
      ({ id }) => id,
    )
  }
  const exact = rows.filter((row) => sheet.calledBy!.some((key) => fold(String(row[key] ?? '')) === fold(word)))
  return (exact.length === 1 ? exact : rows).map(({ id }) => id as string)
}
