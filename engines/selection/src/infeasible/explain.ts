/**
 * Why no panel exists, in two ways a person can act on: the smallest sets of rules that cannot hold together, and the
 * cheapest ways to relax them.
 */

import { cheapestPanel } from '../cheapest.ts'
import type { SelectionInstance } from '../instance.ts'
import { groupedSpace } from '../panel-space.ts'
import { smallestClashes } from './clashes.ts'
import { brokenLimits, type Clock, elasticProgram, type Limit } from './elastic.ts'
import { cheapestRelaxations, type Relaxation } from './relaxations.ts'

export type Infeasibility = {
  /** All clashing sets of the smallest size (as many as were asked for). */
  readonly clashes: readonly (readonly Limit[])[]
  /** The ways to make a panel possible with the fewest places moved, quotas only while the budget allows it. */
  readonly relaxations: readonly Relaxation[]
  /** With all quotas kept, the least budget that allows a panel; null when the quotas alone clash or none is set. */
  readonly budgetNeeded: number | null
  /** Neither list was cut short by time or by `limit`. */
  readonly complete: boolean
}

export type InfeasibilityOptions = {
  /** At most this many clashes and relaxations. Default 10. */
  readonly limit?: number
  readonly outOfTime?: () => boolean
}

/** Explains why `instance` has no valid panel; null when it has one, or when time ran out before anything was known. */
export function explainInfeasible(
  instance: SelectionInstance,
  options: InfeasibilityOptions = {},
): Infeasibility | null {
  const clock = { limit: options.limit ?? 10, outOfTime: options.outOfTime ?? (() => false) }
  const elastic = elasticProgram(instance)
  if (brokenLimits(elastic, new Set(elastic.limits.keys()), clock) !== 'clash') return null
  const clashes = smallestClashes(elastic, clock)
  const relaxations = cheapestRelaxations(elastic, clock)
  const complete = !clock.outOfTime() && clashes.length < clock.limit && relaxations.length < clock.limit
  return {
    clashes: clashes.map((set) => set.map((at) => elastic.limits[at]!)),
    relaxations,
    budgetNeeded: budgetNeeded(instance, clock),
    complete,
  }
}

function budgetNeeded(instance: SelectionInstance, clock: Clock): number | null {
  if (instance.budget === null) return null
  const cheapest = cheapestPanel(groupedSpace(instance), { outOfTime: clock.outOfTime })
  return cheapest.status === 'optimal' ? -cheapest.value : null
}
