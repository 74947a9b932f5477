/** Assignments and what is said about them. */

import type { AssignmentInstance, Pair } from './instance.ts'

export type Assignment = {
  /** Ascending by left, then right. */
  readonly pairs: readonly Pair[]
  /** Sum of affinity. */
  readonly total: number
  /** Smallest sum of affinity of one left; 0 when there is none. */
  readonly worstLeft: number
  /** Pairs for which the instance knows no affinity: somebody outside their field. */
  readonly withoutExpertise: number
}

export type AssignmentRefusal =
  /** All of `rights` are full, and no left they serve can go elsewhere; one more place is needed for `lefts[0]`. */
  | { readonly code: 'too-little-load'; readonly lefts: readonly number[]; readonly rights: readonly number[] }
  /** The needs are met before these rights reach their minimum load. */
  | { readonly code: 'load-not-reached'; readonly rights: readonly number[] }
  /** Stopped before any assignment was known. */
  | { readonly code: 'out-of-time' }

export function describeAssignment(instance: AssignmentInstance, partners: readonly (readonly number[])[]): Assignment {
  const rights = instance.loadMax.length
  const pairs = partners.flatMap((list, i) => [...list].sort((a, b) => a - b).map((j): Pair => [i, j]))
  const sums = leftSums(instance, partners)
  return {
    pairs,
    total: sums.reduce((a, b) => a + b, 0),
    worstLeft: sums.length === 0 ? 0 : sums.reduce((a, b) => Math.min(a, b)),
    withoutExpertise: pairs.filter(([i, j]) => instance.affinity[i * rights + j] === 0).length,
  }
}

/** Sum of affinity per left. */
export function leftSums(instance: AssignmentInstance, partners: readonly (readonly number[])[]): number[] {
  const rights = instance.loadMax.length
  return partners.map((list, i) => list.reduce((sum, j) => sum + instance.affinity[i * rights + j]!, 0))
}
