/**
 * A dual simplex for linear programs with few rows, many boxed columns and many re-solves:
 *
 *     maximise c·x   subject to   rowLower <= A x <= rowUpper,   colLower <= x <= colUpper   (all bounds finite)
 *
 * Every variable is boxed, so any basis is made dual feasible by moving each nonbasic variable to the bound its reduced
 * cost asks for. A change of costs or bounds therefore never needs a first phase: the next solve starts from the basis
 * at hand. The inverse of the basis is kept dense (rows x rows), which is cheap for the few dozen rows of a quota table
 * and gives the exact dual steepest edge weights (Forrest and Goldfarb 1992) for nothing. The ratio test passes bounds
 * that may be flipped ("long step", Maros 2003).
 */

/** The columns of A, compressed by column: entries `start[j] .. start[j + 1]` belong to column j. */
export type Matrix = {
  readonly rows: number
  readonly cols: number
  readonly start: Int32Array
  readonly index: Int32Array
  readonly value: Float64Array
}

/** One solver and its state. Variables are the columns, then one activity variable per row (A x - r = 0). */
export type Simplex = {
  readonly matrix: Matrix
  /** Bounds of columns, then of row activities. Write freely between solves. */
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** Objective per column, zero for row activities. Write freely between solves. */
  readonly cost: Float64Array
  /** Value of every variable after a solve. */
  readonly x: Float64Array
  /** Reduced cost of every variable after a solve: c_j - y·a_j. */
  readonly reduced: Float64Array
  /** Dual value per row after a solve: what one more unit of the row is worth. */
  readonly dual: Float64Array
  readonly basis: Int32Array
  readonly isBasic: Uint8Array
  readonly inverse: Float64Array
  readonly nonbasicSum: Float64Array
  readonly alpha: Float64Array
  readonly column: Float64Array
  readonly candidates: Int32Array
  readonly ratios: Float64Array
  /** The variables that are not fixed at zero: only these are priced. */
  readonly active: Int32Array
  activeCount: number
  pivotsSinceFactor: number
  pivots: number
}

export type SimplexStatus = 'optimal' | 'infeasible' | 'cutoff' | 'stalled'

const PRIMAL_TOLERANCE = 1e-9
const PIVOT_TOLERANCE = 1e-9
const REFACTOR_EVERY = 64
/** After this many pivots in a row without gain, costs are scattered by this much (relative), at most so many times. */
const DEGENERATE_MAX = 40
const SCATTER = 1e-6
const SCATTER_ROUNDS = 5
/** Far above what these programs need; reaching it means the arithmetic, not the model, is in trouble. */
const PIVOTS_MAX = 20_000

/** Builds a solver over `matrix`, starting from the basis of all row activities. Bounds and costs start at zero. */
export function createSimplex(matrix: Matrix): Simplex {
  const { rows, cols } = matrix
  const total = rows + cols
  const simplex: Simplex = {
    matrix,
    lower: new Float64Array(total),
    upper: new Float64Array(total),
    cost: new Float64Array(total),
    x: new Float64Array(total),
    reduced: new Float64Array(total),
    dual: new Float64Array(rows),
    basis: new Int32Array(rows),
    isBasic: new Uint8Array(total),
    inverse: new Float64Array(rows * rows),
    nonbasicSum: new Float64Array(rows),
    alpha: new Float64Array(total),
    column: new Float64Array(rows),
    candidates: new Int32Array(total),
    ratios: new Float64Array(total),
    active: new Int32Array(total),
    activeCount: 0,
    pivotsSinceFactor: 0,
    pivots: 0,
  }
  resetBasis(simplex)
  return simplex
}

/** Value of the objective at the current point. */
export function objective(simplex: Simplex): number {
  let sum = 0
  for (let j = 0; j < simplex.matrix.cols; j++) sum += simplex.cost[j]! * simplex.x[j]!
  return sum
}

/**
 * Solves from the basis at hand. With `cutoff`, stops as soon as the optimum is proven to be at most that value.
 * 'stalled' means the arithmetic did not settle; the caller must not draw a conclusion from it.
 */
export function solve(simplex: Simplex, cutoff = Number.NEGATIVE_INFINITY): SimplexStatus {
  const status = iterate(simplex, cutoff)
  if (status !== 'stalled') return status
  resetBasis(simplex)
  return iterate(simplex, cutoff)
}

function iterate(s: Simplex, cutoff: number): SimplexStatus {
  if (!boxesAreOpen(s)) return 'infeasible'
  listActive(s)
  refreshDuals(s)
  const scatter: Scatter = { costs: null, degenerate: 0, rounds: 0 }
  const status = pivotUntilSettled(s, cutoff, scatter)
  unscatter(s, scatter)
  return status
}

function pivotUntilSettled(s: Simplex, cutoff: number, scatter: Scatter): SimplexStatus {
  for (let pivot = 0; pivot < PIVOTS_MAX; pivot++) {
    if (s.pivotsSinceFactor >= REFACTOR_EVERY && !freshStart(s)) return 'stalled'
    refreshBasics(s)
    if (!scatter.costs && dualBound(s) <= cutoff) return 'cutoff'
    const row = leavingRow(s)
    const entering = row < 0 ? -1 : ratioTest(s, row)
    if (entering >= 0) {
      scatterWhenDegenerate(s, scatter, Math.abs(s.reduced[entering]!))
      exchange(s, row, entering)
    } else if (s.pivotsSinceFactor > 0) {
      // A verdict counts only on a fresh factorisation.
      if (!freshStart(s)) return 'stalled'
    } else if (row >= 0) return 'infeasible'
    else if (!scatter.costs) return 'optimal'
    else {
      unscatter(s, scatter)
      refreshDuals(s)
    }
  }
  return 'stalled'
}

function freshStart(s: Simplex): boolean {
  const sound = refactor(s)
  if (sound) refreshDuals(s)
  return sound
}

/** Costs put aside while slightly different ones lead out of a run of pivots that gain nothing. */
type Scatter = { costs: Float64Array | null; degenerate: number; rounds: number }

function scatterWhenDegenerate(s: Simplex, scatter: Scatter, reduced: number): void {
  scatter.degenerate = reduced < 1e-12 ? scatter.degenerate + 1 : 0
  if (scatter.degenerate < DEGENERATE_MAX || scatter.costs || scatter.rounds >= SCATTER_ROUNDS) return
  scatter.degenerate = 0
  scatter.rounds++
  scatter.costs = s.cost.slice()
  for (let j = 0; j < s.matrix.cols; j++) {
    const hash = Math.imul(j + 1, 0x9e3779b1) ^ Math.imul(scatter.rounds, 0x85ebca6b)
    s.cost[j] = s.cost[j]! - SCATTER * (1 + Math.abs(s.cost[j]!)) * (0.5 + ((hash >>> 8) & 0xffff) / 65_536)
  }
  // The entering variable was chosen under the old costs; the exchange at hand stays valid, and duals are renewed after it.
  s.pivotsSinceFactor = Number.MAX_SAFE_INTEGER - 1
}

function unscatter(s: Simplex, scatter: Scatter): void {
  if (!scatter.costs) return
  s.cost.set(scatter.costs)
  scatter.costs = null
}

function boxesAreOpen(s: Simplex): boolean {
  for (let j = 0; j < s.lower.length; j++) if (s.lower[j]! > s.upper[j]! + PRIMAL_TOLERANCE) return false
  return true
}

function listActive(s: Simplex): void {
  s.activeCount = 0
  for (let j = 0; j < s.x.length; j++) {
    if (s.isBasic[j] || s.lower[j] !== 0 || s.upper[j] !== 0) s.active[s.activeCount++] = j
    else {
      s.x[j] = 0
      s.reduced[j] = 0
    }
  }
}

function resetBasis(s: Simplex): void {
  const { rows, cols } = s.matrix
  s.isBasic.fill(0)
  s.inverse.fill(0)
  for (let i = 0; i < rows; i++) {
    s.basis[i] = cols + i
    s.isBasic[cols + i] = 1
    s.inverse[i * rows + i] = -1
  }
  s.pivotsSinceFactor = 0
}

/** Recomputes duals and reduced costs, and moves every nonbasic variable to the bound its reduced cost asks for. */
function refreshDuals(s: Simplex): void {
  const { rows, cols, start, index, value } = s.matrix
  const { dual, inverse, basis, cost, reduced, isBasic } = s
  dual.fill(0)
  for (let i = 0; i < rows; i++) {
    const c = cost[basis[i]!]!
    if (c === 0) continue
    for (let r = 0; r < rows; r++) dual[r] = dual[r]! + c * inverse[i * rows + r]!
  }
  for (let at = 0; at < s.activeCount; at++) {
    const j = s.active[at]!
    if (isBasic[j]) reduced[j] = 0
    else if (j >= cols) reduced[j] = dual[j - cols]!
    else {
      let d = cost[j]!
      for (let e = start[j]!; e < start[j + 1]!; e++) d -= dual[index[e]!]! * value[e]!
      reduced[j] = d
    }
  }
  placeNonbasics(s)
}

function placeNonbasics(s: Simplex): void {
  const { lower, upper, x, reduced, isBasic, nonbasicSum } = s
  nonbasicSum.fill(0)
  for (let at = 0; at < s.activeCount; at++) {
    const j = s.active[at]!
    if (isBasic[j]) continue
    const d = reduced[j]!
    // A reduced cost of zero leaves the variable where it is, unless its box moved away from under it.
    if (d > 1e-12) x[j] = upper[j]!
    else if (d < -1e-12) x[j] = lower[j]!
    else x[j] = x[j]! - lower[j]! < upper[j]! - x[j]! ? lower[j]! : upper[j]!
    addColumn(s, nonbasicSum, j, x[j]!)
  }
}

function addColumn(s: Simplex, target: Float64Array, j: number, scale: number): void {
  if (scale === 0) return
  const { cols, start, index, value } = s.matrix
  if (j >= cols) {
    target[j - cols] = target[j - cols]! - scale
    return
  }
  for (let e = start[j]!; e < start[j + 1]!; e++) target[index[e]!] = target[index[e]!]! + value[e]! * scale
}

function refreshBasics(s: Simplex): void {
  const rows = s.matrix.rows
  for (let i = 0; i < rows; i++) {
    let sum = 0
    for (let r = 0; r < rows; r++) sum -= s.inverse[i * rows + r]! * s.nonbasicSum[r]!
    s.x[s.basis[i]!] = sum
  }
}

/** By weak duality an upper bound on the optimum: the objective with every nonbasic at its best bound. */
function dualBound(s: Simplex): number {
  let sum = 0
  for (let at = 0; at < s.activeCount; at++) {
    const j = s.active[at]!
    if (!s.isBasic[j]) sum += s.reduced[j]! * s.x[j]!
  }
  return sum
}

function tolerance(activity: number): number {
  return PRIMAL_TOLERANCE + 1e-12 * Math.abs(activity)
}

/** The most violated basic variable, measured along its dual edge; -1 when all are within their boxes. */
function leavingRow(s: Simplex): number {
  const rows = s.matrix.rows
  let best = -1
  let bestScore = 0
  for (let i = 0; i < rows; i++) {
    const j = s.basis[i]!
    const violation = Math.max(s.lower[j]! - s.x[j]!, s.x[j]! - s.upper[j]!)
    if (violation <= tolerance(s.x[j]!)) continue
    let weight = 0
    for (let r = 0; r < rows; r++) weight += s.inverse[i * rows + r]! ** 2
    const score = (violation * violation) / weight
    if (score > bestScore) {
      bestScore = score
      best = i
    }
  }
  return best
}

/** Fills `alpha` (the pivot row), flips the bounds that are passed, and returns the entering variable or -1. */
function ratioTest(s: Simplex, row: number): number {
  const leaving = s.basis[row]!
  const direction = s.x[leaving]! < s.lower[leaving]! ? 1 : -1
  let slope = direction > 0 ? s.lower[leaving]! - s.x[leaving]! : s.x[leaving]! - s.upper[leaving]!
  const enough = tolerance(s.x[leaving]!)
  const count = collectCandidates(s, row, direction)
  const { candidates, ratios, alpha, lower, upper } = s
  for (let taken = 0; taken < count; taken++) {
    const at = smallestRatio(s, taken, count)
    const j = candidates[at]!
    candidates[at] = candidates[taken]!
    candidates[taken] = j
    const range = upper[j]! - lower[j]!
    const rest = slope - Math.abs(alpha[j]!) * range
    if (rest <= enough) {
      flip(s, candidates.subarray(0, taken))
      return j
    }
    slope = rest
    ratios[j] = Number.POSITIVE_INFINITY
  }
  return -1
}

function collectCandidates(s: Simplex, row: number, direction: number): number {
  const { rows, cols, start, index, value } = s.matrix
  const { isBasic, lower, upper, x, alpha, reduced, ratios, candidates, inverse } = s
  const offset = row * rows
  let count = 0
  for (let at = 0; at < s.activeCount; at++) {
    const j = s.active[at]!
    if (isBasic[j]) continue
    let a = 0
    if (j < cols) for (let e = start[j]!; e < start[j + 1]!; e++) a += inverse[offset + index[e]!]! * value[e]!
    else a = -inverse[offset + j - cols]!
    alpha[j] = a
    if (lower[j] === upper[j]) continue
    const gain = -a * direction
    const movable = x[j] === lower[j] ? gain > PIVOT_TOLERANCE : gain < -PIVOT_TOLERANCE
    if (!movable) continue
    ratios[j] = Math.abs(reduced[j]!) / Math.abs(a)
    candidates[count++] = j
  }
  return count
}

/** Position of the smallest ratio; among near ties the largest pivot, for the sake of the arithmetic. */
function smallestRatio(s: Simplex, from: number, to: number): number {
  const { candidates, ratios, alpha } = s
  let best = from
  for (let i = from + 1; i < to; i++) {
    const difference = ratios[candidates[i]!]! - ratios[candidates[best]!]!
    if (difference < -1e-12) best = i
    else if (difference <= 1e-12 && Math.abs(alpha[candidates[i]!]!) > Math.abs(alpha[candidates[best]!]!)) best = i
  }
  return best
}

function flip(s: Simplex, passed: Int32Array): void {
  for (const j of passed) {
    const to = s.x[j] === s.lower[j] ? s.upper[j]! : s.lower[j]!
    addColumn(s, s.nonbasicSum, j, to - s.x[j]!)
    s.x[j] = to
  }
}

/** Brings `entering` into the basis at `row`. False when the pivot is too small to be trusted. */
function exchange(s: Simplex, row: number, entering: number): boolean {
  const { rows } = s.matrix
  const { inverse, column, basis, alpha, reduced, isBasic, x, lower, upper } = s
  column.fill(0)
  multiplyColumn(s, entering)
  const pivot = column[row]!
  if (Math.abs(pivot) < PIVOT_TOLERANCE) {
    s.pivotsSinceFactor = REFACTOR_EVERY
    return false
  }
  const leaving = basis[row]!
  const step = reduced[entering]! / alpha[entering]!
  for (let at = 0; at < s.activeCount; at++) {
    const j = s.active[at]!
    if (!isBasic[j]) reduced[j] = reduced[j]! - step * alpha[j]!
  }
  reduced[leaving] = -step
  reduced[entering] = 0
  addColumn(s, s.nonbasicSum, entering, -x[entering]!)
  x[leaving] = x[leaving]! < lower[leaving]! ? lower[leaving]! : upper[leaving]!
  addColumn(s, s.nonbasicSum, leaving, x[leaving]!)
  isBasic[leaving] = 0
  isBasic[entering] = 1
  basis[row] = entering
  eliminate(inverse, column, rows, row)
  s.pivotsSinceFactor++
  s.pivots++
  return true
}

function multiplyColumn(s: Simplex, j: number): void {
  const { rows, cols, start, index, value } = s.matrix
  for (let i = 0; i < rows; i++) {
    let sum = 0
    if (j >= cols) sum = -s.inverse[i * rows + j - cols]!
    else for (let e = start[j]!; e < start[j + 1]!; e++) sum += s.inverse[i * rows + index[e]!]! * value[e]!
    s.column[i] = sum
  }
}

/** Product-form update of the inverse: the pivot row is scaled, the others are cleared in the entering column. */
function eliminate(inverse: Float64Array, column: Float64Array, rows: number, row: number): void {
  const pivot = column[row]!
  for (let r = 0; r < rows; r++) inverse[row * rows + r] = inverse[row * rows + r]! / pivot
  for (let i = 0; i < rows; i++) {
    const factor = column[i]!
    if (i === row || factor === 0) continue
    for (let r = 0; r < rows; r++) inverse[i * rows + r] = inverse[i * rows + r]! - factor * inverse[row * rows + r]!
  }
}

/**
 * Inverts the basis afresh: starts from the row activities and exchanges the basic columns in, each at the free row
 * with the largest pivot. A column that has no such row is dependent; its row activity stays in its place.
 */
function refactor(s: Simplex): boolean {
  const { rows, cols } = s.matrix
  const wanted = Array.from(s.basis).filter((j) => j < cols)
  const free = new Uint8Array(rows).fill(1)
  for (let i = 0; i < rows; i++) if (s.basis[i]! >= cols) free[s.basis[i]! - cols] = 0
  resetBasis(s)
  for (const j of wanted) {
    multiplyColumn(s, j)
    let row = -1
    for (let i = 0; i < rows; i++)
      if (free[i] && (row < 0 || Math.abs(s.column[i]!) > Math.abs(s.column[row]!))) row = i
    if (row < 0 || Math.abs(s.column[row]!) < PIVOT_TOLERANCE) continue
    free[row] = 0
    s.isBasic[s.basis[row]!] = 0
    s.isBasic[j] = 1
    s.basis[row] = j
    eliminate(s.inverse, s.column, rows, row)
  }
  s.pivotsSinceFactor = 0
  return s.inverse.every(Number.isFinite)
}

/** The same program with `matrix` in place, whose further columns come last; basis and values are carried over. */
export function withMoreColumns(old: Simplex, matrix: Matrix): Simplex {
  const { rows, cols } = old.matrix
  const added = matrix.cols - cols
  const moved = (j: number) => (j < cols ? j : j + added)
  const next = createSimplex(matrix)
  for (const name of ['lower', 'upper', 'cost', 'x'] as const) {
    next[name].set(old[name].subarray(0, cols))
    next[name].set(old[name].subarray(cols), matrix.cols)
  }
  next.isBasic.fill(0)
  for (let i = 0; i < rows; i++) {
    next.basis[i] = moved(old.basis[i]!)
    next.isBasic[next.basis[i]!] = 1
  }
  next.inverse.set(old.inverse)
  next.pivotsSinceFactor = old.pivotsSinceFactor
  return next
}
