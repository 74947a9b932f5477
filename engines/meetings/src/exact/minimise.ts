/** Fewest breaks with every request held: between what a schedule shows and what a refutation proves. */

import { termsOf } from '../check/terms.ts'
import type { Meeting } from '../format/types.ts'
import type { Model } from '../search/model.ts'
import { type BreakCounts, countBreaks, sumBreaks } from './breaks.ts'
import { type Encoding, encode, slotsFound } from './encode.ts'

/** Conflicts spent on one target before another is tried; grows. */
const PATIENCE = 5_000

export interface Exact {
  readonly encoding: Encoding
  readonly counts: BreakCounts
}

export type Feasibility =
  | { readonly kind: 'feasible'; readonly meetings: readonly Meeting[] }
  | { readonly kind: 'infeasible'; readonly bySpread: boolean }
  | { readonly kind: 'unknown' }

/** True when one schedule of the slots is a schedule of the instance: one room, or none chosen freely and none moved to. */
export function isExact(model: Model): boolean {
  return model.R === 1 && model.mandatory.every((flag) => flag === 1)
}

/** Encodes the instance with its breaks. */
export function prepare(model: Model): Exact {
  const encoding = encode(model, 'plain')
  return { encoding, counts: countBreaks(encoding) }
}

/** Decides whether the mandatory requests can be held together; `unknown` when stopped, or when rooms decide. */
export function decide({ encoding, counts }: Exact, stop: () => boolean): Feasibility {
  const { solver, model } = encoding
  const answer = solver.solve(assumed(counts), stop)
  if (answer === true) {
    return isExact(model) ? { kind: 'feasible', meetings: meetingsFound(encoding) } : { kind: 'unknown' }
  }
  if (answer === null) return { kind: 'unknown' }
  if (solver.core.length === 0) return { kind: 'infeasible', bySpread: false }
  const without = solver.solve([], stop)
  if (without === false) return { kind: 'infeasible', bySpread: false }
  return without === true && someoneNeverBreaks(model) ? { kind: 'infeasible', bySpread: true } : { kind: 'unknown' }
}

function assumed(counts: BreakCounts): readonly number[] {
  return counts.spread === null ? [] : [counts.spread]
}

/** With a participant who never has a break, "at most the spread each" is the spread itself. */
function someoneNeverBreaks(model: Model): boolean {
  return model.requestsOf.some((requests) => requests.length < 2)
}

/** Sets what the search tries first. */
export function suggest({ encoding }: Exact, meetings: readonly Meeting[]): void {
  const { solver, model, placed, busy } = encoding
  for (const { request, slot } of meetings) {
    const literals = [placed[request * model.T + slot]!]
    for (const p of [model.a[request]!, model.b[request]!]) literals.push(busy[p * model.T + slot]!)
    for (const literal of literals) if (literal >= 0) solver.setPhase(literal >> 1, true)
  }
}

export interface Bracket {
  /** Proven: no schedule has fewer breaks. */
  readonly least: number
  readonly meetings: readonly Meeting[]
  readonly breaks: number
}

/** Narrows the bracket from below and above until it closes or `stop`; each change goes to `onChange`. */
export function minimise(
  exact: Exact,
  start: Bracket,
  stop: () => boolean,
  onChange: (bracket: Bracket) => void,
): Bracket {
  const { encoding, counts } = exact
  const { solver } = encoding
  const sum = sumBreaks(solver, counts, start.breaks + 1)
  let bracket = start
  let [target, patience] = [bracket.least, PATIENCE]
  while (bracket.least < bracket.breaks && !stop()) {
    const end = solver.conflicts + patience
    const limit = target < sum.length ? [sum[target]! ^ 1] : []
    const answer = solver.solve([...assumed(counts), ...limit], () => stop() || solver.conflicts >= end)
    if (answer === null) {
      target += Math.max(1, (bracket.breaks - target) >> 1)
    } else {
      bracket = answer ? shown(encoding, bracket.least) : { ...bracket, least: target + 1 }
      onChange(bracket)
      if (!answer || target >= bracket.breaks) target = bracket.least
    }
    if (target >= bracket.breaks) [target, patience] = [bracket.least, patience * 2]
  }
  return bracket
}

function shown(encoding: Encoding, least: number): Bracket {
  const meetings = meetingsFound(encoding)
  return { least, meetings, breaks: termsOf(encoding.model.instance, meetings).breaks }
}

function meetingsFound(encoding: Encoding): readonly Meeting[] {
  const slots = slotsFound(encoding)
  return [...slots].map(([request, slot]) => ({ request, slot, room: encoding.model.roomsOf[request]![0]! }))
}
