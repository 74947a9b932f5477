import { decay } from './decay.ts'
import type { FlowAim } from './flow-search.ts'
import { capacityAt, densityAt, enthalpyAt, type FluidTable, placeOf } from './fluid-table.ts'
import type { LoopResult } from './loop-result.ts'
import type { Surroundings } from './outside.ts'
import { lossOf, type PipeSide } from './pipes.ts'

/** A solar field as the loop balance sees it. Temperatures in kelvin, flows of one loop in kg/s. */
export interface CollectorField {
  readonly fluid: FluidTable
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

/** The receivers of a loop. Each kind is a class: the compiler takes in a method of several, but not a closure of them. */
export interface Receivers {
  /** Makes them ready for an hour: the air around, and the sun on the tubes (W/m by element), kept and read again. */
  prepare(around: Surroundings, sun: Float64Array): void
  /**
   * What an element absorbs, W, net of its losses, for the hour prepared. `perFlow` is one over the flow's capacity at
   * the inlet, K/W; `outlet` the mean outlet temperature found so far, for receivers whose loss is told by it.
   */
  heat(element: number, inlet: number, flow: number, perFlow: number, outlet: number): number
}

/** Temperatures at the end of the last accepted step. */
export interface FieldState {
  cold: number
  hot: number
  readonly out: Float64Array
}

export const fieldState = (elements: number, kelvin: number): FieldState => ({
  cold: kelvin,
  hot: kelvin,
  out: new Float64Array(elements).fill(kelvin),
})

export function copyState(from: FieldState, to: FieldState): void {
  to.cold = from.cold
  to.hot = from.hot
  to.out.set(from.out)
}

/** Below this rate a value does not move. */
const STILL = 1e-9

/** Mean over a step of a value that moves from `last` toward `goal`, by its rate and the share of the way kept. */
const meanOf = (last: number, goal: number, rate: number, kept: number): number =>
  rate < STILL ? last : goal + ((last - goal) * (1 - kept)) / rate

const SETTLE_PASSES = 12
/** Movement of an outlet, K, after which loss and heat capacity, some hundredths of it, are settled. */
const SETTLED = 0.5

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
  receivers: Receivers,
  result: LoopResult,
): void {
  const { fluid, cold, hot, loops, elements, meanOutlet } = field
  const total = flow * loops
  // Cold pipes.
  const coldCapacity = capacityAt(fluid, state.cold)
  const coldMass = cold.volume * densityAt(fluid, state.cold) + cold.steel / coldCapacity
  const coldRate = (total * seconds) / coldMass
  const coldKept = decay(coldRate)
  result.coldEnd = inlet + (state.cold - inlet) * coldKept
  const coldMean = meanOf(state.cold, inlet, coldRate, coldKept)
  let temperature = meanOutlet ? coldMean : result.coldEnd
  let lumpGain = total * coldCapacity * (coldMean - inlet)
  let handedOn = total * coldCapacity * (temperature - coldMean)
  const pipeCapacity = capacityAt(fluid, temperature)
  const perFlow = 1 / (total * pipeCapacity)
  const loss = lossOf(cold.losses, perFlow) * (temperature - air)
  const [cooling1, cooling2] = cold.losses.cooling
  const cooled = (cooling1 - cooling2 * perFlow) * (temperature - air)
  temperature -= cooled * perFlow
  lumpGain -= cooled
  const branchCooling = cooled - loss
  let stored = ((result.coldEnd - state.cold) * coldMass * coldCapacity) / seconds
  stepElements(field, state, temperature, pipeCapacity, flow, seconds, air, receivers, result)
  const { absorbed, loopStored, capacity } = result
  let { between } = result
  lumpGain += result.lumpGain * loops
  temperature = result.outMean[elements - 1]!
  if (!meanOutlet) {
    handedOn += total * capacity * (result.outEnd[elements - 1]! - temperature)
    temperature = result.outEnd[elements - 1]!
  }
  const last = field.between[elements]! * (temperature - air)
  between += last
  temperature -= last / (flow * capacity)
  lumpGain -= last * loops
  // Hot pipes.
  const hotCapacity = capacityAt(fluid, temperature)
  const hotLoss = lossOf(hot.losses, 1 / (total * hotCapacity)) * (temperature - air)
  const goal = temperature - hotLoss / (total * hotCapacity)
  const hotMass = hot.volume * densityAt(fluid, state.hot) + hot.steel / hotCapacity
  const hotRate = (total * seconds) / hotMass
  const hotKept = decay(hotRate)
  result.hotEnd = goal + (state.hot - goal) * hotKept
  result.hotMean = meanOf(state.hot, goal, hotRate, hotKept)
  stored += ((result.hotEnd - state.hot) * hotMass * hotCapacity + loopStored * loops) / seconds
  result.absorbed = absorbed * loops
  result.pipeLoss = loss + hotLoss + between * loops
  result.stored = stored
  result.lumpGain = lumpGain + total * hotCapacity * (result.hotMean - temperature)
  result.handedOn = handedOn
  result.branchCooling = branchCooling
}

/**
 * The elements of a loop in series over a step, from the temperature of what comes in; their sums, of one loop, go to
 * `result`. Apart from {@link stepLoop} so that the compiler has room to take in the element's heat.
 */
function stepElements(
  field: CollectorField,
  state: FieldState,
  entering: number,
  pipeCapacity: number,
  flow: number,
  seconds: number,
  air: number,
  receivers: Receivers,
  result: LoopResult,
): void {
  const { fluid, elements, lossAtOutlet, fluidVolume, steel } = field
  const { out } = state
  const passes = lossAtOutlet ? SETTLE_PASSES : 1
  const perSecond = 1 / seconds
  const { capacity: capacities, perVolume } = fluid
  let temperature = entering
  let capacity = pipeCapacity
  let perFlow = 1 / (flow * capacity)
  let absorbed = 0
  let between = 0
  let loopStored = 0
  let gained = 0
  for (let i = 0; i < elements; i++) {
    const q = field.between[i]! * (temperature - air)
    between += q
    temperature -= q * perFlow
    // What the element rose by in the last solution is near.
    const expected = temperature + result.outMean[i]! - result.inlet[i]!
    result.inlet[i] = temperature
    const before = out[i]!
    let outlet = lossAtOutlet ? expected : temperature
    let gain = 0
    let mass = 0
    let end = 0
    for (let pass = 0; pass < passes; pass++) {
      gain = receivers.heat(i, temperature, flow, perFlow, outlet)
      const place = placeOf(lossAtOutlet ? outlet : temperature + (gain * perFlow) / 2)
      const k = place | 0
      const along = place - k
      capacity = capacities[k]! + (capacities[k + 1]! - capacities[k]!) * along
      mass = fluidVolume[i]! * (perVolume[k]! + (perVolume[k + 1]! - perVolume[k]!) * along) + steel[i]!
      const capacityFlow = flow * capacity
      // Two divisions that do not wait for each other.
      perFlow = 1 / capacityFlow
      const kept = decay((capacityFlow * seconds) / mass)
      const slowness = mass * perFlow * perSecond
      const goal = temperature + gain * perFlow
      const apart = before - goal
      end = goal + apart * kept
      const moved = outlet
      outlet = slowness > 1 / STILL ? before : goal + apart * (1 - kept) * slowness
      if (Math.abs(moved - outlet) < SETTLED) break
    }
    result.outEnd[i] = end
    result.outMean[i] = outlet
    absorbed += gain
    loopStored += mass * (end - before)
    gained += flow * capacity * (outlet - temperature) - q
    temperature = outlet
  }
  result.absorbed = absorbed
  result.between = between
  result.loopStored = loopStored
  result.lumpGain = gained
  result.capacity = capacity
}

/** The outlet a field's flow is searched for, with the guesses of the published search. */
export const flowAim = ({ outletDesign, minFlow: low, maxFlow: high }: CollectorField): FlowAim => ({
  outlet: outletDesign,
  bounds: [low, high],
  guesses: [0.25 * high + 0.75 * low, 0.75 * high + 0.25 * low],
})

export function acceptStep(state: FieldState, result: LoopResult): void {
  state.cold = result.coldEnd
  state.hot = result.hotEnd
  state.out.set(result.outEnd)
}

/** Heat the fluid carries out of a field above what it brought, W, for a step just solved. */
export const delivered = (field: CollectorField, inlet: number, flow: number, result: LoopResult): number =>
  flow * field.loops * (enthalpyAt(field.fluid, result.hotMean) - enthalpyAt(field.fluid, inlet))
