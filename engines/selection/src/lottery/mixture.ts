/**
 * Is a point of the polytope a mixture of valid panels, and of which? Column generation, for what peeling leaves open:
 *
 *     minimise Σ s_g   subject to   Σ_v λ_v v_g + s_g >= x_g,   Σ_v λ_v = 1,   0 <= s_g <= x_g,   λ >= 0.
 *
 * Duals w >= 0 and μ price a panel at w·v - μ; the best panel is a small integer program over the space. When no panel
 * has a positive price and the shortfall stays positive, w·v <= max_v w·v < w·x separates x from all panels: a cut.
 */

import { maximiseInteger } from '../lp/branch-and-bound.ts'
import { objective, solve } from '../lp/simplex.ts'
import { createSimplex, type Matrix, type Simplex, withMoreColumns } from '../lp/state.ts'
import { type PanelSpace, spaceSimplex } from '../panel-space.ts'
import type { Cut } from './cuts.ts'
import type { WeightedPanel } from './peel.ts'

export type Mixture =
  | { readonly status: 'exact'; readonly panels: readonly WeightedPanel[] }
  | { readonly status: 'outside'; readonly cut: Cut; readonly columns: readonly Int32Array[] }
  | { readonly status: 'undecided'; readonly columns: readonly Int32Array[]; readonly panels: readonly WeightedPanel[] }

const SHORTFALL_TOLERANCE = 1e-9
const PRICE_TOLERANCE = 1e-9
const PANELS_PER_ROUND = 30
const CUT_SCALES = [60, 2_520, 1_000_000]

type Master = { readonly x: Float64Array; readonly columns: Int32Array[]; simplex: Simplex }

/** Decides whether `x` lies in the hull of all panels, starting from `known` panels. */
export function mixtureOf(
  space: PanelSpace,
  x: Float64Array,
  known: readonly Int32Array[],
  outOfTime: () => boolean,
): Mixture {
  const pricing = spaceSimplex(space)
  for (let g = 0; g < x.length; g++) if (x[g]! <= 0) pricing.upper[g] = 0
  const master = createMaster(x, known)
  while (solve(master.simplex) === 'optimal') {
    if (-objective(master.simplex) <= SHORTFALL_TOLERANCE) return { status: 'exact', panels: mixed(master) }
    const prices = master.simplex.dual.map((dual) => Math.max(0, -dual))
    const floor = master.simplex.dual[x.length]!
    const fresh = pricedPanels(space, pricing, master, prices, floor, outOfTime)
    if (fresh === null || outOfTime()) return undecided(master)
    if (fresh.length === 0) return separated(space, pricing, master, prices, outOfTime)
    addColumns(master, fresh)
  }
  return { status: 'undecided', columns: master.columns, panels: [] }
}

function undecided(master: Master): Mixture {
  return { status: 'undecided', columns: master.columns, panels: mixed(master) }
}

/** Rows: one per group (coverage), then the sum of weights. Columns: shortfall per group, then one per panel. */
function createMaster(x: Float64Array, known: readonly Int32Array[]): Master {
  const groups = x.length
  const simplex = createSimplex(masterMatrix(groups, known))
  for (let g = 0; g < groups; g++) {
    simplex.cost[g] = -1
    simplex.upper[g] = x[g]!
  }
  const first = simplex.matrix.cols
  simplex.upper.fill(1, groups, first)
  for (let g = 0; g < groups; g++) {
    simplex.lower[first + g] = x[g]!
    simplex.upper[first + g] = Math.max(1, ...known.map((v) => v[g]!), x[g]!) + x[g]!
  }
  simplex.lower[first + groups] = 1
  simplex.upper[first + groups] = 1
  return { x, columns: [...known], simplex }
}

function masterMatrix(groups: number, columns: readonly Int32Array[]): Matrix {
  const start = new Int32Array(groups + columns.length + 1)
  const index: number[] = []
  const value: number[] = []
  for (let g = 0; g < groups; g++) {
    index.push(g)
    value.push(1)
    start[g + 1] = index.length
  }
  columns.forEach((counts, at) => {
    pushColumn(index, value, groups, counts)
    start[groups + at + 1] = index.length
  })
  return {
    rows: groups + 1,
    cols: groups + columns.length,
    start,
    index: Int32Array.from(index),
    value: Float64Array.from(value),
  }
}

function addColumns(master: Master, fresh: readonly Int32Array[]): void {
  const groups = master.x.length
  const before = master.simplex.matrix.cols
  master.columns.push(...fresh)
  master.simplex = withMoreColumns(master.simplex, masterMatrix(groups, master.columns))
  master.simplex.upper.fill(1, before, master.simplex.matrix.cols)
  const first = master.simplex.matrix.cols
  for (let g = 0; g < groups; g++) {
    const most = Math.max(...fresh.map((v) => v[g]!)) + master.x[g]!
    master.simplex.upper[first + g] = Math.max(master.simplex.upper[first + g]!, most)
  }
}

function mixed(master: Master): WeightedPanel[] {
  const groups = master.x.length
  return master.columns
    .map((counts, at) => ({ counts, weight: master.simplex.x[groups + at]! }))
    .filter((panel) => panel.weight > 0)
}

/** Panels worth more than `floor` under `prices`: the best one, then others steered towards what it leaves short. */
function pricedPanels(
  space: PanelSpace,
  pricing: Simplex,
  master: Master,
  prices: Float64Array,
  floor: number,
  outOfTime: () => boolean,
): Int32Array[] | null {
  const groups = master.x.length
  pricing.cost.set(prices.subarray(0, groups))
  const best = maximiseInteger(pricing, space.integerRows, { above: floor + PRICE_TOLERANCE, outOfTime })
  if (best.status === 'limit') return null
  if (!best.x) return []
  const fresh = [best.x]
  const seen = new Set(master.columns.map((v) => v.join()).concat(best.x.join()))
  const steer = new Float64Array(groups)
  for (let turn = 1; turn < PANELS_PER_ROUND && !outOfTime(); turn++) {
    const last = fresh.at(-1)!
    for (let g = 0; g < groups; g++) {
      steer[g] = steer[g]! + master.x[g]! - last[g]!
      pricing.cost[g] = prices[g]! + 0.25 * steer[g]!
    }
    const other = maximiseInteger(pricing, space.integerRows, { target: Number.NEGATIVE_INFINITY, nodesMax: 500 })
    if (!other.x || seen.has(other.x.join())) break
    seen.add(other.x.join())
    fresh.push(other.x)
  }
  return fresh
}

/**
 * The fairest stopgap from known panels: every group gets at least the share θ of its target, θ as large as possible
 * (maximise θ subject to Σ λ_v v_g >= θ x_g, Σ λ_v = 1). Empty when nothing but θ = 0 is possible.
 */
export function fairestOf(x: Float64Array, columns: readonly Int32Array[]): WeightedPanel[] {
  const groups = x.length
  const simplex = createSimplex(shareMatrix(x, columns))
  const theta = columns.length
  simplex.cost[theta] = 1
  simplex.upper.fill(1, 0, theta + 1)
  const first = theta + 1
  for (let g = 0; g < groups; g++) simplex.upper[first + g] = columns.reduce((most, v) => Math.max(most, v[g]!), 0)
  simplex.lower[first + groups] = 1
  simplex.upper[first + groups] = 1
  if (solve(simplex) !== 'optimal' || simplex.x[theta]! < 1e-9) return []
  return columns.map((counts, at) => ({ counts, weight: simplex.x[at]! })).filter((panel) => panel.weight > 1e-12)
}

function shareMatrix(x: Float64Array, columns: readonly Int32Array[]): Matrix {
  const groups = x.length
  const start = new Int32Array(columns.length + 2)
  const index: number[] = []
  const value: number[] = []
  columns.forEach((counts, at) => {
    pushColumn(index, value, groups, counts)
    start[at + 1] = index.length
  })
  for (let g = 0; g < groups; g++) {
    index.push(g)
    value.push(-x[g]!)
  }
  start[columns.length + 1] = index.length
  return {
    rows: groups + 1,
    cols: columns.length + 1,
    start,
    index: Int32Array.from(index),
    value: Float64Array.from(value),
  }
}

/** A panel as a column: its counts per group, then a 1 in the row that sums the weights. */
function pushColumn(index: number[], value: number[], groups: number, counts: Int32Array): void {
  for (let g = 0; g < groups; g++)
    if (counts[g]! > 0) {
      index.push(g)
      value.push(counts[g]!)
    }
  index.push(groups)
  value.push(1)
}

/** The separating direction with whole weights, its bound proven by branch and bound. */
function separated(
  space: PanelSpace,
  pricing: Simplex,
  master: Master,
  prices: Float64Array,
  outOfTime: () => boolean,
): Mixture {
  const groups = master.x.length
  const most = prices.subarray(0, groups).reduce((a, b) => Math.max(a, b), 0)
  pricing.upper.set(space.size)
  for (const scale of CUT_SCALES) {
    const weights = Int32Array.from({ length: groups }, (_, g) => Math.round((prices[g]! / most) * scale))
    for (let g = 0; g < groups; g++) pricing.cost[g] = weights[g]!
    const best = maximiseInteger(pricing, space.integerRows, { step: 1, outOfTime })
    if (best.status !== 'optimal') break
    const reached = master.x.reduce((sum, amount, g) => sum + amount * weights[g]!, 0)
    if (reached > best.value + 1e-7 * scale)
      return { status: 'outside', cut: { weights, bound: best.value }, columns: master.columns }
  }
  return undecided(master)
}
