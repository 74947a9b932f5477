import { DEG, RAD } from '../angles.ts'
import type { Weather } from '../weather/types.ts'
import { airMassModifier, beamModifier, groundModifier, skyModifier } from './cover.ts'
import { darkPlane, darkSky, perezLight, perezSky } from './perez.ts'
import {
  albedoOf,
  BIFACIAL_TRANSMISSION,
  MODULES,
  monthly,
  mountingOf,
  type PvWattsHourly,
  type PvWattsSystem,
  rowsOf,
  SELF_CONSUMPTION,
  WIND_FACTOR,
} from './pvwatts-system.ts'
import { rearLight } from './rear.ts'
import { fixedShadeFraction, groundDiffuseFactor, skyDiffuseTable, trackerShadeFraction } from './self-shading.ts'
import { modulePower, noctCell, noctThermal } from './six-parameter.ts'
import { type SscSun, singlePrecision } from './sun.ts'
import { greatestTilt, level, turning } from './surface.ts'

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
  const mounting = mountingOf(system)
  const orient = turning(mounting)
  const surface = level()
  const light = darkPlane()
  const overhead = darkSky()
  const spectralOf = airMassModifier(Math.max(0, weather.site.elevation))
  const backed = {
    slopeLength: rows.moduleLength * rows.high,
    gcr: system.gcr,
    clearance: 1,
    tracking: system.arrayType.startsWith('one-axis'),
    transmission: BIFACIAL_TRANSMISSION,
  }
  const rearOf = system.bifaciality > 0 ? rearLight(backed, greatestTilt(mounting) * RAD) : null
  const keep = 1 - system.adjustPercent / 100
  for (let i = 0; i < n; i++) {
    if (!sun.up[i]) continue
    const zenith = sun.zenith[i]!
    const cosZenith = sun.cosZenith[i]!
    orient(sun, i, surface)
    const { cosTilt, sinTilt } = surface
    const followed = system.arrayType === 'two-axis'
    const across = followed ? 1 : Math.cos(sun.azimuth[i]! - surface.azimuth * RAD)
    const raw = followed ? 1 : sun.sinZenith[i]! * across * sinTilt + cosZenith * cosTilt
    const cosIncidence = Math.max(-1, Math.min(1, raw))
    out.incidence[i] = Math.acos(cosIncidence) * DEG
    // As SSC stores them: single precision.
    const [dn, df] = [Math.fround(weather.dni[i]!), Math.fround(weather.dhi[i]!)]
    const albedo = albedoAt(i)
    const impossible = Math.max(dn, 0) * cosZenith > sun.extraHorizontal[i]!
    if (impossible) continue
    perezSky(dn, df, albedo, zenith, cosZenith, overhead)
    perezLight(overhead, cosIncidence, cosTilt, sinTilt, light)
    let { beam, sky, ground } = light
    let back = rearOf ? system.bifaciality * rearOf(surface, across, cosZenith, sun.sinZenith[i]!, overhead, albedo) : 0
    if (shading) {
      const shaded =
        system.arrayType === 'fixed-rack'
          ? fixedShadeFraction(zenith * DEG, sun.azimuth[i]! * DEG, surface.tilt, surface.azimuth, rows)
          : system.arrayType === 'one-axis'
            ? trackerShadeFraction(surface.trueTracking, system.gcr, surface.rotation)
            : 0
      const diffuse = sky + ground >= 0.1
      const skyKept = diffuse ? skyFactor(surface.tilt) : 1
      if (diffuse) ground *= groundDiffuseFactor(90 - zenith * DEG, surface.tilt, dn * cosZenith, df, albedo, rows)
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
    const transmitted = Math.max(
      0,
      beam * beamModifier(cosIncidence) + sky * skyModifier(surface.tilt) + ground * groundModifier(surface.tilt),
    )
    if (out.incidence[i]! > 0.5 && out.incidence[i]! < 89.5 && front > 0)
      out.transmitted[i] = Math.min(transmitted, front + back)
    const spectral = spectralOf(zenith * DEG)
    const heating = transmitted * spectral
    const cell = noctCell(thermal, Math.fround(weather.tempAir[i]!), Math.fround(weather.windSpeed[i]!), heating)
    out.cellTemperature[i] = heating > 0 ? cell : 0
    const effective = (transmitted + back) * spectral
    const dc = scale * modulePower(module, effective, cell)
    out.dc[i] = dc
    const ac = (acRating / (pdco - pso)) * (dc - pso)
    out.ac[i] = keep * Math.max(0, Math.min(acRating, ac))
  }
  return out
}
