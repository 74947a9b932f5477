/** Which meetings are in each place (a room in a slot), so that one of them is found at once. */

import type { Model } from './model.ts'

export class Seats {
  /** Meetings in room r and slot t at [r * T + t]. */
  readonly load: Int32Array
  /** Tables nobody sits at, in all rooms of each slot. */
  readonly free: Int32Array
  readonly #first: Int32Array
  readonly #sitting: Int32Array
  /** Seat of each request that sits. */
  readonly #seatOf: Int32Array

  constructor({ capacity, P, Q, T }: Model) {
    this.load = new Int32Array(capacity.length)
    this.free = new Int32Array(T)
    this.#first = new Int32Array(capacity.length)
    this.#seatOf = new Int32Array(Q)
    let seats = 0
    for (let place = 0; place < capacity.length; place++) {
      this.#first[place] = seats
      // Nobody meets twice in a slot: more tables than pairs of participants are never used.
      const tables = Math.min(capacity[place]!, P >> 1)
      seats += tables
      this.free[place % T]! += tables
    }
    this.#sitting = new Int32Array(seats)
  }

  sit(q: number, place: number): void {
    const seat = this.#first[place]! + this.load[place]!++
    this.#sitting[seat] = q
    this.#seatOf[q] = seat
    this.free[place % this.free.length]!--
  }

  leave(q: number, place: number): void {
    const last = this.#sitting[this.#first[place]! + --this.load[place]!]!
    const seat = this.#seatOf[q]!
    this.#sitting[seat] = last
    this.#seatOf[last] = seat
    this.free[place % this.free.length]!++
  }

  /** The i-th meeting of a place, below its load. */
  at(place: number, i: number): number {
    return this.#sitting[this.#first[place]! + i]!
  }
}
