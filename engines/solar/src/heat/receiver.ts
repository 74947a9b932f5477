import { AIR, type Gas } from './gases.ts'

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

/** Air around a receiver for one hour: kelvin, m/s, Pa. */
export interface Surroundings {
  ambient: number
  sky: number
  wind: number
  pressure: number
}

const SIGMA = 5.67e-8
const GRAVITY = 9.81
const CALM_WIND = 0.1
const TORR_PA = 133.322368
const GLASS_CONDUCTIVITY = 1.04
const BRACKET_DIAMETER = 0.0508
/** Below this pressure (torr) a gas in the annulus moves by its molecules alone. */
const STILL_PRESSURE = 0.5

const fourthRoot = (x: number): number => Math.sqrt(Math.sqrt(x))

const prandtlOfAir = (kelvin: number): number =>
  (AIR.heatCapacity(kelvin) * AIR.viscosity(kelvin)) / AIR.conductivity(kelvin)

/** Nusselt number of a wind across a cylinder but for the wall's Prandtl number (Zhukauskas). */
function crossFlow(reynolds: number, prandtl: number): number {
  const base = prandtl ** (prandtl <= 10 ? 0.37 : 0.36)
  if (reynolds < 40) return 0.75 * reynolds ** 0.4 * base
  if (reynolds < 1000) return 0.51 * Math.sqrt(reynolds) * base
  if (reynolds < 2e5) return 0.26 * reynolds ** 0.6 * base
  return 0.076 * reynolds ** 0.7 * base
}

/** Heat transfer of a cylinder to still air, W/(m2 K) (Churchill and Chu). */
function calmTransfer(surface: number, around: Surroundings, diameter: number): number {
  const film = (surface + around.ambient) / 2
  const density = around.pressure / (AIR.constant * film)
  const kinematic = AIR.viscosity(film) / density
  const conductivity = AIR.conductivity(film)
  const diffusivity = conductivity / (AIR.heatCapacity(film) * density)
  const rayleigh = (GRAVITY * Math.abs(surface - around.ambient) * diameter ** 3) / (film * diffusivity * kinematic)
  const prandtl = kinematic / diffusivity
  const nusselt = (0.6 + (0.387 * rayleigh ** 0.1667) / (1 + (0.559 / prandtl) ** 0.5625) ** 0.2963) ** 2
  return (nusselt * conductivity) / diameter
}

/** What the air of an hour does to receivers of one diameter: calm, or with the wind's transfers. */
export interface Outside {
  readonly around: Surroundings
  readonly diameter: number
  readonly calm: boolean
  /** Transfers of tube and brackets in a wind but for the surface's Prandtl number. */
  readonly tube: number
  readonly bracket: number
}

/** The outside of receivers of one diameter in an hour's air. */
export function outsideOf(around: Surroundings, diameter: number, bracketPrandtl: number): Outside {
  const { ambient, wind, pressure } = around
  if (wind <= CALM_WIND) return { around, diameter, calm: true, tube: 0, bracket: 0 }
  const perDiameter = (wind * pressure) / (AIR.constant * ambient * AIR.viscosity(ambient))
  const prandtl = prandtlOfAir(ambient)
  const tube = (crossFlow(perDiameter * diameter, prandtl) * AIR.conductivity(ambient)) / diameter
  const bracket = crossFlow(perDiameter * BRACKET_DIAMETER, prandtl * bracketPrandtl) / BRACKET_DIAMETER
  const root = fourthRoot(prandtl)
  return { around, diameter, calm: false, tube: tube * root, bracket: bracket * root }
}

/** Transfer from the outside of the tube at a surface temperature, W/(m2 K). */
const tubeTransfer = (outside: Outside, surface: number): number =>
  outside.calm
    ? calmTransfer(surface, outside.around, outside.diameter)
    : outside.tube / fourthRoot(prandtlOfAir(surface))

/** Transfer from the brackets at a surface temperature, W/(m2 K). */
const bracketTransfer = (outside: Outside, surface: number): number =>
  outside.calm
    ? calmTransfer(surface, outside.around, BRACKET_DIAMETER)
    : (outside.bracket / fourthRoot(prandtlOfAir(surface))) * AIR.conductivity((surface + outside.around.ambient) / 2)

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
  }
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

/**
 * Heat lost by a receiver held at a temperature while its glass absorbs some sun (W/m), W per metre (Forristall,
 * NREL/TP-550-34169). `guess` is the glass temperature to start from.
 */
export function receiverLoss(
  held: HeldReceiver,
  glassSun: number,
  outside: Outside,
  guess = outside.around.ambient + 0.05 * (held.absorber - outside.around.ambient),
): { readonly loss: number; readonly glass: number } {
  const { state, absorber, resistance } = held
  const { ambient, sky } = outside.around
  const bracket = bracketLoss(absorber, outside)
  const skyPower = sky ** 4
  if (!state.glassIntact) {
    const convection = tubeTransfer(outside, absorber) * Math.PI * state.diameters[1] * (absorber - ambient)
    return { loss: convection + held.radiating * (held.hot - skyPower) + bracket, glass: ambient }
  }
  const around = Math.PI * state.diameters[3]
  // The radiation of the glass follows the published model, which leaves out its circumference.
  const radiating = state.glassEmittanceOut * SIGMA
  let previous = 0
  let before = 0
  let through = 0
  let glass = guess
  for (let pass = -1; pass < GLASS_PASSES; pass++) {
    through = acrossAnnulus(held, glass)
    const surface = glass - (through + glassSun) * resistance
    const square = surface * surface
    const now =
      tubeTransfer(outside, surface) * around * (surface - ambient) +
      radiating * (square * square - skyPower) -
      through -
      glassSun
    if (Math.abs(now) < 0.05) break
    if (pass < 0) {
      previous = glass
      before = now
      glass += 1
      continue
    }
    if (now === before) break
    const next = glass - (now * (glass - previous)) / (now - before)
    previous = glass
    before = now
    glass = Math.min(Math.max(next, sky - 20), Math.max(absorber, ambient) + 30)
  }
  return { loss: through + bracket, glass }
}
