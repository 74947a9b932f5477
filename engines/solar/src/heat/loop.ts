import { type HeatFluid, meanHeatCapacity } from './fluids.ts'

/** One stretch of pipe between field and plant: W/K to the air, share of the field's flow, how many alike. */
export interface PipePiece {
  readonly conductance: number
  readonly flowShare: number
  readonly alike: number
}

/** Pipes on one side of the field: fluid volume (m3), heat capacity of their steel (J/K), and the losing stretches. */
export interface PipeSide {
  readonly volume: number
  readonly steel: number
  readonly pieces: readonly PipePiece[]
}

/** A solar field as the loop balance sees it. Temperatures in kelvin, flows of one loop in kg/s. */
export interface CollectorField {
  readonly fluid: HeatFluid
  readonly loops: number
  /** Collector elements in series in a loop. */
  readonly elements: number
  readonly fluidVolume: Float64Array
  /** Heat capacity of an element's steel, J/K. */
  readonly steel: Float64Array
  /** W/K lost to the air before each element and, last, after the last one. */
  readonly between: Float64Array
  readonly cold: PipeSide
  readonly hot: PipeSide
  /** Whether the loop's mean outlet over the step (true) or its final one feeds the hot pipes. */
  readonly meanOutlet: boolean
  readonly minFlow: number
  readonly maxFlow: number
  readonly inletDesign: number
  readonly outletDesign: number
  readonly freeze: number
  readonly startup: number
  readonly shutdown: number
  /** Whether a field too cool to deliver while the sun shines starts up again (true) or first goes off. */
  readonly restartsInSun: boolean
  /** Whether the loss depends on the outlet, and so is solved together with it. */
  readonly lossAtOutlet: boolean
}

/**
 * What an element absorbs, W, net of its losses, for the hour prepared. `outlet` is the mean outlet temperature found so
 * far, for receivers whose loss is told by it.
 */
export type ElementHeat = (element: number, inlet: number, flow: number, outlet: number) => number

/** Temperatures at the end of the last accepted step. */
export interface FieldState {
  cold: number
  hot: number
  readonly out: Float64Array
}

/** What a step of the field gives. */
export interface LoopResult {
  coldEnd: number
  hotEnd: number
  /** Mean temperature delivered to the plant over the step. */
  hotMean: number
  readonly inlet: Float64Array
  readonly outEnd: Float64Array
  readonly outMean: Float64Array
  /** W, whole field. */
  absorbed: number
  /** Losses of pipes and connections, W, whole field. */
  pipeLoss: number
  /** Rate of change of the energy stored in the field, W. */
  stored: number
}

export const loopResult = (elements: number): LoopResult => ({
  coldEnd: 0,
  hotEnd: 0,
  hotMean: 0,
  inlet: new Float64Array(elements),
  outEnd: new Float64Array(elements),
  outMean: new Float64Array(elements),
  absorbed: 0,
  pipeLoss: 0,
  stored: 0,
})

/** Below this rate a value does not move. */
const STILL = 1e-9

/** Mean over a step of a value that moves from `last` toward `goal` with the rate `k` per step. */
const meanOf = (last: number, goal: number, k: number): number =>
  k < STILL ? last : goal + ((last - goal) * (1 - Math.exp(-k))) / k

const SETTLE_PASSES = 12
const SETTLED = 0.1

/**
 * One step of a field's loops: a cold header, collector elements in series, a hot header, each a mixed volume with its
 * steel, solved in closed form over the step (`flow` kg/s of one loop, `seconds` long, inlet and air in kelvin).
 */
export function stepLoop(
  field: CollectorField,
  state: FieldState,
  inlet: number,
  flow: number,
  seconds: number,
  air: number,
  heat: ElementHeat,
  result: LoopResult,
): void {
  const { fluid, cold, hot, loops } = field
  const total = flow * loops
  let loss = 0
  // Cold pipes.
  const coldCapacity = fluid.heatCapacity(state.cold)
  const coldMass = cold.volume * fluid.density(state.cold) + cold.steel / coldCapacity
  const coldRate = (total * seconds) / coldMass
  result.coldEnd = inlet + (state.cold - inlet) * Math.exp(-coldRate)
  let temperature = field.meanOutlet ? meanOf(state.cold, inlet, coldRate) : result.coldEnd
  const pipeCapacity = fluid.heatCapacity(temperature)
  for (const piece of cold.pieces) {
    const q = piece.conductance * (temperature - air)
    loss += q * piece.alike
    temperature -= q / (piece.flowShare * total * pipeCapacity)
  }
  let stored = ((result.coldEnd - state.cold) * coldMass * coldCapacity) / seconds
  let absorbed = 0
  let between = 0
  let capacity = coldCapacity
  for (let i = 0; i < field.elements; i++) {
    const q = field.between[i]! * (temperature - air)
    between += q
    temperature -= q / (flow * (i === 0 ? pipeCapacity : capacity))
    result.inlet[i] = temperature
    let outlet = field.lossAtOutlet ? state.out[i]! : temperature
    let gain = 0
    let mass = 0
    let end = 0
    for (let pass = 0; pass < (field.lossAtOutlet ? SETTLE_PASSES : 1); pass++) {
      gain = heat(i, temperature, flow, outlet)
      const mean = field.lossAtOutlet ? outlet : temperature + gain / (2 * flow * capacity)
      capacity = fluid.heatCapacity(mean)
      mass = field.fluidVolume[i]! * fluid.density(mean) * capacity + field.steel[i]!
      const goal = temperature + gain / (flow * capacity)
      const rate = (flow * capacity * seconds) / mass
      const apart = state.out[i]! - goal
      const kept = Math.exp(-rate)
      end = goal + apart * kept
      const moved = outlet
      outlet = rate < STILL ? state.out[i]! : goal + (apart * (1 - kept)) / rate
      if (Math.abs(moved - outlet) < SETTLED) break
    }
    result.outEnd[i] = end
    result.outMean[i] = outlet
    absorbed += gain
    stored += (loops * mass * (end - state.out[i]!)) / seconds
    temperature = outlet
  }
  if (!field.meanOutlet) temperature = result.outEnd[field.elements - 1]!
  const last = field.between[field.elements]! * (temperature - air)
  between += last
  temperature -= last / (flow * capacity)
  // Hot pipes.
  const hotCapacity = fluid.heatCapacity(temperature)
  let along = temperature
  let hotLoss = 0
  for (const piece of hot.pieces) {
    const q = piece.conductance * (along - air)
    hotLoss += q * piece.alike
    along -= q / (piece.flowShare * total * hotCapacity)
  }
  const goal = temperature - hotLoss / (total * hotCapacity)
  const hotMass = hot.volume * fluid.density(state.hot) + hot.steel / hotCapacity
  const hotRate = (total * seconds) / hotMass
  result.hotEnd = goal + (state.hot - goal) * Math.exp(-hotRate)
  result.hotMean = meanOf(state.hot, goal, hotRate)
  stored += ((result.hotEnd - state.hot) * hotMass * hotCapacity) / seconds
  result.absorbed = absorbed * loops
  result.pipeLoss = loss + hotLoss + between * loops
  result.stored = stored
}

export function acceptStep(state: FieldState, result: LoopResult): void {
  state.cold = result.coldEnd
  state.hot = result.hotEnd
  state.out.set(result.outEnd)
}

/** Heat delivered by a field, W, for a step just solved. */
export const delivered = (field: CollectorField, inlet: number, flow: number, result: LoopResult): number =>
  flow * field.loops * meanHeatCapacity(field.fluid, inlet, result.hotMean) * (result.hotMean - inlet)

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
  let [a, b] = guesses
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
    if (replaceA) [a, errorA] = [x, error]
    else [b, errorB] = [x, error]
    if (a === b) break
  }
  return x
}

/**
 * Flow of one loop (kg/s) for which the last element ends the step at the design outlet: the least flow when that is
 * not reached, and the greatest flow when even that is too hot (the caller then turns collectors away).
 */
export function flowForOutlet(
  field: CollectorField,
  solve: (flow: number) => number,
): { readonly flow: number; readonly tooHot: boolean } {
  const target = field.outletDesign
  const { minFlow: low, maxFlow: high } = field
  if (solve(low) / target - 1 <= TOLERANCE) return { flow: low, tooHot: false }
  const guesses: [number, number] = [0.25 * high + 0.75 * low, 0.75 * high + 0.25 * low]
  // Too hot at the greatest flow only if already too hot at the greater guess.
  const guessed = solve(guesses[1])
  if (guessed / target - 1 > TOLERANCE && solve(high) / target - 1 > TOLERANCE) return { flow: high, tooHot: true }
  const solved = (flow: number): number => (flow === guesses[1] ? guessed : solve(flow))
  return { flow: falsePosition(solved, target, guesses, [low, high]), tooHot: false }
}

/** Share of the sun (0 to 1) kept for which `solve` falls to the design outlet at the greatest flow. */
export function shareForOutlet(field: CollectorField, solve: (share: number) => number): number {
  const rise = field.outletDesign - field.inletDesign
  const upper = Math.min(1, rise / (solve(1) - field.inletDesign))
  return falsePosition(solve, field.outletDesign, [0.9 * upper, upper], [0, 1])
}
