/** The cheapest ways to make a panel possible. */

import { maximiseInteger } from '../lp/branch-and-bound.ts'
import type { Clock, Elastic, Limit } from './elastic.ts'

export type Relaxation = {
  /** Each limit that moves and by how much: places for quotas, money for the budget. */
  readonly changes: readonly { readonly limit: Limit; readonly by: number }[]
  /** Places by which quotas move, in all. */
  readonly places: number
}

/**
 * Relaxations of the fewest places, one by one: after each, the search splits into "less of its first change", "as
 * much of the first but less of the second", and so on (Lawler 1972), so that none is found twice.
 */
export function cheapestRelaxations(elastic: Elastic, clock: Clock): Relaxation[] {
  const { simplex, limits, firstSlack, most } = elastic
  limits.forEach((limit, i) => {
    simplex.cost[firstSlack + i] = limit.kind === 'budget' ? 0 : -1
  })
  const found: Relaxation[] = []
  const open: { lower: Float64Array; upper: Float64Array }[] = [
    { lower: new Float64Array(limits.length), upper: most.map((m, i) => (limits[i]!.kind === 'budget' ? 0 : m)) },
  ]
  let places: number | null = null
  while (open.length > 0 && found.length < clock.limit && !clock.outOfTime()) {
    const box = open.pop()!
    simplex.lower.set(box.lower, firstSlack)
    simplex.upper.set(box.upper, firstSlack)
    const above = places === null ? Number.NEGATIVE_INFINITY : -places - 1
    const best = maximiseInteger(simplex, elastic.integerRows, { above, step: 1, outOfTime: clock.outOfTime })
    if (best.status !== 'optimal') continue
    places ??= -best.value
    const by = best.x!.subarray(firstSlack)
    found.push(relaxationOf(elastic, by))
    open.push(...splitBox(box, by))
  }
  simplex.lower.fill(0, firstSlack, firstSlack + limits.length)
  return found
}

function relaxationOf(elastic: Elastic, by: Int32Array): Relaxation {
  const changes = elastic.limits.map((limit, i) => ({ limit, by: by[i]! })).filter((change) => change.by > 0)
  return { changes, places: changes.reduce((sum, change) => sum + change.by, 0) }
}

function splitBox(box: { lower: Float64Array; upper: Float64Array }, by: Int32Array): (typeof box)[] {
  const parts: (typeof box)[] = []
  const lower = box.lower.slice()
  by.forEach((amount, i) => {
    if (amount <= lower[i]!) return
    const upper = box.upper.slice()
    upper[i] = amount - 1
    parts.push({ lower: lower.slice(), upper })
    lower[i] = amount
  })
  return parts
}
