import { FlowTable } from './flow-table.ts'
import type { HeatFluid } from './fluids.ts'
import type { Receivers } from './loop.ts'
import { type Outside, outsideOf, type Surroundings } from './outside.ts'
import {
  type GlassMemory,
  type HeldReceiver,
  heldReceiver,
  type ReceiverState,
  receiverLoss,
  tabulatedReceiver,
} from './receiver.ts'

/** Tubes of a loop: for each element its length (m), and the states its receivers are installed in. */
export interface LoopTubes {
  readonly fluid: HeatFluid
  readonly lengths: Float64Array
  /** Which row of `receivers` each element has. */
  readonly kinds: Int8Array
  readonly receivers: readonly (readonly ReceiverState[])[]
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
  return new FlowTable(
    { flows: 36, least: greatest / FLOW_SPAN, greatest, temperatures: 16, coldest, hottest },
    (flow, kelvin) => tubeResistance(fluid, kelvin, flow, inner, outer),
  )
}

/** A state installed in a share of the receivers, held at the nodes. */
interface InstalledState {
  readonly state: ReceiverState
  readonly diameter: number
  readonly held: readonly HeldReceiver[]
  readonly glass: readonly GlassMemory[]
}

/** Receivers of one kind. */
interface TubeKind {
  /** Loss by the absorber's place among the nodes, W/m: a cubic, for the hour prepared. */
  readonly loss: Float64Array
  readonly resistance: FlowTable
  /** Share of the sun on the tube that its absorbers take. */
  readonly absorbed: number
  readonly installed: number
  readonly states: readonly InstalledState[]
}

function tubeKind(fluid: HeatFluid, states: readonly ReceiverState[], nodes: Float64Array): TubeKind {
  const [inner, outer] = states[0]!.diameters
  return {
    loss: new Float64Array(NODES),
    resistance: resistanceTable(fluid, inner, outer, nodes[0]!, nodes[NODES - 1]!),
    absorbed: states.reduce((sum, s) => {
      const passed = s.glassIntact ? s.transmittance : 1
      return sum + s.share * s.shadowing * s.dirt * s.absorptance * passed
    }, 0),
    installed: states.reduce((sum, s) => sum + s.share, 0),
    states: states
      .filter((state) => state.share !== 0)
      .map((state) => ({
        state,
        diameter: state.diameters[state.glassIntact ? 3 : 1],
        held: Array.from(nodes, (kelvin) => tabulatedReceiver(heldReceiver(state, kelvin))),
        glass: Array.from(nodes, (): GlassMemory => ({ kelvin: 0 })),
      })),
  }
}

/**
 * Heat taken up by tubes in series. The loss of each kind of receiver, its states weighed by their shares, is solved at
 * four absorber temperatures when an hour is prepared and read from the cubic through them afterwards.
 */
export class TubeReceivers implements Receivers {
  readonly #lengths: Float64Array
  /** Kind of each element, and those there are. */
  readonly #kinds: readonly TubeKind[]
  readonly #used: readonly TubeKind[]
  readonly #coldest: number
  /** Absorber temperatures within which the loss is read. */
  readonly #least: number
  readonly #greatest: number
  readonly #perNode: number
  #sun: Float64Array

  constructor({ fluid, lengths, kinds, receivers }: LoopTubes, coldest: number, hottest: number) {
    const nodes = Float64Array.from({ length: NODES }, (_, k) => coldest + ((hottest - coldest) * k) / (NODES - 1))
    const known = receivers.map((states) => tubeKind(fluid, states, nodes))
    this.#lengths = lengths
    this.#kinds = Array.from(kinds, (kind) => known[kind]!)
    this.#used = [...new Set(this.#kinds)]
    this.#coldest = coldest
    this.#least = coldest - MARGIN
    this.#greatest = hottest + MARGIN
    this.#perNode = (NODES - 1) / (hottest - coldest)
    this.#sun = new Float64Array(lengths.length)
  }

  prepare(around: Surroundings, sun: Float64Array): void {
    this.#sun = sun
    let mean = 0
    for (let i = 0; i < sun.length; i++) mean += sun[i]! / sun.length
    let outside: Outside | null = null
    let prandtl = 0
    for (const { loss, states } of this.#used) {
      loss.fill(0)
      for (const { state, diameter, held, glass } of states) {
        const glassSun = mean * state.shadowing * state.dirt * state.glassAbsorptance
        if (outside?.diameter !== diameter || prandtl !== state.bracketPrandtl) {
          prandtl = state.bracketPrandtl
          outside = outsideOf(around, diameter, prandtl)
        }
        for (let k = 0; k < NODES; k++) loss[k]! += state.share * receiverLoss(held[k]!, glassSun, outside, glass[k]!)
      }
      toCubic(loss)
    }
  }

  heat(element: number, inlet: number, flow: number, perFlow: number): number {
    const { loss: curve, resistance, absorbed, installed } = this.#kinds[element]!
    const length = this.#lengths[element]!
    const perNode = this.#perNode
    // The states share one wall: they take nearly the same sun.
    const rise = (length * perFlow * 0.5 + resistance.at(flow, inlet)) / installed
    const taken = this.#sun[element]! * absorbed
    // Steps of Newton's method towards gain + loss(wall) = taken; one is enough where the loss hardly cools the wall.
    let gain = taken
    for (let pass = 0; pass < GAIN_PASSES; pass++) {
      const wall = Math.min(Math.max(inlet + gain * rise, this.#least), this.#greatest)
      const x = (wall - this.#coldest) * perNode
      const loss = curve[0]! + x * (curve[1]! + x * (curve[2]! + x * curve[3]!))
      const slope = (curve[1]! + x * (2 * curve[2]! + 3 * x * curve[3]!)) * perNode
      const step = (taken - gain - loss) / (1 + Math.max(slope, 0) * rise)
      gain += step
      if (Math.abs(step * rise) < SMALL_STEP) break
    }
    return gain * length
  }
}
