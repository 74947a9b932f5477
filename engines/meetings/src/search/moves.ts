/** The neighbourhood: a request goes to a slot or room, and whatever stands in the way goes elsewhere or is put out. */

import { Exchange } from './exchange.ts'
import { Journal } from './journal.ts'
import { bestRoom, canUse, fits, isFull, precedenceBroken, roomNextTo } from './places.ts'
import type { Random } from './random.ts'
import type { Schedule } from './schedule.ts'

/** Tries for a place of a meeting that was put out. */
const REPLACE_TRIES = 6

export class Moves {
  readonly journal: Journal
  readonly #schedule: Schedule
  readonly #random: Random
  readonly #exchange: Exchange
  readonly #out: number[] = []

  constructor(schedule: Schedule, random: Random) {
    this.journal = new Journal(schedule)
    this.#schedule = schedule
    this.#random = random
    this.#exchange = new Exchange(this.journal, random)
  }

  /** Puts q at slot t, putting out what stands in the way. False when no room is open. */
  insert(q: number, t: number): boolean {
    const old = this.#schedule.slot[q]!
    this.#out.length = 0
    if (old >= 0) this.journal.remove(q)
    if (!this.#clear(q, t)) return false
    let r = bestRoom(this.#schedule, this.#random, q, t)
    if (r < 0) r = this.#makeRoom(q, t)
    if (r < 0) return false
    this.journal.place(q, t, r)
    for (const put of this.#out) if (!(old >= 0 && this.#tryAt(put, old))) this.replace(put)
    return true
  }

  /** Brings held q to slot t in exchange with what is there. */
  exchange(q: number, t: number): boolean {
    return this.#exchange.exchange(q, t)
  }

  /** Gives a held request up; false when it is mandatory or not held. */
  drop(q: number): boolean {
    if (this.#schedule.slot[q]! < 0 || this.#schedule.model.mandatory[q]) return false
    this.journal.remove(q)
    return true
  }

  /** A held request goes to the room of a meeting next to it, or any room, in exchange with a meeting there when it is full. */
  changeRoom(q: number): boolean {
    const { load, model, room, slot, seats } = this.#schedule
    const rooms = model.roomsOf[q]!
    if (rooms.length < 2 || slot[q]! < 0) return false
    const [t, old] = [slot[q]!, room[q]!]
    const near = roomNextTo(this.#schedule, this.#random, q)
    const r = near >= 0 ? near : rooms[this.#random.below(rooms.length)]!
    const place = r * model.T + t
    if (r === old || model.capacity[place] === 0) return false
    if (load[place]! < model.capacity[place]!) this.journal.changeRoom(q, r)
    else {
      const other = seats.at(place, this.#random.below(load[place]!))
      if (!canUse(this.#schedule, other, old)) return false
      // Seats are exact, so one of the two steps out for a moment.
      this.journal.remove(q)
      this.journal.changeRoom(other, old)
      this.journal.place(q, t, r)
    }
    return true
  }

  /** Places q without putting anything out, at the best of a few random slots; false when none is free. */
  replace(q: number): boolean {
    const slots = this.#schedule.model.slotsOf[q]!
    const start = this.#random.below(Math.max(1, slots.length))
    let [bestSlot, bestAt, best, found] = [-1, -1, 0, 0]
    for (let i = 0; i < slots.length && found < REPLACE_TRIES; i++) {
      const t = slots[(start + i) % slots.length]!
      if (!fits(this.#schedule, q, t)) continue
      const r = bestRoom(this.#schedule, this.#random, q, t)
      if (r < 0) continue
      found++
      const cost = this.#schedule.detour(q, t, r)
      if (bestSlot < 0 || cost < best) [bestSlot, bestAt, best] = [t, r, cost]
    }
    if (bestSlot < 0) return false
    this.journal.place(q, bestSlot, bestAt)
    return true
  }

  #tryAt(q: number, t: number): boolean {
    const { model } = this.#schedule
    if (model.allowed[q * model.T + t] === 0 || !fits(this.#schedule, q, t)) return false
    const r = bestRoom(this.#schedule, this.#random, q, t)
    if (r < 0) return false
    this.journal.place(q, t, r)
    return true
  }

  #clear(q: number, t: number): boolean {
    const { at, model } = this.#schedule
    for (const p of [model.a[q]!, model.b[q]!]) {
      const there = at[p * model.T + t]!
      if (there >= 0 && !this.#putOut(there)) return false
      while (isFull(this.#schedule, p, t)) if (!this.#putOut(this.#someoneOf(p, t))) return false
    }
    for (;;) {
      const other = precedenceBroken(this.#schedule, q, t)
      if (other < 0) return true
      if (!this.#putOut(other)) return false
    }
  }

  #putOut(q: number): boolean {
    if (q < 0) return false
    this.journal.remove(q)
    this.#out.push(q)
    return true
  }

  /** A random meeting of p on the day of t, or of any day when that day has none. */
  #someoneOf(p: number, t: number): number {
    const { at, model } = this.#schedule
    const { T, dayStart, dayEnd } = model
    const [from, to] = [dayStart[t]!, dayEnd[t]!]
    return pickFrom(at, p * T + from, to - from + 1, this.#random) ?? pickFrom(at, p * T, T, this.#random) ?? -1
  }

  /** Puts a random meeting out of one of q's rooms at t and gives the room, or -1. */
  #makeRoom(q: number, t: number): number {
    const { model, seats } = this.#schedule
    const rooms = model.roomsOf[q]!
    if (rooms.length === 0) return -1
    const r = rooms[this.#random.below(rooms.length)]!
    const place = r * model.T + t
    if (model.capacity[place] === 0 || seats.load[place] === 0) return -1
    return this.#putOut(seats.at(place, this.#random.below(seats.load[place]!))) ? r : -1
  }
}

function pickFrom(at: Int32Array, base: number, length: number, random: Random): number | null {
  const start = random.below(length)
  for (let i = 0; i < length; i++) {
    const q = at[base + ((start + i) % length)]!
    if (q >= 0) return q
  }
  return null
}
