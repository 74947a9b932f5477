/** Duals, reduced costs and the choice of pivots. */

import { PIVOT_TOLERANCE } from './basis.ts'
import { addColumn, type Simplex } from './state.ts'

export const PRIMAL_TOLERANCE = 1e-9

export function listActive(s: Simplex): void {
  s.activeCount = 0
  for (let j = 0; j < s.x.length; j++) {
    if (s.isBasic[j] || s.lower[j] !== 0 || s.upper[j] !== 0) s.active[s.activeCount++] = j
    else {
      s.x[j] = 0
      s.reduced[j] = 0
    }
  }
}

/** Recomputes duals and reduced costs, and moves every nonbasic variable to the bound its reduced cost asks for. */
export function refreshDuals(s: Simplex): void {
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

export function refreshBasics(s: Simplex): void {
  const rows = s.matrix.rows
  for (let i = 0; i < rows; i++) {
    let sum = 0
    for (let r = 0; r < rows; r++) sum -= s.inverse[i * rows + r]! * s.nonbasicSum[r]!
    s.x[s.basis[i]!] = sum
  }
}

/** By weak duality an upper bound on the optimum: the objective with every nonbasic at its best bound. */
export function dualBound(s: Simplex): number {
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
export function leavingRow(s: Simplex): number {
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
export function ratioTest(s: Simplex, row: number): number {
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
