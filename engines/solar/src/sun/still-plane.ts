import { RAD } from '../angles.ts'
import type { SunTrack } from './site-year.ts'

/** Where the sun stands as a vector: up, north, east. */
interface SunVectors {
  readonly up: Float64Array
  readonly north: Float64Array
  readonly east: Float64Array
}

/** Vectors of each sun as long as it lives: a thousand designs of one site share them. */
const vectors = new WeakMap<SunTrack, SunVectors>()

function vectorsOf(sun: SunTrack): SunVectors {
  const known = vectors.get(sun)
  if (known) return known
  const n = sun.apparentZenith.length
  const found = { up: new Float64Array(n), north: new Float64Array(n), east: new Float64Array(n) }
  for (let i = 0; i < n; i++) {
    const [zenith, azimuth] = [sun.apparentZenith[i]! * RAD, sun.azimuth[i]! * RAD]
    const flat = Math.sin(zenith)
    found.up[i] = Math.cos(zenith)
    found.north[i] = flat * Math.cos(azimuth)
    found.east[i] = flat * Math.sin(azimuth)
  }
  vectors.set(sun, found)
  return found
}

/** A plane that does not move, tilt and azimuth in degrees: by row, cosines of the sun's zenith and of its incidence. */
export function stillPlane(sun: SunTrack, { tilt, azimuth }: { readonly tilt: number; readonly azimuth: number }) {
  const { up, north, east } = vectorsOf(sun)
  const [cosTilt, sinTilt] = [Math.cos(tilt * RAD), Math.sin(tilt * RAD)]
  const [toNorth, toEast] = [sinTilt * Math.cos(azimuth * RAD), sinTilt * Math.sin(azimuth * RAD)]
  return {
    cosZenith: up,
    cosIncidence: (row: number): number => cosTilt * up[row]! + toNorth * north[row]! + toEast * east[row]!,
  }
}
