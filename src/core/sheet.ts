import type { CellCode, Parsed, PlainCell, Value } from '../platform/cell.ts'
import type { Scope } from '../platform/store/store.ts'
import type { Role } from './permission.ts'

/**
 * A sheet says once how a table of a dossier becomes records, and back: its columns by the names offices use, what each cell may
 * hold, what tells two rows apart, and what its rows must keep true together. Import, dry run, error report and export follow.
 */
export type Sheet = {
  name: string
  table: string
  columns: Record<string, Column>
  /** Columns that tell two rows apart. Rows alike in all of them are told apart by order when `repeats`, and refused otherwise. */
  key: string[]
  repeats?: true
  /** Days that must come in this order where both are given. */
  order?: [earlier: string, later: string][]
  rules?: Rule[]
  /** What the store itself forbids of new or changed rows, whoever brings them: a day in a closed period. */
  guard?(scope: Scope, rows: Row[]): Promise<Finding[]>
  /** Roles can be bound to one of these records: whoever is does deeds for it and for no other. */
  bounds?: true
  /** Its records come by deeds of their own and imports, not by the two deeds every sheet gives. */
  ownDeeds?: true
  /** The columns by which other sheets call these records. */
  calledBy?: string[]
  /** A column that, written behind the name, tells two of one name apart. */
  qualifiedBy?: string
  /** Whose work it is to keep these records; the secretary and the officers where it is not said. */
  keptBy?: readonly Role[]
  /** Records are found again by any of these columns, strongest first: a corrected name or a late identifier changes a record and makes no second one. */
  identify?: string[]
  /** What records were called before somebody corrected or merged them: a file that still says so means those. */
  formerly?(scope: Scope): Promise<Former[]>
}

export type Former = { id: string; name: string }

export type Column<Required extends boolean = boolean> = {
  header: string
  synonyms: string[]
  cell: Cell
  required: Required
  /** A fact about a private person: the public does not see it. */
  personal: boolean
}

/** What a cell may hold: something by itself (its parser and printer stand together in platform/cell.ts), or a word for a record. */
export type Cell =
  | PlainCell
  /** Another sheet's record, by one of the columns it can be called by. */
  | { kind: 'reference'; to: string }
  /** Several of them, kept in a link table. */
  | { kind: 'references'; to: string; via: string; as: string }
  /** A person: known by name, made when first met; or, when `among` is given, only one met in that sheet's column. */
  | { kind: 'person'; among?: [sheet: string, column: string] }
  /** An organisation or a person, as another column of the row says. */
  | { kind: 'party'; to: string; natureIn: string | null; persons: readonly string[]; strict: boolean }

export type Values = Record<string, Value>

export type Row = { line: number; cells: string[]; values: Values; faulty: Set<string>; id: string }

export type Problem = { sheet: string; row: number; column: string; code: ProblemCode; value: string; message: string }

export type ProblemCode =
  | 'unreadable'
  | 'too-large'
  | 'missing-cell'
  | 'missing-column'
  | 'unknown-column'
  | 'unknown-sheet'
  | 'missing-sheet'
  | 'repeated-column'
  | 'repeated-sheet'
  | CellCode
  | 'missing-rate'
  | 'unknown-reference'
  | 'ambiguous-name'
  | 'duplicate'
  | 'order'
  | 'overlap'
  | 'unbalanced'
  | 'closed-period'

export type Finding = { row: Row; column: string; code: ProblemCode; value?: string; about?: Record<string, string> }

/**
 * What a sheet's rows must keep true together. A row with a fault in a cell the rule reads is handed over apart, so that one fault
 * does not make a second problem. `withStored`: the rows already in the store are looked at too (they have line 0).
 */
export type Rule = { reads: string[]; withStored?: true; find(rows: Row[], unreadable: Row[]): Finding[] }

type Options = { required?: boolean; synonyms?: string[]; personal?: boolean }
type Asks<O> = O extends { required: true } ? true : false
/** A column whose filled cell is certain, as far as its options say so. */
const column = <const O extends Options>(header: string, cell: Cell, options?: O): Column<Asks<O>> => ({
  header,
  synonyms: options?.synonyms ?? [],
  cell,
  required: (options?.required ?? false) as Asks<O>,
  personal: options?.personal ?? false,
})
const plain =
  (kind: 'text' | 'long' | 'file' | 'day' | 'instant' | 'boolean' | 'currency' | 'share') =>
  <const O extends Options>(header: string, options?: O) =>
    column(header, { kind }, options)

export const text = plain('text')
export const long = plain('long')
export const file = plain('file')
export const day = plain('day')
export const instant = plain('instant')
export const boolean = plain('boolean')
export const currency = plain('currency')
export const share = plain('share')
export const name = (header: string, options?: Options) =>
  column(header, { kind: 'name' }, { ...options, required: true })
export const checked = <const O extends Options>(header: string, check: (text: string) => Parsed, options?: O) =>
  column(header, { kind: 'checked', check }, options)
export const amount = <const O extends Options & { negative?: boolean }>(header: string, options?: O) =>
  column(header, { kind: 'amount', negative: options?.negative ?? false }, options)
export const number = <const O extends Options & { negative?: boolean }>(header: string, options?: O) =>
  column(header, { kind: 'number', negative: options?.negative ?? false }, options)
export const integer = <const O extends Options>(header: string, options?: O) =>
  column(header, { kind: 'integer', negative: false }, options)
export const choice = <const O extends Options & { also?: Record<string, string>; closed?: boolean }>(
  header: string,
  of: readonly string[],
  options?: O,
) => column(header, { kind: 'choice', of, also: options?.also ?? {}, closed: options?.closed ?? true }, options)
export const reference = <const O extends Options>(to: string, header: string, options?: O) =>
  column(header, { kind: 'reference', to }, options)
export const references = (to: string, link: { via: string; as: string }, header: string, options?: Options) =>
  column(header, { kind: 'references', to, ...link }, options)
export const person = <const O extends Options & { among?: [sheet: string, column: string] }>(
  header: string,
  options?: O,
) => column(header, options?.among ? { kind: 'person', among: options.among } : { kind: 'person' }, options)
export const party = (
  to: string,
  header: string,
  options: Options & { natureIn?: string; persons?: readonly string[]; strict?: boolean },
) => {
  const { natureIn = null, persons = [], strict = true } = options
  return column(header, { kind: 'party', to, natureIn, persons, strict }, options)
}

export const sheet = (declared: Sheet): Sheet => declared

const sqlTypes: Partial<Record<Cell['kind'], string>> = {
  day: 'date',
  instant: 'timestamp with time zone',
  number: 'numeric',
  amount: 'numeric',
  integer: 'integer',
  boolean: 'boolean',
}

/** The database columns of a declared column, with their types: the import writes them, the catalogue test reads them. */
export function storedAs(key: string, { cell }: Column): { name: string; type: string }[] {
  const text = (name: string) => ({ name, type: 'text' })
  const id = (name: string) => ({ name, type: 'uuid' })
  if (cell.kind === 'references') return []
  if (cell.kind === 'reference' || cell.kind === 'person') return [id(`${key}_id`)]
  if (cell.kind === 'party') return [text(key), id(`${key}_organisation_id`), id(`${key}_person_id`)]
  if (cell.kind === 'name') return [text(key), text(`${key}_key`)]
  return [{ name: key, type: sqlTypes[cell.kind] ?? 'text' }]
}
