import { RAD } from '../angles.ts'
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

export const GROUND_CELLS = 100
const PER_CELL = 1 / GROUND_CELLS
const MODULE_CELLS = 6
export const GLASS_INDEX = 1.526
export const NORMAL_REFLECTANCE = ((GLASS_INDEX - 1) / (GLASS_INDEX + 1)) ** 2

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

/** Horizon band of the front, as the published model has it. */
const FRONT_HORIZON_BAND = 0.052246

/** Share of the sky in the degrees up to an end, and of its last ones, those of the horizon band. */
function skySeen(sums: Float64Array, end: number, bright: number): readonly [all: number, band: number] {
  if (end <= 0) return [0, 0]
  const last = Math.min(end, sums.length - 1)
  const from = Math.min(Math.max(end - bright, 0), last)
  return [sums[last]!, sums[last]! - sums[from]!]
}

export interface Shape {
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

/** The rows at a tilt, told by its sine and cosine. */
export function shapeOf(geometry: RearGeometry, sinTilt: number, cosTilt: number): Shape {
  const pitch = geometry.slopeLength / geometry.gcr
  const rise = geometry.slopeLength * sinTilt
  const run = geometry.slopeLength * cosTilt
  return { pitch, rise, run, gap: pitch - run, clearance: geometry.clearance - (geometry.tracking ? 0.5 * rise : 0) }
}

/** Weights of the light of the ground's cells: on a cell, on the sum of those before one, on all. */
interface GroundWeights {
  readonly cells: Float64Array
  readonly sums: Float64Array
  whole: number
}

/** Weighs the integral of the ground's light from its first cell to a place (in cells; the ground repeats itself). */
function weighUpTo(weights: GroundWeights, place: number, weight: number): void {
  const turns = Math.floor(place * PER_CELL)
  const rest = place - turns * GROUND_CELLS
  const cell = rest < GROUND_CELLS ? rest | 0 : GROUND_CELLS - 1
  weights.whole += turns * weight
  weights.sums[cell]! += weight
  weights.cells[cell]! += (rest - cell) * weight
}

/** Weights of the cells one by one. */
function perCell({ cells, sums, whole }: GroundWeights): Float64Array {
  const weights = new Float64Array(GROUND_CELLS)
  let beyond = whole
  for (let i = GROUND_CELLS - 1; i >= 0; i--) {
    beyond += sums[i + 1]!
    weights[i] = cells[i]! + beyond
  }
  return weights
}

/**
 * Ground seen from a place at a height, degree by degree from a first one on, each weighed by `degrees` and `factor`:
 * the mean light between the points its two edges meet. `side` is the way it lies; `down` the angle at which the view
 * of it begins.
 */
function weighGround(
  weights: GroundWeights,
  degrees: Float64Array,
  factor: number,
  firstDegree: number,
  x: number,
  y: number,
  side: 1 | -1,
  down: number,
  pitch: number,
): void {
  const scale = GROUND_CELLS / pitch
  const [sinDown, cosDown] = [Math.sin(down), Math.cos(down)]
  const foot = scale * x
  const reach = scale * side * y
  let before = foot + (reach * cosDown) / sinDown
  for (let j = firstDegree; j < 180; j++) {
    const k = j + 1 - firstDegree
    const sine = SINES[k]! * cosDown + COSINES[k]! * sinDown
    const cosine = COSINES[k]! * cosDown - SINES[k]! * sinDown
    const place = foot + (reach * cosine) / sine
    const weight = degrees[j]! * factor
    if (Math.abs(place - before) > 0.99 * GROUND_CELLS) weights.whole += weight * PER_CELL
    else {
      weighUpTo(weights, place, weight / (place - before))
      weighUpTo(weights, before, -weight / (place - before))
    }
    before = place
  }
}

/** Weighs the cells of the row behind that one degree of view covers, from slope positions x1 to x2. */
function weighRow(row: Float64Array, x1: number, x2: number, weight: number): void {
  if (x2 === x1) return
  for (let k = 0; k < MODULE_CELLS; k++) {
    const seen = Math.min((k + 1) / MODULE_CELLS, x2) - Math.max(k / MODULE_CELLS, x1)
    if (seen > 0) row[k]! += (weight * seen) / (x2 - x1)
  }
}

/** What the back of a row takes in of each light at one tilt, averaged over its height, by way of front and ground. */
export interface RearView {
  /** Of the isotropic sky and of its horizon's band, W/m2 each. */
  readonly isotropic: number
  readonly horizon: number
  /** Of the isotropic sky by way of the ground, per albedo. */
  readonly skyByGround: number
  /** Of the light of each ground cell, per albedo, summed from the first cell. */
  readonly groundSums: Float64Array
}

/** The view from the back of rows at a tilt in radians (Marion et al. 2017, as SSC computes it). */
export function rearView(geometry: RearGeometry, tilt: number): RearView {
  const s = shapeOf(geometry, Math.sin(tilt), Math.cos(tilt))
  const weights: GroundWeights = {
    cells: new Float64Array(GROUND_CELLS),
    sums: new Float64Array(GROUND_CELLS + 1),
    whole: 0,
  }
  const row = new Float64Array(MODULE_CELLS)
  let isotropic = 0
  let horizon = 0
  for (let i = 0; i < MODULE_CELLS; i++) {
    const x = (s.run * (i + 0.5)) / MODULE_CELLS
    const y = s.clearance + (s.rise * (i + 0.5)) / MODULE_CELLS
    const up = Math.atan((s.rise + s.clearance - y) / (s.pitch + s.run - x))
    const down = Math.atan((y - s.clearance) / (s.pitch - x))
    const skyEnd = Math.round((tilt - up) / RAD)
    const groundStart = Math.round((tilt + down) / RAD)
    const [all, band] = skySeen(TAKEN_SUMS, skyEnd, Math.round(Math.max(0, 6 - up / RAD)))
    isotropic += all / MODULE_CELLS
    horizon += band / HORIZON_BAND / MODULE_CELLS
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
      weighRow(row, Math.max(0, next), x2, TAKEN[j]! / MODULE_CELLS)
      x2 = next
    }
    weighGround(weights, TAKEN, 1 / MODULE_CELLS, groundStart, x, y, 1, down, s.pitch)
  }
  // What the front of the row behind throws back.
  for (let i = 0; i < MODULE_CELLS; i++) {
    const x = (s.run * (i + 0.5)) / MODULE_CELLS
    const y = s.clearance + (s.rise * (i + 0.5)) / MODULE_CELLS
    const up = Math.atan((s.rise + s.clearance - y) / (x + s.gap))
    const down = Math.atan((y - s.clearance) / (x + s.pitch))
    const skyEnd = Math.round((Math.PI - tilt - up) / RAD)
    const groundStart = Math.round((Math.PI - tilt + down) / RAD)
    const [all, band] = skySeen(THROWN_SUMS, skyEnd, Math.round(Math.max(0, 6 - up / RAD)))
    isotropic += row[i]! * all
    horizon += (row[i]! * band) / FRONT_HORIZON_BAND
    weighGround(weights, THROWN, row[i]!, groundStart, x, y, -1, down, s.pitch)
  }
  const cells = perCell(weights)
  const sky = groundSkyViews(s)
  let skyByGround = 0
  for (let i = 0; i < GROUND_CELLS; i++) skyByGround += cells[i]! * sky[i]!
  return { isotropic, horizon, skyByGround, groundSums: sumsOf(cells) }
}
