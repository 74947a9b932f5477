/** Counting in clauses: the totalizer (Bailleux and Boufkhad, CP 2003), cut off at a limit. */

import type { SatSolver } from './solver.ts'

/** Outputs o with o[i] true when more than i inputs are true (and only then, if `exact`), for i below `limit`. */
export function totalizer(
  solver: SatSolver,
  inputs: readonly number[],
  limit: number,
  exact: boolean,
): readonly number[] {
  if (inputs.length <= 1) return inputs.slice(0, limit)
  const half = inputs.length >> 1
  const left = totalizer(solver, inputs.slice(0, half), limit, exact)
  const right = totalizer(solver, inputs.slice(half), limit, exact)
  return merge(solver, left, right, limit, exact)
}

/** The sorted union of two sorted counts. */
export function merge(
  solver: SatSolver,
  left: readonly number[],
  right: readonly number[],
  limit: number,
  exact: boolean,
): readonly number[] {
  const size = Math.min(left.length + right.length, limit)
  const outputs = Array.from({ length: size }, () => 2 * solver.newVariable())
  for (let i = 0; i <= left.length; i++) {
    for (let j = 0; j <= right.length; j++) {
      atLeast(solver, left, right, outputs, i, j)
      if (exact) atMost(solver, left, right, outputs, i, j)
    }
  }
  return outputs
}

/** i true on the left and j on the right make i + j. */
function atLeast(
  solver: SatSolver,
  left: readonly number[],
  right: readonly number[],
  outputs: readonly number[],
  i: number,
  j: number,
): void {
  if (i + j === 0 || i + j > outputs.length) return
  const clause = [outputs[i + j - 1]!]
  if (i > 0) clause.push(left[i - 1]! ^ 1)
  if (j > 0) clause.push(right[j - 1]! ^ 1)
  solver.addClause(clause)
}

/** At most i on the left and j on the right are at most i + j. */
function atMost(
  solver: SatSolver,
  left: readonly number[],
  right: readonly number[],
  outputs: readonly number[],
  i: number,
  j: number,
): void {
  if (i + j >= outputs.length) return
  const clause = [outputs[i + j]! ^ 1]
  if (i < left.length) clause.push(left[i]!)
  if (j < right.length) clause.push(right[j]!)
  solver.addClause(clause)
}

/** At most one of the literals is true, pair by pair. */
export function atMostOne(solver: SatSolver, literals: readonly number[]): void {
  for (let i = 0; i < literals.length; i++) {
    for (let j = i + 1; j < literals.length; j++) solver.addClause([literals[i]! ^ 1, literals[j]! ^ 1])
  }
}
