import { RAD } from '../angles.ts'
import { darkPlane, perezSsc, type TiltedLight } from './perez.ts'
import { GLASS_FIELD_MODIFIERS } from './rear-table.ts'

/** Rows of modules seen from behind. Lengths in metres. */
export interface RearGeometry {
  readonly slopeLength: number
  readonly gcr: number
  /** Height of the lower edge (of the axis for a tracker) above ground. */
  readonly clearance: number
  readonly tracking: boolean
  /** Fraction of light that passes between the cells. */
  readonly transmission: number
}

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

const GROUND_CELLS = 100
const PER_CELL = 1 / GROUND_CELLS
const MODULE_CELLS = 6
const GLASS_INDEX = 1.526
const NORMAL_REFLECTANCE = ((GLASS_INDEX - 1) / (GLASS_INDEX + 1)) ** 2

/** Share of a hemisphere in each whole degree from the upper edge of view, half the difference of cosines. */
const ARC = Float64Array.from({ length: 180 }, (_, j) => 0.5 * (Math.cos(j * RAD) - Math.cos((j + 1) * RAD)))
const HORIZON_BAND = 0.5 * (Math.cos(84 * RAD) - Math.cos(90 * RAD))
const SINES = Float64Array.from({ length: 361 }, (_, j) => Math.sin(j * RAD))
const COSINES = Float64Array.from({ length: 361 }, (_, j) => Math.cos(j * RAD))
/** By degree: what the back takes in through its glass, and what the front throws back. */
const TAKEN = ARC.map((arc, j) => arc * GLASS_FIELD_MODIFIERS[j]!)
const THROWN = ARC.map((arc, j) => arc * (1 - GLASS_FIELD_MODIFIERS[j]! * (1 - NORMAL_REFLECTANCE)))

const sumsOf = (values: Float64Array): Float64Array => {
  const sums = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!
  return sums
}
const TAKEN_SUMS = sumsOf(TAKEN)
const THROWN_SUMS = sumsOf(THROWN)

/** Sky seen in the degrees up to an end, the last of them brightened by the horizon band. */
function skySeen(weightSums: Float64Array, end: number, bright: number, isotropic: number, band: number): number {
  if (end <= 0) return 0
  const last = Math.min(end, weightSums.length - 1)
  const from = Math.min(Math.max(end - bright, 0), last)
  return isotropic * weightSums[last]! + band * (weightSums[last]! - weightSums[from]!)
}

interface Shape {
  readonly pitch: number
  readonly rise: number
  readonly run: number
  readonly gap: number
  readonly clearance: number
}

/** Cosine of the elevation at which an edge of a height stands at a distance (negative behind). */
const edgeCosine = (height: number, distance: number): number =>
  height === 0 ? 1 : distance / Math.sqrt(height * height + distance * distance)

/** View of the sky from each ground cell between two rows, rows left and right blocking it. */
function groundSkyViews(s: Shape): Float64Array {
  const top = s.rise + s.clearance
  const views = new Float64Array(GROUND_CELLS)
  // Strips of sky between two elevations, by their cosines: the higher elevation has the lesser cosine.
  const strip = (from: number, to: number): number => (from > to ? 0.5 * (from - to) : 0)
  for (let i = 0; i < GROUND_CELLS; i++) {
    const x = (s.pitch / GROUND_CELLS) * (i + 0.5)
    const first = Math.min(edgeCosine(top, 2 * s.pitch + s.run - x), edgeCosine(s.clearance, 2 * s.pitch - x))
    const c = edgeCosine(top, s.pitch + s.run - x)
    const d = edgeCosine(s.clearance, s.pitch - x)
    views[i] =
      strip(first, Math.max(c, d)) +
      strip(Math.min(c, d), edgeCosine(top, s.run - x)) +
      strip(edgeCosine(s.clearance, -x), edgeCosine(top, -s.gap - x))
  }
  return views
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
  return { ground: over > start ? [0, s.pitch, 0, over] : [start, s.pitch, 0, over], ...shade }
}

/** Light on each ground cell, W/m2. */
function groundLight(s: Shape, shadows: Shadows, flat: TiltedLight, transmission: number): Float64Array {
  const light = groundSkyViews(s)
  const direct = flat.beam + flat.circumsolar
  const [a, b, c, d] = shadows.ground
  for (let i = 0; i < GROUND_CELLS; i++) {
    const x = (s.pitch / GROUND_CELLS) * (i + 0.5)
    const shaded = (x >= a && x < b) || (x >= c && x < d)
    light[i] = light[i]! * flat.isotropic + direct * (shaded ? transmission : 1)
  }
  return light
}

/** Integral of the periodic ground light from 0 to x (in cells). */
function integralTo(x: number, light: Float64Array, sums: Float64Array): number {
  const turns = Math.floor(x / GROUND_CELLS)
  const rest = x - turns * GROUND_CELLS
  const cell = Math.min(GROUND_CELLS - 1, Math.trunc(rest))
  return turns * sums[GROUND_CELLS]! + sums[cell]! + (rest - cell) * light[cell]!
}

/**
 * Ground seen from a place at a height, degree by degree from a first one on, each with its weight: the mean light
 * between the points its two edges meet. `side` is the way it lies; `down` the angle at which the view of it begins.
 */
function groundSeen(
  weights: Float64Array,
  firstDegree: number,
  x: number,
  y: number,
  side: 1 | -1,
  down: number,
  s: Shape,
  light: Float64Array,
  sums: Float64Array,
): number {
  const scale = GROUND_CELLS / s.pitch
  const [sinDown, cosDown] = [Math.sin(down), Math.cos(down)]
  const whole = sums[GROUND_CELLS]!
  const mean = whole / GROUND_CELLS
  const foot = scale * x
  const reach = scale * side * y
  let before = foot + (reach * cosDown) / sinDown
  let integral = integralTo(before, light, sums)
  let sum = 0
  for (let j = firstDegree; j < 180; j++) {
    const k = j + 1 - firstDegree
    const sine = SINES[k]! * cosDown + COSINES[k]! * sinDown
    const cosine = COSINES[k]! * cosDown - SINES[k]! * sinDown
    const place = foot + (reach * cosine) / sine
    const turns = Math.floor(place * PER_CELL)
    const rest = place - turns * GROUND_CELLS
    const cell = rest < GROUND_CELLS ? rest | 0 : GROUND_CELLS - 1
    const next = turns * whole + sums[cell]! + (rest - cell) * light[cell]!
    const wide = Math.abs(place - before) > 0.99 * GROUND_CELLS
    sum += weights[j]! * (wide ? mean : (next - integral) / (place - before))
    before = place
    integral = next
  }
  return sum
}

/** Light each module cell's front reflects, W/m2. */
function frontReflected(
  s: Shape,
  tilt: number,
  isotropic: number,
  horizon: number,
  albedo: number,
  light: Float64Array,
  sums: Float64Array,
): Float64Array {
  const reflected = new Float64Array(MODULE_CELLS)
  for (let i = 0; i < MODULE_CELLS; i++) {
    const x = (s.run * (i + 0.5)) / MODULE_CELLS
    const y = s.clearance + (s.rise * (i + 0.5)) / MODULE_CELLS
    const up = Math.atan((s.rise + s.clearance - y) / (x + s.gap))
    const down = Math.atan((y - s.clearance) / (x + s.pitch))
    const skyEnd = Math.round((Math.PI - tilt - up) / RAD)
    const bright = Math.round(Math.max(0, 6 - up / RAD))
    const groundStart = Math.round((Math.PI - tilt + down) / RAD)
    reflected[i] =
      skySeen(THROWN_SUMS, skyEnd, bright, isotropic, horizon / 0.052246) +
      albedo * groundSeen(THROWN, groundStart, x, y, -1, down, s, light, sums)
  }
  return reflected
}

/** Mean over the part of the row behind that one degree of view covers, from slope positions x1 to x2. */
function seenReflection(x1: number, x2: number, reflected: Float64Array): number {
  let sum = 0
  for (let k = 0; k < MODULE_CELLS; k++) {
    const seen = Math.min((k + 1) / MODULE_CELLS, x2) - Math.max(k / MODULE_CELLS, x1)
    if (seen > 0) sum += seen * reflected[k]!
  }
  return x2 === x1 ? 0 : sum / (x2 - x1)
}

/** Sjerps-Koomen's modifier of beam through glass, incidence in radians below a right angle. */
function beamThroughGlass(incidence: number): number {
  if (incidence === 0) return 1
  const refracted = Math.asin(Math.sin(incidence) / GLASS_INDEX)
  const s = (Math.sin(refracted - incidence) / Math.sin(refracted + incidence)) ** 2
  const p = (Math.tan(refracted - incidence) / Math.tan(refracted + incidence)) ** 2
  return (1 - 0.5 * (s + p)) / (1 - NORMAL_REFLECTANCE)
}

/** Diffuse light from sky, row behind and ground on one cell of the back. */
function rearDiffuse(
  i: number,
  s: Shape,
  tilt: number,
  isotropic: number,
  horizon: number,
  albedo: number,
  reflected: Float64Array,
  light: Float64Array,
  sums: Float64Array,
): number {
  const x = (s.run * (i + 0.5)) / MODULE_CELLS
  const y = s.clearance + (s.rise * (i + 0.5)) / MODULE_CELLS
  const up = Math.atan((s.rise + s.clearance - y) / (s.pitch + s.run - x))
  const down = Math.atan((y - s.clearance) / (s.pitch - x))
  const skyEnd = Math.round((tilt - up) / RAD)
  const bright = Math.round(Math.max(0, 6 - up / RAD))
  const groundStart = Math.round((tilt + down) / RAD)
  let sum = skySeen(TAKEN_SUMS, skyEnd, bright, isotropic, horizon / HORIZON_BAND)
  const diagonal = (s.pitch - x) / Math.cos(down)
  // Where a view some degrees below the upper edge meets the row behind, by the sums of angles.
  const [sinView, cosView] = [Math.sin(up + down), Math.cos(up + down)]
  const edge = Math.PI / 2 + up - tilt
  const [sinEdge, cosEdge] = [Math.sin(edge), Math.cos(edge)]
  const first = Math.max(0, skyEnd)
  const project = (k: number): number =>
    (diagonal * (sinView * COSINES[k]! - cosView * SINES[k]!)) / (cosEdge * COSINES[k]! + sinEdge * SINES[k]!)
  let x2 = project(first - skyEnd)
  for (let j = first; j < groundStart; j++) {
    const next = project(j + 1 - skyEnd)
    sum += TAKEN[j]! * seenReflection(Math.max(0, next), x2, reflected)
    x2 = next
  }
  return sum + albedo * groundSeen(TAKEN, groundStart, x, y, 1, down, s, light, sums)
}

const scratch = darkPlane()

/**
 * Light on the back of a row of modules, W/m2, averaged over its height (Marion et al. 2017, as SSC computes it):
 * ground lit and shaded in 100 cells, the back seen from six cells over 180 degrees, glass on both sides.
 */
export function rearIrradiance(geometry: RearGeometry, instant: RearInstant): number {
  const { tilt, sunZenith, dn, df, albedo } = instant
  const cosZenith = Math.cos(sunZenith)
  const pitch = geometry.slopeLength / geometry.gcr
  const rise = geometry.slopeLength * Math.sin(tilt)
  const run = geometry.slopeLength * Math.cos(tilt)
  const clearance = geometry.clearance - (geometry.tracking ? 0.5 * rise : 0)
  const shape: Shape = { pitch, rise, run, gap: pitch - run, clearance }
  const flat = { ...perezSsc(dn, df, albedo, cosZenith, 1, 0, sunZenith, cosZenith, scratch) }
  // The horizon band is taken from a vertical plane facing south.
  const cosSouth = Math.sin(sunZenith) * Math.cos(instant.sunAzimuth - Math.PI)
  const { horizon } = perezSsc(dn, df, albedo, cosSouth, 0, 1, sunZenith, cosZenith, scratch)
  const shadows = shadowsOf(shape, instant)
  const light = groundLight(shape, shadows, flat, geometry.transmission)
  const sums = sumsOf(light)
  const reflected = frontReflected(shape, tilt, flat.isotropic, horizon, albedo, light, sums)
  const backTilt = Math.PI - tilt
  const cosBack =
    Math.sin(sunZenith) * Math.cos(instant.sunAzimuth - (instant.azimuth - Math.PI)) * Math.sin(backTilt) +
    cosZenith * Math.cos(backTilt)
  const back = perezSsc(dn, df, albedo, cosBack, Math.cos(backTilt), Math.sin(backTilt), sunZenith, cosZenith, scratch)
  const direct = back.beam + back.circumsolar
  const through = cosBack > 0 ? beamThroughGlass(Math.acos(Math.min(1, cosBack))) : 0
  let total = 0
  for (let i = 0; i < MODULE_CELLS; i++) {
    const shade = Math.min(1, Math.max(0, shadows.back * MODULE_CELLS - i))
    total += rearDiffuse(i, shape, tilt, flat.isotropic, horizon, albedo, reflected, light, sums)
    total += (1 - shade) * direct * through
  }
  return total / MODULE_CELLS
}
