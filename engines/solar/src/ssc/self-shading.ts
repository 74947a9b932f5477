import { cosd, RAD, sind, tand } from '../angles.ts'

/** A regular field of rows. Lengths in metres. */
export interface Rows {
  readonly gcr: number
  /** Slope length of one row. */
  readonly side: number
  /** Length of a row. */
  readonly length: number
  readonly count: number
  /** Strings across a row: above one the shadow's end effect is dropped (horizontal wiring). */
  readonly stringsAcross: number
}

/** Fraction of sky diffuse that rows in front leave, isotropic, averaged over the slope in 250 steps. */
export function skyDiffuseFactor(tilt: number, gcr: number): number {
  if (tilt === 0) return 1
  const steps = 250
  const beta = tilt * RAD
  const open = Math.PI + Math.PI * Math.abs(Math.cos(beta))
  let sum = 0
  for (let i = 0; i < steps; i++) {
    const mask = 1 / Math.tan(beta) - 1 / (gcr * Math.sin(beta) * (1 - i / steps))
    const edge = beta - Math.PI / 2 + Math.atan(mask)
    const seen = Math.PI + Math.PI * Math.abs(Math.cos(edge))
    sum += (edge > Math.PI / 2 ? 2 * Math.PI - seen : seen) / open
  }
  return Math.min(1, sum / steps)
}

/** Degrees between the tabulated tilts of {@link skyDiffuseTable}. */
const TABLE_STEP = 0.5
const tables = new Map<number, Float64Array>()

function tabulated(gcr: number): Float64Array {
  const known = tables.get(gcr)
  if (known) return known
  const table = Float64Array.from({ length: 90 / TABLE_STEP + 3 }, (_, i) =>
    skyDiffuseFactor(Math.abs(i - 1) * TABLE_STEP, gcr),
  )
  tables.set(gcr, table)
  return table
}

/** The factor as a function of tilt in degrees, 0 to 90: tabulated once per ground cover and interpolated (cubic). */
export function skyDiffuseTable(gcr: number): (tilt: number) => number {
  const table = tabulated(gcr)
  return (tilt) => {
    const at = Math.min(Math.max(tilt, 0), 90) / TABLE_STEP
    const k = Math.min(Math.trunc(at), 90 / TABLE_STEP - 1)
    const t = at - k
    const [a, b, c, d] = [table[k]!, table[k + 1]!, table[k + 2]!, table[k + 3]!]
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
  }
}

/** Fraction of ground-reflected light that rows leave (Appelbaum and Bany geometry). */
export function groundDiffuseFactor(
  elevation: number,
  tilt: number,
  horizontalBeam: number,
  diffuse: number,
  albedo: number,
  rows: Rows,
): number {
  const pitch = 1 / rows.gcr
  const open = albedo * sind(tilt / 2) ** 2
  const whole = open * (horizontalBeam + diffuse)
  if (!(whole > 0)) return 1
  const cos = cosd(180 - tilt)
  const view = (y: number): number => 0.5 * albedo * (1 + y - Math.sqrt(y * y - 2 * y * cos + 1))
  const lit = Math.max(0.00001, pitch - sind(180 - elevation - tilt) / sind(elevation))
  const behind = rows.count - 1
  const reduced =
    ((open + behind * view(lit)) / rows.count) * horizontalBeam + ((open + behind * view(pitch)) / rows.count) * diffuse
  return reduced / whole
}

/** Fraction of a fixed row's area in the shadow of the row in front (Appelbaum and Bany 1979). Degrees. */
export function fixedShadeFraction(
  zenith: number,
  sunAzimuth: number,
  tilt: number,
  azimuth: number,
  rows: Rows,
): number {
  const off = sunAzimuth - azimuth
  if (!(zenith < 90) || tilt === 0 || Math.abs(off) >= 90) return 0
  const rise = tand(90 - zenith)
  const py = rows.side * (cosd(tilt) + (cosd(off) * sind(tilt)) / rise)
  const px = (rows.side * sind(tilt) * sind(off)) / rise
  if (py === 0) return 0
  const pitch = rows.side / rows.gcr
  const overhang = rows.stringsAcross > 1 ? 0 : Math.min(Math.max((pitch * px) / py, 0), rows.length)
  const height = Math.min(Math.max(rows.side * (1 - pitch / py), 0), rows.side)
  return (height * (rows.length - overhang)) / (rows.side * rows.length)
}

/** Fraction of a tracker row's width in beam shade, by rotation in degrees. */
export function trackerShadeFraction(trueTracking: number, gcr: number, rotation: number): number {
  const t = Math.tan(trueTracking * RAD)
  const [c, s] = [cosd(rotation), sind(rotation)]
  const fraction = (gcr * c + gcr * s * t - 1) / (gcr * (s * t + c))
  return Math.min(1, Math.max(0, fraction))
}
