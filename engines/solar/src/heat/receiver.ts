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

/** What the air of an hour does to a receiver: transfers of its outside and of its brackets, W/(m2 K). */
export interface Outside {
  readonly around: Surroundings
  readonly transfer: (surface: number) => number
  readonly bracket: (surface: number) => number
}

/** The outside of receivers of one diameter in an hour's air. */
export function outsideOf(around: Surroundings, diameter: number, bracketPrandtl: number): Outside {
  const { ambient, wind, pressure } = around
  if (wind <= CALM_WIND)
    return {
      around,
      transfer: (surface) => calmTransfer(surface, around, diameter),
      bracket: (surface) => calmTransfer(surface, around, BRACKET_DIAMETER),
    }
  const perDiameter = (wind * pressure) / (AIR.constant * ambient * AIR.viscosity(ambient))
  const prandtl = prandtlOfAir(ambient)
  const tube = (crossFlow(perDiameter * diameter, prandtl) * AIR.conductivity(ambient)) / diameter
  const bracket = crossFlow(perDiameter * BRACKET_DIAMETER, prandtl * bracketPrandtl) / BRACKET_DIAMETER
  const root = fourthRoot(prandtl)
  return {
    around,
    transfer: (surface) => (tube * root) / fourthRoot(prandtlOfAir(surface)),
    bracket: (surface) =>
      ((bracket * root) / fourthRoot(prandtlOfAir(surface))) * AIR.conductivity((surface + ambient) / 2),
  }
}

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
  const transfer = outside.bracket((base + ambient) / 2)
  return (Math.sqrt(transfer * 0.2032 * 48 * 0.00016129) * (base - ambient)) / 4.06
}

/** Gas and radiation between absorber and intact glass, W/m, as a function of the glass's temperature. */
function annulus(state: ReceiverState, absorber: number): (glass: number) => number {
  const [, d3, d4] = state.diameters
  const { gas } = state
  const emittance = emittanceAt(state.absorberEmittance, absorber)
  const radiating = (Math.PI * d3 * SIGMA) / (1 / emittance + (d3 / d4) * (1 / state.glassEmittanceIn - 1))
  const hot = absorber ** 4
  const gap = (d3 / 2) * Math.log(d4 / d3)
  const shape = 2.425 / (1 + (d3 / d4) ** 0.6) ** 1.25
  return (glass) => {
    const mean = (absorber + glass) / 2
    const difference = absorber - glass
    const capacity = gas.heatCapacity(mean)
    const conductivity = gas.conductivity(mean)
    const path = (2.331e-20 * mean) / (state.pressureTorr * gas.molecule * gas.molecule)
    const gamma = capacity / gas.heatCapacityAtVolume(mean)
    const interaction = (9 * gamma - 5) / (2 * (gamma + 1))
    const kinetic = (d3 * Math.PI * difference * conductivity) / (gap + ((interaction * path) / 100) * (d3 / d4 + 1))
    let carried = kinetic
    if (state.pressureTorr > STILL_PRESSURE) {
      const density = (state.pressureTorr * TORR_PA) / (gas.constant * mean)
      const viscosity = gas.viscosity(mean)
      const diffusivity = conductivity / (capacity * density)
      const kinematic = viscosity / density
      const prandtl = kinematic / diffusivity
      const rayleigh = (GRAVITY * Math.abs(difference) * d3 ** 3) / (mean * diffusivity * kinematic)
      carried = Math.max(
        kinetic,
        shape * conductivity * difference * fourthRoot((prandtl * rayleigh) / (0.861 + prandtl)),
      )
    }
    const cold = glass * glass
    return carried + radiating * (hot - cold * cold)
  }
}

const GLASS_PASSES = 12

/**
 * Heat lost by a receiver whose absorber is at a temperature (kelvin) while its glass absorbs some sun (W/m), W per
 * metre (Forristall, NREL/TP-550-34169). `guess` is the glass temperature to start from.
 */
export function receiverLoss(
  state: ReceiverState,
  absorber: number,
  glassSun: number,
  outside: Outside,
  guess = outside.around.ambient + 0.05 * (absorber - outside.around.ambient),
): { readonly loss: number; readonly glass: number } {
  const [, d3, d4, d5] = state.diameters
  const { ambient, sky } = outside.around
  const bracket = bracketLoss(absorber, outside)
  if (!state.glassIntact) {
    const emittance = emittanceAt(state.absorberEmittance, absorber)
    const convection = outside.transfer(absorber) * Math.PI * d3 * (absorber - ambient)
    return {
      loss: convection + emittance * Math.PI * d3 * SIGMA * (absorber ** 4 - sky ** 4) + bracket,
      glass: ambient,
    }
  }
  const between = annulus(state, absorber)
  const resistance = Math.log(d5 / d4) / (2 * Math.PI * GLASS_CONDUCTIVITY)
  const skyPower = sky ** 4
  let through = 0
  // The radiation of the glass follows the published model, which leaves out its circumference.
  const surplus = (glass: number): number => {
    through = between(glass)
    const surface = glass - (through + glassSun) * resistance
    const square = surface * surface
    return (
      outside.transfer(surface) * Math.PI * d5 * (surface - ambient) +
      state.glassEmittanceOut * SIGMA * (square * square - skyPower) -
      through -
      glassSun
    )
  }
  let previous = guess
  let before = surplus(previous)
  if (Math.abs(before) < 0.05) return { loss: through + bracket, glass: previous }
  let glass = previous + 1
  for (let pass = 0; pass < GLASS_PASSES; pass++) {
    const now = surplus(glass)
    if (Math.abs(now) < 0.05 || now === before) break
    const next = glass - (now * (glass - previous)) / (now - before)
    previous = glass
    before = now
    glass = Math.min(Math.max(next, sky - 20), Math.max(absorber, ambient) + 30)
  }
  return { loss: through + bracket, glass }
}
