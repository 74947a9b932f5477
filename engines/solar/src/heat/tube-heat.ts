import type { HeatFluid } from './fluids.ts'
import type { ElementHeat } from './loop.ts'
import { outsideOf, type ReceiverState, receiverLoss, type Surroundings } from './receiver.ts'

/** Tubes of a loop: for each element its length (m), and the states its receivers are installed in. */
export interface LoopTubes {
  readonly fluid: HeatFluid
  readonly lengths: Float64Array
  /** Which row of `receivers` each element has. */
  readonly kinds: Int8Array
  readonly receivers: readonly (readonly ReceiverState[])[]
}

/** Sun on the loop's tubes for an hour: W per metre reaching the tube, after the mirrors, by element. */
export type TubeSun = Float64Array

export interface TubeHeat {
  /** Prepares an hour: the losses by absorber temperature for the air around. */
  prepare(around: Surroundings, sun: TubeSun): void
  readonly heat: ElementHeat
}

const NODES = 4
const WALL_CONDUCTIVITY_BASE = 15.2
const WALL_CONDUCTIVITY_SLOPE = 0.013
const LAMINAR = 2300
const SLOW = 0.1
const GAIN_PASSES = 2
/** How far (K) beyond its nodes a loss curve may be read: a slow viscous fluid lets the absorber run hot. */
const MARGIN = 250

/** Resistance from the fluid to the outside of the absorber, K m/W (Gnielinski; steel wall). */
function tubeResistance(fluid: HeatFluid, kelvin: number, flow: number, inner: number, outer: number): number {
  const wall =
    Math.log(outer / inner) / (2 * Math.PI * (WALL_CONDUCTIVITY_BASE + WALL_CONDUCTIVITY_SLOPE * (kelvin - 273.15)))
  const density = fluid.density(kelvin)
  const speed = (4 * flow) / (density * Math.PI * inner * inner)
  if (speed <= SLOW) return wall
  const viscosity = fluid.viscosity(kelvin)
  const conductivity = Math.max(fluid.conductivity(kelvin), 1e-4)
  const reynolds = (density * inner * speed) / viscosity
  let nusselt = 4.36
  if (reynolds > LAMINAR) {
    const prandtl = (fluid.heatCapacity(kelvin) * viscosity) / conductivity
    const f = (1.82 * Math.log10(reynolds) - 1.64) ** -2 / 8
    nusselt = (f * (reynolds - 1000) * prandtl) / (1 + 12.7 * Math.sqrt(f) * (prandtl ** 0.6667 - 1))
  }
  return wall + 1 / (nusselt * conductivity * Math.PI)
}

const FLOWS = 48
const TEMPERATURES = 24
/** Ratio of the greatest flow tabulated to the least. */
const FLOW_SPAN = 400

/** The tube's resistance on a grid of temperatures and of flows even in their logarithm, read linearly between. */
function resistanceTable(fluid: HeatFluid, inner: number, outer: number, coldest: number, hottest: number) {
  // The fastest flow sensible in a tube is some 5 m/s.
  const greatest = 5 * fluid.density(coldest) * Math.PI * 0.25 * inner * inner
  const logStep = Math.log(FLOW_SPAN) / (FLOWS - 1)
  const start = Math.log(greatest / FLOW_SPAN)
  const step = (hottest - coldest) / (TEMPERATURES - 1)
  const grid = Float64Array.from({ length: FLOWS * TEMPERATURES }, (_, k) => {
    const flow = Math.exp(start + logStep * (k % FLOWS))
    return tubeResistance(fluid, coldest + step * Math.floor(k / FLOWS), flow, inner, outer)
  })
  let lastFlow = Number.NaN
  let at = 0
  let share = 0
  return (flow: number, kelvin: number): number => {
    if (flow !== lastFlow) {
      const place = Math.min(Math.max((Math.log(flow) - start) / logStep, 0), FLOWS - 1.000001)
      at = Math.floor(place)
      share = place - at
      lastFlow = flow
    }
    const warm = Math.min(Math.max((kelvin - coldest) / step, 0), TEMPERATURES - 1.000001)
    const row = Math.floor(warm)
    const k = row * FLOWS + at
    const low = grid[k]! + (grid[k + 1]! - grid[k]!) * share
    const high = grid[k + FLOWS]! + (grid[k + FLOWS + 1]! - grid[k + FLOWS]!) * share
    return low + (high - low) * (warm - row)
  }
}

/**
 * Heat taken up by tubes in series. The loss of each kind and state of receiver is solved at a few absorber
 * temperatures when an hour is prepared and interpolated (Newton's form) afterwards.
 */
export function tubeHeat(tubes: LoopTubes, coldest: number, hottest: number): TubeHeat {
  const { fluid, lengths, kinds, receivers } = tubes
  const nodes = Float64Array.from({ length: NODES }, (_, k) => coldest + ((hottest - coldest) * k) / (NODES - 1))
  const curves = receivers.map((states) => states.map(() => new Float64Array(NODES)))
  const glasses = receivers.map((states) => states.map(() => new Float64Array(NODES)))
  const used = [...new Set(kinds)]
  const tables = receivers.map((states) => {
    const [inner, outer] = states[0]!.diameters
    return resistanceTable(fluid, inner, outer, coldest, hottest)
  })
  let sun: TubeSun = new Float64Array(lengths.length)

  const prepare = (around: Surroundings, tubeSun: TubeSun): void => {
    sun = tubeSun
    let mean = 0
    for (const q of tubeSun) mean += q / tubeSun.length
    for (const kind of used) {
      receivers[kind]!.forEach((state, j) => {
        if (state.share === 0) return
        const glassSun = mean * state.shadowing * state.dirt * state.glassAbsorptance
        const curve = curves[kind]![j]!
        const glass = glasses[kind]![j]!
        const outside = outsideOf(around, state.diameters[state.glassIntact ? 3 : 1], state.bracketPrandtl)
        for (let k = 0; k < NODES; k++) {
          const solved = receiverLoss(state, nodes[k]!, glassSun, outside, glass[k] || undefined)
          curve[k] = solved.loss
          glass[k] = solved.glass
        }
        for (let order = 1; order < NODES; order++)
          for (let k = NODES - 1; k >= order; k--)
            curve[k] = (curve[k]! - curve[k - 1]!) / (nodes[k]! - nodes[k - order]!)
      })
    }
  }

  const lossAt = (curve: Float64Array, kelvin: number): number => {
    let value = curve[NODES - 1]!
    for (let k = NODES - 2; k >= 0; k--) value = value * (kelvin - nodes[k]!) + curve[k]!
    return value
  }

  const slopeAt = (curve: Float64Array, kelvin: number): number => {
    let value = curve[NODES - 1]!
    let slope = 0
    for (let k = NODES - 2; k >= 0; k--) {
      slope = slope * (kelvin - nodes[k]!) + value
      value = value * (kelvin - nodes[k]!) + curve[k]!
    }
    return slope
  }

  const heat: ElementHeat = (element, inlet, flow) => {
    const kind = kinds[element]!
    const states = receivers[kind]!
    const length = lengths[element]!
    const capacityFlow = flow * fluid.heatCapacity(inlet)
    const rise = length / (2 * capacityFlow) + tables[kind]!(flow, inlet)
    let total = 0
    for (let j = 0; j < states.length; j++) {
      const state = states[j]!
      if (state.share === 0) continue
      const curve = curves[kind]![j]!
      const taken =
        sun[element]! * state.shadowing * state.dirt * state.absorptance * (state.glassIntact ? state.transmittance : 1)
      let gain = taken - lossAt(curve, inlet)
      for (let pass = 0; pass < GAIN_PASSES; pass++) {
        const wall = Math.min(Math.max(inlet + gain * rise, coldest - MARGIN), hottest + MARGIN)
        const surplus = gain - taken + lossAt(curve, wall)
        gain -= surplus / (1 + Math.max(slopeAt(curve, wall), 0) * rise)
      }
      total += gain * state.share
    }
    return total * length
  }
  return { prepare, heat }
}
