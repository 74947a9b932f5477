import { DEG, RAD } from '../angles.ts'
import type { SandiaInverter } from '../pv/inverter.ts'
import { maximumPower, voltageAt } from '../pv/single-diode.ts'
import type { Weather } from '../weather/types.ts'
import { airMassModifier, beamModifier, groundModifier, skyModifier } from './cover.ts'
import { darkPlane, darkSky, hdkrSsc, isotropicSsc, perezLight, perezSky } from './perez.ts'
import {
  LEAST_LIGHT,
  type NoctThermal,
  noctCell,
  powerAtVoltage,
  type SixParameterModule,
  sscDiode,
} from './six-parameter.ts'
import { type SscSun, singlePrecision } from './sun.ts'
import { level, type Mounting, turning } from './surface.ts'

/** A detailed PV system of one array: CEC module, NOCT cell temperature, Sandia inverters. */
export interface DetailedSystem {
  readonly mounting: Mounting
  readonly skyModel: 'isotropic' | 'hdkr' | 'perez'
  /** 0 beam and diffuse, 1 global and beam, 2 global and diffuse. */
  readonly irradianceMode: number
  readonly module: SixParameterModule
  readonly thermal: NoctThermal
  readonly modulesPerString: number
  readonly strings: number
  readonly inverter: SandiaInverter
  readonly inverters: number
  /** Voltage window of the inverter's tracker, V; null lets it follow the modules anywhere. */
  readonly mpptWindow: readonly [low: number, high: number] | null
  /** Twelve values, or from the weather when null. */
  readonly albedo: readonly number[] | null
  /** Twelve percents. */
  readonly soilingPercent: readonly number[]
  /** DC losses after the module, combined, fraction. */
  readonly dcLoss: number
  readonly acWiringPercent: number
  readonly transmissionPercent: number
  readonly adjustPercent: number
  /** Derating start (degC) and slope (1/K) of the inverter. */
  readonly derate: { readonly start: number; readonly slope: number }
}

/** Hourly; light W/m2, power kW, V, A, degC, degrees, percent. */
export interface DetailedHourly {
  readonly tilt: Float64Array
  readonly azimuth: Float64Array
  readonly incidence: Float64Array
  readonly poaNominal: Float64Array
  readonly poaSoiled: Float64Array
  readonly poaEffective: Float64Array
  readonly poaBeam: Float64Array
  readonly poaDiffuse: Float64Array
  readonly modifier: Float64Array
  readonly cell: Float64Array
  readonly moduleEfficiency: Float64Array
  readonly voltage: Float64Array
  readonly isc: Float64Array
  readonly voc: Float64Array
  readonly dcGross: Float64Array
  readonly dcNet: Float64Array
  readonly inverterEfficiency: Float64Array
  readonly clipped: Float64Array
  readonly acGross: Float64Array
  readonly gen: Float64Array
}

function emptyHourly(n: number): DetailedHourly {
  const column = () => new Float64Array(n)
  return {
    tilt: column(),
    azimuth: column(),
    incidence: column(),
    poaNominal: column(),
    poaSoiled: column(),
    poaEffective: column(),
    poaBeam: column(),
    poaDiffuse: column(),
    modifier: column(),
    cell: column(),
    moduleEfficiency: column(),
    voltage: column(),
    isc: column(),
    voc: column(),
    dcGross: column(),
    dcNet: column(),
    inverterEfficiency: column(),
    clipped: column(),
    acGross: column(),
    gen: column(),
  }
}

/** AC power of one Sandia inverter, W, with what was clipped. Voltage terms are held to half and double of Pso. */
function acOf(inverter: SandiaInverter, vDc: number, pDc: number): { ac: number; clipped: number } {
  if (pDc <= inverter.Pso) return { ac: -inverter.Pnt, clipped: 0 }
  const dv = vDc - inverter.Vdco
  const a = inverter.Pdco * (1 + inverter.C1 * dv)
  const b = Math.min(2 * inverter.Pso, Math.max(0.5 * inverter.Pso, inverter.Pso * (1 + inverter.C2 * dv)))
  const c = inverter.C0 * (1 + inverter.C3 * dv)
  const ac = (inverter.Paco / (a - b) - c * (a - b)) * (pDc - b) + c * (pDc - b) ** 2
  return ac > inverter.Paco ? { ac: inverter.Paco, clipped: ac - inverter.Paco } : { ac, clipped: 0 }
}

/** DC side of one hour: the string's voltage and the array's gross power, held in the tracker's window. */
function arrayPoint(
  system: DetailedSystem,
  effective: number,
  cell: number,
): { voltage: number; power: number; isc: number; voc: number } {
  const diode = sscDiode(system.module, effective, cell)
  const best = maximumPower(diode)
  const window = system.mpptWindow
  const string = best.vmp * system.modulesPerString
  const held = window ? Math.min(window[1], Math.max(window[0], string)) : string
  const power = held === string ? best.pmp : powerAtVoltage(diode, held / system.modulesPerString)
  return {
    voltage: held,
    power: power * system.modulesPerString * system.strings,
    isc: diode.photocurrent / (1 + diode.seriesResistance / diode.shuntResistance),
    voc: voltageAt(0, diode) * system.modulesPerString,
  }
}

/** AC side of one hour, W, for the whole array. */
function convert(system: DetailedSystem, i: number, air: number, out: DetailedHourly): void {
  const over = Math.max(0, air - system.derate.start)
  const dc = (out.dcNet[i]! * 1000 * Math.max(0, 1 + system.derate.slope * over)) / system.inverters
  const { ac, clipped } = acOf(system.inverter, out.voltage[i]!, dc)
  const gross = (ac * system.inverters) / 1000
  const delivered = gross - (Math.abs(gross) * system.acWiringPercent) / 100
  const sent = delivered > 0 ? delivered * (1 - system.transmissionPercent / 100) : delivered
  out.acGross[i] = gross
  out.clipped[i] = (clipped * system.inverters) / 1000
  out.inverterEfficiency[i] = dc > 0 ? Math.max(0, (100 * ac) / dc) : 0
  out.gen[i] = sent * (1 - system.adjustPercent / 100)
}

/**
 * SSC's detailed PV model for one array of CEC modules, hour by hour: transposition, soiling, coated glass, air-mass
 * modifier, NOCT temperature, six-parameter module, the inverter's voltage window, Sandia inverter, wiring.
 */
export function runDetailedPv(weather: Weather, sun: SscSun, system: DetailedSystem): DetailedHourly {
  const n = weather.hour.length
  const out = emptyHourly(n)
  const [dn, df, gh, air, wind] = [weather.dni, weather.dhi, weather.ghi, weather.tempAir, weather.windSpeed].map(
    singlePrecision,
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array]
  const turn = turning(system.mounting)
  const stand = level()
  const light = darkPlane()
  const sky = darkSky()
  const spectralOf = airMassModifier(Math.max(0, weather.site.elevation))
  for (let i = 0; i < n; i++) {
    if (sun.up[i]) {
      const [zenith, cosZenith] = [sun.zenith[i]!, sun.cosZenith[i]!]
      turn(sun, i, stand)
      const { cosTilt, sinTilt } = stand
      const raw = sun.sinZenith[i]! * Math.cos(sun.azimuth[i]! - stand.azimuth * RAD) * sinTilt + cosZenith * cosTilt
      const cosine = Math.max(-1, Math.min(1, raw))
      out.tilt[i] = stand.tilt
      out.azimuth[i] = stand.azimuth
      out.incidence[i] = Math.acos(cosine) * DEG
      const horizontal = Math.max(0, dn[i]!) * cosZenith
      const diffuse = system.irradianceMode === 1 ? Math.max(0, gh[i]! - horizontal) : df[i]!
      const beam = system.irradianceMode === 2 ? Math.min(1500, Math.max(0, (gh[i]! - df[i]!) / cosZenith)) : dn[i]!
      const albedo = system.albedo ? (system.albedo[weather.month[i]! - 1] ?? 0.2) : (weather.albedo?.[i] ?? 0.2)
      if (system.skyModel === 'perez')
        perezLight(perezSky(beam, diffuse, albedo, zenith, cosZenith, sky), cosine, cosTilt, sinTilt, light)
      else if (system.skyModel === 'hdkr')
        hdkrSsc(
          sun.extraHorizontal[i]!,
          beam,
          diffuse,
          albedo,
          cosine,
          cosTilt,
          Math.sin((stand.tilt * RAD) / 2),
          cosZenith,
          light,
        )
      else isotropicSsc(beam, diffuse, albedo, cosine, cosTilt, cosZenith, light)
      const clean = 1 - (system.soilingPercent[weather.month[i]! - 1] ?? 0) / 100
      const front = clean * (light.beam + light.sky + light.ground)
      const passed = Math.max(
        0,
        clean *
          (light.beam * beamModifier(cosine) +
            light.sky * skyModifier(stand.tilt) +
            light.ground * groundModifier(stand.tilt)),
      )
      out.poaNominal[i] = light.beam + light.sky + light.ground
      out.poaSoiled[i] = front
      out.poaBeam[i] = clean * light.beam
      out.poaDiffuse[i] = clean * (light.sky + light.ground)
      out.modifier[i] = front > 0 ? passed / front : 0
      out.poaEffective[i] = passed
      const effective = passed * spectralOf(zenith * DEG)
      const cell = noctCell(system.thermal, air[i]!, wind[i]!, effective)
      out.cell[i] = cell
      if (effective >= LEAST_LIGHT) {
        const point = arrayPoint(system, effective, cell)
        out.voltage[i] = point.voltage
        out.isc[i] = point.isc
        out.voc[i] = point.voc
        out.dcGross[i] = point.power / 1000
        out.dcNet[i] = (point.power * (1 - system.dcLoss)) / 1000
        out.moduleEfficiency[i] =
          (100 * point.power) / (system.modulesPerString * system.strings * system.module.area * front)
      }
    }
    convert(system, i, air[i]!, out)
  }
  return out
}
