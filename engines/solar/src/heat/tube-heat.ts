import type { HeatFluid } from './fluids.ts'
import type { ElementHeat } from './loop.ts'
import {
  heldReceiver,
  type Outside,
  outsideOf,
  type ReceiverState,
  receiverLoss,
  type Surroundings,
} from './receiver.ts'

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
 * Heat taken up by tubes in series. The loss of each kind of receiver, its states weighed by their shares, is solved at
 * a few absorber temperatures when an hour is prepared and interpolated (Newton's form) afterwards.
 */
export function tubeHeat(tubes: LoopTubes, coldest: number, hottest: number): TubeHeat {
  const { fluid, lengths, kinds, receivers } = tubes
  const nodes = Float64Array.from({ length: NODES }, (_, k) => coldest + ((hottest - coldest) * k) / (NODES - 1))
  const curves = receivers.map(() => new Float64Array(NODES))
  const used = [...new Set(kinds)]
  /** The states installed in each kind, held at the nodes. */
  const installedStates = receivers.map((states) =>
    states
      .filter((state) => state.share !== 0)
      .map((state) => ({
        state,
        diameter: state.diameters[state.glassIntact ? 3 : 1],
        held: Array.from(nodes, (kelvin) => heldReceiver(state, kelvin)),
        glass: new Float64Array(NODES),
      })),
  )
  const tables = receivers.map((states) => {
    const [inner, outer] = states[0]!.diameters
    return resistanceTable(fluid, inner, outer, coldest, hottest)
  })
  /** Share of the sun on the tube that its absorbers take. */
  const absorbed = receivers.map((states) =>
    states.reduce((sum, s) => {
      const passed = s.glassIntact ? s.transmittance : 1
      return sum + s.share * s.shadowing * s.dirt * s.absorptance * passed
    }, 0),
  )
  const installed = receivers.map((states) => states.reduce((sum, s) => sum + s.share, 0))
  let sun: TubeSun = new Float64Array(lengths.length)

  const prepare = (around: Surroundings, tubeSun: TubeSun): void => {
    sun = tubeSun
    let mean = 0
    for (const q of tubeSun) mean += q / tubeSun.length
    let outside: Outside | null = null
    let prandtl = 0
    for (const kind of used) {
      const curve = curves[kind]!.fill(0)
      for (const { state, diameter, held, glass } of installedStates[kind]!) {
        const glassSun = mean * state.shadowing * state.dirt * state.glassAbsorptance
        if (outside?.diameter !== diameter || prandtl !== state.bracketPrandtl) {
          prandtl = state.bracketPrandtl
          outside = outsideOf(around, diameter, prandtl)
        }
        for (let k = 0; k < NODES; k++) {
          const solved = receiverLoss(held[k]!, glassSun, outside, glass[k] || undefined)
          curve[k]! += state.share * solved.loss
          glass[k] = solved.glass
        }
      }
      for (let order = 1; order < NODES; order++)
        for (let k = NODES - 1; k >= order; k--)
          curve[k] = (curve[k]! - curve[k - 1]!) / (nodes[k]! - nodes[k - order]!)
    }
  }

  const heat: ElementHeat = (element, inlet, flow) => {
    const kind = kinds[element]!
    const curve = curves[kind]!
    const length = lengths[element]!
    const capacityFlow = flow * fluid.heatCapacity(inlet)
    // The states share one wall: they take nearly the same sun.
    const rise = (length / (2 * capacityFlow) + tables[kind]!(flow, inlet)) / installed[kind]!
    const taken = sun[element]! * absorbed[kind]!
    let gain = taken
    let wall = inlet
    for (let pass = 0; pass <= GAIN_PASSES; pass++) {
      let loss = curve[NODES - 1]!
      let slope = 0
      for (let k = NODES - 2; k >= 0; k--) {
        slope = slope * (wall - nodes[k]!) + loss
        loss = loss * (wall - nodes[k]!) + curve[k]!
      }
      // The first pass takes the loss at the inlet, the others step towards gain + loss(wall) = taken.
      gain = pass === 0 ? taken - loss : gain - (gain - taken + loss) / (1 + Math.max(slope, 0) * rise)
      wall = Math.min(Math.max(inlet + gain * rise, coldest - MARGIN), hottest + MARGIN)
    }
    return gain * length
  }
  return { prepare, heat }
}
