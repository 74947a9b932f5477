/**
 * All valid panels of an instance, as whole points of a polytope. Applicants that no rule tells apart form a group, and
 * a panel is a vector of counts per group:
 *
 *     0 <= x_g <= size_g,   rowLower <= A x <= rowUpper   with one row per quota, one for the size, one for the budget.
 *
 * This is what makes the programs small: thousands of applicants become a few hundred columns over a few dozen rows.
 */

import type { Applicant, Quota, SelectionInstance } from './instance.ts'
import { createSimplex, type Matrix, type Simplex } from './lp/state.ts'

export type PanelRow =
  | { readonly kind: 'quota'; readonly quota: Quota; readonly pool: number }
  | { readonly kind: 'size' }
  | { readonly kind: 'budget' }

/** Interchangeable applicants. */
export type Group = { readonly members: readonly number[]; readonly rows: readonly number[]; readonly cost: number }

export type PanelSpace = {
  readonly instance: SelectionInstance
  readonly groups: readonly Group[]
  /** Group of each applicant. */
  readonly groupOf: Int32Array
  readonly size: Float64Array
  readonly rows: readonly PanelRow[]
  readonly matrix: Matrix
  readonly rowLower: Float64Array
  readonly rowUpper: Float64Array
  /** 1 where the row has whole coefficients, so that its activity is whole. */
  readonly integerRows: Uint8Array
}

/** Applicants of equal values (and cost, when there is a budget) as one group each. */
export function groupedSpace(instance: SelectionInstance): PanelSpace {
  const sameCost = instance.budget !== null
  return buildSpace(instance, (a) => [...instance.features.map((f) => a.v[f]), sameCost ? a.cost : ''].join('\n'))
}

/** Every applicant a group of one: for questions in which scores tell them apart. */
export function individualSpace(instance: SelectionInstance): PanelSpace {
  return buildSpace(instance, (a) => String(a.id))
}

function buildSpace(instance: SelectionInstance, keyOf: (applicant: Applicant) => string): PanelSpace {
  const members = new Map<string, number[]>()
  for (const applicant of instance.applicants) {
    const key = keyOf(applicant)
    const list = members.get(key)
    if (list) list.push(applicant.id)
    else members.set(key, [applicant.id])
  }
  const rowOf = new Map(instance.quotas.map((q, row) => [`${q.feature}\n${q.value}`, row]))
  const sizeRow = instance.quotas.length
  const groups = [...members.values()].map((list): Group => {
    const first = instance.applicants[list[0]!]!
    const quotaRows = instance.features.map((f) => rowOf.get(`${f}\n${first.v[f]}`)!)
    return { members: list, rows: [...quotaRows, sizeRow], cost: first.cost }
  })
  return assemble(instance, groups)
}

function assemble(instance: SelectionInstance, groups: readonly Group[]): PanelSpace {
  const { k, budget, quotas } = instance
  const pool = new Int32Array(quotas.length + 1)
  const groupOf = new Int32Array(instance.applicants.length)
  groups.forEach((group, g) => {
    for (const row of group.rows) pool[row] = pool[row]! + group.members.length
    for (const id of group.members) groupOf[id] = g
  })
  const rows: PanelRow[] = quotas.map((quota, row) => ({ kind: 'quota', quota, pool: pool[row]! }))
  rows.push({ kind: 'size' })
  // Costs are scaled to at most 1, so that one tolerance fits all rows.
  const unit = Math.max(1, ...groups.map((group) => group.cost))
  if (budget !== null) rows.push({ kind: 'budget' })
  return {
    instance,
    groups,
    groupOf,
    size: Float64Array.from(groups, (group) => group.members.length),
    rows,
    matrix: matrixOf(groups, rows.length, budget === null ? null : unit),
    rowLower: Float64Array.from(rows, (row) => (row.kind === 'quota' ? row.quota.min : row.kind === 'size' ? k : 0)),
    rowUpper: Float64Array.from(rows, (row) =>
      row.kind === 'quota' ? row.quota.max : row.kind === 'size' ? k : (budget ?? 0) / unit,
    ),
    integerRows: Uint8Array.from(rows, (row) => (row.kind === 'budget' ? 0 : 1)),
  }
}

function matrixOf(groups: readonly Group[], rows: number, costUnit: number | null): Matrix {
  const start = new Int32Array(groups.length + 1)
  const index: number[] = []
  const value: number[] = []
  groups.forEach((group, g) => {
    for (const row of group.rows) {
      index.push(row)
      value.push(1)
    }
    if (costUnit !== null && group.cost > 0) {
      index.push(rows - 1)
      value.push(group.cost / costUnit)
    }
    start[g + 1] = index.length
  })
  return { rows, cols: groups.length, start, index: Int32Array.from(index), value: Float64Array.from(value) }
}

/** A solver over the space with all bounds set and no objective yet. */
export function spaceSimplex(space: PanelSpace): Simplex {
  const simplex = createSimplex(space.matrix)
  simplex.upper.set(space.size)
  simplex.lower.set(space.rowLower, space.groups.length)
  simplex.upper.set(space.rowUpper, space.groups.length)
  return simplex
}

/** `target = A x`, the activity of every row. */
export function activities(matrix: Matrix, x: ArrayLike<number>, target = new Float64Array(matrix.rows)): Float64Array {
  target.fill(0)
  for (let j = 0; j < matrix.cols; j++) {
    const amount = x[j]!
    if (amount === 0) continue
    for (let e = matrix.start[j]!; e < matrix.start[j + 1]!; e++)
      target[matrix.index[e]!] = target[matrix.index[e]!]! + matrix.value[e]! * amount
  }
  return target
}
