/**
 * A schedule under change: who meets when, with the cost kept up to date at each placement and removal.
 *
 * Cost (to be minimised) = -score + PENALTY for each mandatory request not held and each break of a participant
 * above the break limit. It may break only those two rules; the caller never places over a conflict.
 */

import type { Meeting } from '../format/types.ts'
import type { Model } from './model.ts'
import { Seats } from './seats.ts'

/** The cost of a broken rule, against the largest gain or weight of the instance. */
export function penaltyOf(model: Model): number {
  const { weights } = model.instance
  const most = model.gain.reduce((top, gain) => Math.max(top, gain), 1)
  return 2 * most + 2 * weights.shortfall + 4 * (weights.break + weights.move) + weights.idle * model.T + 5
}

export class Schedule {
  readonly model: Model
  /** Slot and room of each request, -1 when not held. */
  readonly slot: Int32Array
  readonly room: Int32Array
  /** Request that occupies participant p in slot t at [p * T + t], or -1. */
  readonly at: Int32Array
  readonly seats: Seats
  /** Meetings in room r and slot t at [r * T + t]. */
  readonly load: Int32Array
  readonly heldBy: Int32Array
  readonly heldOnDay: Int32Array
  /** Breaks of each participant, kept where they are limited. */
  readonly breaks: Int32Array
  readonly penalty: number
  cost: number
  /** Broken rules paid for in the cost. */
  broken: number
  /** Bit t % 32 of word p * words + t / 32: participant p is busy in slot t. */
  readonly #busy: Int32Array
  readonly #words: number
  readonly #limit: number
  readonly #limited: boolean
  readonly #weights: Model['instance']['weights']

  constructor(model: Model) {
    this.model = model
    this.slot = new Int32Array(model.Q).fill(-1)
    this.room = new Int32Array(model.Q).fill(-1)
    this.at = new Int32Array(model.P * model.T).fill(-1)
    this.seats = new Seats(model)
    this.load = this.seats.load
    this.heldBy = new Int32Array(model.P)
    this.heldOnDay = new Int32Array(model.P * model.D)
    this.breaks = new Int32Array(model.P)
    this.penalty = penaltyOf(model)
    this.#words = Math.ceil(model.T / 32)
    this.#busy = new Int32Array(model.P * this.#words)
    // Most participants of any schedule have no break, so "at most `limit` breaks each" stands for the spread.
    this.#limit = model.instance.breakSpread ?? model.T
    this.#limited = model.instance.breakSpread !== null
    this.#weights = model.instance.weights
    this.broken = model.mandatory.reduce((count, flag) => count + flag, 0)
    const shortfall = model.target.reduce((sum, target) => sum + target, 0)
    this.cost = this.#weights.shortfall * shortfall + this.penalty * this.broken
  }

  /** Holds request q in slot t and room r. The place must be free. */
  place(q: number, t: number, r: number): void {
    const { a, b, gain, mandatory, T } = this.model
    this.slot[q] = t
    this.room[q] = r
    this.seats.sit(q, r * T + t)
    this.cost -= gain[q]!
    if (mandatory[q]) this.#mend(1)
    this.#join(a[q]!, q, t, r)
    this.#join(b[q]!, q, t, r)
  }

  /** Gives up request q, which must be held. */
  remove(q: number): void {
    const { a, b, gain, mandatory, T } = this.model
    const [t, r] = [this.slot[q]!, this.room[q]!]
    this.#leave(a[q]!, t, r)
    this.#leave(b[q]!, t, r)
    this.slot[q] = -1
    this.room[q] = -1
    this.seats.leave(q, r * T + t)
    this.cost += gain[q]!
    if (mandatory[q]) this.#mend(-1)
  }

  /** Takes request q, which must be held, to another room of its slot. A table must be free. */
  changeRoom(q: number, r: number): void {
    const { a, b, T } = this.model
    const [t, old] = [this.slot[q]!, this.room[q]!]
    const moves = this.#movesAt(a[q]!, t, r) + this.#movesAt(b[q]!, t, r)
    this.cost += this.#weights.move * (moves - this.#movesAt(a[q]!, t, old) - this.#movesAt(b[q]!, t, old))
    this.seats.leave(q, old * T + t)
    this.seats.sit(q, r * T + t)
    this.room[q] = r
  }

  /** Room of p's last meeting before slot t on that day, or -1. */
  roomBefore(p: number, t: number): number {
    const before = this.#before(p, t)
    return before < 0 ? -1 : this.room[this.at[p * this.model.T + before]!]!
  }

  /** Room of p's next meeting after slot t on that day, or -1. */
  roomAfter(p: number, t: number): number {
    const after = this.#after(p, t)
    return after < 0 ? -1 : this.room[this.at[p * this.model.T + after]!]!
  }

  /** The held meetings in order of request. */
  meetings(): Meeting[] {
    const list: Meeting[] = []
    for (let q = 0; q < this.model.Q; q++) {
      if (this.slot[q]! >= 0) list.push({ request: q, slot: this.slot[q]!, room: this.room[q]! })
    }
    return list
  }

  /** What holding q at (t, r) would cost its participants in breaks, idle slots and moves. The place must be free. */
  detour(q: number, t: number, r: number): number {
    return this.#detour(this.model.a[q]!, t, r) + this.#detour(this.model.b[q]!, t, r)
  }

  /** Puts q back to where it was, held or (with t < 0) not, and counts nothing: the caller restores cost and broken rules. */
  putBack(q: number, t: number, r: number): void {
    const { a, b, T } = this.model
    const now = this.slot[q]!
    if (now >= 0) {
      this.seats.leave(q, this.room[q]! * T + now)
      for (const p of [a[q]!, b[q]!]) {
        this.#free(p, now)
        if (this.#limited) this.breaks[p]! -= this.#breaksAt(p, now)
      }
    }
    this.slot[q] = t
    this.room[q] = r
    if (t < 0) return
    this.seats.sit(q, r * T + t)
    for (const p of [a[q]!, b[q]!]) {
      if (this.#limited) this.breaks[p]! += this.#breaksAt(p, t)
      this.#occupy(p, q, t)
    }
  }

  #mend(rules: number): void {
    this.broken -= rules
    this.cost -= this.penalty * rules
  }

  #join(p: number, q: number, t: number, r: number): void {
    this.cost += this.#detour(p, t, r)
    if (this.#limited) this.#countBreaks(p, t, 1)
    if (this.heldBy[p]! < this.model.target[p]!) this.cost -= this.#weights.shortfall
    this.#occupy(p, q, t)
  }

  #leave(p: number, t: number, r: number): void {
    this.#free(p, t)
    if (this.heldBy[p]! < this.model.target[p]!) this.cost += this.#weights.shortfall
    if (this.#limited) this.#countBreaks(p, t, -1)
    this.cost -= this.#detour(p, t, r)
  }

  #occupy(p: number, q: number, t: number): void {
    const { D, T, dayOf } = this.model
    this.heldBy[p]!++
    this.heldOnDay[p * D + dayOf[t]!]!++
    this.at[p * T + t] = q
    this.#busy[p * this.#words + (t >>> 5)]! |= 1 << (t & 31)
  }

  #free(p: number, t: number): void {
    const { D, T, dayOf } = this.model
    this.at[p * T + t] = -1
    this.#busy[p * this.#words + (t >>> 5)]! &= ~(1 << (t & 31))
    this.heldBy[p]!--
    this.heldOnDay[p * D + dayOf[t]!]!--
  }

  /** Cost for p of meeting at (t, r) against not, between the neighbours of t. */
  #detour(p: number, t: number, r: number): number {
    const { T, availableBefore: available } = this.model
    const w = this.#weights
    const base = p * (T + 1)
    const before = this.#before(p, t)
    const after = this.#after(p, t)
    let [breaks, idle, moves] = [0, 0, 0]
    let last = -1
    if (before >= 0) {
      last = this.room[this.at[p * T + before]!]!
      if (t > before + 1) {
        breaks++
        idle += available[base + t]! - available[base + before + 1]!
      }
      if (last !== r) moves++
    }
    if (after >= 0) {
      const next = this.room[this.at[p * T + after]!]!
      if (after > t + 1) {
        breaks++
        idle += available[base + after]! - available[base + t + 1]!
      }
      if (next !== r) moves++
      if (before >= 0) {
        breaks--
        idle -= available[base + after]! - available[base + before + 1]!
        if (last !== next) moves--
      }
    }
    return w.break * breaks + w.idle * idle + w.move * moves
  }

  /** Changes the breaks of p by `sign` times what a meeting at t adds to them, and the rules broken by them. */
  #countBreaks(p: number, t: number, sign: 1 | -1): void {
    const over = Math.max(0, this.breaks[p]! - this.#limit)
    this.breaks[p]! += sign * this.#breaksAt(p, t)
    const rules = Math.max(0, this.breaks[p]! - this.#limit) - over
    if (rules !== 0) this.#mend(-rules)
  }

  /** Breaks of p that a meeting at t adds between its neighbours. */
  #breaksAt(p: number, t: number): number {
    const before = this.#before(p, t)
    const after = this.#after(p, t)
    const apart = Number(before >= 0 && t > before + 1) + Number(after >= 0 && after > t + 1)
    return apart - Number(before >= 0 && after >= 0)
  }

  /** Moves of p into and out of slot t, when it meets in room r then. */
  #movesAt(p: number, t: number, r: number): number {
    const [last, next] = [this.roomBefore(p, t), this.roomAfter(p, t)]
    return (last >= 0 && last !== r ? 1 : 0) + (next >= 0 && next !== r ? 1 : 0)
  }

  /** Last slot of p's day before t with a meeting, or -1. */
  #before(p: number, t: number): number {
    const start = this.model.dayStart[t]!
    const base = p * this.#words
    let word = t >>> 5
    let bits = this.#busy[base + word]! & ((1 << (t & 31)) - 1)
    while (bits === 0) {
      if (word << 5 <= start) return -1
      bits = this.#busy[base + --word]!
    }
    const found = (word << 5) + 31 - Math.clz32(bits)
    return found >= start ? found : -1
  }

  #after(p: number, t: number): number {
    const end = this.model.dayEnd[t]!
    const base = p * this.#words
    let word = t >>> 5
    let bits = this.#busy[base + word]! & (-2 << (t & 31))
    while (bits === 0) {
      if ((word + 1) << 5 > end) return -1
      bits = this.#busy[base + ++word]!
    }
    const found = (word << 5) + 31 - Math.clz32(bits & -bits)
    return found <= end ? found : -1
  }
}
