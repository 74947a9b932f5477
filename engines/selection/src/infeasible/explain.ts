/**
 * Why no panel exists, in two ways a person can act on: the smallest sets of rules that cannot hold together, and the
 * cheapest ways to relax them.
 */

import { cheapestPanel } from '../cheapest.ts'
import type { Quota, SelectionInstance } from '../instance.ts'
import { groupedSpace } from '../panel-space.ts'
import { smallestClashes } from './clashes.ts'
import { brokenLimits, type Clock, type Elastic, elasticProgram, type Limit } from './elastic.ts'
import { cheapestRelaxations, type Relaxation } from './relaxations.ts'

export type Infeasibility = {
  /** All clashing sets of the smallest size (as many as were asked for). */
  readonly clashes: readonly (readonly Limit[])[]
  /** The ways to make a panel possible with the fewest places moved: within the budget if any such way exists. */
  readonly relaxations: readonly Relaxation[]
  /**
   * The least budget that allows a panel with all quotas kept or, when no move of quotas within the budget is enough,
   * after the first relaxation; null when the instance sets no budget or its quotas clash whatever the money.
   */
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
  const { relaxations, budgetNeeded } = remedies(instance, elastic, clock)
  const complete = !clock.outOfTime() && clashes.length < clock.limit && relaxations.length < clock.limit
  return { clashes: clashes.map((set) => set.map((at) => elastic.limits[at]!)), relaxations, budgetNeeded, complete }
}

/** Quotas moved within the budget; when no such move is enough, quotas moved as if money were no matter, and its cost. */
function remedies(instance: SelectionInstance, elastic: Elastic, clock: Clock) {
  const within = cheapestRelaxations(elastic, clock)
  if (instance.budget === null) return { relaxations: within, budgetNeeded: null }
  if (within.length > 0) return { relaxations: within, budgetNeeded: leastBudget(instance, clock) }
  const free = { ...instance, budget: null }
  const moved = cheapestRelaxations(elasticProgram(free), clock)
  const cheapest = moved[0] ? leastBudget(relaxedBy(instance, moved[0]), clock) : leastBudget(instance, clock)
  const needed = moved.filter(({ places }) => places > 0)
  return { relaxations: needed, budgetNeeded: cheapest }
}

function relaxedBy(instance: SelectionInstance, { changes }: Relaxation): SelectionInstance {
  const by = (kind: 'min' | 'max', quota: Quota) =>
    changes.find(({ limit }) => limit.kind === kind && limit.quota === quota)?.by ?? 0
  const quotas = instance.quotas.map((q) => ({ ...q, min: q.min - by('min', q), max: q.max + by('max', q) }))
  return { ...instance, quotas }
}

/** Cost of the cheapest panel under the quotas; null when they clash or time ran out. */
function leastBudget(instance: SelectionInstance, clock: Clock): number | null {
  const cheapest = cheapestPanel(groupedSpace(instance), { outOfTime: clock.outOfTime })
  return cheapest.status === 'optimal' ? -cheapest.value : null
}
