import { DEG, RAD } from '../angles.ts'
import { backtracked, projectedZenith } from '../mount/single-axis.ts'

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
  azimuth: number
  rotation: number
  trueTracking: number
}

export const level = (): Stand => ({ tilt: 0, azimuth: 180, rotation: 0, trueTracking: 0 })

/** Compass direction a rotated one-axis plane faces, from its axis (SSC's rule for the quadrant). */
function facing(rotation: number, tilt: number, axisAzimuth: number): number {
  if (tilt === 0) return 180
  const sine = Math.max(-1, Math.min(1, Math.sin(rotation * RAD) / Math.sin(tilt * RAD)))
  const turn = Math.asin(sine) * DEG
  const face = rotation < -90 ? axisAzimuth - 180 - turn : rotation > 90 ? axisAzimuth + 180 - turn : axisAzimuth + turn
  return ((face % 360) + 360) % 360
}

/** The steepest a plane ever stands, degrees. */
export function greatestTilt(mount: Mounting): number {
  if (mount.kind === 'two-axis') return 90
  if (mount.kind !== 'one-axis') return mount.tilt
  return Math.acos(Math.cos(mount.tilt * RAD) * Math.cos(mount.rotationLimit * RAD)) * DEG
}

/** A function that turns the plane to a sun (radians), writing into the stand given. */
export function turning(mount: Mounting): (zenith: number, sunAzimuth: number, stand: Stand) => void {
  if (mount.kind === 'two-axis')
    return (zenith, sunAzimuth, stand) => {
      stand.tilt = zenith * DEG
      stand.azimuth = sunAzimuth * DEG
    }
  if (mount.kind !== 'one-axis')
    return (_, sunAzimuth, stand) => {
      stand.tilt = mount.tilt
      stand.azimuth = mount.kind === 'fixed' ? mount.azimuth : sunAzimuth * DEG
    }
  const cosAxis = Math.cos(mount.tilt * RAD)
  const projected = projectedZenith(mount.tilt, mount.azimuth)
  return (zenith, sunAzimuth, stand) => {
    const ideal = projected(zenith, sunAzimuth)
    const wanted = mount.backtracking ? backtracked(ideal, mount.gcr, 0) : ideal
    stand.trueTracking = ideal
    stand.rotation = Math.max(-mount.rotationLimit, Math.min(mount.rotationLimit, wanted))
    stand.tilt = Math.acos(cosAxis * Math.cos(stand.rotation * RAD)) * DEG
    stand.azimuth = facing(stand.rotation, stand.tilt, mount.azimuth)
  }
}
