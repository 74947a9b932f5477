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

/** Zhukauskas's coefficient and exponent by Reynolds number. */
function crossFlow(reynolds: number, prandtl: number, prandtlWall: number): number {
  const base = prandtl ** (prandtl <= 10 ? 0.37 : 0.36) * (prandtl / prandtlWall) ** 0.25
  if (reynolds < 40) return 0.75 * reynolds ** 0.4 * base
  if (reynolds < 1000) return 0.51 * Math.sqrt(reynolds) * base
  if (reynolds < 2e5) return 0.26 * reynolds ** 0.6 * base
  return 0.076 * reynolds ** 0.7 * base
}

const prandtlOfAir = (kelvin: number): number =>
  (AIR.heatCapacity(kelvin) * AIR.viscosity(kelvin)) / AIR.conductivity(kelvin)

/** Heat transfer of a cylinder to the air, W/(m2 K): forced (Zhukauskas) or free (Churchill and Chu). */
function outsideTransfer(
  surface: number,
  around: Surroundings,
  diameter: number,
  filmForConductivity: boolean,
  prandtlFactor = 1,
): number {
  const { ambient, wind, pressure } = around
  if (wind <= CALM_WIND) {
    const film = (surface + ambient) / 2
    const density = pressure / (AIR.constant * film)
    const kinematic = AIR.viscosity(film) / density
    const diffusivity = AIR.conductivity(film) / (AIR.heatCapacity(film) * density)
    const rayleigh = (GRAVITY * Math.abs(surface - ambient) * diameter ** 3) / (film * diffusivity * kinematic)
    const prandtl = kinematic / diffusivity
    const nusselt = (0.6 + (0.387 * rayleigh ** 0.1667) / (1 + (0.559 / prandtl) ** 0.5625) ** 0.2963) ** 2
    return (nusselt * AIR.conductivity(film)) / diameter
  }
  const reynolds = (wind * diameter * pressure) / (AIR.constant * ambient * AIR.viscosity(ambient))
  const nusselt = crossFlow(reynolds, prandtlFactor * prandtlOfAir(ambient), prandtlFactor * prandtlOfAir(surface))
  const at = filmForConductivity ? (surface + ambient) / 2 : ambient
  return (nusselt * AIR.conductivity(at)) / diameter
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
function bracketLoss(absorber: number, around: Surroundings, prandtlFactor: number): number {
  const base = absorber - 10
  const bracket = (base + around.ambient) / 2
  const transfer = outsideTransfer(bracket, around, 0.0508, true, prandtlFactor)
  return (Math.sqrt(transfer * 0.2032 * 48 * 0.00016129) * (base - around.ambient)) / 4.06
}

/** Gas and radiation between absorber and intact glass, W/m. */
function annulusTransfer(state: ReceiverState, absorber: number, glass: number, emittance: number): number {
  const [, d3, d4] = state.diameters
  const { gas } = state
  const mean = (absorber + glass) / 2
  const difference = absorber - glass
  const capacity = gas.heatCapacity(mean)
  const conductivity = gas.conductivity(mean)
  const density = Math.max((state.pressureTorr * TORR_PA) / (gas.constant * mean), 1e-10)
  const viscosity = gas.viscosity(mean)
  const diffusivity = conductivity / (capacity * density)
  const kinematic = viscosity / density
  const prandtl = kinematic / diffusivity
  const rayleigh = (GRAVITY * Math.abs(difference) * d3 ** 3) / (mean * diffusivity * kinematic)
  const free =
    ((2.425 * conductivity * difference) / (1 + (d3 / d4) ** 0.6) ** 1.25) *
    ((prandtl * rayleigh) / (0.861 + prandtl)) ** 0.25
  const path = (2.331e-20 * mean) / (state.pressureTorr * gas.molecule ** 2)
  const gamma = capacity / gas.heatCapacityAtVolume(mean)
  const interaction = (9 * gamma - 5) / (2 * (gamma + 1))
  const kinetic =
    (d3 * Math.PI * difference * conductivity) /
    ((d3 / 2) * Math.log(d4 / d3) + ((interaction * path) / 100) * (d3 / d4 + 1))
  const radiation =
    (Math.PI * d3 * SIGMA * (absorber ** 4 - glass ** 4)) /
    (1 / emittance + (d3 / d4) * (1 / state.glassEmittanceIn - 1))
  return Math.max(kinetic, free) + radiation
}

/** Heat leaving the glass, W/m. The radiation term follows the published model, which leaves out the circumference. */
function glassLoss(state: ReceiverState, outside: number, around: Surroundings): number {
  const d5 = state.diameters[3]
  const convection = outsideTransfer(outside, around, d5, false) * Math.PI * d5 * (outside - around.ambient)
  return convection + state.glassEmittanceOut * SIGMA * (outside ** 4 - around.sky ** 4)
}

const GLASS_PASSES = 12

/**
 * Heat lost by a receiver whose absorber is at a temperature (kelvin) while its glass absorbs some sun (W/m), W per
 * metre (Forristall, NREL/TP-550-34169).
 */
export function receiverLoss(state: ReceiverState, absorber: number, glassSun: number, around: Surroundings): number {
  const [, d3, d4, d5] = state.diameters
  const emittance = emittanceAt(state.absorberEmittance, absorber)
  const bracket = bracketLoss(absorber, around, state.bracketPrandtl)
  if (!state.glassIntact) {
    const convection = outsideTransfer(absorber, around, d3, false) * Math.PI * d3 * (absorber - around.ambient)
    return convection + emittance * Math.PI * d3 * SIGMA * (absorber ** 4 - around.sky ** 4) + bracket
  }
  const resistance = Math.log(d5 / d4) / (2 * Math.PI * GLASS_CONDUCTIVITY)
  const surplus = (glass: number): number => {
    const through = annulusTransfer(state, absorber, glass, emittance) + glassSun
    return glassLoss(state, glass - through * resistance, around) - through
  }
  // Secant from a guess near the air.
  let previous = around.ambient + 0.05 * (absorber - around.ambient)
  let glass = previous + 2
  let before = surplus(previous)
  for (let pass = 0; pass < GLASS_PASSES; pass++) {
    const now = surplus(glass)
    if (Math.abs(now) < 0.05 || now === before) break
    const next = glass - (now * (glass - previous)) / (now - before)
    previous = glass
    before = now
    glass = Math.min(Math.max(next, around.sky - 20), Math.max(absorber, around.ambient) + 30)
  }
  return annulusTransfer(state, absorber, glass, emittance) + bracket
}
