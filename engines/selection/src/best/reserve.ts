/** Who comes next: the reserve list, and who can step in for whom. */

import type { SelectionInstance } from '../instance.ts'
import { objective, solve } from '../lp/simplex.ts'
import { type Best, type BestProgram, bestProgram, searchByWindows } from './best.ts'
import { type PanelState, panelState, swapObstacles } from './swaps.ts'

export type ReserveEntry = {
  readonly applicant: number
  /** What the best panel that includes the applicant scores less than the best panel. 0 is a tie. */
  readonly loss: number
}

export type ReserveOptions = { readonly length: number; readonly outOfTime?: () => boolean }

/**
 * The applicants left out, by how little the total falls when they must be in: exact, one integer program each, and
 * only for those whose bound can still reach the list. Ties are ordered by score, then id. Entries of loss 0 belong to
 * another panel that is just as good. Time running out shortens the list; it never reorders it.
 */
export function reserveList(instance: SelectionInstance, best: Best, options: ReserveOptions): ReserveEntry[] {
  const outOfTime = options.outOfTime ?? (() => false)
  const program = bestProgram(instance)
  const entries: ReserveEntry[] = []
  for (const { applicant, lossMin } of byLossBound(program, best)) {
    const full = entries.length >= options.length
    if (outOfTime() || (full && lossMin >= entries[options.length - 1]!.loss)) break
    const lossMost = full ? entries[options.length - 1]!.loss : Number.POSITIVE_INFINITY
    const loss = exactLoss(program, best, applicant, lossMost, outOfTime)
    if (loss !== null) entries.push({ applicant, loss })
    entries.sort((a, b) => a.loss - b.loss || byMerit(instance, a.applicant, b.applicant))
  }
  return entries.slice(0, options.length)
}

/** By weak duality a nonbasic applicant costs at least its reduced cost once forced in. */
function byLossBound(program: BestProgram, best: Best): { applicant: number; lossMin: number }[] {
  const { simplex, instance } = program
  solve(simplex)
  const chosen = new Set(best.members)
  const slack = objective(simplex) - best.score
  return instance.applicants
    .filter(({ id }) => !chosen.has(id))
    .map(({ id }) => ({ applicant: id, lossMin: Math.max(0, -simplex.reduced[id]! - slack) }))
    .sort((a, b) => a.lossMin - b.lossMin || byMerit(instance, a.applicant, b.applicant))
}

/** Null when no valid panel that loses less than `lossMost` includes the applicant, or time ran out. */
function exactLoss(
  program: BestProgram,
  best: Best,
  applicant: number,
  lossMost: number,
  outOfTime: () => boolean,
): number | null {
  program.simplex.lower[applicant] = 1
  const found = searchByWindows(program, outOfTime, best.score - lossMost)
  program.simplex.lower[applicant] = 0
  return found.status === 'optimal' ? best.score - found.value : null
}

function byMerit(instance: SelectionInstance, a: number, b: number): number {
  return instance.applicants[b]!.score - instance.applicants[a]!.score || a - b
}

/** For each chosen applicant, the best of those left out who can take the place when all others stay; null for nobody. */
export function replacements(
  instance: SelectionInstance,
  members: readonly number[],
): { member: number; by: number | null }[] {
  const state = panelState(instance, members)
  const outside = instance.applicants
    .map(({ id }) => id)
    .filter((id) => !state.chosen.has(id))
    .sort((a, b) => byMerit(instance, a, b))
  return members.map((member) => ({ member, by: firstReplacement(state, outside, member) }))
}

function firstReplacement(state: PanelState, outside: readonly number[], member: number): number | null {
  return outside.find((candidate) => swapObstacles(state, candidate, member).length === 0) ?? null
}
