import type { Refusal } from '../src/index.ts'

/** What a command found: for programs, for people, and for a file. */
export type Answer = {
  readonly exit: 0 | 1
  readonly json: Readonly<Record<string, unknown>>
  readonly lines: readonly string[]
  /** The document for `--out`; null when there is nothing to write. */
  readonly solution: unknown
}

/** Parsed JSON of the files named on the command line; null where none was named. */
export type Documents = { readonly instance: unknown; readonly solution: unknown; readonly truth: unknown }

export function isRefused(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'code' in value && 'reason' in value && 'path' in value
}
