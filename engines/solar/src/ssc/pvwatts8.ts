import { DEG, RAD } from '../angles.ts'
import type { Weather } from '../weather/types.ts'
import { airMassModifier, beamModifier, diffuseModifiers } from './cover.ts'
import { darkPlane, perezSsc } from './perez.ts'
import { rearIrradiance } from './rear.ts'
import {
  fixedShadeFraction,
  groundDiffuseFactor,
  type Rows,
  skyDiffuseTable,
  trackerShadeFraction,
} from './self-shading.ts'
import { modulePower, noctCell, noctThermal, type SixParameterModule } from './six-parameter.ts'
import { type SscSun, singlePrecision } from './sun.ts'
import { level, type Mounting, turning } from './surface.ts'

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
const MODULES: Readonly<Record<ModuleType, SixParameterModule>> = {
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
const STC_EFFICIENCY: Readonly<Record<ModuleType, number>> = { standard: 0.19, premium: 0.21, 'thin-film': 0.18 }

const MODULE_WATTS = 300
const ASPECT = 1.7
const MODULES_PER_STRING = 7
const WIND_FACTOR = 0.51
/** Inverter consumption as a share of AC rating: SSC compares watts with kilowatts, so every system gets this class. */
const SELF_CONSUMPTION = 0.004931
const BIFACIAL_TRANSMISSION = 0.013

/** Rows of a square field of the nameplate, as PVWatts assumes it for shading. */
function rowsOf(system: PvWattsSystem): Rows & { moduleLength: number; high: number } {
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
const monthly = (values: readonly number[], month: number): number => values[values.length === 12 ? month - 1 : 0] ?? 0

function albedoOf(system: PvWattsSystem, weather: Weather): (row: number) => number {
  const fromFile = weather.albedo ? singlePrecision(weather.albedo) : null
  return (row) => {
    const given = system.useWeatherAlbedo ? (fromFile?.[row] ?? 0) : monthly(system.albedo, weather.month[row]!)
    return given > 0 && given < 1 ? given : 0.2
  }
}

function mountingOf(system: PvWattsSystem): Mounting {
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

/**
 * PVWatts version 8, hour by hour, in the order and with the conventions of SSC: SPA sun, Perez sky, linear self-shading
 * of racks and trackers, coated glass, air-mass modifier, NOCT cell temperature, a six-parameter module scaled to the
 * nameplate, one loss factor, an inverter of constant slope, AC clipped at its rating.
 *
 * @param sun the sun at the weather's rows, shared between designs of one site
 */
export function runPvWatts(weather: Weather, sun: SscSun, system: PvWattsSystem): PvWattsHourly {
  const n = weather.hour.length
  const column = () => new Float64Array(n)
  const out: PvWattsHourly = {
    poa: column(),
    transmitted: column(),
    cellTemperature: singlePrecision(weather.tempAir),
    dc: column(),
    ac: column(),
    incidence: column(),
    beamShadeFactor: column().fill(1),
    skyShadeFactor: column().fill(1),
  }
  const [dn, df, air, wind] = [weather.dni, weather.dhi, weather.tempAir, weather.windSpeed].map(singlePrecision) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const module = MODULES[system.moduleType]
  const thermal = noctThermal(system.arrayType === 'fixed-roof' ? 49 : 45, WIND_FACTOR, module)
  const nameplate = system.systemCapacityKwDc * 1000
  const acRating = nameplate / system.dcAcRatio
  const pdco = acRating / (system.inverterEfficiencyPercent / 100)
  const pso = SELF_CONSUMPTION * acRating
  const scale = (nameplate / (module.vmp * module.imp)) * (1 - system.lossesPercent / 100)
  const rows = rowsOf(system)
  const shading =
    system.arrayType === 'fixed-rack' || system.arrayType === 'one-axis' || system.arrayType === 'one-axis-backtracking'
  const skyFactor = skyDiffuseTable(system.gcr)
  const albedoAt = albedoOf(system, weather)
  const orient = turning(mountingOf(system))
  const surface = level()
  const light = darkPlane()
  const elevation = Math.max(0, weather.site.elevation)
  const rear = {
    slopeLength: rows.moduleLength * rows.high,
    gcr: system.gcr,
    clearance: 1,
    tracking: system.arrayType.startsWith('one-axis'),
    transmission: BIFACIAL_TRANSMISSION,
  }
  const fixedTilt = system.arrayType.startsWith('fixed')
  let modifiers = diffuseModifiers(system.tilt)
  let [cosTilt, sinTilt] = [Math.cos(system.tilt * RAD), Math.sin(system.tilt * RAD)]
  const keep = 1 - system.adjustPercent / 100
  for (let i = 0; i < n; i++) {
    if (!sun.up[i]) continue
    const zenith = sun.zenith[i]!
    const cosZenith = sun.cosZenith[i]!
    orient(zenith, sun.azimuth[i]!, surface)
    if (!fixedTilt) {
      modifiers = diffuseModifiers(surface.tilt)
      cosTilt = Math.cos(surface.tilt * RAD)
      sinTilt = Math.sin(surface.tilt * RAD)
    }
    const cosIncidence =
      system.arrayType === 'two-axis'
        ? 1
        : Math.max(
            -1,
            Math.min(
              1,
              sun.sinZenith[i]! * Math.cos(sun.azimuth[i]! - surface.azimuth * RAD) * sinTilt + cosZenith * cosTilt,
            ),
          )
    out.incidence[i] = Math.acos(cosIncidence) * DEG
    const albedo = albedoAt(i)
    const impossible = Math.max(dn[i]!, 0) * cosZenith > sun.extraHorizontal[i]!
    if (impossible) continue
    perezSsc(dn[i]!, df[i]!, albedo, cosIncidence, cosTilt, sinTilt, zenith, cosZenith, light)
    let { beam, sky, ground } = light
    let back = 0
    if (system.bifaciality > 0)
      back =
        system.bifaciality *
        rearIrradiance(rear, {
          tilt: surface.tilt * RAD,
          azimuth: surface.azimuth * RAD,
          sunAzimuth: sun.azimuth[i]!,
          sunZenith: zenith,
          sunElevation: Math.PI / 2 - zenith,
          dn: dn[i]!,
          df: df[i]!,
          albedo,
        })
    if (shading) {
      const shaded =
        system.arrayType === 'fixed-rack'
          ? fixedShadeFraction(zenith * DEG, sun.azimuth[i]! * DEG, surface.tilt, surface.azimuth, rows)
          : system.arrayType === 'one-axis'
            ? trackerShadeFraction(surface.trueTracking, system.gcr, surface.rotation)
            : 0
      const diffuse = sky + ground >= 0.1
      const skyKept = diffuse ? skyFactor(surface.tilt) : 1
      if (diffuse)
        ground *= groundDiffuseFactor(90 - zenith * DEG, surface.tilt, dn[i]! * cosZenith, df[i]!, albedo, rows)
      beam *= 1 - shaded
      sky *= skyKept
      back *= skyKept
      out.beamShadeFactor[i] = 1 - shaded
      out.skyShadeFactor[i] = skyKept
    }
    const clean = 1 - monthly(system.soilingPercent, weather.month[i]!) / 100
    beam *= clean
    sky *= clean
    ground *= clean
    const front = beam + sky + ground
    out.poa[i] = front + back
    const transmitted = Math.max(0, beam * beamModifier(cosIncidence) + sky * modifiers.sky + ground * modifiers.ground)
    if (out.incidence[i]! > 0.5 && out.incidence[i]! < 89.5 && front > 0)
      out.transmitted[i] = Math.min(transmitted, front + back)
    const spectral = airMassModifier(zenith * DEG, elevation)
    const heating = transmitted * spectral
    const cell = noctCell(thermal, air[i]!, wind[i]!, heating)
    out.cellTemperature[i] = heating > 0 ? cell : 0
    const effective = (transmitted + back) * spectral
    const dc = scale * modulePower(module, effective, cell)
    out.dc[i] = dc
    const ac = (acRating / (pdco - pso)) * (dc - pso)
    out.ac[i] = keep * Math.max(0, Math.min(acRating, ac))
  }
  return out
}
