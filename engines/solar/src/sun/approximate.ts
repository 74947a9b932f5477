import { cosd, DEG, RAD, sind, tand, wrap360 } from '../angles.ts'

/** Radians into the year at a day of the year counted from 1. */
const dayAngle = (dayOfYear: number): number => ((2 * Math.PI) / 365) * (dayOfYear - 1)

/** Declination in degrees (Spencer 1971), error up to 0.035 degree. */
export function declinationSpencer(dayOfYear: number): number {
  const a = dayAngle(dayOfYear)
  return (
    (0.006918 -
      0.399912 * Math.cos(a) +
      0.070257 * Math.sin(a) -
      0.006758 * Math.cos(2 * a) +
      0.000907 * Math.sin(2 * a) -
      0.002697 * Math.cos(3 * a) +
      0.00148 * Math.sin(3 * a)) *
    DEG
  )
}

/** Equation of time in minutes (Spencer 1971, with the corrected first constant). */
export function equationOfTimeSpencer(dayOfYear: number): number {
  const a = dayAngle(dayOfYear)
  return (
    (1440 / 2 / Math.PI) *
    (0.0000075 +
      0.001868 * Math.cos(a) -
      0.032077 * Math.sin(a) -
      0.014615 * Math.cos(2 * a) -
      0.040849 * Math.sin(2 * a))
  )
}

/** Extraterrestrial normal irradiance in W/m2 (Spencer 1971). */
export function extraterrestrialSpencer(dayOfYear: number, solarConstant = 1366.1): number {
  const a = dayAngle(dayOfYear)
  return (
    solarConstant *
    (1.00011 + 0.034221 * Math.cos(a) + 0.00128 * Math.sin(a) + 0.000719 * Math.cos(2 * a) + 7.7e-5 * Math.sin(2 * a))
  )
}

/** Extraterrestrial normal irradiance in W/m2 (ASCE evapotranspiration equation). */
export const extraterrestrialAsce = (dayOfYear: number, solarConstant = 1366.1): number =>
  solarConstant * (1 + 0.033 * Math.cos(2 * Math.PI * (dayOfYear / 365)))

/** Extraterrestrial normal irradiance in W/m2 from the Earth-Sun distance in AU. */
export const extraterrestrialAtDistance = (distanceAu: number, solarConstant = 1366.1): number =>
  solarConstant / (distanceAu * distanceAu)

/** A quick ephemeris (Astronomical Almanac series as used by PV_LIB): about 0.005 degree against SPA. */
export function ephemeris(
  dayOfYear: number,
  universalHour: number,
  year: number,
  latitude: number,
  longitude: number,
  air: { pressurePa: number; temperatureC: number },
): { zenith: number; apparentZenith: number; azimuth: number; solarTimeHours: number } {
  const sinceYear = year - 1900
  const yearStart = 365 * sinceYear + Math.floor((sinceYear - 1) / 4) - 0.5
  const epoch = yearStart + dayOfYear
  const day = epoch + universalHour / 24
  const t = epoch / 36525
  const gmst0 = 6 / 24 + 38 / 1440 + (45.836 + 8640184.542 * t + 0.0929 * t ** 2) / 86400
  const gmst = 360 * (gmst0 - Math.floor(gmst0))
  const gmstI = wrap360(gmst + 360 * (1.0027379093 * (universalHour / 24)))
  const localSidereal = wrap360(360 + gmstI + longitude)
  const t1 = day / 36525
  const anomaly = wrap360(358.47583 + 0.985600267 * day - 0.00015 * t1 ** 2 - 3e-6 * t1 ** 3)
  const eccentricity = 0.01675104 - 4.18e-5 * t1 - 1.26e-7 * t1 ** 2
  const perigee = 281.22083 + 4.70684e-5 * day + 0.000453 * t1 ** 2 + 3e-6 * t1 ** 3
  const obliquity = 23.452294 - 0.0130125 * t1 - 1.64e-6 * t1 ** 2 + 5.03e-7 * t1 ** 3
  let eccentric = anomaly
  for (let previous = Number.POSITIVE_INFINITY; Math.abs(eccentric - previous) > 1e-4; ) {
    previous = eccentric
    eccentric = anomaly + eccentricity * sind(eccentric) * DEG
  }
  const trueAnomaly =
    2 * wrap360(Math.atan2(Math.sqrt((1 + eccentricity) / (1 - eccentricity)) * tand(eccentric / 2), 1) * DEG)
  const eclipticLongitude = wrap360(perigee + trueAnomaly) - 20 / 3600
  const declination = Math.asin(sind(obliquity) * sind(eclipticLongitude))
  const ascension = Math.atan2(cosd(obliquity) * sind(eclipticLongitude), cosd(eclipticLongitude)) * DEG
  const hourAngle = (localSidereal - ascension) * RAD
  const lat = latitude * RAD
  const elevation =
    Math.asin(Math.cos(lat) * Math.cos(declination) * Math.cos(hourAngle) + Math.sin(lat) * Math.sin(declination)) * DEG
  const azimuth = wrap360(
    Math.atan2(-Math.sin(hourAngle), Math.cos(lat) * Math.tan(declination) - Math.sin(lat) * Math.cos(hourAngle)) * DEG,
  )
  const bend = (ephemerisRefraction(elevation) * (283 / (273 + air.temperatureC)) * (air.pressurePa / 101325)) / 3600
  const turned = wrap360(hourAngle * DEG)
  return {
    zenith: 90 - elevation,
    apparentZenith: 90 - elevation - bend,
    azimuth,
    solarTimeHours: (180 + (turned > 180 ? turned - 360 : turned)) / 15,
  }
}

/** Refraction in arc seconds at standard air, by elevation in degrees. */
function ephemerisRefraction(elevation: number): number {
  const t = tand(elevation)
  if (elevation > 5 && elevation <= 85) return 58.1 / t - 0.07 / t ** 3 + 8.6e-5 / t ** 5
  if (elevation > -0.575 && elevation <= 5)
    return elevation * (-518.2 + elevation * (103.4 + elevation * (-12.79 + elevation * 0.711))) + 1735
  if (elevation > -1 && elevation <= -0.575) return -20.774 / t
  return 0
}
