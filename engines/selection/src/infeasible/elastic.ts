/** The rules of an instance with a slack each: which of them can hold together? */

import type { Quota, SelectionInstance } from '../instance.ts'
import { maximiseInteger } from '../lp/branch-and-bound.ts'
import { createSimplex, type Matrix, type Simplex } from '../lp/state.ts'
import { groupedSpace, type PanelSpace } from '../panel-space.ts'

/** One side of one rule. That k are chosen, each at most once, is never in question. */
export type Limit =
  | { readonly kind: 'min'; readonly quota: Quota }
  | { readonly kind: 'max'; readonly quota: Quota }
  | { readonly kind: 'budget'; readonly budget: number }

/** The elastic program: whole counts per group, and for every limit a whole amount by which it may be broken. */
export type Elastic = {
  readonly space: PanelSpace
  readonly limits: readonly Limit[]
  readonly simplex: Simplex
  readonly integerRows: Uint8Array
  /** Column of the first limit's slack. */
  readonly firstSlack: number
  /** Most that each limit can ever need. */
  readonly most: Float64Array
}

export type Clock = { readonly limit: number; readonly outOfTime: () => boolean }

export function elasticProgram(instance: SelectionInstance): Elastic {
  const space = groupedSpace(instance)
  const limits = limitsOf(instance, space)
  const firstSlack = space.groups.length
  const simplex = createSimplex(elasticMatrix(space, limits))
  const cols = simplex.matrix.cols
  const unit = budgetUnit(space)
  const costMost = instance.applicants.reduce((sum, a) => sum + a.cost, 0)
  const most = Float64Array.from(limits, (limit) =>
    limit.kind === 'budget'
      ? Math.ceil(Math.max(0, costMost - limit.budget) / unit)
      : limit.kind === 'min'
        ? limit.quota.min
        : instance.k,
  )
  simplex.upper.set(space.size)
  simplex.lower.set(space.rowLower, cols)
  simplex.upper.set(space.rowUpper, cols)
  // The slack of the budget comes in whole units and may overshoot, below zero.
  limits.forEach((limit, i) => {
    if (limit.kind === 'budget') simplex.lower[cols + space.rows.length - 1] = -most[i]!
  })
  return { space, limits, simplex, integerRows: space.integerRows, firstSlack, most }
}

function budgetUnit(space: PanelSpace): number {
  return Math.max(1, ...space.groups.map((group) => group.cost))
}

/** Every limit that could ever bind: a minimum above 0, a maximum below what the pool or the size allows. */
function limitsOf(instance: SelectionInstance, space: PanelSpace): Limit[] {
  const limits: Limit[] = []
  space.rows.forEach((row) => {
    if (row.kind === 'budget') limits.push({ kind: 'budget', budget: instance.budget! })
    if (row.kind !== 'quota') return
    if (row.quota.min > 0) limits.push({ kind: 'min', quota: row.quota })
    if (row.quota.max < Math.min(row.pool, instance.k)) limits.push({ kind: 'max', quota: row.quota })
  })
  return limits
}

function elasticMatrix(space: PanelSpace, limits: readonly Limit[]): Matrix {
  const { rows, cols, start, index, value } = space.matrix
  const nonzeros = start[cols]!
  const slackRow = limits.map((limit) =>
    space.rows.findIndex((row) =>
      limit.kind === 'budget' ? row.kind === 'budget' : row.kind === 'quota' && row.quota === limit.quota,
    ),
  )
  return {
    rows,
    cols: cols + limits.length,
    start: Int32Array.from([...start, ...limits.map((_, i) => nonzeros + i + 1)]),
    index: Int32Array.from([...index, ...slackRow]),
    value: Float64Array.from([...value, ...limits.map((limit) => (limit.kind === 'min' ? 1 : -1))]),
  }
}

/** Which limits must break when those in `hard` may not: 'clash' when even that does not help. */
export function brokenLimits(
  elastic: Elastic,
  hard: ReadonlySet<number>,
  clock: Clock,
): Set<number> | 'clash' | 'unknown' {
  const { simplex, firstSlack, limits, most, space } = elastic
  simplex.cost.fill(0)
  limits.forEach((_, i) => {
    simplex.upper[firstSlack + i] = hard.has(i) ? 0 : most[i]!
    simplex.cost[firstSlack + i] = -1
  })
  const budget = limits.find((limit, i) => limit.kind === 'budget' && hard.has(i))
  const found = maximiseInteger(simplex, elastic.integerRows, {
    ...(budget?.kind === 'budget' ? withinBudget(elastic, budget.budget) : { target: Number.NEGATIVE_INFINITY }),
    outOfTime: clock.outOfTime,
  })
  if (budget) liftBudget(elastic, space.instance.budget!)
  if (!found.x) return found.status === 'none' ? 'clash' : 'unknown'
  return new Set([...limits.keys()].filter((i) => isBroken(elastic, found.x!, i)))
}

/** Asks for the cheapest panel instead of any: near the limit only an objective on the cost decides quickly. */
function withinBudget(elastic: Elastic, budget: number) {
  const { simplex, firstSlack, limits, space } = elastic
  simplex.cost.fill(0, firstSlack, firstSlack + limits.length)
  space.groups.forEach((group, g) => {
    simplex.cost[g] = -group.cost
  })
  liftBudget(elastic, Number.MAX_SAFE_INTEGER)
  return { above: -budget - 1, target: -budget, step: 1 }
}

function liftBudget({ simplex, space }: Elastic, budget: number): void {
  const total = space.instance.applicants.reduce((sum, a) => sum + a.cost, 0)
  simplex.upper[simplex.matrix.cols + space.rows.length - 1] = Math.min(budget, total) / budgetUnit(space)
}

/** Checked on the counts themselves: a slack may be larger than it needs to be. */
function isBroken(elastic: Elastic, x: Int32Array, at: number): boolean {
  const { space, limits } = elastic
  const limit = limits[at]!
  if (limit.kind === 'budget') return space.groups.reduce((sum, group, g) => sum + group.cost * x[g]!, 0) > limit.budget
  const row = space.rows.findIndex((entry) => entry.kind === 'quota' && entry.quota === limit.quota)
  const count = space.groups.reduce((sum, group, g) => sum + (group.rows.includes(row) ? x[g]! : 0), 0)
  return limit.kind === 'min' ? count < limit.quota.min : count > limit.quota.max
}
