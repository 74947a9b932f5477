import type { CollectorField } from './loop.ts'

const TOLERANCE = 0.001
const PASSES = 30

/**
 * Where a monotonic curve meets a target, by false position from two first guesses within bounds, to a relative
 * tolerance of the target: the method (and so the side on which it stops) of the reference's solver.
 */
export function falsePosition(
  solve: (x: number) => number,
  target: number,
  guesses: readonly [number, number],
  bounds: readonly [number, number],
): number {
  let a = guesses[0]
  let b = guesses[1]
  let errorA = solve(a) / target - 1
  if (Math.abs(errorA) < TOLERANCE) return a
  let errorB = solve(b) / target - 1
  if (Math.abs(errorB) < TOLERANCE) return b
  let x = b
  for (let pass = 0; pass < PASSES; pass++) {
    x = a - (errorA * (b - a)) / (errorB - errorA)
    x = Math.min(Math.max(x, bounds[0]), bounds[1])
    const error = solve(x) / target - 1
    if (Math.abs(error) < TOLERANCE || !Number.isFinite(error)) break
    // Keep the two points around the target, or else the two nearest to it.
    const bracketed = errorA * errorB < 0
    const replaceA = bracketed ? error * errorA > 0 : Math.abs(errorA) > Math.abs(errorB)
    if (replaceA) {
      a = x
      errorA = error
    } else {
      b = x
      errorB = error
    }
    if (a === b) break
  }
  return x
}

/** A flow of one loop (kg/s), and whether the outlet is too hot even at the greatest. */
interface FoundFlow {
  readonly flow: number
  readonly tooHot: boolean
}

/**
 * Flow for which the last element ends the step at the design outlet: the least flow when that is not reached, and the
 * greatest flow when even that is too hot (the caller then turns collectors away).
 */
export function searchFlow(field: CollectorField, solve: (flow: number) => number): FoundFlow {
  const target = field.outletDesign
  const { minFlow: low, maxFlow: high } = field
  if (solve(low) / target - 1 <= TOLERANCE) return { flow: low, tooHot: false }
  const guesses: [number, number] = [0.25 * high + 0.75 * low, 0.75 * high + 0.25 * low]
  // Too hot at the greatest flow only if already too hot at the greater guess.
  if (solve(guesses[1]) / target - 1 > TOLERANCE && solve(high) / target - 1 > TOLERANCE)
    return { flow: high, tooHot: true }
  return { flow: falsePosition(solve, target, guesses, [low, high]), tooHot: false }
}

/** A flow found, and the level of the curve it was found on, K: a good one to start the next search with. */
interface FlowOnCurve extends FoundFlow {
  readonly level: number
}

/** Points of the curve nearer than this (relative) tell its level, not its slope. */
const NEAR = 0.02
/** A flow this near (relative) to the one searched for is taken. */
const FOUND = 2e-3
const CURVES = 6

/**
 * The flow a published search ends at, with few solutions of the loop: the search runs on a curve (outlet straight in
 * the inverse of the flow) through the flows solved so far, starting from a guess. It so stops on the same side of the
 * target as on the loop itself; its tolerance shows in the yearly heat. `level` is the outlet at a flow without end,
 * to start with.
 */
export function searchOnCurve(
  search: (curve: (flow: number) => number) => FoundFlow,
  solve: (flow: number) => number,
  level: number,
  guess: number,
  [least, greatest]: readonly [number, number],
): FlowOnCurve {
  let flow = guess
  let outlet = solve(flow)
  let asymptote = level
  let rise = (outlet - asymptote) * flow
  const curve = (m: number): number => asymptote + rise / m
  for (let pass = 0; ; pass++) {
    const found = search(curve)
    const atBound = found.flow === least || found.flow === greatest
    const near = Math.abs(found.flow - flow) <= FOUND * flow
    if (found.flow === flow || (near && !atBound) || pass === CURVES)
      return { flow, tooHot: found.tooHot, level: asymptote }
    const [lastFlow, lastOutlet] = [flow, outlet]
    flow = found.flow
    outlet = solve(flow)
    if (Math.abs(flow - lastFlow) > NEAR * flow) asymptote = (outlet * flow - lastOutlet * lastFlow) / (flow - lastFlow)
    rise = (outlet - asymptote) * flow
  }
}

/** The flow {@link searchFlow} ends at, on a curve, from a level (K) and a guess. */
export const flowForOutlet = (
  field: CollectorField,
  solve: (flow: number) => number,
  level: number,
  guess: number,
): FlowOnCurve =>
  searchOnCurve((curve) => searchFlow(field, curve), solve, level, guess, [field.minFlow, field.maxFlow])

/**
 * Share of the sun (0 to 1) kept for which `solve` falls to a target at the greatest flow, from what comes in. The outlet
 * is nearly straight in the share.
 */
export function shareForTarget(target: number, entering: number, solve: (share: number) => number): number {
  const whole = solve(1)
  const share = Math.min(1, (target - entering) / (whole - entering))
  const outlet = solve(share)
  if (Math.abs(outlet / target - 1) < TOLERANCE || share === 1) return share
  const straight = share + ((target - outlet) * (1 - share)) / (whole - outlet)
  return Math.min(Math.max(straight, 0), 1)
}
