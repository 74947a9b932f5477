/** A small set of requests, precedences and table limits that clash, found by search and thinned by deletion. */

import { encode, type Part } from '../exact/encode.ts'
import type { SatSolver } from '../sat/solver.ts'
import type { Model } from '../search/model.ts'
import type { Clash } from './counted.ts'

/** Conflicts of the first search, and of each attempt to leave a member out. */
const FIRST = 100_000
const EACH = 2_000
/** Conflicts of all attempts together. */
const ALL = 60_000

/** Explains why the mandatory requests cannot be held; falls back on all of them when the search gives up. */
export function searchedClash(model: Model, stop: () => boolean): Clash {
  const { solver, switches } = encode(model, 'explainable')
  const every = [...switches.keys()]
  const { answer } = attempt(solver, every, FIRST, stop)
  if (answer !== false) return clashOf(model, [...switches.values()], 'whole')
  const thinned = thin(solver, solver.core, stop)
  return clashOf(
    model,
    thinned.core.map((literal) => switches.get(literal)!),
    thinned.minimal ? 'minimal' : 'small',
  )
}

/** When only the break spread makes the instance infeasible. */
export function spreadClash(model: Model): Clash {
  const requests = Array.from({ length: model.Q }, (_, q) => q).filter((q) => model.mandatory[q])
  const message = `every schedule of the ${requests.length} mandatory requests has a break spread over ${model.instance.breakSpread}`
  return { kind: 'search', minimal: false, requests, precedences: [], participants: [], slots: [], message }
}

function attempt(solver: SatSolver, assumptions: readonly number[], conflicts: number, stop: () => boolean) {
  const end = solver.conflicts + conflicts
  return { answer: solver.solve(assumptions, () => stop() || solver.conflicts >= end) }
}

/** Deletion filter: a member stays when the rest, without it, no longer clashes (or the search does not say). */
function thin(solver: SatSolver, start: readonly number[], stop: () => boolean) {
  let core = [...start]
  let minimal = true
  const end = solver.conflicts + ALL
  for (const member of start) {
    if (!core.includes(member)) continue
    if (stop() || solver.conflicts >= end) return { core, minimal: false }
    const { answer } = attempt(
      solver,
      core.filter((literal) => literal !== member),
      EACH,
      stop,
    )
    if (answer === false) core = core.filter((literal) => solver.core.includes(literal))
    else if (answer === null) minimal = false
  }
  return { core, minimal }
}

function clashOf(model: Model, parts: readonly Part[], size: 'minimal' | 'small' | 'whole'): Clash {
  const ids = (kind: Part['kind']) =>
    parts
      .filter((part) => part.kind === kind)
      .map((part) => part.id)
      .sort((x, y) => x - y)
  const [requests, precedences, slots] = [ids('request'), ids('precedence'), ids('tables')]
  const participants = [...new Set(requests.flatMap((q) => [model.a[q]!, model.b[q]!]))].sort((x, y) => x - y)
  const counted = [
    `${requests.length} requests of ${participants.length} participants`,
    ...(precedences.length > 0 ? [`${precedences.length} precedences`] : []),
    ...(slots.length > 0 ? [`the tables of slots ${slots.join(', ')}`] : []),
  ]
  const message = `${counted.join(', ')} cannot be held together`
  return { kind: 'search', minimal: size === 'minimal', requests, precedences, participants, slots, message }
}
