/**
 * The mandatory requests of an instance as clauses: one variable for each request and slot, one for each busy participant
 * and slot, and the implied constraints that make the difference (Bofill et al., JAIR 2022): as many busy slots as
 * meetings for each participant, at most twice as many busy participants as tables in each slot.
 */

import { atMostOne, totalizer } from '../sat/cardinality.ts'
import { SatSolver } from '../sat/solver.ts'
import type { Model } from '../search/model.ts'

/** What may be given up when a clash is explained; each has a literal that switches it on. */
export type Part =
  | { readonly kind: 'request'; readonly id: number }
  | { readonly kind: 'precedence'; readonly id: number }
  | { readonly kind: 'tables'; readonly id: number }

export interface Encoding {
  readonly solver: SatSolver
  readonly model: Model
  readonly requests: readonly number[]
  /** Literal of "request q is held in slot t" at [q * T + t], -1 when it cannot be. */
  readonly placed: Int32Array
  /** Literal of "participant p is busy in slot t" at [p * T + t], -1 when it cannot be. */
  readonly busy: Int32Array
  /** Literals that switch the parts on; empty when everything is always on. */
  readonly switches: ReadonlyMap<number, Part>
}

/** Returns the literals a clause needs in front to hold only when the part is switched on. */
type Guard = (part: Part) => readonly number[]

/** Encodes the mandatory requests; with `explainable`, each part has its own switch. */
export function encode(model: Model, explainable: 'explainable' | 'plain'): Encoding {
  const solver = new SatSolver()
  const switches = new Map<number, Part>()
  const guard = explainable === 'plain' ? () => [] : switchedGuard(solver, switches)
  const requests = Array.from({ length: model.Q }, (_, q) => q).filter((q) => model.mandatory[q])
  const placed = new Int32Array(model.Q * model.T).fill(-1)
  const busy = new Int32Array(model.P * model.T).fill(-1)
  const encoding: Encoding = { solver, model, requests, placed, busy, switches }
  for (const q of requests) placeOnce(encoding, q, guard)
  for (let p = 0; p < model.P; p++) occupy(encoding, p, guard)
  for (let t = 0; t < model.T; t++) limitTables(encoding, t, guard)
  if (model.R > 1) limitRooms(encoding)
  for (const [i, pair] of model.instance.precedences.entries()) {
    order(encoding, pair, guard({ kind: 'precedence', id: i }))
  }
  return encoding
}

function switchedGuard(solver: SatSolver, switches: Map<number, Part>): Guard {
  const known = new Map<string, number>()
  return (part) => {
    const name = `${part.kind} ${part.id}`
    let literal = known.get(name)
    if (literal === undefined) {
      literal = 2 * solver.newVariable(true)
      known.set(name, literal)
      switches.set(literal, part)
    }
    return [literal ^ 1]
  }
}

function placeOnce({ solver, model, placed }: Encoding, q: number, guard: Guard): void {
  const literals: number[] = []
  for (const t of model.slotsOf[q]!) {
    if (!model.roomsOf[q]!.some((r) => model.capacity[r * model.T + t]! > 0)) continue
    const literal = 2 * solver.newVariable()
    placed[q * model.T + t] = literal
    literals.push(literal)
  }
  solver.addClause([...guard({ kind: 'request', id: q }), ...literals])
  atMostOne(solver, literals)
}

function occupy({ solver, model, placed, busy }: Encoding, p: number, guard: Guard): void {
  const { D, T, dayOf } = model
  const requests = model.requestsOf[p]!.filter((q) => model.mandatory[q])
  const literals: number[] = []
  const byDay: number[][] = Array.from({ length: D }, () => [])
  for (let t = 0; t < T; t++) {
    const here = requests.map((q) => placed[q * T + t]!).filter((literal) => literal >= 0)
    if (here.length === 0) continue
    const literal = 2 * solver.newVariable()
    busy[p * T + t] = literal
    literals.push(literal)
    byDay[dayOf[t]!]!.push(literal)
    solver.addClause([literal ^ 1, ...here])
    for (const one of here) solver.addClause([one ^ 1, literal])
    atMostOne(solver, here)
  }
  const count = totalizer(solver, literals, requests.length, true)
  const all = requests.flatMap((q) => guard({ kind: 'request', id: q }))
  if (requests.length > 0) solver.addClause([...all, ...count.slice(requests.length - 1)])
  for (const day of byDay) forbidMore(solver, day, model.maxPerDay[p]!, [])
}

function limitTables({ solver, model, busy }: Encoding, t: number, guard: Guard): void {
  let tables = 0
  for (let r = 0; r < model.R; r++) tables += model.capacity[r * model.T + t]!
  const literals: number[] = []
  for (let p = 0; p < model.P; p++) if (busy[p * model.T + t]! >= 0) literals.push(busy[p * model.T + t]!)
  if (literals.length > 2 * tables) forbidMore(solver, literals, 2 * tables, guard({ kind: 'tables', id: t }))
}

/** Each room alone takes no more than its tables of the requests that can be held nowhere else. */
function limitRooms({ solver, model, requests, placed }: Encoding): void {
  const { R, T, capacity, roomsOf } = model
  for (let r = 0; r < R; r++) {
    const only = requests.filter((q) => roomsOf[q]!.length === 1 && roomsOf[q]![0] === r)
    for (let t = 0; t < T; t++) {
      const literals = only.map((q) => placed[q * T + t]!).filter((literal) => literal >= 0)
      forbidMore(solver, literals, capacity[r * T + t]!, [])
    }
  }
}

/** At most `most` of the literals, when the guard is on. */
function forbidMore(solver: SatSolver, literals: readonly number[], most: number, guard: readonly number[]): void {
  if (literals.length <= most) return
  const count = totalizer(solver, literals, most + 1, false)
  solver.addClause([...guard, count[most]! ^ 1])
}

function order({ solver, model, placed }: Encoding, pair: readonly [number, number], guard: readonly number[]): void {
  const [before, after] = pair
  if (!model.mandatory[before] || !model.mandatory[after]) return
  for (const late of model.slotsOf[before]!) {
    for (const early of model.slotsOf[after]!) {
      const [x, y] = [placed[before * model.T + late]!, placed[after * model.T + early]!]
      if (early <= late && x >= 0 && y >= 0) solver.addClause([...guard, x ^ 1, y ^ 1])
    }
  }
}

/** The slot of each encoded request in the last assignment found. */
export function slotsFound({ solver, model, requests, placed }: Encoding): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  for (const q of requests) {
    for (const t of model.slotsOf[q]!) {
      const literal = placed[q * model.T + t]!
      if (literal >= 0 && solver.phaseOf(literal >> 1)) found.set(q, t)
    }
  }
  return found
}
