/** Where a table by flow (kg/s) and temperature (K) is even: flows in their logarithm. */
export interface FlowAxes {
  readonly flows: number
  readonly least: number
  readonly greatest: number
  readonly temperatures: number
  readonly coldest: number
  readonly hottest: number
}

/** A value on a grid of flows and temperatures, read linearly between. */
export function flowTable(
  axes: FlowAxes,
  value: (flow: number, kelvin: number) => number,
): (flow: number, kelvin: number) => number {
  const { flows, least, greatest, temperatures, coldest, hottest } = axes
  const start = Math.log(least)
  const logStep = Math.log(greatest / least) / (flows - 1)
  const step = (hottest - coldest) / (temperatures - 1)
  const grid = Float64Array.from({ length: flows * temperatures }, (_, k) =>
    value(Math.exp(start + logStep * (k % flows)), coldest + step * Math.floor(k / flows)),
  )
  const [lastFlowCell, lastRow] = [flows - 1.000001, temperatures - 1.000001]
  // The flow read last and its place. An array, because numbers that a closure changes are boxed each time.
  const last = new Float64Array([Number.NaN, 0])
  return (flow, kelvin) => {
    if (flow !== last[0]) {
      last[0] = flow
      last[1] = Math.min(Math.max((Math.log(flow) - start) / logStep, 0), lastFlowCell)
    }
    const at = last[1]! | 0
    const share = last[1]! - at
    const warm = Math.min(Math.max((kelvin - coldest) / step, 0), lastRow)
    const row = warm | 0
    const k = row * flows + at
    const low = grid[k]! + (grid[k + 1]! - grid[k]!) * share
    const high = grid[k + flows]! + (grid[k + flows + 1]! - grid[k + flows]!) * share
    return low + (high - low) * (warm - row)
  }
}
