/** For each applicant left out of a panel, what kept them out. */

import type { Quota, SelectionInstance } from '../instance.ts'
import { type Obstacle, type PanelState, panelState, swapObstacles } from './swaps.ts'

/**
 * - `score`: nobody chosen has a lower score, or the only ones whose place they could take score as much or more.
 * - `quota`: every chosen applicant with a lower score holds a place that the rules do not let them take; `quotas`
 *   names the rules, most frequent first.
 * - `budget`: the quotas would let them replace a lower score, the money does not; `over` is the least overrun.
 */
export type LeftOut = {
  readonly applicant: number
  readonly reason: 'score' | 'quota' | 'budget'
  readonly score: number
  /** The lowest score among the chosen whose place the applicant could take under the quotas; null for nobody. */
  readonly toBeat: number | null
  /** How many of the chosen have a lower score. */
  readonly lowerChosen: number
  readonly quotas: readonly { readonly quota: Quota; readonly bound: 'max' | 'min'; readonly blocks: number }[]
  readonly over: number
}

/** Reasons for all applicants outside `members`, in order of id. */
export function leftOutReasons(instance: SelectionInstance, members: readonly number[]): LeftOut[] {
  const state = panelState(instance, members)
  return instance.applicants.filter(({ id }) => !state.chosen.has(id)).map(({ id }) => reasonFor(state, members, id))
}

function reasonFor(state: PanelState, members: readonly number[], applicant: number): LeftOut {
  const { instance } = state
  const score = instance.applicants[applicant]!.score
  const places = members.map((member) => ({
    score: instance.applicants[member]!.score,
    obstacles: swapObstacles(state, applicant, member),
  }))
  const lower = places.filter((place) => place.score < score)
  const byQuota = places.filter(({ obstacles }) => obstacles.every(({ kind }) => kind === 'budget'))
  const shared = {
    applicant,
    score,
    toBeat: byQuota.length > 0 ? Math.min(...byQuota.map((place) => place.score)) : null,
    lowerChosen: lower.length,
  }
  if (lower.length === 0) return { ...shared, reason: 'score', quotas: [], over: 0 }
  const barredByMoney = lower.filter((place) => byQuota.includes(place))
  if (barredByMoney.length > 0) {
    const over = Math.min(...barredByMoney.map(({ obstacles }) => overrun(obstacles)))
    return { ...shared, reason: over > 0 ? 'budget' : 'score', quotas: [], over }
  }
  return { ...shared, reason: 'quota', quotas: blockingQuotas(lower.flatMap(({ obstacles }) => obstacles)), over: 0 }
}

function overrun(obstacles: readonly Obstacle[]): number {
  return obstacles.reduce((sum, obstacle) => sum + (obstacle.kind === 'budget' ? obstacle.over : 0), 0)
}

function blockingQuotas(obstacles: readonly Obstacle[]): LeftOut['quotas'] {
  const blocks = new Map<string, { quota: Quota; bound: 'max' | 'min'; blocks: number }>()
  for (const obstacle of obstacles) {
    if (obstacle.kind === 'budget') continue
    const bound = obstacle.kind === 'full' ? 'max' : 'min'
    const key = `${bound}\n${obstacle.quota.feature}\n${obstacle.quota.value}`
    const entry = blocks.get(key) ?? { quota: obstacle.quota, bound, blocks: 0 }
    entry.blocks++
    blocks.set(key, entry)
  }
  return [...blocks.values()].sort((a, b) => b.blocks - a.blocks)
}
