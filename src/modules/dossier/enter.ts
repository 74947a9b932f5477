import type { Doing, Outcome, Refusal } from '../../core/deed.ts'
import { type Stored, storedRecords } from '../../core/records.ts'
import type { Column, Sheet, Values } from '../../core/sheet.ts'
import type { Value } from '../../platform/cell.ts'
import { canonicalJson, sha256 } from '../../platform/ids.ts'
import type { Scope } from '../../platform/store/store.ts'
import { printed } from './export.ts'
import { type Change, importDossier, remembered } from './import.ts'
import { Register } from './resolve.ts'

/** A line for a sheet: a new record, or what changes in one there is. References are ids, people are names. */
export type Line = { id?: string; values: Record<string, Value> }

export type Entered = { ok: true; ids: string[]; facts: (Outcome & { ok: true })['facts'] } | Refusal

/**
 * Writes records from a deed the way a dossier writes them: the same reading, the same rules, a source line for each, so that what
 * was typed into a form is evidence like what was read from a file.
 */
export async function enter(doing: Doing, deed: string, sheet: Sheet, lines: Line[]): Promise<Entered> {
  const { scope, sheets, zone, when } = doing
  const related = relatedTo(sheet, sheets)
  const corrected = lines.flatMap(({ id }) => id ?? [])
  const before =
    corrected.length > 0
      ? await wordsOf(scope, sheet, sheets, await storedRecords(scope, sheet, { ids: corrected }))
      : new Map<string, Record<string, string>>()
  if (corrected.some((id) => !before.has(id))) return { ok: false, why: 'no-record' }
  const keys = Object.keys(sheet.columns).filter(
    (key) => corrected.length > 0 || lines.some(({ values }) => values[key] != null),
  )
  const rows = lines.map(({ id, values }, place) => ({
    line: place + 1,
    id,
    cells: keys.map((key) => (key in values ? values[key] : before.get(id ?? '')?.[key]) ?? ''),
  }))
  const header = keys.map((key) => sheet.columns[key]!.header)
  const raw = { file: deed, sheet: sheet.name, header, lines: rows, sha256: sha256(canonicalJson([header, rows])) }
  const ids = rows.flatMap(({ cells }) => cells)
  // Words that name records otherwise than by their ids are looked up among all of them.
  const isNamed = keys.some((key, place) => {
    const { kind } = sheet.columns[key]!.cell
    return (
      (kind === 'references' || kind === 'party') &&
      rows.some(({ cells }) => cells[place] && !areIds.test(cells[place]))
    )
  })
  const entered = {
    target: sheet,
    ids: isNamed ? null : [...corrected, ...ids.flatMap((cell) => cell.match(allIds) ?? [])],
  }
  // What a problem is about travels in its message, for the sentence is said later, in the reader's language.
  const say = (_: unknown, about: Record<string, string>) => JSON.stringify(about)
  const result = await importDossier(scope, related, [raw], { zone, when, entered, say })
  const [problem] = result.problems
  if (problem) {
    const field = Object.keys(sheet.columns).find((key) => sheet.columns[key]!.header === problem.column) ?? ''
    // A register of which no record was named is, to the reader of dossiers, a table that is not there; to a form it is a wrong name.
    if (problem.code === 'missing-sheet') {
      const to = keys.find((key) => {
        const { cell } = sheet.columns[key]!
        return 'to' in cell && cell.to === problem.sheet
      })
      const named = rows.map(({ cells }) => cells[keys.indexOf(to ?? '')] ?? '').find(Boolean) ?? ''
      return { ok: false, why: 'unknown-reference', field: to ?? '', about: { value: named, column: '', line: '1' } }
    }
    const { code, value, column: of, message } = problem
    const about = { line: String(problem.row), ...(JSON.parse(message) as Record<string, string>), value, column: of }
    return { ok: false, why: code, field, about }
  }
  const changes = new Map(result.changes.map((change) => [change.id, change]))
  const facts = result.ids.map((id, place) => {
    const change = changes.get(id)
    const after = Object.fromEntries(Object.entries(lines[place]!.values).filter(([, value]) => value !== null))
    return {
      record: { kind: sheet.table, id },
      body: change ? changeBody(change) : { after: remembered(sheet, id, after) },
    }
  })
  const moved = facts.filter((_, place) => !lines[place]!.id || changes.has(result.ids[place]!))
  return { ok: true, ids: result.ids, facts: moved }
}

export const changeBody = ({ was, before, after }: Change) => ({ was, before, after })

const allIds = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const areIds = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(; ?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})*$/

/** A sheet and those its words refer to, in their order. */
function relatedTo(sheet: Sheet, sheets: readonly Sheet[]): Sheet[] {
  const names = Object.values(sheet.columns).flatMap(({ cell }) => {
    if (cell.kind === 'person') return cell.among ? [cell.among[0]] : []
    return 'to' in cell ? [cell.to] : []
  })
  return sheets.filter((one) => one === sheet || names.includes(one.name))
}

/** Stored records as the words a form is filled with: references as ids, for a name may fit two; people by their names. */
export async function wordsOf(
  { sql, cluster }: Scope,
  sheet: Sheet,
  sheets: readonly Sheet[],
  stored: Stored[],
): Promise<Map<string, Record<string, string>>> {
  const people = new Map<string, string>()
  if (Object.values(sheet.columns).some(({ cell }) => cell.kind === 'person'))
    for (const { id, name } of await sql`select id, name from person where cluster_id = ${cluster}`)
      people.set(id, name)
  const registers = new Map(relatedTo(sheet, sheets).map((one) => [one.name, new Register(one)]))
  const word = (key: string, column: Column, values: Values): string => {
    const { kind } = column.cell
    if (kind === 'reference') return values[key] ?? ''
    if (kind === 'references') return (values[key] ?? '').split(' ').join('; ')
    if (kind === 'party') return values[`${key}_organisation_id`] ?? values[key] ?? ''
    return printed(key, column, values, registers, people)
  }
  const columns = Object.entries(sheet.columns)
  return new Map(
    stored.map(({ id, values }) => [
      id,
      Object.fromEntries(columns.map(([key, column]) => [key, word(key, column, values)])),
    ]),
  )
}
