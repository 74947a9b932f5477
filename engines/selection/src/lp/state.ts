/** The solver's state: one program, its bounds and costs, and the basis at hand. */

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

export function addColumn(s: Simplex, target: Float64Array, j: number, scale: number): void {
  if (scale === 0) return
  const { cols, start, index, value } = s.matrix
  if (j >= cols) {
    target[j - cols] = target[j - cols]! - scale
    return
  }
  for (let e = start[j]!; e < start[j + 1]!; e++) target[index[e]!] = target[index[e]!]! + value[e]! * scale
}

export function resetBasis(s: Simplex): void {
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
