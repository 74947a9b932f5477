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

import { exchange, isAccurate, refactor, refactorEvery } from './basis.ts'
import {
  dualBound,
  leavingRow,
  listActive,
  PRIMAL_TOLERANCE,
  ratioTest,
  refreshBasics,
  refreshDuals,
} from './pricing.ts'
import { resetBasis, type Simplex } from './state.ts'

export type SimplexStatus = 'optimal' | 'infeasible' | 'cutoff' | 'stalled'

/** After this many pivots in a row without gain, costs are scattered by this much (relative), at most so many times. */
const DEGENERATE_MAX = 40

const SCATTER = 1e-6

const SCATTER_ROUNDS = 5

/** Far above what these programs need; reaching it means the arithmetic, not the model, is in trouble. */
const PIVOTS_MAX = 20_000

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
    if (s.pivotsSinceFactor >= refactorEvery(s) && !freshStart(s)) return 'stalled'
    refreshBasics(s)
    if (!scatter.costs && dualBound(s) <= cutoff) return 'cutoff'
    const row = leavingRow(s)
    const entering = row < 0 ? -1 : ratioTest(s, row)
    if (entering >= 0) {
      scatterWhenDegenerate(s, scatter, Math.abs(s.reduced[entering]!))
      exchange(s, row, entering)
    } else if (s.pivotsSinceFactor > 0 && !(row < 0 && isSettled(s))) {
      // A verdict counts only on an inverse known to be sound.
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

/** Still optimal with everything recomputed from the inverse, and the inverse fits the matrix. */
function isSettled(s: Simplex): boolean {
  refreshDuals(s)
  refreshBasics(s)
  return leavingRow(s) < 0 && isAccurate(s)
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
