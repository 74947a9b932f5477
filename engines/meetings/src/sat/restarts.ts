/** When a solver restarts: in turns restlessly, to refute, and steadily, to find assignments (Biere and Fleury, POS 2020). */

/** Fewest conflicts between restarts; then one follows when recent block distances are this much over the average. */
const RESTLESS = 40
const MARGIN = 1.15
/** Conflicts of the first stretch, growth of the next, and the unit of restarts in steady ones. */
const STRETCH = 1_000
const GROWTH = 1.3
const STEADY = 256

export class Restarts {
  steady = false
  #length = STRETCH
  #end = STRETCH
  #count = 0
  /** Moving averages of the block distance of learnt clauses. */
  #recent = 0
  #average = 0

  /** To be called before each start; true when a new stretch begins. */
  next(conflicts: number): boolean {
    this.#count++
    if (conflicts < this.#end) return false
    this.steady = !this.steady
    this.#length *= GROWTH
    this.#end = conflicts + this.#length
    this.#count = 1
    return true
  }

  learnt(distance: number): void {
    this.#recent += (distance - this.#recent) / 32
    this.#average += (distance - this.#average) / 8192
  }

  /** Whether `conflicts` since the last start are enough. */
  isDue(conflicts: number): boolean {
    if (this.steady) return conflicts >= STEADY * luby(this.#count)
    return conflicts >= RESTLESS && this.#recent > MARGIN * this.#average
  }
}

/** 1 1 2 1 1 2 4 1 1 2 1 1 2 4 8 ...: the sequence of Luby, Sinclair and Zuckerman (1993), from i = 1. */
function luby(i: number): number {
  let k = 1
  while ((1 << k) - 1 < i) k++
  return (1 << k) - 1 === i ? 1 << (k - 1) : luby(i - (1 << (k - 1)) + 1)
}
