/**
 * Exchanges of two slots along Kempe chains: when a meeting changes slots, so do all that must follow. Whoever has meetings
 * in both slots stays as busy as before, so at most the two ends of a chain notice.
 */

import type { Journal } from './journal.ts'
import { bestRoom, canUse, isFull, precedenceBroken, someoneAt } from './places.ts'
import type { Random } from './random.ts'
import type { Schedule } from './schedule.ts'

export class Exchange {
  readonly #journal: Journal
  readonly #random: Random
  readonly #schedule: Schedule
  readonly #chain: number[] = []
  /** The exchange that last had each request in its chain, by number. */
  readonly #lastIn: Int32Array
  #number = 0

  constructor(journal: Journal, random: Random) {
    this.#journal = journal
    this.#random = random
    this.#schedule = journal.schedule
    this.#lastIn = new Int32Array(journal.schedule.model.Q)
  }

  /** Brings q to slot t and its chain along; a second chain goes back when the tables are full. False when it cannot be. */
  exchange(q: number, t: number): boolean {
    const from = this.#schedule.slot[q]!
    this.#number++
    this.#chain.length = 0
    if (!this.#follow(q, from, t)) return false
    const arriving = this.#arriving(from)
    const crowded = arriving > 0 ? t : from
    if (arriving !== 0 && this.#schedule.seats.free[crowded]! < Math.abs(arriving)) {
      const back = someoneAt(this.#schedule, this.#random, crowded)
      if (back < 0 || this.#lastIn[back] === this.#number || !this.#follow(back, from, t)) return false
    }
    return this.#move(from, t)
  }

  /** Adds q and all that must follow it to the chain; false when one of them cannot change slots. */
  #follow(q: number, from: number, to: number): boolean {
    const { at, model, slot } = this.#schedule
    const chain = this.#chain
    let next = chain.length
    this.#add(q)
    for (; next < chain.length; next++) {
      const m = chain[next]!
      const other = slot[m] === from ? to : from
      if (model.allowed[m * model.T + other] === 0) return false
      this.#add(at[model.a[m]! * model.T + other]!)
      this.#add(at[model.b[m]! * model.T + other]!)
    }
    return true
  }

  #add(m: number): void {
    if (m < 0 || this.#lastIn[m] === this.#number) return
    this.#lastIn[m] = this.#number
    this.#chain.push(m)
  }

  /** Meetings of the chain that leave `from`, less those that come there. */
  #arriving(from: number): number {
    let count = 0
    for (const m of this.#chain) count += this.#schedule.slot[m] === from ? 1 : -1
    return count
  }

  #move(from: number, to: number): boolean {
    const { model, slot } = this.#schedule
    const chain = this.#chain
    const targets = chain.map((m) => (slot[m] === from ? to : from))
    for (const m of chain) this.#journal.remove(m)
    for (let i = 0; i < chain.length; i++) {
      const [m, t] = [chain[i]!, targets[i]!]
      if (isFull(this.#schedule, model.a[m]!, t) || isFull(this.#schedule, model.b[m]!, t)) return false
      let r = bestRoom(this.#schedule, this.#random, m, t)
      if (r < 0) r = this.#makeTable(m, t)
      if (r < 0) return false
      this.#journal.place(m, t, r)
    }
    return chain.every((m) => precedenceBroken(this.#schedule, m, slot[m]!) < 0)
  }

  /** Sends someone in a room of m at t to another room of that slot; gives the room, or -1. */
  #makeTable(m: number, t: number): number {
    const { model, seats } = this.#schedule
    const rooms = model.roomsOf[m]!
    if (rooms.length === 0) return -1
    const r = rooms[this.#random.below(rooms.length)]!
    const place = r * model.T + t
    if (seats.load[place] === 0 || model.capacity[place] === 0) return -1
    const someone = seats.at(place, this.#random.below(seats.load[place]!))
    const other = bestRoom(this.#schedule, this.#random, someone, t)
    if (other < 0 || !canUse(this.#schedule, someone, other)) return -1
    this.#journal.changeRoom(someone, other)
    return r
  }
}
