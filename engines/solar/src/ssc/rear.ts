import { RAD } from '../angles.ts'
import { darkPlane, perezSsc } from './perez.ts'
import {
  GLASS_INDEX,
  GROUND_CELLS,
  NORMAL_REFLECTANCE,
  type RearGeometry,
  type RearView,
  rearView,
  type Shape,
  shapeOf,
} from './rear-view.ts'

/** One instant. Radians, W/m2. */
export interface RearInstant {
  readonly tilt: number
  readonly azimuth: number
  readonly sunAzimuth: number
  readonly sunZenith: number
  readonly sunElevation: number
  readonly dn: number
  readonly df: number
  readonly albedo: number
}

interface Shadows {
  readonly ground: readonly [number, number, number, number]
  readonly front: number
  readonly back: number
}

/** Stretch of ground in shadow (two pieces when it wraps past a row) and shaded fractions of front and back. */
function shadowsOf(s: Shape, instant: RearInstant): Shadows {
  const cast = Math.cos(instant.azimuth - instant.sunAzimuth) / Math.tan(instant.sunElevation)
  const rowShadow = s.rise * cast
  if (rowShadow > s.gap)
    return { ground: [0, s.pitch, 0, 0], front: (rowShadow - s.gap) / (rowShadow + s.run), back: 1 }
  if (rowShadow < -(s.pitch + s.run))
    return { ground: [0, s.pitch, 0, 0], front: 1, back: (rowShadow + s.pitch + s.run) / (rowShadow + s.run) }
  const near = s.clearance * cast
  const far = (s.clearance + s.rise) * cast + s.run
  const forward = near < far || (s.clearance + s.rise) * cast >= 0
  let start = forward ? near : far
  let end = forward ? far : near
  const turns = -Math.floor(start / s.pitch) * s.pitch
  if (start > s.pitch || start < 0) {
    start += turns
    end += turns
  }
  const shade = forward ? { front: 0, back: 1 } : { front: 1, back: 0 }
  if (end <= s.pitch) return { ground: [start, end, 0, 0], ...shade }
  const over = end - s.pitch
  return { ground: over > start ? [0, s.pitch, 0, 0] : [start, s.pitch, 0, over], ...shade }
}

/** Sjerps-Koomen's modifier of beam through glass, incidence in radians below a right angle. */
function beamThroughGlass(incidence: number): number {
  if (incidence === 0) return 1
  const refracted = Math.asin(Math.sin(incidence) / GLASS_INDEX)
  const s = (Math.sin(refracted - incidence) / Math.sin(refracted + incidence)) ** 2
  const p = (Math.tan(refracted - incidence) / Math.tan(refracted + incidence)) ** 2
  return (1 - 0.5 * (s + p)) / (1 - NORMAL_REFLECTANCE)
}

/**
 * Between the tilts at which the view of a moving row is worked out. The view is cut into whole degrees, so its rounding
 * errors repeat from degree to degree; a step of a degree and a half has them alternate, and reading between cancels them.
 */
const VIEW_STEP = 1.5 * RAD

/** How many cells of the ground have their middle before a place, m. */
const cellsBefore = (x: number, pitch: number): number =>
  Math.min(Math.max(Math.ceil((x / pitch) * GROUND_CELLS - 0.5), 0), GROUND_CELLS)

/**
 * Light on the back of a row of modules, W/m2, averaged over its height (Marion et al. 2017, as SSC computes it):
 * ground lit and shaded in 100 cells, the back seen from six cells over 180 degrees, glass on both sides. What a row
 * sees depends on its tilt alone: it is worked out at the greatest tilt, where a fixed row always stands and a tracker
 * often, and at steps below it.
 */
export function rearLight(geometry: RearGeometry, greatestTilt: number): (instant: RearInstant) => number {
  const views: RearView[] = []
  const viewAt = (k: number): RearView => {
    views[k] ??= rearView(geometry, Math.max(greatestTilt - k * VIEW_STEP, 0))
    return views[k]
  }
  const scratch = darkPlane()
  return (instant) => {
    const { tilt, sunZenith, dn, df, albedo } = instant
    const [cosZenith, sinZenith] = [Math.cos(sunZenith), Math.sin(sunZenith)]
    const shape = shapeOf(geometry, tilt)
    const flat = perezSsc(dn, df, albedo, cosZenith, 1, 0, sunZenith, cosZenith, scratch)
    const { isotropic } = flat
    const direct = flat.beam + flat.circumsolar
    // The horizon band is taken from a vertical plane facing south.
    const cosSouth = sinZenith * Math.cos(instant.sunAzimuth - Math.PI)
    const { horizon } = perezSsc(dn, df, albedo, cosSouth, 0, 1, sunZenith, cosZenith, scratch)
    const shadows = shadowsOf(shape, instant)
    const [a, b, c, d] = shadows.ground
    const [from, to] = [cellsBefore(a, shape.pitch), cellsBefore(b, shape.pitch)]
    const [from2, to2] = [cellsBefore(c, shape.pitch), cellsBefore(d, shape.pitch)]
    const diffuse = (view: RearView): number => {
      const sums = view.groundSums
      const shaded = sums[to]! - sums[from]! + sums[to2]! - sums[from2]!
      const lit = sums[GROUND_CELLS]! - shaded * (1 - geometry.transmission)
      return (
        view.isotropic * isotropic + view.horizon * horizon + albedo * (view.skyByGround * isotropic + lit * direct)
      )
    }
    const place = Math.max(greatestTilt - tilt, 0) / VIEW_STEP
    const k = Math.floor(place)
    let total = diffuse(viewAt(k)) * (k + 1 - place)
    if (place > k) total += diffuse(viewAt(k + 1)) * (place - k)
    const backTilt = Math.PI - tilt
    const [cosBackTilt, sinBackTilt] = [Math.cos(backTilt), Math.sin(backTilt)]
    const cosBack =
      sinZenith * Math.cos(instant.sunAzimuth - (instant.azimuth - Math.PI)) * sinBackTilt + cosZenith * cosBackTilt
    if (cosBack <= 0) return total
    const back = perezSsc(dn, df, albedo, cosBack, cosBackTilt, sinBackTilt, sunZenith, cosZenith, scratch)
    const lit = 1 - Math.min(1, Math.max(0, shadows.back))
    return total + lit * (back.beam + back.circumsolar) * beamThroughGlass(Math.acos(Math.min(1, cosBack)))
  }
}
