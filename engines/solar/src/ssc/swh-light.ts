import { RAD } from '../angles.ts'
import { monthlySums } from '../weather/check.ts'
import { MONTH_DAYS, type Weather } from '../weather/types.ts'
import { darkPlane, darkSky, hdkrSsc, isotropicSsc, perezLight, perezSky, type TiltedLight } from './perez.ts'
import { type SscSun, singlePrecision } from './sun.ts'
import type { WaterHeater, WaterHeaterHourly } from './water-heater.ts'

/** Modifier for diffuse light at its effective incidence (radians); beyond 60 degrees none passes. */
export const diffuseIam = (incidence: number, b0: number): number =>
  incidence <= Math.PI / 3 ? Math.max(0, 1 - b0 * (1 / Math.cos(incidence) - 1)) : 0

export function planeLight(heater: WaterHeater, sun: SscSun, weather: Weather, out: WaterHeaterHourly): void {
  const [dn, df, gh] = [weather.dni, weather.dhi, weather.ghi].map(singlePrecision) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const tilt = heater.tilt * RAD
  const [cosTilt, sinTilt, sinHalf] = [Math.cos(tilt), Math.sin(tilt), Math.sin(tilt / 2)]
  const iamSky = diffuseIam(59.7 * RAD - 0.1388 * tilt + 0.001497 * tilt * tilt, heater.incidenceCoefficient)
  const iamGround = diffuseIam(90 * RAD - 0.5788 * tilt + 0.002693 * tilt * tilt, heater.incidenceCoefficient)
  const light: TiltedLight = darkPlane()
  const sky = darkSky()
  for (let i = 0; i < dn.length; i++) {
    if (!sun.up[i]) continue
    const [zenith, cosZenith] = [sun.zenith[i]!, sun.cosZenith[i]!]
    const horizontal = Math.max(dn[i]!, 0) * cosZenith
    if (horizontal > sun.extraHorizontal[i]!) continue
    const diffuse = heater.irradianceMode === 1 ? Math.max(0, gh[i]! - horizontal) : df[i]!
    const beam = heater.irradianceMode === 2 ? Math.min(1500, Math.max(0, (gh[i]! - df[i]!) / cosZenith)) : dn[i]!
    const raw = sun.sinZenith[i]! * Math.cos(sun.azimuth[i]! - heater.azimuth * RAD) * sinTilt + cosZenith * cosTilt
    const cosine = Math.max(-1, Math.min(1, raw))
    if (heater.skyModel === 'perez')
      perezLight(perezSky(beam, diffuse, heater.albedo, zenith, cosZenith, sky), cosine, cosTilt, sinTilt, light)
    else if (heater.skyModel === 'hdkr')
      hdkrSsc(sun.extraHorizontal[i]!, beam, diffuse, heater.albedo, cosine, cosTilt, sinHalf, cosZenith, light)
    else isotropicSsc(beam, diffuse, heater.albedo, cosine, cosTilt, cosZenith, light)
    const iamBeam = cosine >= 0.5 - 1e-12 ? Math.max(0, 1 - heater.incidenceCoefficient * (1 / cosine - 1)) : 0
    out.incident[i] = light.beam + light.sky + light.ground
    out.transmitted[i] = iamBeam * light.beam + iamSky * light.sky + iamGround * light.ground
  }
}

/** Mains water temperature per hour, degC (Burch and Christensen 2007). */
export function mainsTemperature(air: ArrayLike<number>, latitude: number): Float64Array {
  const monthlyMean = monthlySums(air).map((sum, month) => sum / (24 * MONTH_DAYS[month]!))
  let total = 0
  for (let i = 0; i < air.length; i++) total += air[i]!
  const mean = (total / air.length) * 1.8 + 32
  const swing = 1.8 * (Math.max(...monthlyMean) - Math.min(...monthlyMean))
  const ratio = 0.4 + 0.01 * (mean - 44)
  const lag = 35 - (mean - 44)
  const phase = latitude > 0 ? -90 : 90
  const mains = new Float64Array(8760)
  for (let day = 1; day <= 365; day++) {
    const fahrenheit = mean + 6 + ratio * (swing / 2) * Math.sin((0.986 * (day - 15 - lag) + phase) * RAD)
    mains.fill((fahrenheit - 32) / 1.8, 24 * (day - 1), 24 * day)
  }
  return mains
}
