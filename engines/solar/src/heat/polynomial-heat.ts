import { polynomial } from '../polynomial.ts'
import type { Receivers } from './loop.ts'
import type { Surroundings } from './outside.ts'

/** Receivers whose loss is a polynomial in their outlet's rise over the air (K, W/m), times one in the wind (m/s). */
export class PolynomialReceivers implements Receivers {
  readonly #length: number
  readonly #byRise: Float64Array
  readonly #byWind: readonly number[]
  #sun = new Float64Array()
  #ambient = 0
  #wind = 1

  /** `length` of an element, m. */
  constructor(length: number, byRise: readonly number[], byWind: readonly number[]) {
    this.#length = length
    this.#byRise = Float64Array.from(byRise)
    this.#byWind = byWind
  }

  prepare(around: Surroundings, sun: Float64Array<ArrayBuffer>): void {
    this.#sun = sun
    this.#ambient = around.ambient
    this.#wind = polynomial(around.wind, this.#byWind)
  }

  heat(element: number, _inlet: number, _flow: number, _perFlow: number, outlet: number): number {
    const byRise = this.#byRise
    const rise = outlet - this.#ambient
    let loss = 0
    for (let k = byRise.length - 1; k >= 0; k--) loss = loss * rise + byRise[k]!
    return this.#length * (this.#sun[element]! - loss * this.#wind)
  }
}
