import { DEG, RAD, wrap360 } from '../angles.ts'
import { backtracked, projectedZenith } from '../mount/single-axis.ts'
import type { SscSun } from './sun.ts'

/** How a plane of modules moves. Angles in degrees. */
export interface Mounting {
  readonly kind: 'fixed' | 'one-axis' | 'two-axis' | 'azimuth-axis'
  readonly tilt: number
  readonly azimuth: number
  readonly rotationLimit: number
  readonly backtracking: boolean
  readonly gcr: number
}

/** Where the plane stands, degrees; rewritten for each instant. */
export interface Stand {
  tilt: number
  cosTilt: number
  sinTilt: number
  azimuth: number
  rotation: number
  trueTracking: number
}

export const level = (): Stand => ({
  tilt: 0,
  cosTilt: 1,
  sinTilt: 0,
  azimuth: 180,
  rotation: 0,
  trueTracking: 0,
})

/** Compass direction a rotated one-axis plane faces, from its axis (SSC's rule for the quadrant). */
function facing(rotation: number, sinTilt: number, axisAzimuth: number): number {
  if (sinTilt === 0) return 180
  const sine = Math.max(-1, Math.min(1, Math.sin(rotation * RAD) / sinTilt))
  const turn = Math.asin(sine) * DEG
  const face = rotation < -90 ? axisAzimuth - 180 - turn : rotation > 90 ? axisAzimuth + 180 - turn : axisAzimuth + turn
  return wrap360(face)
}

/** The steepest a plane ever stands, degrees. */
export function greatestTilt(mount: Mounting): number {
  if (mount.kind === 'two-axis') return 90
  if (mount.kind !== 'one-axis') return mount.tilt
  return Math.acos(Math.cos(mount.tilt * RAD) * Math.cos(mount.rotationLimit * RAD)) * DEG
}

/** A function that turns the plane to the sun of a row, writing into the stand given. */
export function turning(mount: Mounting): (sun: SscSun, row: number, stand: Stand) => void {
  if (mount.kind === 'two-axis')
    return (sun, row, stand) => {
      stand.tilt = sun.zenith[row]! * DEG
      stand.cosTilt = sun.cosZenith[row]!
      stand.sinTilt = sun.sinZenith[row]!
      stand.azimuth = sun.azimuth[row]! * DEG
    }
  const [cosAxis, sinAxis] = [Math.cos(mount.tilt * RAD), Math.sin(mount.tilt * RAD)]
  if (mount.kind !== 'one-axis')
    return (sun, row, stand) => {
      stand.tilt = mount.tilt
      stand.cosTilt = cosAxis
      stand.sinTilt = sinAxis
      stand.azimuth = mount.kind === 'fixed' ? mount.azimuth : sun.azimuth[row]! * DEG
    }
  const projected = projectedZenith(mount.tilt, mount.azimuth)
  return (sun, row, stand) => {
    const ideal = projected(sun.sinZenith[row]!, sun.cosZenith[row]!, sun.azimuth[row]!)
    const wanted = mount.backtracking ? backtracked(ideal, mount.gcr, 0) : ideal
    stand.trueTracking = ideal
    stand.rotation = Math.max(-mount.rotationLimit, Math.min(mount.rotationLimit, wanted))
    stand.cosTilt = cosAxis * Math.cos(stand.rotation * RAD)
    stand.sinTilt = Math.sqrt(1 - stand.cosTilt * stand.cosTilt)
    stand.tilt = Math.acos(stand.cosTilt) * DEG
    stand.azimuth = facing(stand.rotation, stand.sinTilt, mount.azimuth)
  }
}
