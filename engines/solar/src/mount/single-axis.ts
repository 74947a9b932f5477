import { acosd, cosd, DEG, RAD, sind, wrap360 } from '../angles.ts'

/** A horizontal, tilted or sloped one-axis tracker. Angles in degrees. */
export interface SingleAxis {
  readonly axisTilt: number
  /** Compass direction of the axis, from its raised end. */
  readonly axisAzimuth: number
  /** Largest rotation either way from flat. */
  readonly maxAngle: number
  readonly backtrack: boolean
  /** Ground cover ratio: collector width over row pitch. */
  readonly gcr: number
  /** Slope of the ground across the axes. */
  readonly crossAxisTilt: number
}

/** Degrees. */
export interface Orientation {
  readonly rotation: number
  readonly tilt: number
  readonly azimuth: number
  readonly incidence: number
}

/**
 * The sun's angle off the tracker's vertical plane, in the plane across an axis (degrees), by the sine and cosine of the
 * sun's zenith and its azimuth in radians (Anderson and Mikofski 2020, eq. 5).
 */
export function projectedZenith(
  axisTilt: number,
  axisAzimuth: number,
): (sinZenith: number, cosZenith: number, azimuth: number) => number {
  const [sinAzimuth, cosAzimuth] = [sind(axisAzimuth), cosd(axisAzimuth)]
  const [sinTilt, cosTilt] = [sind(axisTilt), cosd(axisTilt)]
  return (sinZenith, cosZenith, azimuth) => {
    const sx = sinZenith * Math.sin(azimuth)
    const sy = sinZenith * Math.cos(azimuth)
    const up = (sx * sinAzimuth + sy * cosAzimuth) * sinTilt + cosZenith * cosTilt
    return Math.atan2(sx * cosAzimuth - sy * sinAzimuth, up) * DEG
  }
}

/** Rotation that keeps the rows out of each other's shade (Anderson and Mikofski 2020, eq. 14). */
export function backtracked(ideal: number, gcr: number, crossAxisTilt: number): number {
  const ratio = Math.abs(cosd(ideal - crossAxisTilt) / (gcr * cosd(crossAxisTilt)))
  return ratio < 1 ? ideal - Math.sign(ideal) * Math.acos(ratio) * DEG : ideal
}

/** Tilt and azimuth of a surface turned by `rotation` about the axis. */
export function surfaceOrientation(
  rotation: number,
  axisTilt: number,
  axisAzimuth: number,
): { tilt: number; azimuth: number } {
  const tilt = acosd(cosd(rotation) * cosd(axisTilt))
  if (tilt === 0) return { tilt, azimuth: wrap360(axisAzimuth - 90) }
  const across = sind(rotation)
  const along = cosd(rotation) * sind(axisTilt)
  const east = across * cosd(axisAzimuth) + along * sind(axisAzimuth)
  const north = -across * sind(axisAzimuth) + along * cosd(axisAzimuth)
  return { tilt, azimuth: wrap360(Math.atan2(east, north) * DEG) }
}

/**
 * Where a one-axis tracker stands for a sun position; null when the sun is below the horizon.
 *
 * @param zenith apparent zenith in degrees
 */
export function singleAxis(zenith: number, azimuth: number, mount: SingleAxis): Orientation | null {
  if (zenith > 90) return null
  const ideal = projectedZenith(mount.axisTilt, mount.axisAzimuth)(sind(zenith), cosd(zenith), azimuth * RAD)
  const wanted = mount.backtrack ? backtracked(ideal, mount.gcr, mount.crossAxisTilt) : ideal
  const rotation = Math.max(-mount.maxAngle, Math.min(mount.maxAngle, wanted))
  const surface = surfaceOrientation(rotation, mount.axisTilt, mount.axisAzimuth)
  const cosine =
    cosd(surface.tilt) * cosd(zenith) + sind(surface.tilt) * sind(zenith) * Math.cos((azimuth - surface.azimuth) * RAD)
  return { rotation, tilt: surface.tilt, azimuth: surface.azimuth, incidence: acosd(cosine) }
}
