/** Where a table by flow (kg/s) and temperature (K) is even: flows in their logarithm. */
export interface FlowAxes {
  readonly flows: number
  readonly least: number
  readonly greatest: number
  readonly temperatures: number
  readonly coldest: number
  readonly hottest: number
}

/** A value on a grid of flows and temperatures, read linearly between. A class, so that its reading is compiled in. */
export class FlowTable {
  readonly #grid: Float64Array
  readonly #flows: number
  readonly #start: number
  readonly #perLog: number
  readonly #coldest: number
  readonly #perKelvin: number
  readonly #lastRow: number
  /** The flow read last and its place. */
  readonly #last = new Float64Array([Number.NaN, 0])

  constructor(axes: FlowAxes, value: (flow: number, kelvin: number) => number) {
    const { flows, least, greatest, temperatures, coldest, hottest } = axes
    const start = Math.log(least)
    const logStep = Math.log(greatest / least) / (flows - 1)
    const step = (hottest - coldest) / (temperatures - 1)
    this.#grid = Float64Array.from({ length: flows * temperatures }, (_, k) =>
      value(Math.exp(start + logStep * (k % flows)), coldest + step * Math.floor(k / flows)),
    )
    this.#flows = flows
    this.#start = start
    this.#perLog = 1 / logStep
    this.#coldest = coldest
    this.#perKelvin = 1 / step
    this.#lastRow = temperatures - 1.000001
  }

  at(flow: number, kelvin: number): number {
    const grid = this.#grid
    const flows = this.#flows
    const last = this.#last
    if (flow !== last[0]) {
      last[0] = flow
      last[1] = Math.min(Math.max((Math.log(flow) - this.#start) * this.#perLog, 0), flows - 1.000001)
    }
    const column = last[1]! | 0
    const share = last[1]! - column
    const warm = Math.min(Math.max((kelvin - this.#coldest) * this.#perKelvin, 0), this.#lastRow)
    const row = warm | 0
    const k = row * flows + column
    const low = grid[k]! + (grid[k + 1]! - grid[k]!) * share
    const high = grid[k + flows]! + (grid[k + flows + 1]! - grid[k + flows]!) * share
    return low + (high - low) * (warm - row)
  }
}
