/**
 * Bounds of a linear program by a first-order method: primal-dual steps sized by row and column sums (Pock and Chambolle
 * 2011) towards an anchor that follows at restarts (Halpern 1967; Lu and Yang, "Restarted Halpern PDHG", 2024). It needs no
 * exact end: any prices of the rows prove a bound, what the limits cost plus what each variable gains at its better end.
 */

import type { LinearProgram } from './linear-program.ts'

/** Rounds between two bounds. */
export const LOOK = 20
/** A restart: the steps are this much shorter than at the last one; or somewhat, and no longer shrink; or it was long ago. */
const SUFFICIENT = 0.2
const NECESSARY = 0.8
const LONG_AGO = 0.36

export class FirstOrder {
  readonly #program: LinearProgram
  readonly #values: Side
  readonly #prices: Side
  /** Gain of each variable less the prices of its rows. */
  readonly #reduced: Float64Array
  /** How far prices go for each step of the values. */
  #balance: number
  #round = 0
  #sinceRestart = 0
  #firstLength = 0
  #lastLength = Number.POSITIVE_INFINITY

  constructor(program: LinearProgram) {
    const { gain, limit, start, variable, coefficient } = program
    this.#program = program
    this.#values = newSide(gain.length)
    this.#prices = newSide(limit.length)
    this.#reduced = gain.slice()
    this.#balance = Math.max(norm(gain), 1) / Math.max(norm(limit), 1)
    for (let i = 0; i < limit.length; i++) {
      for (let k = start[i]!; k < start[i + 1]!; k++) {
        this.#values.weight[variable[k]!]! += Math.abs(coefficient[k]!)
        this.#prices.weight[i]! += Math.abs(coefficient[k]!)
      }
    }
  }

  /** A few more rounds; gives the bound that the prices then prove. */
  next(): number {
    for (let i = 1; i < LOOK; i++) {
      this.#step()
      this.#advance()
    }
    this.#step()
    const bound = this.#bound()
    this.#advance()
    return bound
  }

  /** The values go up what they gain, the prices up where the limits are passed. */
  #step(): void {
    this.#stepValues()
    this.#stepPrices()
  }

  #stepValues(): void {
    const { at, next, weight } = this.#values
    const { most } = this.#program
    for (let j = 0; j < at.length; j++) {
      const to = at[j]! + this.#reduced[j]! / (this.#balance * Math.max(weight[j]!, TINY))
      next[j] = to < 0 ? 0 : Math.min(to, most[j]!)
    }
  }

  #stepPrices(): void {
    const { at, next, weight } = this.#prices
    const { at: values, next: nextValues } = this.#values
    const { limit, start, variable, coefficient } = this.#program
    for (let i = 0; i < at.length; i++) {
      let over = -limit[i]!
      for (let k = start[i]!; k < start[i + 1]!; k++) {
        const j = variable[k]!
        over += coefficient[k]! * (2 * nextValues[j]! - values[j]!)
      }
      next[i] = Math.max(0, at[i]! + (this.#balance * over) / Math.max(weight[i]!, TINY))
    }
  }

  /** Restarts where the step leads, or goes twice as far and part of the way back to the anchor. */
  #advance(): void {
    const [values, prices] = [this.#values, this.#prices]
    const length = this.#balance * stepLength(values) + stepLength(prices) / this.#balance
    if (this.#sinceRestart === 0) this.#firstLength = length
    this.#round++
    if (this.#isTime(length)) this.#restart()
    else {
      const keep = (this.#sinceRestart + 1) / (this.#sinceRestart + 2)
      reflect(values, keep)
      reflect(prices, keep)
      this.#sinceRestart++
      this.#lastLength = length
    }
    this.#reduce(prices.at)
  }

  #isTime(length: number): boolean {
    if (this.#sinceRestart === 0) return false
    // Lengths are squared.
    if (length <= SUFFICIENT ** 2 * this.#firstLength) return true
    if (length <= NECESSARY ** 2 * this.#firstLength && length > this.#lastLength) return true
    return this.#sinceRestart >= LONG_AGO * this.#round
  }

  #restart(): void {
    const [x, y] = [moveAnchor(this.#values), moveAnchor(this.#prices)]
    if (x > TINY && y > TINY) this.#balance = Math.sqrt(this.#balance * Math.sqrt(y / x))
    this.#sinceRestart = 0
    this.#lastLength = Number.POSITIVE_INFINITY
  }

  #bound(): number {
    const { limit, most } = this.#program
    const { next } = this.#prices
    this.#reduce(next)
    let bound = 0
    for (let i = 0; i < next.length; i++) bound += next[i]! * limit[i]!
    for (let j = 0; j < most.length; j++) if (this.#reduced[j]! > 0) bound += this.#reduced[j]! * most[j]!
    return bound
  }

  #reduce(prices: Float64Array): void {
    const { gain, start, variable, coefficient } = this.#program
    const reduced = this.#reduced
    reduced.set(gain)
    for (let i = 0; i < prices.length; i++) {
      const price = prices[i]!
      if (price === 0) continue
      for (let k = start[i]!; k < start[i + 1]!; k++) reduced[variable[k]!]! -= price * coefficient[k]!
    }
  }
}

const TINY = 1e-12

/** Values or prices: where they are, where one step leads, the anchor, and the sum of coefficients of each. */
interface Side {
  readonly at: Float64Array
  readonly next: Float64Array
  readonly anchor: Float64Array
  readonly weight: Float64Array
}

function newSide(length: number): Side {
  const zeros = () => new Float64Array(length)
  return { at: zeros(), next: zeros(), anchor: zeros(), weight: zeros() }
}

function norm(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
}

function stepLength({ at, next, weight }: Side): number {
  let sum = 0
  for (let i = 0; i < at.length; i++) sum += (next[i]! - at[i]!) ** 2 * weight[i]!
  return sum
}

function reflect({ at, next, anchor }: Side, keep: number): void {
  for (let i = 0; i < at.length; i++) at[i] = keep * (2 * next[i]! - at[i]!) + (1 - keep) * anchor[i]!
}

/** Goes on from where the last step leads; gives how far that is from the anchor, squared. */
function moveAnchor({ at, next, anchor, weight }: Side): number {
  let sum = 0
  for (let i = 0; i < at.length; i++) sum += (next[i]! - anchor[i]!) ** 2 * weight[i]!
  at.set(next)
  anchor.set(next)
  return sum
}
