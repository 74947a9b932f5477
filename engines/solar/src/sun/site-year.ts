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

/** Seconds between exact evaluations; six of them carry a fifth-degree polynomial (error below 3e-5 degree). */
const STEP_SECONDS = 5 * 86400
/**
 * Six neighbouring exact positions of the geocentric sun as polynomials in Newton's form on the nodes -2..3:
 * equinox minus ascension, sine of declination, distance.
 */
interface Segment {
  readonly angles: Float64Array
  readonly sines: Float64Array
  readonly distances: Float64Array
}

type Node = readonly [angle: number, sine: number, distance: number]

/** Exact positions kept: they are the Earth's, so every place and every design of a year asks for the same. */
const nodes = new Map<string, Node>()
/** Some thirty years of them. */
const NODES_KEPT = 2200

function nodeAt(index: number, deltaT: number): Node {
  const key = `${index} ${deltaT}`
  const known = nodes.get(key)
  if (known) return known
  const sun = geocentricSun(index * STEP_SECONDS, deltaT)
  const node = [sun.equinoxMinusAscension, Math.sin(sun.declination * RAD), sun.distanceAu] as const
  if (nodes.size >= NODES_KEPT) nodes.clear()
  nodes.set(key, node)
  return node
}

function segmentAt(index: number, deltaT: number): Segment {
  const segment = { angles: new Float64Array(6), sines: new Float64Array(6), distances: new Float64Array(6) }
  for (let i = 0; i < 6; i++) {
    const [angle, sine, distance] = nodeAt(index + i - 2, deltaT)
    const last = i === 0 ? angle : segment.angles[i - 1]!
    segment.angles[i] = angle - 360 * Math.round((angle - last) / 360)
    segment.sines[i] = sine
    segment.distances[i] = distance
  }
  for (const values of Object.values(segment)) intoNewtonForm(values)
  return segment
}

/** Divided differences on the evenly spaced nodes, in place. */
function intoNewtonForm(values: Float64Array): void {
  for (let order = 1; order < 6; order++)
    for (let i = 5; i >= order; i--) values[i] = (values[i]! - values[i - 1]!) / order
}

const newton = (c: Float64Array, t: number): number =>
  c[0]! + (t + 2) * (c[1]! + (t + 1) * (c[2]! + t * (c[3]! + (t - 1) * (c[4]! + (t - 2) * c[5]!))))

/**
 * The sun over many instants, by SPA evaluated every five days and interpolated between.
 *
 * What varies quickly (the Earth's turn, the observer's parallax, refraction) is exact at every instant; only right
 * ascension, declination and distance are interpolated. Deviation from {@link sunPosition}: below 3e-5 degree.
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
  let at = Math.floor((unixSeconds[0] ?? 0) / STEP_SECONDS)
  let segment: Segment = segmentAt(at, deltaT)
  for (let i = 0; i < n; i++) {
    const instant = unixSeconds[i]!
    const index = Math.floor(instant / STEP_SECONDS)
    if (index !== at) {
      segment = segmentAt(index, deltaT)
      at = index
    }
    const t = instant / STEP_SECONDS - index
    const sinDec = newton(segment.sines, t)
    const distance = newton(segment.distances, t)
    const cosDec = Math.sqrt(1 - sinDec * sinDec)
    const hourAngle = (meanSiderealTime(julianDay(instant)) + observer.longitude + newton(segment.angles, t)) * RAD
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
