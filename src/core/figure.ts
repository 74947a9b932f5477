import type { Day } from '../platform/day.ts'
import type { Fragment, Scope, Sql } from '../platform/store/store.ts'

/** The days a figure speaks of: the year up to and including `asOf`, read on the clocks of a zone. */
export type At = { asOf: Day; from: Day; year: number; zone: string }

export const atDay = (asOf: Day, zone: string): At => ({
  asOf,
  from: `${asOf.slice(0, 4)}-01-01`,
  year: Number(asOf.slice(0, 4)),
  zone,
})

/**
 * A figure is a query of evidence and one fold over it, so that its number and its drill-down cannot disagree: the number is folded
 * from exactly the rows the drill-down lists, by the same text of SQL.
 *
 * The query gives for each row: `kind` and `id` of the record, `label`, `day`, `source_id`, `source_row`; `quantity` where the fold
 * adds or averages; `unit` where it counts distinct things; and a column for each split.
 */
export type Figure = {
  name: string
  unit: string
  fold: Fold
  /** The name of each split and the column of the evidence it splits by. */
  splits: Record<string, string>
  /** Further columns its rows may be narrowed to, a programme above all; they are no part of the published figures. */
  by: string[]
  /** The labels of its rows are names of private persons. */
  personal: boolean
  /** Definitions by the day from which each holds, oldest first. A figure of a past year keeps that year's definition. */
  versions: { since: Day; evidence(scope: Scope, at: At): Fragment }[]
}

export type Fold = 'count' | 'distinct' | 'sum' | 'mean'

type Declared = Omit<Figure, 'splits' | 'by' | 'personal' | 'versions'> & {
  by?: string[]
  splits?: string[] | Record<string, string>
  personal?: true
  evidence: (scope: Scope, at: At) => Fragment
}

export const figure = ({ evidence, splits = {}, by = [], personal, ...declared }: Declared): Figure => ({
  ...declared,
  splits: Array.isArray(splits) ? Object.fromEntries(splits.map((split) => [split, split])) : splits,
  by,
  personal: personal ?? false,
  versions: [{ since: '2014-01-01', evidence }],
})

/** The definition in force on a day, and its number. */
export function definitionAt(
  { versions }: Figure,
  day: Day,
): { version: number; since: Day; evidence: Figure['versions'][number]['evidence'] } {
  const place = Math.max(
    0,
    versions.findLastIndex(({ since }) => since <= day),
  )
  return { version: place + 1, ...versions[place]! }
}

export type Value = { value: number | null; splits: Record<string, Record<string, number>> }

const folds: Record<Fold, string> = {
  count: 'count(*)',
  distinct: 'count(distinct e.unit)',
  sum: 'coalesce(sum(e.quantity), 0)',
  mean: 'round(avg(e.quantity), 4)',
}

/** The number and its splits, folded where the rows are. */
export async function figureValue(scope: Scope, figure: Figure, at: At): Promise<Value> {
  const { sql } = scope
  const evidence = definitionAt(figure, at.asOf).evidence(scope, at)
  const fold = sql.unsafe(`${folds[figure.fold]} as value`) as unknown as Fragment
  const splits = [...Object.entries(figure.splits), ...figure.by.map((column) => [column, column] as const)]
  if (splits.length === 0) {
    const [row] = await sql`select ${fold} from (${evidence}) e`
    return { value: asNumber(row!.value), splits: {} }
  }
  const columns = splits.map(([, column]) => `e."${column}"`)
  const sets = sql.unsafe(
    `grouping sets ((), ${columns.map((column) => `(${column})`).join(', ')})`,
  ) as unknown as Fragment
  const shown = sql.unsafe(`grouping(${columns.join(', ')}) as level, ${columns.join(', ')}`) as unknown as Fragment
  const rows = await sql`select ${shown}, ${fold} from (${evidence}) e group by ${sets}`
  const whole = 2 ** splits.length - 1
  const parted = splits.map(([split, column], place) => {
    const level = whole - 2 ** (splits.length - 1 - place)
    const parts = rows
      .filter((row) => row.level === level)
      .map((row) => [String(row[column] ?? unstated), asNumber(row.value) ?? 0] as const)
    return [split, Object.fromEntries(parts.sort(([a], [b]) => (a < b ? -1 : 1)))] as const
  })
  return { value: asNumber(rows.find((row) => row.level === whole)?.value ?? 0), splits: Object.fromEntries(parted) }
}

/** Every figure at once, over one connection without waiting in between. */
export async function valuesOf(scope: Scope, figures: Figure[], at: At): Promise<Map<string, Value>> {
  const values = await Promise.all(figures.map((figure) => figureValue(scope, figure, at)))
  return new Map(figures.map(({ name }, place) => [name, values[place]!]))
}

/** What a split calls the rows that do not say. */
export const unstated = '(non renseigné)'

/** The published splits of a value: those every reader of the figure gets. */
export const publishedSplits = ({ splits }: Figure, value: Value): [string, Record<string, number>][] =>
  Object.keys(splits).map((split) => [split, value.splits[split] ?? {}])

const asNumber = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value))

export type Evidence = {
  /** The record, and its fellows where one thing is counted once for several records. */
  record: { kind: string; id: string }
  records: number
  label: string
  day: Day | null
  quantity: number
  parts: Record<string, string>
  source: { id: string; file: string; sheet: string; row: number } | null
}

/** The rows a figure counts. One line for each thing counted: two labels of one company are one line of `labels.holders`. */
export async function evidenceOf(scope: Scope, figure: Figure, at: At): Promise<Evidence[]> {
  const { sql, cluster } = scope
  const evidence = definitionAt(figure, at.asOf).evidence(scope, at)
  const rows = await sql`
    select e.*, s.file, s.sheet from (${evidence}) e left join source s on s.cluster_id = ${cluster} and s.id = e.source_id
    order by e.day, e.label, s.sheet, e.source_row`
  if (figure.fold !== 'distinct') return rows.map((row) => lineOf(figure, row))
  const units = Map.groupBy(rows, ({ unit }) => unit as string)
  return [...units.values()].map((own) => ({ ...lineOf(figure, own[0]!), records: own.length, quantity: 1 }))
}

function lineOf({ fold, splits, by }: Figure, row: Record<string, unknown>): Evidence {
  return {
    record: { kind: row.kind as string, id: row.id as string },
    records: 1,
    label: row.label as string,
    day: row.day as Day | null,
    quantity: fold === 'count' || fold === 'distinct' ? 1 : Number(row.quantity),
    parts: Object.fromEntries(
      [...Object.entries(splits), ...by.map((column) => [column, column] as const)].map(([split, column]) => [
        split,
        String(row[column] ?? unstated),
      ]),
    ),
    source: row.file
      ? {
          id: row.source_id as string,
          file: row.file as string,
          sheet: row.sheet as string,
          row: row.source_row as number,
        }
      : null,
  }
}

/** The same fold over rows already in hand: what a reader, or a test, would do with the drill-down. */
export function foldOf(fold: Fold, lines: { quantity: number }[]): number | null {
  if (fold === 'count' || fold === 'distinct') return lines.length
  const total = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  if (fold === 'sum') return Number(total.toFixed(6))
  return lines.length ? Number((total / lines.length).toFixed(4)) : null
}

/** SQL of an amount in book currency: converted at its own rate and rounded to the centime, line by line. */
export const inBookCurrency = (sql: Sql, table: 'f' | 'r'): Fragment =>
  sql.unsafe(
    `round(${table}.amount * case when ${table}.currency = 'MAD' then 1 else ${table}.rate end, 2)`,
  ) as unknown as Fragment
