import type { Day } from '../platform/day.ts'
import type { Scope } from '../platform/store/store.ts'
import { type Actor, may, type Role, seesPersons } from './permission.ts'

/**
 * A question asked of the records: who may see, what it asks, its columns and rows. The page, the API call and the CSV, workbook and
 * JSON of exactly what the screen shows are made from the same rows.
 */
export type View<Row extends ViewRow = ViewRow> = {
  name: string
  may: Role[]
  columns: { key: string; kind: 'text' | 'day' | 'number' | 'money' | 'state'; personal?: true }[]
  rows(scope: Scope, asked: Asked): Promise<Row[]>
}

export type ViewRow = Record<string, string | number | null>

export type Asked = {
  asOf: Day
  from: Day
  year: number
  zone: string
  text?: string | undefined
  [filter: string]: string | number | undefined
}

export const view = <Row extends ViewRow>(declared: View<Row>): View<Row> => declared

export type Answer<Row extends ViewRow = ViewRow> = { columns: View['columns']; rows: Row[] }

/** Asks a view as somebody: what this reader may not see is not in the answer. Null: not theirs to ask. */
export async function ask<Row extends ViewRow>(
  scope: Scope,
  actor: Actor,
  { may: roles, columns, rows }: View<Row>,
  asked: Asked,
): Promise<Answer<Row> | null> {
  if (!may(actor, roles)) return null
  const hidden = seesPersons(actor) ? [] : columns.filter(({ personal }) => personal).map(({ key }) => key)
  const blank = Object.fromEntries(hidden.map((key) => [key, null]))
  const found = (await rows(scope, asked)).map((row) => ({ ...row, ...blank }))
  return { columns: columns.filter(({ key }) => !hidden.includes(key)), rows: found }
}
