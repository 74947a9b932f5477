import { flowTable } from './flow-table.ts'
import { capacityAt, type FluidTable } from './fluid-table.ts'
import type { HeatFluid } from './fluids.ts'
import type { ElementHeat } from './loop.ts'
import { type Outside, outsideOf, type Surroundings } from './outside.ts'
import { type GlassMemory, heldReceiver, type ReceiverState, receiverLoss, tabulatedReceiver } from './receiver.ts'

/** Tubes of a loop: for each element its length (m), and the states its receivers are installed in. */
export interface LoopTubes {
  readonly fluid: HeatFluid
  readonly table: FluidTable
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
const GAIN_PASSES = 3
/** Movement of the wall's temperature, K, after which another step would change nothing that matters. */
const SMALL_STEP = 2
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

/** The cubic through four values at 0, 1, 2 and 3, its coefficients from the constant up, in place. */
function toCubic(v: Float64Array): void {
  const [a, b, c, d] = [v[0]!, v[1]!, v[2]!, v[3]!]
  v[1] = (-11 * a + 18 * b - 9 * c + 2 * d) / 6
  v[2] = (2 * a - 5 * b + 4 * c - d) / 2
  v[3] = (-a + 3 * b - 3 * c + d) / 6
}

/** Ratio of the greatest flow tabulated to the least. */
const FLOW_SPAN = 400

/** The tube's resistance as a table. */
function resistanceTable(fluid: HeatFluid, inner: number, outer: number, coldest: number, hottest: number) {
  // The fastest flow sensible in a tube is some 5 m/s.
  const greatest = 5 * fluid.density(coldest) * Math.PI * 0.25 * inner * inner
  return flowTable(
    { flows: 36, least: greatest / FLOW_SPAN, greatest, temperatures: 16, coldest, hottest },
    (flow, kelvin) => tubeResistance(fluid, kelvin, flow, inner, outer),
  )
}

/**
 * Heat taken up by tubes in series. The loss of each kind of receiver, its states weighed by their shares, is solved at
 * four absorber temperatures when an hour is prepared and read from the cubic through them afterwards.
 */
export function tubeHeat(tubes: LoopTubes, coldest: number, hottest: number): TubeHeat {
  const { fluid, table, lengths, kinds, receivers } = tubes
  const nodes = Float64Array.from({ length: NODES }, (_, k) => coldest + ((hottest - coldest) * k) / (NODES - 1))
  const perNode = (NODES - 1) / (hottest - coldest)
  const curves = receivers.map(() => new Float64Array(NODES))
  const used = [...new Set(kinds)]
  /** The states installed in each kind, held at the nodes. */
  const installedStates = receivers.map((states) =>
    states
      .filter((state) => state.share !== 0)
      .map((state) => ({
        state,
        diameter: state.diameters[state.glassIntact ? 3 : 1],
        held: Array.from(nodes, (kelvin) => tabulatedReceiver(heldReceiver(state, kelvin))),
        glass: Array.from(nodes, (): GlassMemory => ({ kelvin: 0 })),
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
          curve[k]! += state.share * receiverLoss(held[k]!, glassSun, outside, glass[k]!)
        }
      }
      toCubic(curve)
    }
  }

  const heat: ElementHeat = (element, inlet, flow) => {
    const kind = kinds[element]!
    const curve = curves[kind]!
    const length = lengths[element]!
    const capacityFlow = flow * capacityAt(table, inlet)
    // The states share one wall: they take nearly the same sun.
    const rise = (length / (2 * capacityFlow) + tables[kind]!(flow, inlet)) / installed[kind]!
    const taken = sun[element]! * absorbed[kind]!
    // Steps of Newton's method towards gain + loss(wall) = taken; one is enough where the loss hardly cools the wall.
    let gain = taken
    for (let pass = 0; pass < GAIN_PASSES; pass++) {
      const wall = Math.min(Math.max(inlet + gain * rise, coldest - MARGIN), hottest + MARGIN)
      const x = (wall - coldest) * perNode
      const loss = curve[0]! + x * (curve[1]! + x * (curve[2]! + x * curve[3]!))
      const slope = (curve[1]! + x * (2 * curve[2]! + 3 * x * curve[3]!)) * perNode
      const step = (taken - gain - loss) / (1 + Math.max(slope, 0) * rise)
      gain += step
      if (Math.abs(step * rise) < SMALL_STEP) break
    }
    return gain * length
  }
  return { prepare, heat }
}
