import { columnsOf, digestOf, type Stored, storedRecords, storedRow, writeLinks } from '../../core/records.ts'
import type { Problem, Row, Sheet, Values } from '../../core/sheet.ts'
import { fold, nameKey, sheetKey } from '../../platform/fold.ts'
import { newId, sha256 } from '../../platform/ids.ts'
import { columnTypes, writeRows } from '../../platform/store/bulk.ts'
import type { Scope } from '../../platform/store/store.ts'
import { printed } from './export.ts'
import { type Known, type Register, Resolver } from './resolve.ts'
import { indexRows } from './search.ts'
import { checkTable, faultIn, inOrder, type RawTable, type Report, readTable, type Table } from './table.ts'

export type ImportOptions = {
  zone: string
  when: Date
  dryRun?: boolean
  skipUnknownColumns?: boolean
  say?: (problem: Omit<Problem, 'message'>, about: Record<string, string>) => string
  onProgress?: (done: number, total: number) => void
  /** The lines were typed into a form, not read from a file: what is new is new, whatever else is called the same. */
  entered?: { target: Sheet; ids: string[] | null; whole?: true }
}

export type ImportResult = {
  ok: boolean
  rows: Record<string, number>
  added: number
  changed: number
  unchanged: number
  problems: Problem[]
}

type Plan = { table: Table; added: Row[]; changed: Row[]; keys: Map<Row, string>; digests: Map<Row, string> }

export type Change = {
  kind: string
  id: string
  /** Where the record stood before: the line it can be read from again. */
  was: { source: string; row: number } | null
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** Reads a whole dossier into the store, or says all that is wrong with it and writes nothing; a second time finds every row unchanged. */
export async function importDossier(
  scope: Scope,
  sheets: Sheet[],
  raws: RawTable[],
  options: ImportOptions,
): Promise<ImportResult & { changes: Change[]; ids: string[]; sources: string[] }> {
  const problems: Problem[] = []
  const report: Report = (sheet, row, column, code, value, about = {}) => {
    const problem = { sheet, row, column, code, value }
    problems.push({ ...problem, message: options.say?.(problem, about) ?? code })
  }
  const tables = readTables(sheets, raws, options, report)
  const stored = await loadStored(scope, sheets, options.entered)
  const resolver = new Resolver(sheets, report)
  if (sheets.some(namesPeople)) await loadPeople(scope, resolver)
  const plans: Plan[] = []
  for (const sheet of sheets) {
    const known = stored.get(sheet.name)!
    const register = resolver.registers.get(sheet.name)!
    for (const record of known) {
      register.add({ ...record, line: 0 })
      meetPeople(resolver, sheet, record)
    }
    // A form of which every word is an id asks no name.
    if (sheet.formerly && !options.entered?.ids) register.addFormer(await sheet.formerly(scope))
    const table = tables.get(sheet.name)
    if (table) plans.push(planTable(table, known, resolver, report, options.entered !== undefined))
  }
  resolver.reportUnresolved(tables)
  for (const { table } of plans) {
    const ours = new Set(table.rows.map(({ id }) => id))
    const others = stored.get(table.sheet.name)!.filter(({ id }) => !ours.has(id))
    checkTable(table, others.map(asRow), report)
  }
  for (const { table, added, changed } of plans) {
    const findings = (await table.sheet.guard?.(scope, [...added, ...changed])) ?? []
    for (const { row, column, code, value, about } of findings)
      report(table.sheet.name, row.line, table.sheet.columns[column]!.header, code, value ?? '', about)
  }
  const sum = (size: (plan: Plan) => number) => plans.reduce((total, plan) => total + size(plan), 0)
  const [added, changed] = [sum((plan) => plan.added.length), sum((plan) => plan.changed.length)]
  const counts = { added, changed, unchanged: sum(({ table }) => table.rows.length) - added - changed }
  const rows = Object.fromEntries(plans.map(({ table }) => [table.sheet.name, table.rows.length]))
  const ok = problems.length === 0
  if (options.entered && !options.entered.whole) for (const { table } of plans) sayCells(table, resolver)
  const written = ok && !options.dryRun ? await write(scope, plans, resolver, options) : { changes: [], sources: [] }
  const ids = plans.flatMap(({ table }) => table.rows.map(({ id }) => id))
  return { ok, rows, ...counts, problems: inOrder(problems, sheets), ids, ...written }
}

function readTables(sheets: Sheet[], raws: RawTable[], options: ImportOptions, report: Report): Map<string, Table> {
  const bySheet = new Map(sheets.map((sheet) => [sheetKey(sheet.name), sheet]))
  const tables = new Map<string, Table>()
  for (const raw of raws) {
    const sheet = bySheet.get(sheetKey(raw.sheet))
    if (!sheet) {
      if (raw.header.some((word) => word.trim())) report(raw.sheet, 1, '', 'unknown-sheet', raw.sheet)
    } else if (tables.has(sheet.name)) report(sheet.name, 1, '', 'repeated-sheet', raw.file)
    else tables.set(sheet.name, readTable(sheet, raw, options.zone, report, options.skipUnknownColumns ?? false))
  }
  return tables
}

const namesPeople = ({ columns }: Sheet) =>
  Object.values(columns).some(({ cell }) => cell.kind === 'person' || cell.kind === 'party')

/** A line typed into a form names records by their ids; its source keeps the words people call them by. */
function sayCells({ sheet, raw, rows }: Table, { registers, people }: Resolver): void {
  const names = new Map([...people.byKey.values()].map(({ id, name }) => [id, name]))
  const columns = Object.entries(sheet.columns).filter(([, { header }]) => raw.header.includes(header))
  for (const row of rows) row.cells = columns.map(([key, column]) => printed(key, column, row.values, registers, names))
}

async function loadStored(
  scope: Scope,
  sheets: Sheet[],
  entered: ImportOptions['entered'],
): Promise<Map<string, Stored[]>> {
  const stored = new Map<string, Stored[]>()
  for (const sheet of sheets) {
    const { calledBy = [], identify = [], qualifiedBy } = sheet
    const people = Object.keys(sheet.columns).filter((key) => sheet.columns[key]!.cell.kind === 'person')
    const needed = new Set([...calledBy, ...identify, ...people, ...(qualifiedBy ? [qualifiedBy] : [])])
    const all = sheet.rules?.some(({ withStored }) => withStored)
    const only = all || sheet === entered?.target ? undefined : [...needed]
    // A form names the records it means by their ids, so that no register has to be read whole for one line.
    const ids =
      entered?.ids && !entered.whole && sheet !== entered.target && people.length === 0 ? entered.ids : undefined
    stored.set(sheet.name, await storedRecords(scope, sheet, { only, ids }))
  }
  return stored
}

async function loadPeople({ sql, cluster }: Scope, { people }: Resolver): Promise<void> {
  for (const { id, name, name_key } of await sql`select id, name, name_key from person where cluster_id = ${cluster}`)
    people.byKey.set(name_key, { id, name, table: null, row: null })
}

function meetPeople(resolver: Resolver, sheet: Sheet, { values }: Stored): void {
  for (const [key, { cell }] of Object.entries(sheet.columns))
    if (cell.kind === 'person' && !cell.among && values[key]) resolver.met(sheet.name, key, values[key])
}

const asRow = ({ id, values }: Stored): Row => ({ line: 0, cells: [], values, faulty: new Set(), id })

/** Gives each row its record: the one it was before, or a new one. */
function planTable(table: Table, stored: Stored[], resolver: Resolver, report: Report, entered: boolean): Plan {
  const { sheet, rows } = table
  const plan: Plan = { table, added: [], changed: [], keys: new Map(), digests: new Map() }
  const register = resolver.registers.get(sheet.name)!
  const byId = new Map(stored.map((record) => [record.id, record]))
  for (const row of rows) resolver.resolve(table, row)
  const match = entered
    ? matchEntered(table, stored, report)
    : sheet.identify
      ? matchByIdentity(table, stored, report)
      : matchByKey(table, stored, report)
  const meltedInto = entered ? () => null : readFormer(table, register)
  for (const row of rows) {
    const melted = meltedInto(row)
    if (melted) {
      row.id = melted.id
      continue
    }
    const { id, key } = match(row)
    row.id = id
    const digest = digestOf(sheet, key, row)
    plan.keys.set(row, key)
    plan.digests.set(row, digest)
    const before = byId.get(id)
    if (!before) plan.added.push(row)
    else if (before.digest !== digest) plan.changed.push(row)
    register.add({ id, values: row.values, line: row.line })
  }
  return plan
}

/**
 * A file may still say what somebody has put right since. A row of a former name is about the record as it is called now; where
 * another row is about that record already, it was melted into it, and says nothing more.
 */
function readFormer({ sheet, rows }: Table, register: Register): (row: Row) => Known | null {
  const name = sheet.identify?.find((column) => sheet.columns[column]!.cell.kind === 'name')
  if (!sheet.formerly || !name) return () => null
  const named = new Set(rows.flatMap(({ values }) => (values[name] ? [nameKey(values[name])] : [])))
  const differs = (row: Row, { values }: Known) =>
    sheet.identify!.some(
      (column) => column !== name && row.values[column] && values[column] && row.values[column] !== values[column],
    )
  return (row) => {
    const word = row.values[name]
    const now = word ? register.formerlyCalled(word) : null
    if (!now || differs(row, now)) return null
    if (named.has(nameKey(now.values[name] ?? ''))) return now
    row.values[name] = now.values[name] ?? null
    return null
  }
}

type Match = (row: Row) => { id: string; key: string }

/** Rows are told apart by their key columns; alike in all of them, by their order, where the sheet allows repeats. */
function matchByKey({ sheet }: Table, stored: Stored[], report: Report): Match {
  const fault = faultIn(report)
  const byKey = new Map(stored.map(({ key, id }) => [key, id]))
  const seen = new Map<string, { times: number; id: string }>()
  return (row) => {
    const plain = sheet.key.map((column) => keyPart(sheet, column, row)).join('\u001f')
    const first = seen.get(plain)
    if (first && !sheet.repeats) {
      if (!sheet.key.some((column) => row.faulty.has(column)))
        fault(sheet, row, sheet.key.at(-1)!, 'duplicate', row.cells.filter(Boolean).slice(0, 3).join(' · '))
      return { id: first.id, key: `${plain}#${row.line}` }
    }
    const times = (first?.times ?? 0) + 1
    const key = times > 1 ? `${plain}#${times}` : plain
    const id = byKey.get(key) ?? newId()
    seen.set(plain, { times, id })
    return { id, key }
  }
}

/** A line of a form is the record it says it corrects, or a new one; what another record is known by already is a repetition. */
function matchEntered({ sheet }: Table, stored: Stored[], report: Report): Match {
  const fault = faultIn(report)
  const byKey = new Map(stored.map((record) => [record.key, record]))
  const others = new Map<string, string>()
  for (const { id, values } of stored) for (const word of wordsOf(sheet, values)) if (word) others.set(word, id)
  return (row) => {
    const words = wordsOf(sheet, row.values)
    const again = words.findIndex((word) => word && (others.get(word) ?? row.id) !== row.id)
    const before = row.id ? stored.find(({ id }) => id === row.id) : undefined
    // Two of one name and unlike identifiers are two.
    const isOther = again > 0 && words.slice(0, again).some((word) => word !== null)
    if (again >= 0 && !isOther)
      fault(sheet, row, sheet.identify![again]!, 'duplicate', row.values[sheet.identify![again]!]!)
    const plain = sheet.identify
      ? (words.find((word) => word) ?? `line:${newId()}`)
      : sheet.key.map((column) => keyPart(sheet, column, row)).join('\u001f')
    let key = before && bareKey(before.key) === plain ? before.key : plain
    for (let times = 2; byKey.has(key) && byKey.get(key)!.id !== row.id; times++) {
      if (!sheet.repeats && !sheet.identify) {
        fault(sheet, row, sheet.key.at(-1)!, 'duplicate', row.cells.filter(Boolean).slice(0, 3).join(' · '))
        break
      }
      key = `${plain}#${times}`
    }
    const id = row.id || newId()
    byKey.set(key, { id, key, digest: '', source: { id: '', row: 0 }, values: row.values })
    return { id, key }
  }
}

const bareKey = (key: string) => key.replace(/#\d+$/, '')

/** What a record is found again by, strongest first; null where it does not say. */
const wordsOf = (sheet: Sheet, values: Values) =>
  (sheet.identify ?? []).map((column) => {
    const word = values[column]
    return word ? `${column}:${sheet.columns[column]!.cell.kind === 'name' ? nameKey(word) : word}` : null
  })

function keyPart(sheet: Sheet, column: string, { values }: Row): string {
  const value = values[column] ?? ''
  const { kind } = sheet.columns[column]!.cell
  return kind === 'text' || kind === 'party' || kind === 'choice' ? fold(value) : value
}

/** Rows are told apart by the first of several identifiers that both sides have. */
function matchByIdentity({ sheet }: Table, stored: Stored[], report: Report): Match {
  const fault = faultIn(report)
  const taken = new Set(stored.map(({ key }) => key))
  type Seen = { id: string; key: string; values: Stored['values']; line: number }
  const byWord = new Map<string, Seen[]>()
  const add = (seen: Seen) => {
    for (const word of wordsOf(sheet, seen.values)) if (word) byWord.set(word, [...(byWord.get(word) ?? []), seen])
  }
  for (const { id, key, values } of stored) add({ id, key, values, line: 0 })
  const claimed = new Set<string>()
  return (row) => {
    const words = wordsOf(sheet, row.values)
    // A weaker identifier only joins two rows that no stronger one keeps apart.
    const agrees = (other: Seen, level: number) =>
      wordsOf(sheet, other.values).every(
        (word, place) => place >= level || !word || !words[place] || word === words[place],
      )
    for (const [level, word] of words.entries()) {
      const same = word ? (byWord.get(word) ?? []).filter((other) => agrees(other, level)) : []
      const column = sheet.identify![level]!
      // Two of one bare name and unlike legal forms are two; only the same words twice are a repetition.
      const inFile = same.find((one) => one.line > 0 && fold(one.values[column]!) === fold(row.values[column]!))
      if (inFile) {
        fault(sheet, row, column, 'duplicate', row.values[column] ?? '', { line: String(inFile.line) })
        return { id: inFile.id, key: `${word}#${row.line}` }
      }
      const stored = same.filter(({ id, line }) => line === 0 && !claimed.has(id))
      const before = stored.length === 1 ? stored[0]! : null
      if (before) {
        claimed.add(before.id)
        const seen = { id: before.id, key: before.key, values: row.values, line: row.line }
        add(seen)
        return seen
      }
    }
    const [id, key] = [newId(), words.find((word) => word) ?? `line:${row.line}`]
    const seen = { id, key: taken.has(key) ? `${key}#${id}` : key, values: row.values, line: row.line }
    add(seen)
    return seen
  }
}

async function write(
  scope: Scope,
  plans: Plan[],
  resolver: Resolver,
  { when, onProgress }: ImportOptions,
): Promise<{ changes: Change[]; sources: string[] }> {
  const { sql, cluster } = scope
  const total = plans.reduce((sum, { added, changed }) => sum + added.length + changed.length, 0)
  let done = 0
  const sources = new Map<Table, string>()
  for (const { table, added, changed } of plans) {
    const rows = [...added, ...changed]
    if (rows.length === 0) continue
    const source = newId()
    sources.set(table, source)
    const { file, sheet, header, sha256: digest } = table.raw
    await sql`insert into source (cluster_id, id, file, sheet, columns, sha256, imported_at) values (${cluster}, ${source}, ${file}, ${sheet}, ${header}, ${digest}, ${when})`
    const lines = rows.map(({ line, cells }) => ({ source_id: source, line, cells }))
    await writeRows(scope, 'source_line', lineColumns, lines)
  }
  await writeRows(scope, 'person', personColumns, newPeople(resolver, sources))
  const changes: Change[] = []
  for (const { table, added, changed, keys, digests } of plans) {
    const { sheet } = table
    const rows = [...added, ...changed]
    const known = changed.length ? await storedRecords(scope, sheet, { ids: changed.map(({ id }) => id) }) : []
    const before = new Map(known.map((record) => [record.id, record]))
    const records = rows.map((row) => ({
      ...storedRow(sheet, row),
      id: row.id,
      key: keys.get(row)!,
      digest: digests.get(row)!,
      source_id: sources.get(table)!,
      source_row: row.line,
    }))
    const onWritten = (count: number) => {
      done += count
      onProgress?.(done, total)
    }
    await writeRows(scope, sheet.table, columnsOf(sheet), records, { key: 'id', onWritten })
    await writeLinks(scope, sheet, rows)
    await indexRows(scope, sheet, rows, resolver)
    for (const row of changed) changes.push(changeOf(sheet, row, before.get(row.id)))
  }
  return { changes, sources: [...sources.values()] }
}

/** What a correction changed, and only that. */
function changeOf(sheet: Sheet, { id, values }: Row, stored: Stored | undefined): Change {
  const before = stored?.values ?? {}
  const moved = Object.keys(values).filter((key) => key in before && (values[key] ?? null) !== before[key])
  const pick = (from: Values) => remembered(sheet, id, Object.fromEntries(moved.map((key) => [key, from[key] ?? null])))
  const was = stored ? { source: stored.source.id, row: stored.source.row } : null
  return { kind: sheet.table, id, was, before: pick(before), after: pick(values) }
}

/** What the journal keeps of some values. It is never rewritten, so a fact about a private person leaves only a mark in it, unlike for unlike facts. */
export const remembered = (sheet: Sheet, id: string, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      value !== null && sheet.columns[key]?.personal ? `• ${sha256(`${id} ${key} ${value}`).slice(0, 8)}` : value,
    ]),
  )

const lineColumns = columnTypes('source_id uuid, line integer, cells text[]')
const personColumns = columnTypes(
  'id uuid, key text, name text, name_key text, digest text, source_id uuid, source_row integer',
)

const newPeople = ({ people }: Resolver, sources: Map<Table, string>) =>
  [...people.byKey].flatMap(([key, { id, name, table, row }]) =>
    table && row
      ? [{ id, key, name, name_key: key, digest: '', source_id: sources.get(table), source_row: row.line }]
      : [],
  )
