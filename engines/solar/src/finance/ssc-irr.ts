import { npv } from './cash-flow.ts'

const TOLERANCE = 1e-6
const PASSES = 100

const bounded = (rate: number): boolean =>
  rate !== -1 && rate < Number.MAX_SAFE_INTEGER && rate > -Number.MAX_SAFE_INTEGER

function slopeAt(rate: number, flows: readonly number[]): number {
  if (!bounded(rate)) return 0
  let sum = 0
  for (let i = 1; i < flows.length; i++) sum -= (flows[i]! * i) / (1 + rate) ** (i + 1)
  return sum
}

const valueAt = (rate: number, flows: readonly number[]): number =>
  bounded(rate) ? flows.reduce((sum, flow, j) => sum + flow / (1 + rate) ** j, 0) : 0

/** Descent along the slope of the first guess; null unless it ends on a return that falls with the rate. */
function descend(flows: readonly number[], guess: number, scale: number): number | null {
  const slope = slopeAt(guess, flows)
  let rate = slope === 0 ? guess : guess - valueAt(guess, flows) / slope
  let passes = 1
  while (slope !== 0 && !(Math.abs(valueAt(rate, flows) / scale) <= TOLERANCE) && passes < PASSES) {
    rate -= valueAt(rate, flows) / slope
    passes++
  }
  const here = npv(rate, flows)
  const valid =
    passes < PASSES && Math.abs(here / scale) < TOLERANCE && here > npv(rate + 0.001, flows) && Number.isFinite(rate)
  return valid ? rate : null
}

/**
 * The internal rate of return SSC reports: a chord method that stops at a millionth of the largest flow, from a guess
 * of second order and then from 10, -10 and 0 %. Null where none of them ends.
 */
export function sscIrr(flows: readonly number[]): number | null {
  if (flows.length < 2 || flows[0]! > 0) return null
  const [first, second, third] = flows as readonly [number, number, number | undefined]
  let guess = -2
  if (first !== 0 && third !== undefined) {
    const b = 2 + second / first
    const c = 1 + second / first + third / first
    const root = Math.sqrt(b * b - 4 * c)
    guess = -0.5 * b - 0.5 * root
    if (guess <= 0 || guess >= 1) guess = -0.5 * b + 0.5 * root
  } else if (first !== 0) guess = -(1 + second / first)
  const scale = Math.max(...flows.map(Math.abs)) || 1
  for (const start of [guess, 0.1, -0.1, 0]) {
    const rate = descend(flows, start, scale)
    if (rate !== null) return rate
  }
  return null
}
