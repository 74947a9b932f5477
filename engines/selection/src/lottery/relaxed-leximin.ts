/**
 * LEXIMIN over the polytope of panels: which chance can each group have when panels may be mixed, and fractional?
 *
 * Stage by stage, with F the groups already settled at their level and U the others:
 *
 *     maximise t   subject to   x_g = size_g level_g (g in F),   size_g t <= x_g <= size_g (g in U),   x in the polytope.
 *
 * A group whose constraint x_g >= size_g t has a positive dual cannot rise above t in any solution that is as good, so
 * it is settled there (Flanigan et al. 2021, their LEXIMIN; here over groups and with the duals of the quotas kept as
 * proof). The levels are an upper bound, in the leximin order, on every lottery over valid panels.
 */

import { solve } from '../lp/simplex.ts'
import { createSimplex, type Matrix, type Simplex } from '../lp/state.ts'
import type { Polytope } from './cuts.ts'

export type StageProof = {
  /** The probability at which the groups of this stage are settled. */
  readonly level: number
  readonly groups: readonly number[]
  /** Dual per row of the polytope: what one more seat in that row adds to the level. */
  readonly rowDuals: Float64Array
  /** Duals of "no chance above 1", for the few groups where that binds. */
  readonly capDuals: readonly (readonly [group: number, dual: number])[]
}

export type RelaxedLeximin = {
  /** Selection probability per group. */
  readonly level: Float64Array
  readonly stages: readonly StageProof[]
}

const DUAL_TOLERANCE = 1e-9
const CAP_TOLERANCE = 1e-9
const STAGE_SLACKS = [0, 1e-9, 1e-8, 1e-7]

type Program = { readonly simplex: Simplex; readonly capped: readonly number[] }

/** The leximin levels, or null when the polytope is empty or the arithmetic fails. */
export function relaxedLeximin(given: Polytope): RelaxedLeximin | null {
  const polytope = { ...given, lower: given.lower.slice(), upper: given.upper.slice() }
  const groups = polytope.matrix.cols
  const level = new Float64Array(groups).fill(-1)
  const stages: StageProof[] = []
  let program = stageProgram(polytope, level, [])
  let open = groups
  while (open > 0) {
    if (!solveStage(polytope, program, level)) return null
    widenToPoint(polytope, program.simplex)
    const above = groupsAboveOne(polytope, program, level)
    if (above.length > 0) {
      program = stageProgram(polytope, level, [...program.capped, ...above])
      continue
    }
    const proof = settle(polytope, program, level)
    if (proof.groups.length === 0) return null
    open -= proof.groups.length
    stages.push(proof)
  }
  return { level, stages }
}

/**
 * Every stage has a solution, the one before it; when rounding hides it, the bounds give way by a hair. What they give
 * is far below the tolerance of any claim made later, and the exact check of the proof would show it if it were not.
 */
function solveStage(polytope: Polytope, program: Program, level: Float64Array): boolean {
  return STAGE_SLACKS.some((slack) => {
    loadStage(polytope, program, level, slack)
    return solve(program.simplex) === 'optimal'
  })
}

/** Columns: the excess s_g = x_g - size_g t of each group, then t. Rows: the polytope, then one cap per capped group. */
function stageProgram(polytope: Polytope, level: Float64Array, capped: readonly number[]): Program {
  const { matrix, size } = polytope
  const rows = matrix.rows + capped.length
  const capRow = new Map(capped.map((g, i) => [g, matrix.rows + i]))
  const start = new Int32Array(matrix.cols + 2)
  const index: number[] = []
  const value: number[] = []
  for (let g = 0; g < matrix.cols; g++) {
    for (let e = matrix.start[g]!; e < matrix.start[g + 1]!; e++) {
      index.push(matrix.index[e]!)
      value.push(matrix.value[e]!)
    }
    const cap = capRow.get(g)
    if (cap !== undefined) {
      index.push(cap)
      value.push(1)
    }
    start[g + 1] = index.length
  }
  for (let row = 0; row < rows; row++) {
    index.push(row)
    value.push(0)
  }
  start[matrix.cols + 1] = index.length
  const full: Matrix = {
    rows,
    cols: matrix.cols + 1,
    start,
    index: Int32Array.from(index),
    value: Float64Array.from(value),
  }
  const simplex = createSimplex(full)
  for (let g = 0; g < matrix.cols; g++) simplex.upper[g] = level[g]! >= 0 ? 0 : size[g]!
  simplex.cost[matrix.cols] = 1
  simplex.upper[matrix.cols] = 1
  return { simplex, capped }
}

/** Writes the column of t and the right-hand sides: settled groups move there, open groups weigh on t. */
function loadStage(polytope: Polytope, program: Program, level: Float64Array, slack: number): void {
  const { simplex, capped } = program
  const { matrix, size, lower, upper } = polytope
  const { rows, cols, start, index, value } = simplex.matrix
  const settled = new Float64Array(rows)
  const weight = value.subarray(start[cols - 1]!, start[cols]!)
  weight.fill(0)
  for (let g = 0; g < cols - 1; g++) {
    const open = level[g]! < 0
    const amount = open ? size[g]! : size[g]! * level[g]!
    const target = open ? weight : settled
    for (let e = start[g]!; e < start[g + 1]!; e++) target[index[e]!] = target[index[e]!]! + value[e]! * amount
  }
  for (let row = 0; row < rows; row++) {
    const cap = capped[row - matrix.rows]
    simplex.lower[cols + row] = (cap === undefined ? lower[row]! : 0) - settled[row]! - slack
    simplex.upper[cols + row] = (cap === undefined ? upper[row]! : size[cap]!) - settled[row]! + slack
  }
  // The column of t has changed under the basis at hand: force a fresh inverse.
  simplex.pivotsSinceFactor = Number.MAX_SAFE_INTEGER
}

/** Takes the tiny violations the solver accepts into the bounds, so that they cannot add up over the stages. */
function widenToPoint(polytope: Polytope, simplex: Simplex): void {
  const { cols } = simplex.matrix
  for (let row = 0; row < polytope.lower.length; row++) {
    const activity = simplex.x[cols + row]!
    polytope.lower[row] = polytope.lower[row]! - Math.max(0, simplex.lower[cols + row]! - activity)
    polytope.upper[row] = polytope.upper[row]! + Math.max(0, activity - simplex.upper[cols + row]!)
  }
}

function groupsAboveOne(polytope: Polytope, program: Program, level: Float64Array): number[] {
  const { simplex, capped } = program
  const t = simplex.x[polytope.matrix.cols]!
  const above: number[] = []
  for (let g = 0; g < polytope.matrix.cols; g++) {
    const size = polytope.size[g]!
    if (level[g]! < 0 && simplex.x[g]! + size * t > size * (1 + CAP_TOLERANCE) && !capped.includes(g)) above.push(g)
  }
  return above
}

function settle(polytope: Polytope, program: Program, level: Float64Array): StageProof {
  const { simplex, capped } = program
  const { matrix, size } = polytope
  const t = Math.min(1, Math.max(0, simplex.x[matrix.cols]!))
  const groups: number[] = []
  for (let g = 0; g < matrix.cols; g++) {
    if (level[g]! >= 0) continue
    const binds = !simplex.isBasic[g] && -simplex.reduced[g]! > DUAL_TOLERANCE * size[g]!
    if (t < 1 && !binds) continue
    level[g] = t
    simplex.upper[g] = 0
    groups.push(g)
  }
  const capDuals = capped.map((g, i) => [g, simplex.dual[matrix.rows + i]!] as const).filter(([, dual]) => dual !== 0)
  return { level: t, groups, rowDuals: simplex.dual.slice(0, matrix.rows), capDuals }
}
