/** Inequalities that every valid panel obeys although the quotas alone, read as real numbers, do not say so. */

import type { Matrix } from '../lp/state.ts'
import type { PanelSpace } from '../panel-space.ts'

/** `Σ weights[g] x_g <= bound` for every valid panel. Weights and bound are whole, so the claim can be checked exactly. */
export type Cut = { readonly weights: Int32Array; readonly bound: number }

export type Polytope = {
  readonly matrix: Matrix
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly size: Float64Array
}

/** The panel space as a polytope, with the cuts as further rows. Cut rows are scaled to a largest weight of 1. */
export function polytopeOf(space: PanelSpace, cuts: readonly Cut[]): Polytope {
  const scales = cuts.map((cut) => 1 / cut.weights.reduce((most, w) => Math.max(most, w), 1))
  const rows = space.matrix.rows + cuts.length
  const start = new Int32Array(space.matrix.cols + 1)
  const index: number[] = []
  const value: number[] = []
  for (let g = 0; g < space.matrix.cols; g++) {
    for (let e = space.matrix.start[g]!; e < space.matrix.start[g + 1]!; e++) {
      index.push(space.matrix.index[e]!)
      value.push(space.matrix.value[e]!)
    }
    cuts.forEach((cut, i) => {
      if (cut.weights[g] === 0) return
      index.push(space.matrix.rows + i)
      value.push(cut.weights[g]! * scales[i]!)
    })
    start[g + 1] = index.length
  }
  const cutUpper = cuts.map((cut, i) => cut.bound * scales[i]!)
  return {
    matrix: { rows, cols: space.matrix.cols, start, index: Int32Array.from(index), value: Float64Array.from(value) },
    lower: Float64Array.from([...space.rowLower, ...cuts.map(() => 0)]),
    upper: Float64Array.from([...space.rowUpper, ...cutUpper]),
    size: space.size,
  }
}
