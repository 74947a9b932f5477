import { DEG, RAD } from '../angles.ts'
import {
  DELTA_T_SECONDS,
  geocentricSun,
  julianDay,
  meanSiderealTime,
  type Observer,
  observerOffset,
  refraction,
} from './spa.ts'

/** One entry per instant. Angles in degrees, distance in AU. */
export interface SunTrack {
  readonly zenith: Float64Array
  readonly apparentZenith: Float64Array
  readonly azimuth: Float64Array
  readonly earthSunDistance: Float64Array
}

/** Seconds between exact evaluations; six of them carry a fifth-degree polynomial (error below 3e-6 degree). */
const STEP_SECONDS = 3 * 86400
/** Denominators of Lagrange's weights on the nodes -2..3. */
const DENOMINATORS = new Float64Array([-120, 24, -12, 12, -24, 120])

/** Six neighbouring exact positions of the geocentric sun: equinox minus ascension, sine of declination, distance. */
interface Segment {
  readonly angles: Float64Array
  readonly sines: Float64Array
  readonly distances: Float64Array
}

type NodeOf = (index: number) => readonly [angle: number, sine: number, distance: number]

/** Exact positions, each computed once however the instants jump between years. */
function exactNodes(deltaT: number): NodeOf {
  const known = new Map<number, readonly [number, number, number]>()
  return (index) => {
    const cached = known.get(index)
    if (cached) return cached
    const sun = geocentricSun(index * STEP_SECONDS, deltaT)
    const node = [sun.equinoxMinusAscension, Math.sin(sun.declination * RAD), sun.distanceAu] as const
    known.set(index, node)
    return node
  }
}

function segmentAt(index: number, nodeOf: NodeOf): Segment {
  const segment = { angles: new Float64Array(6), sines: new Float64Array(6), distances: new Float64Array(6) }
  for (let i = 0; i < 6; i++) {
    const [angle, sine, distance] = nodeOf(index + i - 2)
    const last = i === 0 ? angle : segment.angles[i - 1]!
    segment.angles[i] = angle - 360 * Math.round((angle - last) / 360)
    segment.sines[i] = sine
    segment.distances[i] = distance
  }
  return segment
}

function lagrangeWeights(t: number, weights: Float64Array): void {
  for (let i = 0; i < 6; i++) {
    let product = 1
    for (let j = -2; j < 4; j++) if (j !== i - 2) product *= t - j
    weights[i] = product / DENOMINATORS[i]!
  }
}

function weighted(weights: Float64Array, values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < 6; i++) sum += weights[i]! * values[i]!
  return sum
}

/**
 * The sun over many instants, by SPA evaluated every three days and interpolated between.
 *
 * What varies quickly (the Earth's turn, the observer's parallax, refraction) is exact at every instant; only right
 * ascension, declination and distance are interpolated. Deviation from {@link sunPosition}: below 3e-6 degree.
 *
 * @param unixSeconds instants, UTC, in any order (sorted runs are fastest)
 * @param pressureHpa and temperatureC per instant
 */
export function sunTrack(
  unixSeconds: Float64Array,
  observer: Observer,
  pressureHpa: Float64Array,
  temperatureC: Float64Array,
  deltaT: number = DELTA_T_SECONDS,
): SunTrack {
  const n = unixSeconds.length
  const track = {
    zenith: new Float64Array(n),
    apparentZenith: new Float64Array(n),
    azimuth: new Float64Array(n),
    earthSunDistance: new Float64Array(n),
  }
  const { x, y } = observerOffset(observer)
  const sinLat = Math.sin(observer.latitude * RAD)
  const cosLat = Math.cos(observer.latitude * RAD)
  const nodeOf = exactNodes(deltaT)
  const weights = new Float64Array(6)
  let at = Number.NaN
  let segment: Segment = { angles: weights, sines: weights, distances: weights }
  for (let i = 0; i < n; i++) {
    const instant = unixSeconds[i]!
    const index = Math.floor(instant / STEP_SECONDS)
    if (index !== at) {
      segment = segmentAt(index, nodeOf)
      at = index
    }
    lagrangeWeights(instant / STEP_SECONDS - index, weights)
    const sinDec = weighted(weights, segment.sines)
    const distance = weighted(weights, segment.distances)
    const cosDec = Math.sqrt(1 - sinDec * sinDec)
    const hourAngle =
      (meanSiderealTime(julianDay(instant)) + observer.longitude + weighted(weights, segment.angles)) * RAD
    const parallax = (8.794 / (3600 * distance)) * RAD
    const meridian = cosDec * Math.cos(hourAngle) - x * parallax
    const west = cosDec * Math.sin(hourAngle)
    const north = sinDec - y * parallax
    const up = sinLat * north + cosLat * meridian
    const length = Math.sqrt(meridian * meridian + west * west + north * north)
    const elevation = Math.asin(up / length) * DEG
    const azimuth = Math.atan2(west, meridian * sinLat - north * cosLat) * DEG + 180
    track.zenith[i] = 90 - elevation
    track.apparentZenith[i] = 90 - elevation - refraction(elevation, pressureHpa[i]!, temperatureC[i]!)
    track.azimuth[i] = azimuth >= 360 ? azimuth - 360 : azimuth
    track.earthSunDistance[i] = distance
  }
  return track
}
