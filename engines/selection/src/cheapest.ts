/** The cheapest panel under the quotas: the quick way to decide whether a budget allows any panel at all. */

import { type IntegerResult, maximiseInteger } from './lp/branch-and-bound.ts'
import { type PanelSpace, spaceSimplex } from './panel-space.ts'

export type CheapestOptions = {
  /** Stop at the first panel that costs at most this; dearer panels do not count as found. */
  readonly enough?: number
  readonly outOfTime: () => boolean
}

/**
 * Minimises cost under the quotas, whatever the budget of the instance. `value` is the negative cost. Deciding "is there
 * a panel for this money" by minimising is fast where a search without an objective, close to the limit, is not.
 */
export function cheapestPanel(space: PanelSpace, options: CheapestOptions): IntegerResult {
  const simplex = spaceSimplex(space)
  const cols = space.groups.length
  space.groups.forEach((group, g) => {
    simplex.cost[g] = -group.cost
  })
  const total = space.groups.reduce((sum, group) => sum + group.cost * group.members.length, 0)
  if (space.instance.budget !== null) simplex.upper[cols + space.rows.length - 1] = total
  const { enough, outOfTime } = options
  const limits = enough === undefined ? {} : { above: -enough - 1, target: -enough }
  return maximiseInteger(simplex, space.integerRows, { ...limits, step: 1, outOfTime })
}
