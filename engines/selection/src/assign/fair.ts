/** The fair assignment: the worst served left as well off as possible, then the largest total; exact. */

import { type Assignment, type AssignmentRefusal, describeAssignment, leftSums } from './assignment.ts'
import type { AssignmentInstance } from './instance.ts'
import { reachable, rootNode, searchThreshold } from './threshold-search.ts'
import { solveTotal } from './total.ts'

export type Fair = {
  readonly assignment: Assignment
  /** No assignment gives every left more than this. */
  readonly worstBound: number
  /** No assignment whose worst left is as well off has a larger total. */
  readonly totalBound: number
  readonly optimal: boolean
}

export type FairResult =
  | { readonly ok: true; readonly fair: Fair }
  | { readonly ok: false; readonly refusal: AssignmentRefusal }

export type FairOptions = { readonly outOfTime?: () => boolean }

/** Weight of the total beside the multipliers: fine enough for bounds to the unit. */
const BASE = 64

export function solveFair(instance: AssignmentInstance, options: FairOptions = {}): FairResult {
  const outOfTime = options.outOfTime ?? (() => false)
  const start = solveTotal(instance)
  if (!start.ok) return start
  const { worst, worstBound, known } = bestThreshold(instance, start.assignment, outOfTime)
  const search = searchThreshold(instance, worst, BASE, outOfTime, known)
  const assignment = search.best ? describeAssignment(instance, search.best) : start.assignment
  const totalBound = search.stopped ? Math.min(search.bound, start.assignment.total) : assignment.total
  const optimal = !search.stopped && worst === worstBound && assignment.worstLeft === worst
  return { ok: true, fair: { assignment, worstBound, totalBound, optimal } }
}

/** Bisection between the worst left of the largest total and what each left could get alone. */
function bestThreshold(instance: AssignmentInstance, start: Assignment, outOfTime: () => boolean) {
  let worst = start.worstLeft
  let known: readonly (readonly number[])[] | null = null
  let worstBound = Math.max(worst, aloneBound(instance))
  while (worst < worstBound && !outOfTime()) {
    // Most often the bound is met or nearly so: ask there first, then halve.
    const middle = worstBound - worst <= 2 ? worstBound : Math.ceil((worst + worstBound) / 2)
    const search = searchThreshold(instance, middle, 0, outOfTime)
    if (search.best) {
      known = search.best
      worst = Math.max(middle, Math.min(...leftSums(instance, search.best)))
    } else if (search.stopped) break
    else worstBound = middle - 1
  }
  return { worst, worstBound, known }
}

function aloneBound(instance: AssignmentInstance): number {
  const node = rootNode(instance)
  let bound = Number.MAX_SAFE_INTEGER
  for (let i = 0; i < instance.need.length; i++) bound = Math.min(bound, reachable(instance, node, i, -1))
  return instance.need.length === 0 ? 0 : bound
}
