import type { Json, JsonObject } from '../src/fields.ts'

/** Members of a case that hold what was computed. */
export const OUTPUTS = [
  'outputs_annual',
  'outputs_monthly',
  'outputs',
  'columns',
  'rows',
  'cash_flows_year0_first',
  'rule_dispatch',
  'monthly_sums_of_hourly',
  'hourly_days',
  'hourly_days_local_standard_time',
  'lcoefcr',
  'iph_to_lcoefcr',
  'lcoefcr_design',
] as const

export interface Deviation {
  readonly path: string
  readonly relative: number
  readonly mine: Json | undefined
  readonly theirs: Json
}

/** Relative to the largest magnitude of the series a value stands in, so that near-zeros do not shout. */
export function deviations(theirs: Json, mine: Json | undefined, path: string, scale: number): Deviation[] {
  if (typeof theirs === 'number') {
    if (typeof mine !== 'number' || Number.isNaN(mine))
      return [{ path, relative: Number.POSITIVE_INFINITY, mine, theirs }]
    return [{ path, relative: Math.abs(mine - theirs) / Math.max(Math.abs(theirs), scale, 1e-9), mine, theirs }]
  }
  if (theirs === null || typeof theirs === 'string' || typeof theirs === 'boolean')
    return [{ path, relative: sameText(theirs, mine) ? 0 : Number.POSITIVE_INFINITY, mine, theirs }]
  if (Array.isArray(theirs)) {
    const numbers = theirs.filter((value): value is number => typeof value === 'number')
    const largest = numbers.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
    return theirs.flatMap((value, i) => deviations(value, (mine as Json[])?.[i], `${path}[${i}]`, largest))
  }
  return Object.entries(theirs).flatMap(([key, value]) =>
    value === undefined || key === 'inputs' ? [] : deviations(value, (mine as JsonObject)?.[key], `${path}.${key}`, 0),
  )
}

/** Instants may differ by a millisecond. */
function sameText(theirs: Json, mine: Json | undefined): boolean {
  if (theirs === (mine ?? null)) return true
  if (typeof theirs !== 'string' || typeof mine !== 'string') return false
  return Math.abs(Date.parse(theirs) - Date.parse(mine)) <= 2
}

export function withoutOutputs(file: JsonObject): JsonObject {
  const kept = Object.entries(file).filter(
    ([key]) =>
      key === 'columns' ||
      key === 'rows' ||
      key.startsWith('lcoefcr') ||
      key === 'iph_to_lcoefcr' ||
      !OUTPUTS.includes(key as never),
  )
  return Object.fromEntries(kept)
}

/** The largest deviation of a member of a case, and where. */
export function worstOf(theirs: JsonObject, mine: JsonObject, member: string): Deviation {
  const none: Deviation = { path: '', relative: 0, mine: 0, theirs: 0 }
  return deviations(theirs[member] ?? null, mine[member], member, 0).reduce(
    (worst, found) => (found.relative > worst.relative ? found : worst),
    none,
  )
}
