/** Panels for the groups that no known panel serves, or the proof that none can. */

import { maximiseInteger } from '../lp/branch-and-bound.ts'
import { type PanelSpace, spaceSimplex } from '../panel-space.ts'
import type { Cut } from './cuts.ts'

export type Coverage = {
  readonly panels: readonly Int32Array[]
  /** One cut "nobody of this group" for each group that is in no valid panel. */
  readonly cuts: readonly Cut[]
}

/**
 * Serves every group of positive `target` that `known` leaves out, as many at once as fit. Without this the fairest
 * mixture of known panels could be no fairer than zero, and groups that can never be served would be found out late.
 */
export function coverGroups(
  space: PanelSpace,
  target: Float64Array,
  known: readonly Int32Array[],
  outOfTime: () => boolean,
): Coverage {
  const simplex = spaceSimplex(space)
  const missing = new Set([...target.keys()].filter((g) => target[g]! > 1e-9 && known.every((v) => v[g] === 0)))
  const panels: Int32Array[] = []
  const cuts: Cut[] = []
  for (const g of missing) {
    if (outOfTime()) break
    simplex.cost.fill(0)
    for (const other of missing) simplex.cost[other] = 1
    simplex.lower[g] = 1
    const found = maximiseInteger(simplex, space.integerRows, { target: Number.NEGATIVE_INFINITY, outOfTime })
    simplex.lower[g] = 0
    if (found.status === 'none') cuts.push({ weights: new Int32Array(target.length).fill(1, g, g + 1), bound: 0 })
    if (!found.x) continue
    panels.push(found.x)
    for (const other of missing) if (found.x[other]! > 0) missing.delete(other)
  }
  return { panels, cuts }
}
