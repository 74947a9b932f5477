const TOLERANCE = 0.001
const PASSES = 30

/** Outlet of a loop (K or kJ/kg) by its flow (kg/s): straight in the inverse of the flow. */
export interface FlowCurve {
  /** Outlet at a flow without end. */
  level: number
  /** What it rises above that, times the flow. */
  rise: number
}

/** What a flow is searched for: an outlet, within bounds, by a published search that starts from two guesses. */
export interface FlowAim {
  readonly outlet: number
  readonly bounds: readonly [number, number]
  readonly guesses: readonly [number, number]
}

/**
 * Where a loop meets the outlet aimed at, by false position from two first guesses within bounds, to a relative
 * tolerance: the method (and so the side on which it stops) of the reference's solver.
 */
export function falsePosition(outletAt: (flow: number) => number, { outlet, guesses, bounds }: FlowAim): number {
  let a = guesses[0]
  let b = guesses[1]
  let errorA = outletAt(a) / outlet - 1
  if (Math.abs(errorA) < TOLERANCE) return a
  let errorB = outletAt(b) / outlet - 1
  if (Math.abs(errorB) < TOLERANCE) return b
  let x = b
  for (let pass = 0; pass < PASSES; pass++) {
    x = a - (errorA * (b - a)) / (errorB - errorA)
    x = Math.min(Math.max(x, bounds[0]), bounds[1])
    const error = outletAt(x) / outlet - 1
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

/**
 * Where {@link falsePosition} stops on a curve. A flow that is short of the curve's own by a share `a`, and one by `b`,
 * lead to one that is short by a b.
 */
export function stopOnCurve({ level, rise }: FlowCurve, { outlet, guesses, bounds }: FlowAim): number {
  const meets = rise / (outlet - level)
  if (!(meets > 0 && meets < Number.POSITIVE_INFINITY)) return bounds[1]
  // The relative error of a flow short by x is x / (1 - x) times a constant.
  const tolerated = TOLERANCE / Math.abs(1 - level / outlet)
  const least = 1 - bounds[1] / meets
  const greatest = 1 - bounds[0] / meets
  let a = 1 - guesses[0] / meets
  let b = 1 - guesses[1] / meets
  if (Math.abs(a) < tolerated * (1 - a)) return guesses[0]
  if (Math.abs(b) < tolerated * (1 - b)) return guesses[1]
  let x = b
  for (let pass = 0; pass < PASSES; pass++) {
    x = Math.min(Math.max(a * b, least), greatest)
    if (Math.abs(x) < tolerated * (1 - x)) break
    const replaceA = a * b < 0 ? x * a > 0 : Math.abs(a) * (1 - b) > Math.abs(b) * (1 - a)
    if (replaceA) a = x
    else b = x
    if (a === b) break
  }
  return meets * (1 - x)
}

/** The published search on a loop itself: the least flow when the outlet is not reached, the greatest when too hot. */
export function flowByFalsePosition(outletAt: (flow: number) => number, aim: FlowAim): number {
  const [least, greatest] = aim.bounds
  if (!isTooHot(outletAt(least), aim)) return least
  return isTooHot(outletAt(greatest), aim) ? greatest : falsePosition(outletAt, aim)
}

/**
 * Flow at which a curve meets the outlet aimed at: the least flow when that is not reached, the greatest when even that
 * is too hot.
 */
function flowOn(curve: FlowCurve, aim: FlowAim): number {
  const { level, rise } = curve
  const { bounds } = aim
  if (!isTooHot(level + rise / bounds[0], aim)) return bounds[0]
  return isTooHot(level + rise / bounds[1], aim) ? bounds[1] : stopOnCurve(curve, aim)
}

/** Whether an outlet is above the one aimed at by more than the tolerance. */
export const isTooHot = (found: number, { outlet }: FlowAim): boolean => found / outlet - 1 > TOLERANCE

/** Whether a loop is too hot even at the greatest flow (the caller then turns collectors away). */
export const isBeyond = ({ level, rise }: FlowCurve, aim: FlowAim): boolean =>
  isTooHot(level + rise / aim.bounds[1], aim)

/** Points of the curve nearer than this (relative) tell its level, not its slope. */
const NEAR = 0.02
/** A flow this near (relative) to the one searched for is taken. */
const FOUND = 2e-3
const CURVES = 6

/**
 * The flow a published search ends at, with few solutions of the loop: the search runs on the curve through the flows
 * solved so far, which starts from what is expected and is left at what was found. It so stops on the same side of the
 * target as on the loop itself; its tolerance shows in the yearly heat.
 */
export function searchFlow(aim: FlowAim, solve: (flow: number) => number, curve: FlowCurve): number {
  let flow = flowOn(curve, aim)
  let outlet = solve(flow)
  curve.rise = (outlet - curve.level) * flow
  for (let pass = 0; ; pass++) {
    const found = flowOn(curve, aim)
    const atBound = found === aim.bounds[0] || found === aim.bounds[1]
    const near = Math.abs(found - flow) <= FOUND * flow
    if (found === flow || (near && !atBound) || pass === CURVES) return flow
    const lastFlow = flow
    const lastOutlet = outlet
    flow = found
    outlet = solve(flow)
    if (Math.abs(flow - lastFlow) > NEAR * flow)
      curve.level = (outlet * flow - lastOutlet * lastFlow) / (flow - lastFlow)
    curve.rise = (outlet - curve.level) * flow
  }
}

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
