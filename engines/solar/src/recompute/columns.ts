import type { JsonObject } from '../fields.ts'

/** Input columns of a component table, read by name; the first missing one is remembered. */
export interface Columns {
  numbers(name: string): readonly number[]
  /** Numbers where null stands for "below the horizon". */
  nullable(name: string): readonly (number | null)[]
  texts(name: string): readonly string[]
  readonly parameters: JsonObject
}

/** A component table recomputed: its input columns in, its output columns out. */
export type ColumnsOf = (inputs: Columns) => Readonly<Record<string, readonly (number | string | null)[]>>
