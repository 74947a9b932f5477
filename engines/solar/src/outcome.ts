/**
 * How this engine says no. A refusal is a value: a code for the program, the path to what was wrong, a sentence for
 * the reader. No public function throws at its caller, and none answers NaN.
 */
export interface Refusal {
  readonly ok: false
  readonly code: RefusalCode
  /** Where the fault is: a field name, a file line, an hour of the year. */
  readonly path: string
  readonly reason: string
}

export type RefusalCode =
  | 'unknown-kind'
  | 'unknown-format'
  | 'missing'
  | 'not-a-number'
  | 'out-of-range'
  | 'wrong-length'
  | 'unsupported'
  | 'not-converged'
  | 'worker-lost'

export type Outcome<T> = { readonly ok: true; readonly value: T } | Refusal

export const accepted = <T>(value: T): Outcome<T> => ({ ok: true, value })

export const refused = (code: RefusalCode, path: string, reason: string): Refusal => ({ ok: false, code, path, reason })

/** The first entry that is not a finite number, named by its index; null when all are. */
export function whyNotFinite(values: ArrayLike<number>, path: string): Refusal | null {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!Number.isFinite(value)) return refused('not-a-number', `${path}[${i}]`, `hour ${i} holds ${value}`)
  }
  return null
}
