/** Why an input cannot be used, or a question has no answer. Codes are for programs, reasons for the log of a person. */
export type Refusal = {
  readonly code: RefusalCode
  /** Where in the input, as `applicants[3].v.region`; empty for the whole. */
  readonly path: string
  readonly reason: string
}

export type RefusalCode =
  | 'unreadable'
  | 'wrong-format'
  | 'wrong-type'
  | 'missing'
  | 'out-of-range'
  | 'unknown-value'
  | 'unknown-id'
  | 'duplicate'
  | 'wrong-use'

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

export function accepted<T>(value: T): Outcome<T> {
  return { ok: true, value }
}

export function refused<T>(code: RefusalCode, path: string, reason: string): Outcome<T> {
  return { ok: false, refusal: { code, path, reason } }
}
