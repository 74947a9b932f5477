import type { Gas } from './gases.ts'
import { bracketTransfer, fourthRoot, GRAVITY, type Outside, readTable, tabulated, tubeTransfer } from './outside.ts'

/** One state of a receiver tube (intact, gas in the annulus, broken glass) as installed in a share of the field. */
export interface ReceiverState {
  /** Share of the field in this state. */
  readonly share: number
  /** Absorber inner and outer, glass inner and outer diameters, m. */
  readonly diameters: readonly [number, number, number, number]
  readonly glassIntact: boolean
  /** Annulus pressure, torr. */
  readonly pressureTorr: number
  readonly gas: Gas
  /** Emittance of the absorber by degC: rows of [degC, emittance], or one row of one value. */
  readonly absorberEmittance: readonly (readonly number[])[]
  readonly glassEmittanceIn: number
  readonly glassEmittanceOut: number
  readonly absorptance: number
  readonly glassAbsorptance: number
  readonly transmittance: number
  readonly shadowing: number
  readonly dirt: number
  /** Factor on the Prandtl number in the brackets' loss: the published Fresnel model has 1000 there, others 1. */
  readonly bracketPrandtl: number
}

const SIGMA = 5.67e-8
const TORR_PA = 133.322368
const GLASS_CONDUCTIVITY = 1.04
/** Below this pressure (torr) a gas in the annulus moves by its molecules alone. */
const STILL_PRESSURE = 0.5

/** Emittance of the absorber at a temperature in kelvin. */
function emittanceAt(table: readonly (readonly number[])[], kelvin: number): number {
  if (table.length < 2) return table[0]?.[0] ?? 0
  const celsius = kelvin - 273.15
  let i = 1
  while (i < table.length - 1 && table[i]![0]! < celsius) i++
  const [below, above] = [table[i - 1]!, table[i]!]
  return below[1]! + ((above[1]! - below[1]!) * (celsius - below[0]!)) / (above[0]! - below[0]!)
}

/** Loss through the support brackets, W per metre of receiver. */
function bracketLoss(absorber: number, outside: Outside): number {
  const base = absorber - 10
  const { ambient } = outside.around
  const transfer = bracketTransfer(outside, (base + ambient) / 2)
  return (Math.sqrt(transfer * 0.2032 * 48 * 0.00016129) * (base - ambient)) / 4.06
}

/** A receiver whose absorber is at one temperature (kelvin), with all that does not change with the air. */
export interface HeldReceiver {
  readonly state: ReceiverState
  readonly absorber: number
  /** Fourth power of the absorber's temperature. */
  readonly hot: number
  /** W/(m K4): of a bare absorber, or between absorber and glass. */
  readonly radiating: number
  readonly gap: number
  readonly shape: number
  /** 1 + d3 / d4. */
  readonly ratios: number
  readonly cube: number
  /** Free path of the gas per kelvin. */
  readonly path: number
  /** Through the wall of the glass, K m/W. */
  readonly resistance: number
  /** {@link acrossAnnulus} by glass temperature, for receivers asked for it every hour. */
  readonly across: Float64Array | null
}

/** A receiver made ready for one temperature of its absorber. */
export function heldReceiver(state: ReceiverState, absorber: number): HeldReceiver {
  const [, d3, d4, d5] = state.diameters
  const { gas } = state
  const emittance = emittanceAt(state.absorberEmittance, absorber)
  return {
    state,
    absorber,
    hot: absorber ** 4,
    radiating: state.glassIntact
      ? (Math.PI * d3 * SIGMA) / (1 / emittance + (d3 / d4) * (1 / state.glassEmittanceIn - 1))
      : emittance * Math.PI * d3 * SIGMA,
    gap: (d3 / 2) * Math.log(d4 / d3),
    shape: 2.425 / (1 + (d3 / d4) ** 0.6) ** 1.25,
    ratios: d3 / d4 + 1,
    cube: d3 ** 3,
    path: 2.331e-20 / (state.pressureTorr * gas.molecule * gas.molecule),
    resistance: Math.log(d5 / d4) / (2 * Math.PI * GLASS_CONDUCTIVITY),
    across: null,
  }
}

/** A held receiver with what passes its annulus tabulated. */
export function tabulatedReceiver(held: HeldReceiver): HeldReceiver {
  return held.state.glassIntact ? { ...held, across: tabulated((kelvin) => acrossAnnulus(held, kelvin)) } : held
}

/** Gas and radiation between absorber and intact glass at a temperature, W/m. */
function acrossAnnulus(held: HeldReceiver, glass: number): number {
  const { state, absorber } = held
  const d3 = state.diameters[1]
  const { gas, pressureTorr } = state
  const mean = (absorber + glass) / 2
  const difference = absorber - glass
  const capacity = gas.heatCapacity(mean)
  const conductivity = gas.conductivity(mean)
  const gamma = capacity / gas.heatCapacityAtVolume(mean)
  const interaction = (9 * gamma - 5) / (2 * (gamma + 1))
  const slip = ((interaction * held.path * mean) / 100) * held.ratios
  let carried = (d3 * Math.PI * difference * conductivity) / (held.gap + slip)
  if (pressureTorr > STILL_PRESSURE) {
    const density = (pressureTorr * TORR_PA) / (gas.constant * mean)
    const viscosity = gas.viscosity(mean)
    const diffusivity = conductivity / (capacity * density)
    const kinematic = viscosity / density
    const prandtl = kinematic / diffusivity
    const rayleigh = (GRAVITY * Math.abs(difference) * held.cube) / (mean * diffusivity * kinematic)
    const moved = held.shape * conductivity * difference * fourthRoot((prandtl * rayleigh) / (0.861 + prandtl))
    carried = Math.max(carried, moved)
  }
  const cold = glass * glass
  return carried + held.radiating * (held.hot - cold * cold)
}

const GLASS_PASSES = 12
/** A step of the glass this small, K, is the last: the heat that passes to it follows without another balance. */
const GLASS_STEP = 1

/** The glass as found last, K. */
export interface GlassMemory {
  kelvin: number
}

const throughAnnulus = (held: HeldReceiver, glass: number): number =>
  held.across ? readTable(held.across, glass) : acrossAnnulus(held, glass)

/**
 * Heat lost by a receiver held at a temperature while its glass absorbs some sun (W/m), W per metre (Forristall,
 * NREL/TP-550-34169). The search for the glass starts from where it was left in `glass`.
 */
export function receiverLoss(held: HeldReceiver, glassSun: number, outside: Outside, glass: GlassMemory): number {
  const { state, absorber, resistance } = held
  const { ambient, sky } = outside.around
  const bracket = bracketLoss(absorber, outside)
  const skyPower = sky ** 4
  if (!state.glassIntact) {
    const convection = tubeTransfer(outside, absorber) * Math.PI * state.diameters[1] * (absorber - ambient)
    return convection + held.radiating * (held.hot - skyPower) + bracket
  }
  const around = Math.PI * state.diameters[3]
  // The radiation of the glass follows the published model, which leaves out its circumference.
  const radiating = state.glassEmittanceOut * SIGMA
  const greatest = Math.max(absorber, ambient) + 30
  let kelvin = glass.kelvin || ambient + 0.05 * (absorber - ambient)
  let through = 0
  for (let pass = 0; pass <= GLASS_PASSES; pass++) {
    through = throughAnnulus(held, kelvin)
    const perKelvin = throughAnnulus(held, kelvin + 1) - through
    const surface = kelvin - (through + glassSun) * resistance
    const square = surface * surface
    const transfer = tubeTransfer(outside, surface) * around
    const left = transfer * (surface - ambient) + radiating * (square * square - skyPower) - through - glassSun
    const slope = (transfer + 4 * radiating * square * surface) * (1 - perKelvin * resistance) - perKelvin
    const from = kelvin
    kelvin = Math.min(Math.max(kelvin - left / slope, sky - 20), greatest)
    if (Math.abs(kelvin - from) < GLASS_STEP) {
      through += perKelvin * (kelvin - from)
      break
    }
  }
  glass.kelvin = kelvin
  return through + bracket
}
