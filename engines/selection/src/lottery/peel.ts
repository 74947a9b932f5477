/**
 * Writes a point of the panel polytope as a mixture of valid panels, one panel at a time.
 *
 * With residual r and residual mass R (r = x and R = 1 at first), a panel v is taken on the smallest face of R·P that
 * holds r (what is tight for r must be tight for v), with the largest weight λ that keeps r - λv inside (R - λ)·P. Each
 * step makes one more constraint tight, so at most as many steps are needed as the polytope has dimensions; a
 * Carathéodory argument (Grötschel, Lovász and Schrijver 1988, theorem 6.5.11). Panels are steered to where much is
 * left, so in practice R falls geometrically. A face without a whole point ends the peeling early; the caller then
 * knows what is missing.
 */

import { maximiseInteger } from '../lp/branch-and-bound.ts'
import { createSimplex, type Simplex } from '../lp/state.ts'
import { activities } from '../panel-space.ts'
import type { Polytope } from './cuts.ts'

export type WeightedPanel = { readonly weight: number; readonly counts: Int32Array }

export type Peeled = {
  readonly panels: readonly WeightedPanel[]
  /** Mass that could not be written as panels. */
  readonly residual: number
}

export type PeelOptions = {
  readonly outOfTime: () => boolean
  readonly integerRows: Uint8Array
  /** How often a dead end is put back and peeled another way. Default 0. */
  readonly retries?: number
  /** An attempt that ended early, to go on from. */
  readonly from?: Peeled
  /**
   * A row in which panels are taken at or above the average of the residual, so that the residual moves away from the
   * upper limit of that row instead of onto it.
   */
  readonly spare?: number
}

/** Residual mass at which the mixture counts as exact: no probability is off by more. */
export const RESIDUAL_TOLERANCE = 1e-10
const TIGHT = 1e-12
const NODES_MAX = 2_000
const PUT_BACK_FACTOR = 10

type Peeling = {
  readonly polytope: Polytope
  readonly spare: number
  readonly simplex: Simplex
  readonly integerRows: Uint8Array
  readonly panels: WeightedPanel[]
  readonly residual: Float64Array
  mass: number
}

/**
 * Peels `x` (expected counts per group) into panels. On a face without a whole point the last stretch is put back and
 * peeled another way, each time from further back.
 */
export function peel(polytope: Polytope, x: Float64Array, options: PeelOptions): Peeled {
  const { outOfTime, from, retries = 0 } = options
  const peeling: Peeling = {
    polytope,
    spare: options.spare ?? -1,
    simplex: createSimplex(polytope.matrix),
    integerRows: faceRows(options.integerRows, polytope),
    panels: from ? [...from.panels] : [],
    residual: Float64Array.from(x),
    mass: from?.residual ?? 1,
  }
  for (let attempt = from ? 1 : 0; attempt <= retries && !outOfTime(); attempt++) {
    if (attempt > 0) putBack(peeling, x, Math.min(1, peeling.mass * PUT_BACK_FACTOR ** attempt))
    while (peeling.mass > RESIDUAL_TOLERANCE && !outOfTime() && peelOne(peeling, attempt, outOfTime));
    if (peeling.mass <= RESIDUAL_TOLERANCE) break
  }
  return { panels: peeling.panels, residual: Math.max(0, peeling.mass) }
}

/** Takes one more panel; false when the face of the residual holds none. */
function peelOne(peeling: Peeling, attempt: number, outOfTime: () => boolean): boolean {
  const { polytope, simplex, residual, mass } = peeling
  const activity = activities(polytope.matrix, residual)
  boundToFace(polytope, simplex, residual, activity, mass)
  if (peeling.spare >= 0) keepSpare(peeling, activity[peeling.spare]! / mass)
  for (let g = 0; g < residual.length; g++)
    simplex.cost[g] = Math.log(residual[g]! / mass + TIGHT) * (1 + attempt * wobble(g, attempt))
  const target = Number.NEGATIVE_INFINITY
  const found = maximiseInteger(simplex, peeling.integerRows, { target, nodesMax: NODES_MAX, outOfTime })
  if (!found.x) return false
  const weight = largestWeight(polytope, found.x, residual, activity, mass)
  if (weight <= 0) return false
  peeling.panels.push({ weight, counts: found.x })
  peeling.mass -= weight
  for (let g = 0; g < residual.length; g++) residual[g] = Math.max(0, residual[g]! - weight * found.x[g]!)
  return true
}

function keepSpare({ simplex, spare, residual }: Peeling, average: number): void {
  const row = residual.length + spare
  if (simplex.lower[row]! < simplex.upper[row]!) simplex.lower[row] = Math.min(simplex.upper[row]!, average - 1e-7)
}

/** Takes panels back off the mixture, last first, until `mass` is open again. */
function putBack(peeling: Peeling, x: Float64Array, mass: number): void {
  while (peeling.mass < mass && peeling.panels.length > 0) peeling.mass += peeling.panels.pop()!.weight
  peeling.residual.set(x)
  for (const { weight, counts } of peeling.panels)
    for (let g = 0; g < counts.length; g++)
      peeling.residual[g] = Math.max(0, peeling.residual[g]! - weight * counts[g]!)
}

/** A fixed scatter in [0, 0.1): steers another attempt elsewhere without any randomness. */
function wobble(g: number, attempt: number): number {
  const hash = Math.imul(g + 1, 0x9e3779b1) ^ Math.imul(attempt, 0x85ebca6b)
  return ((hash >>> 8) & 0xffff) / 655_360
}

/** Cut rows have fractional coefficients after scaling; they follow the rows of the space and are never branched on. */
function faceRows(integerRows: Uint8Array, polytope: Polytope): Uint8Array {
  if (integerRows.length === polytope.matrix.rows) return integerRows
  const padded = new Uint8Array(polytope.matrix.rows)
  padded.set(integerRows)
  return padded
}

function boundToFace(
  polytope: Polytope,
  simplex: Simplex,
  residual: Float64Array,
  activity: Float64Array,
  mass: number,
): void {
  const { size, lower, upper } = polytope
  const cols = size.length
  for (let g = 0; g < cols; g++) {
    simplex.lower[g] = residual[g]! >= mass * size[g]! - TIGHT ? size[g]! : 0
    simplex.upper[g] = residual[g]! <= TIGHT ? 0 : size[g]!
  }
  for (let row = 0; row < lower.length; row++) {
    const tight = TIGHT * Math.max(1, Math.abs(activity[row]!))
    const atUpper = activity[row]! >= mass * upper[row]! - tight
    const atLower = activity[row]! <= mass * lower[row]! + tight
    simplex.lower[cols + row] = atUpper ? upper[row]! : lower[row]!
    simplex.upper[cols + row] = atLower && !atUpper ? lower[row]! : upper[row]!
  }
}

function largestWeight(
  polytope: Polytope,
  panel: Int32Array,
  residual: Float64Array,
  activity: Float64Array,
  mass: number,
): number {
  const { size, lower, upper, matrix } = polytope
  let weight = mass
  for (let g = 0; g < panel.length; g++) {
    const count = panel[g]!
    if (count > 0) weight = Math.min(weight, residual[g]! / count)
    if (count < size[g]!) weight = Math.min(weight, (mass * size[g]! - residual[g]!) / (size[g]! - count))
  }
  const own = activities(matrix, panel)
  for (let row = 0; row < own.length; row++) {
    const below = upper[row]! - own[row]!
    const over = own[row]! - lower[row]!
    if (below > 1e-9) weight = Math.min(weight, (mass * upper[row]! - activity[row]!) / below)
    if (over > 1e-9) weight = Math.min(weight, (activity[row]! - mass * lower[row]!) / over)
  }
  return Math.max(0, weight)
}
