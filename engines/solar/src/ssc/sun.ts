import { RAD } from '../angles.ts'
import { sunTrack } from '../sun/site-year.ts'
import { dayOfYear, sunInstants, type Weather } from '../weather/types.ts'

/**
 * The sun over a weather file by SSC's conventions: the year written in each row, pressure and temperature of the row,
 * up from sunrise to sunset (true elevation of the centre at -0.8333 degree). Angles in radians.
 */
export interface SscSun {
  readonly azimuth: Float64Array
  /** Corrected for refraction. */
  readonly zenith: Float64Array
  readonly cosZenith: Float64Array
  readonly sinZenith: Float64Array
  /** 1 while the sun is up. */
  readonly up: Uint8Array
  /** Extraterrestrial irradiance on the horizontal, W/m2. */
  readonly extraHorizontal: Float64Array
}

const HORIZON_ZENITH_DEG = 90.8333

/** Extraterrestrial normal irradiance by day of the year, W/m2 (Duffie and Beckman 1.4.1a). */
export const duffieExtra = (day: number): number => 1367 * (1 + 0.033 * Math.cos((360 / 365) * day * RAD))

/** Values as SSC stores them: single precision. */
export function singlePrecision(values: Float64Array): Float64Array<ArrayBuffer> {
  const single = new Float64Array(values.length)
  for (let i = 0; i < single.length; i++) single[i] = Math.fround(values[i]!)
  return single
}

export function sscSun(weather: Weather): SscSun {
  const n = weather.hour.length
  const observer = { ...weather.site, elevation: Math.max(0, weather.site.elevation) }
  const pressure = new Float64Array(n)
  for (let i = 0; i < n; i++) pressure[i] = weather.pressureMbar[i]! > 800 ? weather.pressureMbar[i]! : 1013.25
  const track = sunTrack(sunInstants(weather), observer, pressure, weather.tempAir)
  const sun: SscSun = {
    azimuth: track.azimuth,
    zenith: track.apparentZenith,
    cosZenith: new Float64Array(n),
    sinZenith: new Float64Array(n),
    up: new Uint8Array(n),
    extraHorizontal: new Float64Array(n),
  }
  let [month, day, extra] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    // The track is this year's own: its degrees become radians in place.
    track.azimuth[i]! *= RAD
    track.apparentZenith[i]! *= RAD
    const cos = Math.cos(sun.zenith[i]!)
    sun.cosZenith[i] = cos
    sun.sinZenith[i] = Math.sqrt(1 - cos * cos)
    if (weather.day[i] !== day || weather.month[i] !== month) {
      month = weather.month[i]!
      day = weather.day[i]!
      extra = duffieExtra(dayOfYear(month, day))
    }
    if (track.zenith[i]! > HORIZON_ZENITH_DEG) continue
    sun.up[i] = 1
    if (cos > 0) sun.extraHorizontal[i] = cos * extra
  }
  return sun
}
