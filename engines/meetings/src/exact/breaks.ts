/** Breaks in clauses: counted for each participant, limited by the spread, and summed up for the objective. */

import { merge, totalizer } from '../sat/cardinality.ts'
import type { SatSolver } from '../sat/solver.ts'
import type { Encoding } from './encode.ts'

export interface BreakCounts {
  /** Literals for each participant: [i] true when it has more than i breaks. */
  readonly each: readonly (readonly number[])[]
  /** Switches on "no participant has more breaks than the spread", or null without a limit. */
  readonly spread: number | null
}

/** Adds the breaks of every participant. */
export function countBreaks(encoding: Encoding): BreakCounts {
  const { solver, model } = encoding
  const limit = model.instance.breakSpread
  const spread = limit === null ? null : 2 * solver.newVariable(true)
  const each: (readonly number[])[] = []
  for (let p = 0; p < model.P; p++) {
    const most = limit === null ? model.T : limit + 1
    const counted = totalizer(solver, breakLiterals(encoding, p, 1), most, false)
    // The same breaks, seen from their other end: redundant, and much stronger in propagation.
    const mirrored = totalizer(solver, breakLiterals(encoding, p, -1), most, false)
    for (let i = 0; i < Math.min(counted.length, mirrored.length); i++) {
      solver.addClause([mirrored[i]! ^ 1, counted[i]!])
    }
    if (spread !== null && limit !== null && counted.length > limit) solver.addClause([spread ^ 1, counted[limit]! ^ 1])
    if (counted.length > 0) chooseBlock(encoding, p, counted[0]!)
    each.push(counted)
  }
  return { each, spread }
}

/**
 * Without a break, all meetings of a participant are one block of as many slots: one literal for each place of the block,
 * which settles all slots at once. Implied, but out of reach of propagation through the counts.
 */
function chooseBlock({ solver, model, busy }: Encoding, p: number, broken: number): void {
  if (model.D > 1) return
  const { T } = model
  const length = model.requestsOf[p]!.filter((q) => model.mandatory[q]).length
  const blocks: number[] = [broken]
  for (let from = 0; from + length <= T; from++) {
    const inside = (t: number) => t >= from && t < from + length
    const slots = Array.from({ length: T }, (_, t) => t)
    if (slots.some((t) => inside(t) && busy[p * T + t]! < 0)) continue
    const block = 2 * solver.newVariable()
    blocks.push(block)
    for (const t of slots) {
      const literal = busy[p * T + t]!
      if (literal >= 0) solver.addClause([block ^ 1, inside(t) ? literal : literal ^ 1])
    }
  }
  solver.addClause(blocks)
}

/** The sum over all participants, up to `limit`: [i] true when there are more than i breaks in all. */
export function sumBreaks(solver: SatSolver, counts: BreakCounts, limit: number): readonly number[] {
  let level = counts.each.filter((literals) => literals.length > 0)
  while (level.length > 1) {
    const next: (readonly number[])[] = []
    for (let i = 0; i + 1 < level.length; i += 2) next.push(merge(solver, level[i]!, level[i + 1]!, limit, false))
    if (level.length % 2 === 1) next.push(level.at(-1)!)
    level = next
  }
  return level[0] ?? []
}

/**
 * One literal for each slot t after which a break may begin: busy at t, not at the next slot, busy again later that day.
 * With `direction` -1 the day is read backwards.
 */
function breakLiterals({ solver, model, busy }: Encoding, p: number, direction: 1 | -1): readonly number[] {
  const literals: number[] = []
  const at = (t: number) => busy[p * model.T + t]!
  for (const given of model.instance.days) {
    const day = direction === 1 ? given : given.toReversed()
    let laterBusy = -1
    for (let i = day.length - 3; i >= 0; i--) {
      laterBusy = orLater(solver, at(day[i + 2]!), laterBusy)
      const [here, next] = [at(day[i]!), at(day[i + 1]!)]
      if (here < 0 || laterBusy < 0) continue
      const literal = 2 * solver.newVariable()
      solver.addClause([here ^ 1, ...(next < 0 ? [] : [next]), laterBusy ^ 1, literal])
      literals.push(literal)
    }
  }
  return literals
}

/** A literal that is true when either is; -1 stands for false. */
function orLater(solver: SatSolver, here: number, later: number): number {
  if (here < 0) return later
  if (later < 0) return here
  const either = 2 * solver.newVariable()
  solver.addClause([here ^ 1, either])
  solver.addClause([later ^ 1, either])
  return either
}
