/** The dense inverse of the basis: updates, fresh factorisation, products. */

import { addColumn, resetBasis, type Simplex } from './state.ts'

export const PIVOT_TOLERANCE = 1e-9

const RESIDUAL_TOLERANCE = 1e-9
const REFACTOR_EVERY = 64

/** Pivots after which the inverse is made afresh: rarely enough that this costs less than the pivots themselves. */
export function refactorEvery(s: Simplex): number {
  return Math.max(REFACTOR_EVERY, s.matrix.rows)
}

/** Do the basic variables satisfy A x = r, and their reduced costs vanish, as far as doubles can say? */
export function isAccurate(s: Simplex): boolean {
  const { rows, cols, start, index, value } = s.matrix
  const residual = new Float64Array(rows)
  for (let j = 0; j < rows + cols; j++) addColumn(s, residual, j, s.x[j]!)
  for (let i = 0; i < rows; i++) {
    if (Math.abs(residual[i]!) > RESIDUAL_TOLERANCE) return false
    const j = s.basis[i]!
    let reduced = s.cost[j]!
    if (j >= cols) reduced += s.dual[j - cols]!
    else for (let e = start[j]!; e < start[j + 1]!; e++) reduced -= s.dual[index[e]!]! * value[e]!
    if (Math.abs(reduced) > RESIDUAL_TOLERANCE * (1 + Math.abs(s.cost[j]!))) return false
  }
  return true
}

/** Brings `entering` into the basis at `row`. False when the pivot is too small to be trusted. */
export function exchange(s: Simplex, row: number, entering: number): boolean {
  const { rows } = s.matrix
  const { inverse, column, basis, alpha, reduced, isBasic, x, lower, upper } = s
  column.fill(0)
  multiplyColumn(s, entering)
  const pivot = column[row]!
  if (Math.abs(pivot) < PIVOT_TOLERANCE) {
    s.pivotsSinceFactor = Number.MAX_SAFE_INTEGER
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

/**
 * Inverts the basis afresh: starts from the row activities and exchanges the basic columns in, each at the free row
 * with the largest pivot. A column that has no such row is dependent; its row activity stays in its place.
 */
export function refactor(s: Simplex): boolean {
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
