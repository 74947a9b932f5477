import { AIR } from './gases.ts'

/** Air around a receiver for one hour: kelvin, m/s, Pa. */
export interface Surroundings {
  ambient: number
  sky: number
  wind: number
  pressure: number
}

export const GRAVITY = 9.81
const CALM_WIND = 0.1
const BRACKET_DIAMETER = 0.0508

export const fourthRoot = (x: number): number => Math.sqrt(Math.sqrt(x))

const prandtlOfAir = (kelvin: number): number =>
  (AIR.heatCapacity(kelvin) * AIR.viscosity(kelvin)) / AIR.conductivity(kelvin)

/** Temperatures of tables around receivers: from here, this far apart, K. */
const TABLE_START = 160
const TABLE_STEP = 4
const TABLE_POINTS = 220
export const tabulated = (value: (kelvin: number) => number): Float64Array =>
  Float64Array.from({ length: TABLE_POINTS }, (_, i) => value(TABLE_START + i * TABLE_STEP))

export const readTable = (table: Float64Array, kelvin: number): number => {
  const place = Math.min(Math.max((kelvin - TABLE_START) / TABLE_STEP, 0), TABLE_POINTS - 1.000001)
  const i = place | 0
  return table[i]! + (table[i + 1]! - table[i]!) * (place - i)
}

/** One over the fourth root of the Prandtl number of air at a surface. */
const PRANDTL_ROOTS = tabulated((kelvin) => 1 / fourthRoot(prandtlOfAir(kelvin)))

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
export const tubeTransfer = (outside: Outside, surface: number): number =>
  outside.calm
    ? calmTransfer(surface, outside.around, outside.diameter)
    : outside.tube * readTable(PRANDTL_ROOTS, surface)

/** Transfer from the brackets at a surface temperature, W/(m2 K). */
export const bracketTransfer = (outside: Outside, surface: number): number =>
  outside.calm
    ? calmTransfer(surface, outside.around, BRACKET_DIAMETER)
    : outside.bracket * readTable(PRANDTL_ROOTS, surface) * AIR.conductivity((surface + outside.around.ambient) / 2)
