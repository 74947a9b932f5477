/** The exact best panel by score: k applicants under quotas and budget, with the proof that no other is better. */

import { cheapestPanel } from '../cheapest.ts'
import type { SelectionInstance } from '../instance.ts'
import { type IntegerResult, maximiseInteger } from '../lp/branch-and-bound.ts'
import { objective, solve } from '../lp/simplex.ts'
import type { Simplex } from '../lp/state.ts'
import { individualSpace, type PanelSpace, spaceSimplex } from '../panel-space.ts'

export type BestOptions = {
  /** Asked now and then; true ends the work with what is known. Default: never. */
  readonly outOfTime?: () => boolean
}

export type Best = {
  /** Ids of the chosen, ascending. */
  readonly members: readonly number[]
  readonly score: number
  readonly cost: number
  /** No valid panel scores more. */
  readonly bound: number
  /** `score` equals `bound`. */
  readonly optimal: boolean
}

export type BestResult =
  | { readonly status: 'solved'; readonly best: Best }
  | { readonly status: 'infeasible' }
  /** Stopped before a valid panel was found. */
  | { readonly status: 'unknown' }

/** Maximises the sum of scores over all valid panels. Among equally good panels the result is fixed, not random. */
export function solveBest(instance: SelectionInstance, options: BestOptions = {}): BestResult {
  const outOfTime = options.outOfTime ?? (() => false)
  const program = bestProgram(instance)
  if (!affordable(program.space, outOfTime)) return { status: 'infeasible' }
  const found = searchByWindows(program, outOfTime)
  if (found.status === 'none') return { status: 'infeasible' }
  if (!found.x) return { status: 'unknown' }
  return { status: 'solved', best: bestOf(instance, found) }
}

function affordable(space: PanelSpace, outOfTime: () => boolean): boolean {
  const { budget } = space.instance
  return budget === null || cheapestPanel(space, { enough: budget, outOfTime }).status !== 'none'
}

export type BestProgram = {
  readonly instance: SelectionInstance
  readonly space: PanelSpace
  readonly simplex: Simplex
  /** Every total is a multiple of this; 0 when scores are not whole. */
  readonly step: number
}

/** One 0/1 column per applicant, worth its score. Fix columns through the bounds of the simplex. */
export function bestProgram(instance: SelectionInstance): BestProgram {
  const space = individualSpace(instance)
  const simplex = spaceSimplex(space)
  instance.applicants.forEach((applicant, j) => {
    simplex.cost[j] = applicant.score
  })
  return { instance, space, simplex, step: instance.applicants.every((a) => Number.isInteger(a.score)) ? 1 : 0 }
}

/**
 * Optimum of the program by widening windows below the bound of the relaxation. The optimum is nearly always close to
 * that bound, and a narrow window fixes almost every applicant by reduced cost; an empty window is a proof and is
 * widened fourfold. Only totals above `least` are wanted.
 */
export function searchByWindows(
  program: BestProgram,
  outOfTime: () => boolean = () => false,
  least = Number.NEGATIVE_INFINITY,
): IntegerResult {
  const { simplex, space, step } = program
  if (solve(simplex) === 'infeasible') return { status: 'none', x: null, value: 0, bound: 0, nodes: 0 }
  const bound = objective(simplex)
  const widest = 2 + 2 * instanceSpread(program.instance)
  for (let window = firstWindow(program); ; window *= 4) {
    const last = window >= widest || bound - window <= least
    const above = last ? least : bound - window
    const found = maximiseInteger(simplex, space.integerRows, { above, step, outOfTime })
    if (found.status !== 'none' || last) return { ...found, bound: Math.min(found.bound, bound) }
  }
}

/** A window that leaves a few applicants per rule undecided. */
function firstWindow({ simplex, space, step }: BestProgram): number {
  const costs = Array.from(simplex.reduced.subarray(0, simplex.matrix.cols), Math.abs)
    .filter((_, j) => !simplex.isBasic[j])
    .sort((a, b) => a - b)
  return Math.max(step, costs[Math.min(costs.length - 1, space.rows.length)] ?? 0, 1e-6)
}

/** No two panels differ by more than this. */
function instanceSpread(instance: SelectionInstance): number {
  return instance.applicants.reduce((sum, a) => sum + Math.abs(a.score), 0)
}

function bestOf(instance: SelectionInstance, found: IntegerResult): Best {
  const members = instance.applicants.filter((a) => found.x![a.id] === 1)
  const score = members.reduce((sum, a) => sum + a.score, 0)
  const cost = members.reduce((sum, a) => sum + a.cost, 0)
  const optimal = found.status === 'optimal'
  return { members: members.map((a) => a.id), score, cost, bound: optimal ? score : found.bound, optimal }
}
