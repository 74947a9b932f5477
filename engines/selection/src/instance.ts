/** The selection question: choose k applicants under quotas, and perhaps within a budget. Format `selection-1`. */

import { fail, formatAt, listAt, numberAt, objectAt, reading, stringAt, wholeAt } from './format/reader.ts'
import type { Outcome } from './refusal.ts'

export type Applicant = {
  /** Position in the list of applicants. */
  readonly id: number
  /** One value per feature. */
  readonly v: Readonly<Record<string, string>>
  /** Marks of the jury, more is better; 0 when the instance gives none. */
  readonly score: number
  /** What the applicant would cost, in whole units of money; 0 when the instance gives none. */
  readonly cost: number
}

/** At least `min` and at most `max` of the chosen have this value of this feature. */
export type Quota = { readonly feature: string; readonly value: string; readonly min: number; readonly max: number }

export type SelectionInstance = {
  readonly name: string
  /** How many are chosen. */
  readonly k: number
  readonly features: readonly string[]
  readonly quotas: readonly Quota[]
  /** The costs of the chosen sum to at most this; null for no budget. */
  readonly budget: number | null
  readonly applicants: readonly Applicant[]
}

/** Reads a `selection-1` document. Unknown members are ignored; everything used is checked. */
export function parseSelectionInstance(document: unknown): Outcome<SelectionInstance> {
  return reading(() => {
    const fields = objectAt(document, '')
    formatAt(fields, 'selection-1')
    const quotas = readQuotas(fields.quotas)
    const features = [...new Set(quotas.map((quota) => quota.feature))]
    const known = new Set(quotas.map((quota) => `${quota.feature}\n${quota.value}`))
    const applicants = listAt(fields.applicants, 'applicants').map((entry, id) =>
      readApplicant(entry, id, features, known),
    )
    if (applicants.length === 0) fail('out-of-range', 'applicants', 'at least one applicant is expected')
    const budget = fields.budget ?? null
    return {
      name: stringAt(fields.name, 'name'),
      k: wholeAt(fields.k, 'k', 1, applicants.length),
      features,
      quotas,
      budget: budget === null ? null : wholeAt(budget, 'budget', 0),
      applicants,
    }
  })
}

function readQuotas(document: unknown): Quota[] {
  return Object.entries(objectAt(document, 'quotas')).flatMap(([feature, values]) =>
    Object.entries(objectAt(values, `quotas.${feature}`)).map(([value, range]) => {
      const path = `quotas.${feature}.${value}`
      const pair = listAt(range, path)
      if (pair.length !== 2) fail('wrong-type', path, '[min, max] is expected')
      const min = wholeAt(pair[0], `${path}[0]`, 0)
      return { feature, value, min, max: wholeAt(pair[1], `${path}[1]`, min) }
    }),
  )
}

function readApplicant(
  document: unknown,
  id: number,
  features: readonly string[],
  known: ReadonlySet<string>,
): Applicant {
  const path = `applicants[${id}]`
  const fields = objectAt(document, path)
  if (fields.id !== id) fail('unknown-id', `${path}.id`, `ids count from 0 in order: ${id} is expected`)
  const values = objectAt(fields.v, `${path}.v`)
  const v: Record<string, string> = {}
  for (const feature of features) {
    const value = stringAt(values[feature], `${path}.v.${feature}`)
    if (!known.has(`${feature}\n${value}`)) fail('unknown-value', `${path}.v.${feature}`, `no quota for "${value}"`)
    v[feature] = value
  }
  return {
    id,
    v,
    score: fields.score === undefined ? 0 : numberAt(fields.score, `${path}.score`),
    cost: fields.cost === undefined ? 0 : wholeAt(fields.cost, `${path}.cost`, 0),
  }
}
