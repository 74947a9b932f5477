/** Simulated annealing over schedules, from a first schedule built by priority; anytime and the same for a seed and a step budget. */

import type { Meeting } from '../format/types.ts'
import type { Model } from './model.ts'
import { Moves } from './moves.ts'
import { createRandom, type Random } from './random.ts'
import { Schedule } from './schedule.ts'

/** Steps between two looks at the clock. */
const BATCH = 256

export interface AnnealBudget {
  /** Share of the budget used, from 0 to 1; at 1 the search stops. Called once a batch with the steps made. */
  readonly used: (steps: number) => number
  /** A better schedule that breaks no rule. */
  readonly onBetter: (meetings: () => Meeting[], score: number) => void
}

/** Holds the requests in order of priority, each at the cheapest free place. */
export function construct(schedule: Schedule, random: Random): void {
  const { model } = schedule
  const moves = new Moves(schedule, random)
  const order = Array.from({ length: model.Q }, (_, q) => q)
  const rank = (q: number) => model.mandatory[q]! * 1e9 + model.gain[q]! - model.slotsOf[q]!.length * 1e-3
  order.sort((x, y) => rank(y) - rank(x) || x - y)
  for (const q of order) moves.replace(q)
  moves.journal.commit()
}

/** Improves `schedule` until the budget is used; the best schedules go to `onBetter`. `heat` scales the first temperature. */
export function anneal(schedule: Schedule, random: Random, budget: AnnealBudget, heat = 1): void {
  const { model } = schedule
  const moves = new Moves(schedule, random)
  const [hot, cold] = temperatures(model)
  let best = Number.POSITIVE_INFINITY
  const note = () => {
    if (schedule.broken > 0 || schedule.cost >= best - 1e-9) return
    best = schedule.cost
    budget.onBetter(() => schedule.meetings(), -best)
  }
  note()
  const movable = Array.from({ length: model.Q }, (_, q) => q).filter((q) => model.slotsOf[q]!.length > 0)
  if (movable.length === 0) return
  const step = stepOf(schedule, moves, random, movable)
  let steps = 0
  for (let used = 0; used < 1; used = budget.used(steps)) {
    const temperature = hot * heat * (cold / (hot * heat)) ** used
    for (let i = 0; i < BATCH; i++) {
      const before = schedule.cost
      const worse = step() ? schedule.cost - before : Number.POSITIVE_INFINITY
      if (worse <= 0 || random.unit() < Math.exp(-worse / temperature)) {
        moves.journal.commit()
        if (worse < 0 && model.Q <= REPORT_EACH) note()
      } else moves.journal.undo()
    }
    steps += BATCH
    if (model.Q > REPORT_EACH && steps % (BATCH * Math.ceil(model.Q / 64)) === 0) note()
  }
  note()
}

/** Share of the moves that only give a meeting up: seldom taken, but some meetings cost more than they gain. */
const DROP_SHARE = 0.02

/** Share of the placements of held meetings that are exchanges of two slots. */
const EXCHANGE_SHARE = 0.7

/** Share of the placements next to another meeting of a participant, where they make no break. */
const NEAR = 0.5

/** One random move, journalled: a placement, or where rooms matter a change of room. */
function stepOf(schedule: Schedule, moves: Moves, random: Random, movable: readonly number[]): () => boolean {
  const { model } = schedule
  const roomMatters = model.R > 1 && model.instance.weights.move > 0
  const slotsFixed = movable.every((q) => model.slotsOf[q]!.length === 1)
  const roomShare = !roomMatters ? 0 : slotsFixed ? 0.95 : 0.25
  return () => {
    const q = movable[random.below(movable.length)]!
    const kind = random.unit()
    if (kind < roomShare) return moves.changeRoom(q)
    if (kind > 1 - DROP_SHARE) return moves.drop(q)
    const t = random.unit() < NEAR ? slotNextTo(schedule, random, q) : anySlot(model, random, q)
    if (t < 0 || t === schedule.slot[q]) return false
    if (schedule.slot[q]! >= 0 && kind < roomShare + EXCHANGE_SHARE * (1 - roomShare)) return moves.exchange(q, t)
    return moves.insert(q, t)
  }
}

function anySlot({ slotsOf }: Model, random: Random, q: number): number {
  const slots = slotsOf[q]!
  return slots[random.below(slots.length)]!
}

/** The slot before or after a random meeting of one of q's participants; -1 when q cannot be there. */
function slotNextTo({ model, slot }: Schedule, random: Random, q: number): number {
  const requests = model.requestsOf[random.below(2) === 0 ? model.a[q]! : model.b[q]!]!
  const there = slot[requests[random.below(requests.length)]!]!
  if (there < 0) return -1
  const t = there + 2 * random.below(2) - 1
  return t >= model.dayStart[there]! && t <= model.dayEnd[there]! && model.allowed[q * model.T + t] === 1 ? t : -1
}

/** Up to this many requests every better schedule is reported at once; above, only now and then. */
const REPORT_EACH = 1_000
/** Above this many requests the search starts cooler: it has too few steps for each request to recover from heat. */
const COOLER = 200

/** First and last temperature, from the size of the terms a move trades against each other. */
function temperatures(model: Model): readonly [number, number] {
  const { weights } = model.instance
  const mean = model.gain.reduce((sum, gain) => sum + gain, 0) / Math.max(1, model.Q)
  // Only breaks to be won: a steady, cool search; exchanges carry it over the plateaus.
  if (model.R === 1 && model.mandatory.every((flag) => flag === 1)) return [0.3 * weights.break, 0.2 * weights.break]
  const small = Math.max(weights.idle, weights.move, weights.break, 1e-3)
  if (mean === 0 && weights.move === small) return [0.4 * small, 0.15 * small]
  const cooler = Math.min(1, (COOLER / Math.max(1, model.Q)) ** 0.25)
  return [Math.max(mean * 0.25, small) * cooler, Math.max(0.08 * small, 0.02 * mean * 0.25)]
}

/** A schedule of `model` with the given meetings held, which must break no rule. */
export function scheduleOf(model: Model, meetings: readonly Meeting[]): Schedule {
  const schedule = new Schedule(model)
  for (const { request, slot, room } of meetings) schedule.place(request, slot, room)
  return schedule
}

/** A first schedule by construction, for the seed. */
export function firstSchedule(model: Model, seed: number): Schedule {
  const schedule = new Schedule(model)
  construct(schedule, createRandom(seed))
  return schedule
}
