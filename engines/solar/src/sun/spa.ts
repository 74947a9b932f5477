import { DEG, RAD, wrap360 } from '../angles.ts'
import { polynomial } from '../polynomial.ts'
import {
  EARTH_LATITUDE_TERMS,
  EARTH_LONGITUDE_TERMS,
  EARTH_RADIUS_TERMS,
  NUTATION_ARGUMENTS,
  NUTATION_COEFFICIENTS,
} from './spa-terms.ts'

/** Where the observer stands: degrees north and east, metres above the ellipsoid. */
export interface Observer {
  readonly latitude: number
  readonly longitude: number
  readonly elevation: number
}

/** What bends the light: pressure in hPa (mbar), air temperature in degC. */
export interface Air {
  readonly pressureHpa: number
  readonly temperatureC: number
}

/** Angles in degrees (azimuth clockwise from north), equation of time in minutes, distance in AU. */
export interface SunPosition {
  readonly zenith: number
  readonly apparentZenith: number
  readonly azimuth: number
  readonly equationOfTime: number
  readonly earthSunDistance: number
}

/** The sun as seen from the centre of the Earth. */
export interface GeocentricSun {
  /** Apparent sidereal time at Greenwich, degrees. */
  readonly siderealTime: number
  /** Nutation in longitude projected on the equator, minus the right ascension, degrees: it varies slowly. */
  readonly equinoxMinusAscension: number
  readonly rightAscension: number
  readonly declination: number
  readonly distanceAu: number
  /** Sun's mean longitude, degrees. */
  readonly meanLongitude: number
}

/** TT minus UT in seconds when the caller gives none (the value of pvlib and of NREL's example). */
export const DELTA_T_SECONDS = 67
/** Refraction at sunrise and sunset, degrees: below minus this and the sun's radius no refraction is applied. */
export const HORIZON_REFRACTION_DEG = 0.5667
const SUN_RADIUS_DEG = 0.26667

export const julianDay = (unixSeconds: number): number => unixSeconds / 86400 + 2440587.5

function earthSeries(series: readonly (readonly number[])[], jme: number): number {
  let total = 0
  let power = 1
  for (const terms of series) {
    let sum = 0
    for (let i = 0; i < terms.length; i += 3) sum += terms[i]! * Math.cos(terms[i + 1]! + terms[i + 2]! * jme)
    total += sum * power
    power *= jme
  }
  return total / 1e8
}

/** Nutation in longitude and obliquity, degrees (SPA eq. 15-23). */
function nutation(jce: number): { longitude: number; obliquity: number } {
  const x0 = 297.85036 + jce * (445267.11148 + jce * (-0.0019142 + jce / 189474))
  const x1 = 357.52772 + jce * (35999.05034 + jce * (-0.0001603 - jce / 300000))
  const x2 = 134.96298 + jce * (477198.867398 + jce * (0.0086972 + jce / 56250))
  const x3 = 93.27191 + jce * (483202.017538 + jce * (-0.0036825 + jce / 327270))
  const x4 = 125.04452 + jce * (-1934.136261 + jce * (0.0020708 + jce / 450000))
  const y = NUTATION_ARGUMENTS
  const k = NUTATION_COEFFICIENTS
  let longitude = 0
  let obliquity = 0
  for (let i = 0, j = 0; j < k.length; i += 5, j += 4) {
    const arg = (y[i]! * x0 + y[i + 1]! * x1 + y[i + 2]! * x2 + y[i + 3]! * x3 + y[i + 4]! * x4) * RAD
    longitude += (k[j]! + k[j + 1]! * jce) * Math.sin(arg)
    obliquity += (k[j + 2]! + k[j + 3]! * jce) * Math.cos(arg)
  }
  return { longitude: longitude / 36e6, obliquity: obliquity / 36e6 }
}

/** Mean obliquity of the ecliptic in arc seconds (SPA eq. 24), u in ten thousand Julian years. */
function meanObliquity(u: number): number {
  return polynomial(u, [84381.448, -4680.93, -1.55, 1999.25, -51.38, -249.67, -39.05, 7.12, 27.87, 5.79, 2.45])
}

/** Mean sidereal time at Greenwich, degrees (SPA eq. 28). */
export function meanSiderealTime(jd: number): number {
  const jc = (jd - 2451545) / 36525
  return wrap360(280.46061837 + 360.98564736629 * (jd - 2451545) + jc * jc * (0.000387933 - jc / 38710000))
}

/** Sun's mean longitude, degrees (SPA eq. A2), not wrapped. */
export function meanLongitude(jme: number): number {
  return (
    280.4664567 +
    360007.6982779 * jme +
    0.03032028 * jme ** 2 +
    jme ** 3 / 49931 -
    jme ** 4 / 15300 -
    jme ** 5 / 2000000
  )
}

/** The geocentric sun at an instant (SPA sections 3.1 to 3.10). */
export function geocentricSun(unixSeconds: number, deltaT: number): GeocentricSun {
  const jd = julianDay(unixSeconds)
  const jce = (jd + deltaT / 86400 - 2451545) / 36525
  const jme = jce / 10
  const radius = earthSeries(EARTH_RADIUS_TERMS, jme)
  const theta = wrap360(earthSeries(EARTH_LONGITUDE_TERMS, jme) * DEG) + 180
  const beta = -earthSeries(EARTH_LATITUDE_TERMS, jme)
  const shift = nutation(jce)
  const obliquity = (meanObliquity(jme / 10) / 3600 + shift.obliquity) * RAD
  const lambda = (theta + shift.longitude - 20.4898 / (3600 * radius)) * RAD
  const rightAscension = wrap360(
    Math.atan2(Math.sin(lambda) * Math.cos(obliquity) - Math.tan(beta) * Math.sin(obliquity), Math.cos(lambda)) * DEG,
  )
  const sinDeclination = Math.sin(beta) * Math.cos(obliquity) + Math.cos(beta) * Math.sin(obliquity) * Math.sin(lambda)
  const equinox = shift.longitude * Math.cos(obliquity)
  return {
    siderealTime: meanSiderealTime(jd) + equinox,
    equinoxMinusAscension: equinox - rightAscension,
    rightAscension,
    declination: Math.asin(sinDeclination) * DEG,
    distanceAu: radius,
    meanLongitude: meanLongitude(jme),
  }
}

/** Minutes by which the sundial is ahead, folded to +-20 (SPA eq. A1). */
export function equationOfTimeMinutes(meanLongitudeDeg: number, equinoxMinusAscension: number): number {
  const minutes = wrap360(meanLongitudeDeg - 0.0057183 + equinoxMinusAscension) * 4
  return minutes > 20 ? minutes - 1440 : minutes
}

/** Where the observer is, in units of the Earth's equatorial radius off its centre, in the meridian plane. */
export function observerOffset(observer: Observer): { x: number; y: number } {
  const lat = observer.latitude * RAD
  const u = Math.atan(0.99664719 * Math.tan(lat))
  const height = observer.elevation / 6378140
  return { x: Math.cos(u) + height * Math.cos(lat), y: 0.99664719 * Math.sin(u) + height * Math.sin(lat) }
}

/**
 * Atmospheric refraction in degrees (SPA eq. 42).
 *
 * @param elevation true elevation in degrees
 */
export function refraction(elevation: number, pressureHpa: number, temperatureC: number): number {
  if (elevation < -(SUN_RADIUS_DEG + HORIZON_REFRACTION_DEG)) return 0
  const bend = 60 * Math.tan((elevation + 10.3 / (elevation + 5.11)) * RAD)
  return ((pressureHpa / 1010) * (283 / (273 + temperatureC)) * 1.02) / bend
}

/**
 * The sun's position by the NREL Solar Position Algorithm, exact.
 *
 * The topocentric angles are taken from the vector observer-to-sun (geocentric direction minus the observer's offset
 * times the parallax): identical to SPA's eq. 36-47, without its two arc tangents.
 *
 * @param unixSeconds the instant, UTC
 * @param deltaT TT - UT in seconds
 */
export function sunPosition(
  unixSeconds: number,
  observer: Observer,
  air: Air,
  deltaT: number = DELTA_T_SECONDS,
): SunPosition {
  const sun = geocentricSun(unixSeconds, deltaT)
  const { x, y } = observerOffset(observer)
  const lat = observer.latitude * RAD
  const hourAngle = wrap360(sun.siderealTime + observer.longitude - sun.rightAscension) * RAD
  const parallax = Math.sin((8.794 / (3600 * sun.distanceAu)) * RAD)
  const cosDec = Math.cos(sun.declination * RAD)
  const meridian = cosDec * Math.cos(hourAngle) - x * parallax
  const west = cosDec * Math.sin(hourAngle)
  const north = Math.sin(sun.declination * RAD) - y * parallax
  const up = Math.sin(lat) * north + Math.cos(lat) * meridian
  const elevation = Math.asin(up / Math.hypot(meridian, west, north)) * DEG
  const south = meridian * Math.sin(lat) - north * Math.cos(lat)
  return {
    zenith: 90 - elevation,
    apparentZenith: 90 - elevation - refraction(elevation, air.pressureHpa, air.temperatureC),
    azimuth: wrap360(Math.atan2(west, south) * DEG + 180),
    equationOfTime: equationOfTimeMinutes(sun.meanLongitude, sun.equinoxMinusAscension),
    earthSunDistance: sun.distanceAu,
  }
}
