import { RAD } from '../angles.ts'
import { tabulated } from '../tabulated.ts'
import type { PerezSky } from './perez.ts'
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
import type { Stand } from './surface.ts'

/**
 * Light on the back of a row that stands somewhere, W/m2. `across` is the cosine of the angle between the sun's azimuth
 * and the row's.
 */
type RearLight = (
  stand: Stand,
  across: number,
  cosZenith: number,
  sinZenith: number,
  sky: PerezSky,
  albedo: number,
) => number

/** Ground in shadow from one place to another and again (when it wraps past a row), m; shaded share of the back. */
interface Shadows {
  readonly from: number
  readonly to: number
  readonly again: number
  readonly back: number
}

/** Shadows for the length a height of one casts across the rows (negative behind them). */
function shadowsOf(s: Shape, cast: number): Shadows {
  const { pitch, rise, run, gap, clearance } = s
  const rowShadow = rise * cast
  if (rowShadow > gap) return { from: 0, to: pitch, again: 0, back: 1 }
  if (rowShadow < -(pitch + run))
    return { from: 0, to: pitch, again: 0, back: (rowShadow + pitch + run) / (rowShadow + run) }
  const near = clearance * cast
  const far = (clearance + rise) * cast + run
  const forward = near < far || (clearance + rise) * cast >= 0
  let start = forward ? near : far
  let end = forward ? far : near
  const back = forward ? 1 : 0
  if (start > pitch || start < 0) {
    const turns = -Math.floor(start / pitch) * pitch
    start += turns
    end += turns
  }
  if (end <= pitch) return { from: start, to: end, again: 0, back }
  const over = end - pitch
  return over > start ? { from: 0, to: pitch, again: 0, back } : { from: start, to: pitch, again: over, back }
}

/** Sjerps-Koomen's modifier of beam through glass, by the cosine of incidence. */
const beamThroughGlass = tabulated(0, 1, 1025, (cosine) => {
  const refracted = Math.sqrt(1 - (1 - cosine * cosine) / (GLASS_INDEX * GLASS_INDEX))
  const s = ((cosine - GLASS_INDEX * refracted) / (cosine + GLASS_INDEX * refracted)) ** 2
  const p = ((refracted - GLASS_INDEX * cosine) / (refracted + GLASS_INDEX * cosine)) ** 2
  return (1 - 0.5 * (s + p)) / (1 - NORMAL_REFLECTANCE)
})

/**
 * Between the tilts at which the view of a moving row is worked out. The view is cut into whole degrees, so its rounding
 * errors repeat from degree to degree; a step of a degree and a half has them alternate, and reading between cancels them.
 */
const VIEW_STEP = 1.5 * RAD

/** Views worked out, by the rows they are of: a study of one site asks for the same rows again and again. */
const seen = new Map<string, RearView[]>()
const ROWS_KEPT = 16

function viewsOf({ slopeLength, gcr, clearance, tracking }: RearGeometry, greatestTilt: number): RearView[] {
  const rows = [slopeLength, gcr, clearance, tracking, greatestTilt].join(' ')
  const known = seen.get(rows)
  if (known) return known
  if (seen.size >= ROWS_KEPT) seen.clear()
  const views: RearView[] = []
  seen.set(rows, views)
  return views
}

/** How many cells of the ground have their middle before a place, m. */
const cellsBefore = (x: number, pitch: number): number =>
  Math.min(Math.max(Math.ceil((x / pitch) * GROUND_CELLS - 0.5), 0), GROUND_CELLS)

/**
 * Light on the back of a row of modules, W/m2, averaged over its height (Marion et al. 2017, as SSC computes it):
 * ground lit and shaded in 100 cells, the back seen from six cells over 180 degrees, glass on both sides. What a row
 * sees depends on its tilt alone: it is worked out at the greatest tilt, where a fixed row always stands and a tracker
 * often, and at steps below it.
 */
export function rearLight(geometry: RearGeometry, greatestTilt: number): RearLight {
  const views = viewsOf(geometry, greatestTilt)
  const viewAt = (k: number): RearView => {
    views[k] ??= rearView(geometry, Math.max(greatestTilt - k * VIEW_STEP, 0))
    return views[k]
  }
  return (stand, across, cosZenith, sinZenith, sky, albedo) => {
    const { cosTilt, sinTilt } = stand
    const shape = shapeOf(geometry, sinTilt, cosTilt)
    const { pitch } = shape
    const { isotropic, horizon } = sky
    const facing = sky.beam + sky.circumsolar
    const direct = facing * Math.max(cosZenith, 0)
    const shadows = shadowsOf(shape, (across * sinZenith) / cosZenith)
    const from = cellsBefore(shadows.from, pitch)
    const to = cellsBefore(shadows.to, pitch)
    const again = cellsBefore(shadows.again, pitch)
    const diffuse = (view: RearView): number => {
      const sums = view.groundSums
      const shaded = sums[to]! - sums[from]! + sums[again]!
      const lit = sums[GROUND_CELLS]! - shaded * (1 - geometry.transmission)
      return (
        view.isotropic * isotropic + view.horizon * horizon + albedo * (view.skyByGround * isotropic + lit * direct)
      )
    }
    const place = Math.max(greatestTilt - stand.tilt * RAD, 0) / VIEW_STEP
    const k = Math.floor(place)
    let total = diffuse(viewAt(k)) * (k + 1 - place)
    if (place > k) total += diffuse(viewAt(k + 1)) * (place - k)
    // The back faces the other way: its cosines are the front's, negative.
    const cosBack = -(sinZenith * across * sinTilt + cosZenith * cosTilt)
    if (cosBack <= 0) return total
    const lit = 1 - Math.min(1, Math.max(0, shadows.back))
    return total + lit * facing * cosBack * beamThroughGlass(cosBack)
  }
}
