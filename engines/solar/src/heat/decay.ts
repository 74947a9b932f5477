const PER_UNIT = 16
const LONGEST = 40
const DECAYS = Float64Array.from({ length: LONGEST * PER_UNIT + 1 }, (_, i) => Math.exp(-(i + 0.5) / PER_UNIT))

/**
 * e to the power of minus a rate (zero or more), to 2e-12: a table and a short series take a third of Math.exp's time,
 * and a year asks for it a million times. Beyond a rate of 40 nothing is left.
 */
export function decay(rate: number): number {
  if (!(rate < LONGEST)) return rate >= LONGEST ? 0 : Number.NaN
  const i = (rate * PER_UNIT) | 0
  const d = (i + 0.5) / PER_UNIT - rate
  const square = d * d
  return DECAYS[i]! * (1 + d + square * (1 / 2 + d * (1 / 6) + square * (1 / 24 + d * (1 / 120))))
}
