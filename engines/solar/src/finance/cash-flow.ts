/** Net present value of annual flows, year 0 first, at a rate per year. */
export function npv(rate: number, flows: readonly number[]): number {
  let value = 0
  for (let year = flows.length - 1; year >= 0; year--) value = value / (1 + rate) + flows[year]!
  return value
}

/** Present value of flows at the ends of years 1, 2, ... */
export const presentValue = (rate: number, flows: readonly number[]): number => npv(rate, [0, ...flows])

/** Where the search for a rate of return looks: from -99 % to +1000 %. */
const LOWEST_RATE = -0.99
const HIGHEST_RATE = 10

/**
 * Internal rate of return by bisection between -99 % and 1000 %; null when the net present value does not change sign
 * between them. Flows with several roots yield the one bisection falls on.
 */
export function irr(flows: readonly number[], lowest = LOWEST_RATE, highest = HIGHEST_RATE): number | null {
  let low = lowest
  let high = highest
  let atLow = npv(low, flows)
  const atHigh = npv(high, flows)
  if (atLow === 0) return low
  if (atHigh === 0) return high
  if (!Number.isFinite(atLow) || !Number.isFinite(atHigh) || Math.sign(atLow) === Math.sign(atHigh)) return null
  for (let i = 0; i < 200 && high - low > 1e-15; i++) {
    const middle = (low + high) / 2
    const value = npv(middle, flows)
    if (value === 0) return middle
    if (Math.sign(value) === Math.sign(atLow)) {
      low = middle
      atLow = value
    } else high = middle
  }
  return (low + high) / 2
}

/** Capital recovery factor: the level annuity that repays one over `years` at `rate`. */
export const capitalRecovery = (rate: number, years: number): number =>
  rate === 0 ? 1 / years : rate / (1 - (1 + rate) ** -years)

/** The rate left after inflation (Fisher). */
export const realRate = (nominal: number, inflation: number): number => (1 + nominal) / (1 + inflation) - 1

/**
 * Years until the flows have paid back the first one, interpolated within the year; null when they never do.
 *
 * @param rate discounting applied to each flow, 0 for the simple payback
 */
export function payback(flows: readonly number[], rate = 0): number | null {
  let sum = flows[0] ?? 0
  for (let year = 1; year < flows.length; year++) {
    const flow = flows[year]! / (1 + rate) ** year
    if (sum < 0 && sum + flow >= 0) return year - 1 - sum / flow
    sum += flow
  }
  return null
}
