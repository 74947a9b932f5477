/** One applicant in, one out, the rest as they are: which rules stand in the way? */

import type { Quota, SelectionInstance } from '../instance.ts'

export type Obstacle =
  | { readonly kind: 'full'; readonly quota: Quota }
  | { readonly kind: 'needed'; readonly quota: Quota }
  | { readonly kind: 'budget'; readonly over: number }

export type PanelState = {
  readonly instance: SelectionInstance
  readonly chosen: ReadonlySet<number>
  /** Chosen per value of each feature. */
  readonly counts: ReadonlyMap<string, number>
  readonly quotas: ReadonlyMap<string, Quota>
  readonly cost: number
}

export function panelState(instance: SelectionInstance, members: readonly number[]): PanelState {
  const counts = new Map<string, number>()
  for (const id of members)
    for (const feature of instance.features) {
      const key = keyOf(feature, instance.applicants[id]!.v[feature]!)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  return {
    instance,
    chosen: new Set(members),
    counts,
    quotas: new Map(instance.quotas.map((quota) => [keyOf(quota.feature, quota.value), quota])),
    cost: members.reduce((sum, id) => sum + instance.applicants[id]!.cost, 0),
  }
}

function keyOf(feature: string, value: string): string {
  return `${feature}\n${value}`
}

/** What forbids `candidate` to take the place of `member`; empty when nothing does. */
export function swapObstacles(state: PanelState, candidate: number, member: number): Obstacle[] {
  const { instance, counts, quotas, cost } = state
  const comes = instance.applicants[candidate]!
  const goes = instance.applicants[member]!
  const obstacles: Obstacle[] = []
  for (const feature of instance.features) {
    if (comes.v[feature] === goes.v[feature]) continue
    const entered = keyOf(feature, comes.v[feature]!)
    const left = keyOf(feature, goes.v[feature]!)
    const full = quotas.get(entered)!
    const needed = quotas.get(left)!
    if ((counts.get(entered) ?? 0) + 1 > full.max) obstacles.push({ kind: 'full', quota: full })
    if ((counts.get(left) ?? 0) - 1 < needed.min) obstacles.push({ kind: 'needed', quota: needed })
  }
  const over = instance.budget === null ? 0 : cost - goes.cost + comes.cost - instance.budget
  if (over > 0) obstacles.push({ kind: 'budget', over })
  return obstacles
}
