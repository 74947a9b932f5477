/** What a checker says: every broken rule in words, and the figures of the solution whatever they are worth. */
export type Verdict = {
  readonly valid: boolean
  readonly errors: readonly string[]
  readonly terms: Readonly<Record<string, number | boolean | readonly number[]>>
}

export function verdict(errors: readonly string[], terms: Verdict['terms']): Verdict {
  return { valid: errors.length === 0, errors, terms }
}
