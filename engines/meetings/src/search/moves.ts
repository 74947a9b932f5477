/**
 * The neighbourhood: a request goes to a slot and room, whatever stands in the way is put out and, if it can be,
 * placed elsewhere. Every change is journalled, so that a move that is not accepted is undone.
 */

import type { Random } from './random.ts'
import type { Schedule } from './schedule.ts'

/** Tries for a place of a meeting that was put out. */
const REPLACE_TRIES = 6

export class Moves {
  readonly #schedule: Schedule
  readonly #random: Random
  /** Triples (request, slot, room) as they were before each change. */
  readonly #journal: number[] = []
  readonly #out: number[] = []

  constructor(schedule: Schedule, random: Random) {
    this.#schedule = schedule
    this.#random = random
  }

  commit(): void {
    this.#journal.length = 0
  }

  undo(): void {
    const journal = this.#journal
    for (let i = journal.length - 3; i >= 0; i -= 3) {
      const [q, t, r] = [journal[i]!, journal[i + 1]!, journal[i + 2]!]
      if (this.#schedule.slot[q]! >= 0) this.#schedule.remove(q)
      if (t >= 0) this.#schedule.place(q, t, r)
    }
    journal.length = 0
  }

  place(q: number, t: number, r: number): void {
    this.#journal.push(q, -1, -1)
    this.#schedule.place(q, t, r)
  }

  remove(q: number): void {
    this.#journal.push(q, this.#schedule.slot[q]!, this.#schedule.room[q]!)
    this.#schedule.remove(q)
  }

  /** Puts q at slot t, putting out what stands in the way. False when no room is open. */
  insert(q: number, t: number): boolean {
    const { slot } = this.#schedule
    this.#out.length = 0
    const old = slot[q]!
    if (old >= 0) this.remove(q)
    if (!this.#clear(q, t)) return false
    let r = this.bestRoom(q, t)
    if (r < 0) {
      r = this.#makeRoom(q, t)
      if (r < 0) return false
    }
    this.place(q, t, r)
    for (const put of this.#out) {
      if (!(old >= 0 && this.#tryAt(put, old))) this.replace(put)
    }
    return true
  }

  /**
   * Exchanges the slots of q and of all meetings that must follow it (a Kempe chain): whoever has meetings in both slots
   * stays as busy as before, so that at most the two ends of the chain notice. False when a slot, room or limit forbids it.
   */
  exchange(q: number, t: number): boolean {
    const { model, room, slot } = this.#schedule
    const from = slot[q]!
    const chain = this.#chainOf(q, from, t)
    if (chain === null) return false
    const places = chain.map((m) => [m, slot[m] === from ? t : from, room[m]!] as const)
    for (const m of chain) this.remove(m)
    for (const [m, to, old] of places) {
      const i = old * model.T + to
      const r = this.#schedule.load[i]! < model.capacity[i]! ? old : this.bestRoom(m, to)
      if (r < 0 || this.#isFull(model.a[m]!, to) || this.#isFull(model.b[m]!, to)) return false
      this.place(m, to, r)
    }
    return chain.every((m) => this.#precedenceBroken(m, slot[m]!) < 0)
  }

  /** The held meetings that change slots with q, q first; null when one of them cannot. */
  #chainOf(q: number, from: number, to: number): number[] | null {
    const { at, model, slot } = this.#schedule
    const chain = [q]
    for (const m of chain) {
      const other = slot[m] === from ? to : from
      if (!model.slotsOf[m]!.includes(other)) return null
      for (const p of [model.a[m]!, model.b[m]!]) {
        const there = at[p * model.T + other]!
        if (there >= 0 && !chain.includes(there)) chain.push(there)
      }
    }
    return chain
  }

  /** Gives a held request up; false when it is mandatory or not held. */
  drop(q: number): boolean {
    const { model, slot } = this.#schedule
    if (slot[q]! < 0 || model.mandatory[q]) return false
    this.remove(q)
    return true
  }

  /** Another room for a held request, in exchange with a meeting there when it is full. */
  changeRoom(q: number): boolean {
    const { model, room, slot } = this.#schedule
    const rooms = model.roomsOf[q]!
    if (rooms.length < 2 || slot[q]! < 0) return false
    const [t, old] = [slot[q]!, room[q]!]
    const r = rooms[this.#random.below(rooms.length)]!
    const capacity = model.capacity[r * model.T + t]!
    if (r === old || capacity === 0) return false
    this.remove(q)
    if (this.#schedule.load[r * model.T + t]! >= capacity) {
      const other = this.#someoneIn(r, t)
      if (other < 0 || !model.roomsOf[other]!.includes(old)) return false
      this.remove(other)
      this.place(other, t, old)
    }
    this.place(q, t, r)
    return true
  }

  /** Places q without putting anything out, at the best of a few random slots; false when none is free. */
  replace(q: number): boolean {
    const slots = this.#schedule.model.slotsOf[q]!
    const start = this.#random.below(Math.max(1, slots.length))
    let [bestSlot, bestRoom, best, found] = [-1, -1, 0, 0]
    for (let i = 0; i < slots.length && found < REPLACE_TRIES; i++) {
      const t = slots[(start + i) % slots.length]!
      if (!this.fits(q, t)) continue
      const r = this.bestRoom(q, t)
      if (r < 0) continue
      found++
      const before = this.#schedule.cost
      this.#schedule.place(q, t, r)
      const gain = before - this.#schedule.cost
      this.#schedule.remove(q)
      if (bestSlot < 0 || gain > best) [bestSlot, bestRoom, best] = [t, r, gain]
    }
    if (bestSlot < 0) return false
    this.place(q, bestSlot, bestRoom)
    return true
  }

  #tryAt(q: number, t: number): boolean {
    if (!this.#schedule.model.slotsOf[q]!.includes(t) || !this.fits(q, t)) return false
    const r = this.bestRoom(q, t)
    if (r < 0) return false
    this.place(q, t, r)
    return true
  }

  /** Both participants are free at t, under their limits, and no precedence is broken. */
  fits(q: number, t: number): boolean {
    const { at, model } = this.#schedule
    const [a, b] = [model.a[q]!, model.b[q]!]
    if (at[a * model.T + t]! >= 0 || at[b * model.T + t]! >= 0) return false
    if (this.#isFull(a, t) || this.#isFull(b, t)) return false
    return this.#precedenceBroken(q, t) < 0
  }

  /** The open room with a free table that most of the four meetings around are in, ties at random; -1 when there is none. */
  bestRoom(q: number, t: number): number {
    const { load, model } = this.#schedule
    const { T, capacity } = model
    const rooms = model.roomsOf[q]!
    if (rooms.length === 1) {
      const i = rooms[0]! * T + t
      return load[i]! < capacity[i]! ? rooms[0]! : -1
    }
    const [a, b] = [model.a[q]!, model.b[q]!]
    const [beforeA, afterA] = [this.#schedule.roomBefore(a, t), this.#schedule.roomAfter(a, t)]
    const [beforeB, afterB] = [this.#schedule.roomBefore(b, t), this.#schedule.roomAfter(b, t)]
    const start = this.#random.below(Math.max(1, rooms.length))
    let [best, most] = [-1, -1]
    for (let i = 0; i < rooms.length; i++) {
      const r = rooms[start + i < rooms.length ? start + i : start + i - rooms.length]!
      if (load[r * T + t]! >= capacity[r * T + t]!) continue
      const same = Number(beforeA === r) + Number(afterA === r) + Number(beforeB === r) + Number(afterB === r)
      if (same > most) [best, most] = [r, same]
    }
    return best
  }

  #clear(q: number, t: number): boolean {
    const { at, model } = this.#schedule
    for (const p of [model.a[q]!, model.b[q]!]) {
      const there = at[p * model.T + t]!
      if (there >= 0 && !this.#putOut(there)) return false
      while (this.#isFull(p, t)) if (!this.#putOut(this.#someoneOf(p, t))) return false
    }
    for (let other = this.#precedenceBroken(q, t); other >= 0; other = this.#precedenceBroken(q, t)) {
      if (!this.#putOut(other)) return false
    }
    return true
  }

  #putOut(q: number): boolean {
    if (q < 0) return false
    this.remove(q)
    this.#out.push(q)
    return true
  }

  #isFull(p: number, t: number): boolean {
    const { heldBy, heldOnDay, model } = this.#schedule
    return heldBy[p]! >= model.max[p]! || heldOnDay[p * model.D + model.dayOf[t]!]! >= model.maxPerDay[p]!
  }

  /** A random meeting of p on the day of t, or of any day when that day has none. */
  #someoneOf(p: number, t: number): number {
    const { at, model } = this.#schedule
    const { T, dayStart, dayEnd } = model
    const [from, to] = [dayStart[t]!, dayEnd[t]!]
    return pickFrom(at, p * T + from, to - from + 1, this.#random) ?? pickFrom(at, p * T, T, this.#random) ?? -1
  }

  #precedenceBroken(q: number, t: number): number {
    const { model, slot } = this.#schedule
    for (const other of model.earlier[q]!) if (slot[other]! >= t) return other
    for (const other of model.later[q]!) if (slot[other]! >= 0 && slot[other]! <= t) return other
    return -1
  }

  /** Puts a random meeting out of one of q's rooms at t and gives the room, or -1. */
  #makeRoom(q: number, t: number): number {
    const { model } = this.#schedule
    const rooms = model.roomsOf[q]!
    if (rooms.length === 0) return -1
    const r = rooms[this.#random.below(rooms.length)]!
    if (model.capacity[r * model.T + t] === 0) return -1
    return this.#putOut(this.#someoneIn(r, t)) ? r : -1
  }

  /** A random meeting of room r in slot t, found through a random participant; -1 when none. */
  #someoneIn(r: number, t: number): number {
    const { at, model, room } = this.#schedule
    const start = this.#random.below(model.P)
    for (let i = 0; i < model.P; i++) {
      const p = start + i < model.P ? start + i : start + i - model.P
      const q = at[p * model.T + t]!
      if (q >= 0 && room[q] === r) return q
    }
    return -1
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
