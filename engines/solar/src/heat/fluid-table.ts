import type { HeatFluid } from './fluids.ts'

const COLDEST = 173.15
const POINTS = 900
const LAST = POINTS - 1.000001

/**
 * A fluid read from a table of one kelvin's step: a year asks for its properties some million times. The heat capacity
 * runs straight between the points and the enthalpy is its integral, so that a balance in either closes to rounding.
 */
export interface FluidTable {
  readonly capacity: Float64Array
  readonly density: Float64Array
  readonly enthalpy: Float64Array
  /** J/(m3 K). */
  readonly perVolume: Float64Array
}

export function fluidTable(fluid: HeatFluid): FluidTable {
  const capacity = new Float64Array(POINTS)
  const density = new Float64Array(POINTS)
  const enthalpy = new Float64Array(POINTS)
  const perVolume = new Float64Array(POINTS)
  for (let i = 0; i < POINTS; i++) {
    capacity[i] = fluid.heatCapacity(COLDEST + i)
    density[i] = fluid.density(COLDEST + i)
    perVolume[i] = capacity[i]! * density[i]!
    if (i > 0) enthalpy[i] = enthalpy[i - 1]! + (capacity[i - 1]! + capacity[i]!) / 2
  }
  return { capacity, density, enthalpy, perVolume }
}

/** Place of a temperature in the table, within it. */
export const placeOf = (kelvin: number): number => Math.min(Math.max(kelvin - COLDEST, 0), LAST)

const read = (values: Float64Array, kelvin: number): number => {
  const place = placeOf(kelvin)
  const i = place | 0
  return values[i]! + (values[i + 1]! - values[i]!) * (place - i)
}

/** J/(kg K) at a temperature in kelvin. */
export const capacityAt = (fluid: FluidTable, kelvin: number): number => read(fluid.capacity, kelvin)

/** kg/m3 at a temperature in kelvin. */
export const densityAt = (fluid: FluidTable, kelvin: number): number => read(fluid.density, kelvin)

/** J/kg at a temperature in kelvin, from the coldest of the table. */
export function enthalpyAt(fluid: FluidTable, kelvin: number): number {
  const place = kelvin - COLDEST
  const i = Math.min(Math.max(place, 0), LAST) | 0
  const along = place - i
  const { capacity, enthalpy } = fluid
  return enthalpy[i]! + along * (capacity[i]! + ((capacity[i + 1]! - capacity[i]!) * along) / 2)
}
