/** Changes of a schedule on trial: taken over together, or undone. */

import type { Schedule } from './schedule.ts'

export class Journal {
  readonly schedule: Schedule
  /** Triples (request, slot, room) as they were before each change; slot -1 when not held. */
  readonly #before: number[] = []
  /** As they were before the first change. */
  #cost = 0
  #broken = 0

  constructor(schedule: Schedule) {
    this.schedule = schedule
  }

  commit(): void {
    this.#before.length = 0
  }

  undo(): void {
    const { schedule } = this
    const before = this.#before
    if (before.length === 0) return
    for (let i = before.length - 3; i >= 0; i -= 3) {
      schedule.putBack(before[i]!, before[i + 1]!, before[i + 2]!)
    }
    schedule.cost = this.#cost
    schedule.broken = this.#broken
    before.length = 0
  }

  place(q: number, t: number, r: number): void {
    this.#note(q)
    this.schedule.place(q, t, r)
  }

  remove(q: number): void {
    this.#note(q)
    this.schedule.remove(q)
  }

  changeRoom(q: number, r: number): void {
    this.#note(q)
    this.schedule.changeRoom(q, r)
  }

  /** The requests changed so far, each once. */
  requests(): readonly number[] {
    return [...new Set(this.#before.filter((_, i) => i % 3 === 0))]
  }

  #note(q: number): void {
    if (this.#before.length === 0) {
      this.#cost = this.schedule.cost
      this.#broken = this.schedule.broken
    }
    this.#before.push(q, this.schedule.slot[q]!, this.schedule.room[q]!)
  }
}
