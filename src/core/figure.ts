import type { Day } from '../platform/day.ts'
import type { Fragment, Scope } from '../platform/store/store.ts'

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
  /** A column of yes and no: of the rows the query gives, those that say yes are counted. */
  only: string | null
  /** Further columns its rows may be narrowed to, a programme above all; they are no part of the published figures. */
  by: string[]
  /** The labels of its rows are names of private persons. */
  personal: boolean
  /** Definitions by the day from which each holds, oldest first. A figure of a past year keeps that year's definition. */
  versions: { since: Day; evidence(scope: Scope, at: At): Fragment }[]
}

export type Fold = 'count' | 'distinct' | 'sum' | 'mean'

type Declared = Omit<Figure, 'splits' | 'only' | 'by' | 'personal' | 'versions'> & {
  only?: string
  by?: string[]
  splits?: string[] | Record<string, string>
  personal?: true
  evidence: (scope: Scope, at: At) => Fragment
}

export const figure = ({ evidence, splits = {}, only, by = [], personal, ...declared }: Declared): Figure => ({
  ...declared,
  splits: Array.isArray(splits) ? Object.fromEntries(splits.map((split) => [split, split])) : splits,
  only: only ?? null,
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

const folds: Record<Fold, (filter: string) => string> = {
  count: (filter) => `count(*) ${filter}`,
  distinct: (filter) => `count(distinct e.unit) ${filter}`,
  sum: (filter) => `coalesce(sum(e.quantity) ${filter}, 0)`,
  mean: (filter) => `round(avg(e.quantity) ${filter}, 4)`,
}

/** Which parts of a number are wanted: those every reader gets, or those its rows may be narrowed to as well. */
export type Parts = 'published' | 'all'

/** The number and its splits, folded where the rows are. */
export const figureValue = async (scope: Scope, figure: Figure, at: At): Promise<Value> =>
  (await foldTogether(scope, [figure], at, 'published'))[0]!

/** Folds figures that count among the same rows in one pass over them. */
async function foldTogether(scope: Scope, figures: Figure[], at: At, wanted: Parts): Promise<Value[]> {
  const { sql } = scope
  const raw = (text: string) => sql.unsafe(text) as unknown as Fragment
  const splits = figures.map((figure) => ({ ...(wanted === 'all' ? byItself(figure) : {}), ...figure.splits }))
  const columns = [...new Set(splits.flatMap((own) => Object.values(own)))]
  const list = columns.map((column) => `, e."${column}"`).join('')
  const level = columns.length ? `grouping(${list.slice(2)})` : '0'
  const folded = figures.map(
    ({ fold, only }, place) => `, ${folds[fold](only ? `filter (where e."${only}")` : '')} as v${place}`,
  )
  const sets = columns.length
    ? `group by grouping sets ((), ${columns.map((column) => `(e."${column}")`).join(', ')})`
    : ''
  const evidence = definitionAt(figures[0]!, at.asOf).evidence(scope, at)
  const rows =
    await sql`select ${raw(`${level} as level ${list} ${folded.join('')}`)} from (${evidence}) e ${raw(sets)}`
  const rowsOf = (level: number) => rows.filter((row) => row.level === level)
  return figures.map(({ fold }, place) => {
    const number = (row?: Record<string, unknown>) => asNumber(row?.[`v${place}`] ?? (fold === 'mean' ? null : 0))
    const partsBy = (column: string) => {
      const own = rowsOf(2 ** columns.length - 1 - 2 ** (columns.length - 1 - columns.indexOf(column)))
      const parts = own.map((row) => [String(row[column] ?? unstated), number(row) ?? 0] as const)
      return Object.fromEntries(parts.filter(([, count]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1)))
    }
    const parted = Object.entries(splits[place]!).map(([split, column]) => [split, partsBy(column)])
    return { value: number(rowsOf(2 ** columns.length - 1)[0]), splits: Object.fromEntries(parted) }
  })
}

const byItself = ({ by }: Figure) => Object.fromEntries(by.map((column) => [column, column]))

/** Every figure at once, over one connection without waiting in between; those that count among the same rows, together. */
export async function valuesOf(
  scope: Scope,
  figures: Figure[],
  at: At,
  wanted: Parts = 'all',
): Promise<Map<string, Value>> {
  const alike = [...Map.groupBy(figures, (figure) => definitionAt(figure, at.asOf).evidence).values()]
  const values = await Promise.all(alike.map((own) => foldTogether(scope, own, at, wanted)))
  const found = new Map(alike.flatMap((own, place) => own.map(({ name }, which) => [name, values[place]![which]!])))
  return new Map(figures.map(({ name }) => [name, found.get(name)!]))
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
    where ${figure.only ? sql`e.${sql(figure.only)}` : sql`true`} order by e.day, e.label, s.sheet, e.source_row`
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
