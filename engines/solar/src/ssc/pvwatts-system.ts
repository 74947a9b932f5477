import type { Weather } from '../weather/types.ts'
import type { Rows } from './self-shading.ts'
import type { SixParameterModule } from './six-parameter.ts'
import type { Mounting } from './surface.ts'

export const ARRAY_TYPES = [
  'fixed-rack',
  'fixed-roof',
  'one-axis',
  'one-axis-backtracking',
  'two-axis',
  'azimuth-axis',
] as const
export type ArrayType = (typeof ARRAY_TYPES)[number]
export const MODULE_TYPES = ['standard', 'premium', 'thin-film'] as const
export type ModuleType = (typeof MODULE_TYPES)[number]

/** A PVWatts version 8 system. Angles in degrees, power in kW, shares in percent unless said otherwise. */
export interface PvWattsSystem {
  readonly systemCapacityKwDc: number
  readonly moduleType: ModuleType
  readonly dcAcRatio: number
  readonly arrayType: ArrayType
  readonly tilt: number
  readonly azimuth: number
  readonly rotationLimit: number
  readonly gcr: number
  readonly lossesPercent: number
  readonly inverterEfficiencyPercent: number
  /** Fraction of the front's response that the back has; 0 for one-sided modules. */
  readonly bifaciality: number
  /** One or twelve albedos, used where the weather has none or is not to be trusted. */
  readonly albedo: readonly number[]
  readonly useWeatherAlbedo: boolean
  /** One or twelve soiling losses, percent. */
  readonly soilingPercent: readonly number[]
  /** Constant availability loss on the AC side, percent. */
  readonly adjustPercent: number
}

/** Hourly, one entry per weather row: W/m2, degC, W, degrees. */
export interface PvWattsHourly {
  readonly poa: Float64Array
  readonly transmitted: Float64Array
  readonly cellTemperature: Float64Array
  readonly dc: Float64Array
  readonly ac: Float64Array
  readonly incidence: Float64Array
  readonly beamShadeFactor: Float64Array
  readonly skyShadeFactor: Float64Array
}

/** Module that stands for each class, as fitted by SAM from the maker's sheet. */
export const MODULES: Readonly<Record<ModuleType, SixParameterModule>> = {
  standard: {
    area: 1.6864,
    vmp: 35.8,
    imp: 9.01,
    alpha: 0.004755,
    a: 1.65916,
    photocurrent: 9.51393,
    saturation: 4.37813e-11,
    seriesResistance: 0.269953,
    shuntResistance: 654.059,
    adjust: 5.79586,
  },
  premium: {
    area: 1.6297,
    vmp: 54.7,
    imp: 5.98,
    alpha: 0.0026,
    a: 2.45326,
    photocurrent: 6.4704,
    saturation: 2.01784e-11,
    seriesResistance: 0.421231,
    shuntResistance: 261.723,
    adjust: 9.56482,
  },
  'thin-film': {
    area: 2.4751,
    vmp: 183.6,
    imp: 2.37,
    alpha: 0.00102,
    a: 7.97293,
    photocurrent: 2.55475,
    saturation: 2.69243e-12,
    seriesResistance: 4.60991,
    shuntResistance: 2476.95,
    adjust: -2.49865,
  },
}
export const STC_EFFICIENCY: Readonly<Record<ModuleType, number>> = { standard: 0.19, premium: 0.21, 'thin-film': 0.18 }

export const MODULE_WATTS = 300
export const ASPECT = 1.7
export const MODULES_PER_STRING = 7
export const WIND_FACTOR = 0.51
/** Inverter consumption as a share of AC rating: SSC compares watts with kilowatts, so every system gets this class. */
export const SELF_CONSUMPTION = 0.004931
export const BIFACIAL_TRANSMISSION = 0.013

/** Rows of a square field of the nameplate, as PVWatts assumes it for shading. */
export function rowsOf(system: PvWattsSystem): Rows & { moduleLength: number; high: number } {
  const tracking = system.arrayType === 'one-axis' || system.arrayType === 'one-axis-backtracking'
  const area = MODULE_WATTS / STC_EFFICIENCY[system.moduleType] / 1000
  const width = Math.sqrt(area / ASPECT)
  const moduleLength = width * ASPECT
  const modules = Math.max(1, Math.ceil((system.systemCapacityKwDc * 1000) / MODULE_WATTS))
  const high = tracking ? 1 : 2
  const count = system.arrayType === 'fixed-roof' ? 1 : Math.ceil(Math.sqrt(modules / high))
  const across = Math.max(1, Math.ceil(modules / (count * high)))
  return {
    gcr: system.gcr,
    side: moduleLength * high,
    length: across * width,
    count,
    stringsAcross: Math.trunc(across / MODULES_PER_STRING),
    moduleLength,
    high,
  }
}

/** The value for a month (1..12) of an array of one or twelve. */
export const monthly = (values: readonly number[], month: number): number =>
  values[values.length === 12 ? month - 1 : 0] ?? 0

export function albedoOf(system: PvWattsSystem, weather: Weather): (row: number) => number {
  const fromFile = weather.albedo
  return (row) => {
    const given = system.useWeatherAlbedo
      ? Math.fround(fromFile?.[row] ?? 0)
      : monthly(system.albedo, weather.month[row]!)
    return given > 0 && given < 1 ? given : 0.2
  }
}

export function mountingOf(system: PvWattsSystem): Mounting {
  const { arrayType } = system
  const kind =
    arrayType === 'two-axis' || arrayType === 'azimuth-axis'
      ? arrayType
      : arrayType.startsWith('fixed')
        ? 'fixed'
        : 'one-axis'
  return {
    kind,
    tilt: system.tilt,
    azimuth: system.azimuth,
    rotationLimit: system.rotationLimit,
    backtracking: arrayType === 'one-axis-backtracking',
    gcr: system.gcr,
  }
}
