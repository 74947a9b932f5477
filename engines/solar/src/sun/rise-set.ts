import { acosd, cosd, DEG, RAD, sind, wrap360 } from '../angles.ts'
import { DELTA_T_SECONDS, geocentricSun, type Observer } from './spa.ts'

/** Unix seconds; sunrise and sunset are null where the sun does not cross the horizon that day. */
export interface SunDay {
  readonly sunrise: number | null
  readonly transit: number
  readonly sunset: number | null
}

/** Elevation of the sun's centre at rise and set: refraction and radius, degrees. */
const HORIZON_DEG = -0.8333
const SIDEREAL_DEG_PER_DAY = 360.985647

interface ThreeDays {
  readonly ascension: readonly [number, number, number]
  readonly declination: readonly [number, number, number]
}

/** Differences across midnight of 360 degrees are folded (SPA A.2.9). */
const fold = (difference: number): number =>
  Math.abs(difference) > 2 ? difference - Math.floor(difference) : difference

function interpolate([before, here, after]: readonly [number, number, number], n: number): number {
  const a = fold(here - before)
  const b = fold(after - here)
  return here + (n * (a + b + (b - a) * n)) / 2
}

/** Seconds after midnight UT at which the sun passes, refined once (SPA A.2.10 to A.2.15). */
function refined(m: number, sidereal: number, days: ThreeDays, observer: Observer, deltaT: number, rising: boolean) {
  const n = m + deltaT / 86400
  const ascension = interpolate(days.ascension, n)
  const declination = interpolate(days.declination, n)
  const turned = wrap360(sidereal + SIDEREAL_DEG_PER_DAY * m + observer.longitude - ascension)
  const hourAngle = turned >= 180 ? turned - 360 : turned
  if (!rising) return (m - hourAngle / 360) * 86400
  const elevation =
    Math.asin(
      sind(observer.latitude) * sind(declination) + cosd(observer.latitude) * cosd(declination) * cosd(hourAngle),
    ) * DEG
  const slope = 360 * cosd(declination) * cosd(observer.latitude) * Math.sin(hourAngle * RAD)
  return (m + (elevation - HORIZON_DEG) / slope) * 86400
}

/**
 * Sunrise, transit and sunset of one UTC date (SPA appendix A.2).
 *
 * @param midnightUtc unix seconds of 00:00 UTC of the date
 */
export function sunDay(midnightUtc: number, observer: Observer, deltaT: number = DELTA_T_SECONDS): SunDay {
  const sidereal = geocentricSun(midnightUtc, deltaT).siderealTime
  // At 0 h terrestrial time: shifting UT by delta T and adding it again.
  const [before, here, after] = [-86400, 0, 86400].map((d) => geocentricSun(midnightUtc - deltaT + d, deltaT))
  const days: ThreeDays = {
    ascension: [before!.rightAscension, here!.rightAscension, after!.rightAscension],
    declination: [before!.declination, here!.declination, after!.declination],
  }
  const m0 = wrap360(days.ascension[1] - observer.longitude - sidereal) / 360
  const transit = midnightUtc + refined(m0, sidereal, days, observer, deltaT, false)
  const cosine =
    (sind(HORIZON_DEG) - sind(observer.latitude) * sind(days.declination[1])) /
    (cosd(observer.latitude) * cosd(days.declination[1]))
  if (Math.abs(cosine) > 1) return { sunrise: null, transit, sunset: null }
  const half = acosd(cosine) / 360
  const event = (m: number): number => {
    const dayShift = Math.floor(m)
    return midnightUtc + refined(m - dayShift, sidereal, days, observer, deltaT, true) + dayShift * 86400
  }
  return { sunrise: event(m0 - half), transit, sunset: event(m0 + half) }
}
