/**
 * Why no panel exists, in two ways a person can act on: the smallest sets of rules that cannot hold together, and the
 * cheapest ways to relax them.
 */

import { cheapestPanel } from './cheapest.ts'
import type { Quota, SelectionInstance } from './instance.ts'
import { maximiseInteger } from './lp/branch-and-bound.ts'
import { createSimplex, type Matrix, type Simplex } from './lp/state.ts'
import { groupedSpace, type PanelSpace } from './panel-space.ts'

/** One side of one rule. That k are chosen, each at most once, is never in question. */
export type Limit =
  | { readonly kind: 'min'; readonly quota: Quota }
  | { readonly kind: 'max'; readonly quota: Quota }
  | { readonly kind: 'budget'; readonly budget: number }

export type Relaxation = {
  /** Each limit that moves and by how much: places for quotas, money for the budget. */
  readonly changes: readonly { readonly limit: Limit; readonly by: number }[]
  /** Places by which quotas move, in all. */
  readonly places: number
}

export type Infeasibility = {
  /** All clashing sets of the smallest size (as many as were asked for). */
  readonly clashes: readonly (readonly Limit[])[]
  /** The ways to make a panel possible with the fewest places moved, quotas only while the budget allows it. */
  readonly relaxations: readonly Relaxation[]
  /** With all quotas kept, the least budget that allows a panel; null when the quotas alone clash or none is set. */
  readonly budgetNeeded: number | null
  /** Neither list was cut short by time or by `limit`. */
  readonly complete: boolean
}

export type InfeasibilityOptions = {
  /** At most this many clashes and relaxations. Default 10. */
  readonly limit?: number
  readonly outOfTime?: () => boolean
}

/** The elastic program: whole counts per group, and for every limit a whole amount by which it may be broken. */
type Elastic = {
  readonly space: PanelSpace
  readonly limits: readonly Limit[]
  readonly simplex: Simplex
  readonly integerRows: Uint8Array
  /** Column of the first limit's slack. */
  readonly firstSlack: number
  /** Most that each limit can ever need. */
  readonly most: Float64Array
}

type Clock = { readonly limit: number; readonly outOfTime: () => boolean }

/** Explains why `instance` has no valid panel; null when it has one, or when time ran out before anything was known. */
export function explainInfeasible(
  instance: SelectionInstance,
  options: InfeasibilityOptions = {},
): Infeasibility | null {
  const clock = { limit: options.limit ?? 10, outOfTime: options.outOfTime ?? (() => false) }
  const elastic = elasticProgram(instance)
  if (brokenLimits(elastic, new Set(elastic.limits.keys()), clock) !== 'clash') return null
  const clashes = smallestClashes(elastic, clock)
  const relaxations = cheapestRelaxations(elastic, clock)
  const complete = !clock.outOfTime() && clashes.length < clock.limit && relaxations.length < clock.limit
  return {
    clashes: clashes.map((set) => set.map((at) => elastic.limits[at]!)),
    relaxations,
    budgetNeeded: budgetNeeded(instance, clock),
    complete,
  }
}

function elasticProgram(instance: SelectionInstance): Elastic {
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
function brokenLimits(elastic: Elastic, hard: ReadonlySet<number>, clock: Clock): Set<number> | 'clash' | 'unknown' {
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

/**
 * Smallest clashing sets by implicit hitting sets (Ignatiev, Previti, Liffiton, Marques-Silva 2015): a set that hits
 * every known way to satisfy all the others either clashes, and is then smallest, or shows one more way to satisfy.
 */
function smallestClashes(elastic: Elastic, clock: Clock): number[][] {
  const corrections: number[][] = []
  const clashes: number[][] = []
  while (clashes.length < clock.limit && !clock.outOfTime()) {
    const hitting = smallestHittingSet(elastic.limits.length, corrections, clashes)
    if (!hitting || (clashes.length > 0 && hitting.length > clashes[0]!.length)) break
    const verdict = grownCorrection(elastic, hitting, clock)
    if (verdict === 'unknown') break
    if (verdict === 'clash') clashes.push(hitting)
    else corrections.push(verdict)
  }
  return clashes
}

/** Keeps `hard` and as many more limits as possible; returns those that break. */
function grownCorrection(elastic: Elastic, hard: readonly number[], clock: Clock): number[] | 'clash' | 'unknown' {
  const kept = new Set(hard)
  let broken = brokenLimits(elastic, kept, clock)
  if (typeof broken === 'string') return broken
  for (const at of elastic.limits.keys()) {
    if (!broken.has(at)) kept.add(at)
    if (kept.has(at)) continue
    const better = brokenLimits(elastic, new Set([...kept, at]), clock)
    if (better === 'unknown') return 'unknown'
    if (better === 'clash') continue
    kept.add(at)
    broken = better
  }
  return [...broken]
}

function smallestHittingSet(
  limits: number,
  corrections: readonly (readonly number[])[],
  found: readonly (readonly number[])[],
): number[] | null {
  const rows = [...corrections, ...found]
  const start = new Int32Array(limits + 1)
  const index: number[] = []
  for (let i = 0; i < limits; i++) {
    rows.forEach((row, at) => {
      if (row.includes(i)) index.push(at)
    })
    start[i + 1] = index.length
  }
  const value = new Float64Array(index.length).fill(1)
  const simplex = createSimplex({ rows: rows.length, cols: limits, start, index: Int32Array.from(index), value })
  simplex.cost.fill(-1, 0, limits)
  simplex.upper.fill(1, 0, limits)
  rows.forEach((row, at) => {
    const isClash = at >= corrections.length
    simplex.lower[limits + at] = isClash ? 0 : 1
    simplex.upper[limits + at] = isClash ? row.length - 1 : row.length
  })
  const best = maximiseInteger(simplex, new Uint8Array(rows.length).fill(1), { step: 1 })
  return best.x ? [...best.x.keys()].filter((i) => best.x![i] === 1) : null
}

/**
 * Relaxations of the fewest places, one by one: after each, the search splits into "less of its first change", "as
 * much of the first but less of the second", and so on (Lawler 1972), so that none is found twice.
 */
function cheapestRelaxations(elastic: Elastic, clock: Clock): Relaxation[] {
  const { simplex, limits, firstSlack, most } = elastic
  limits.forEach((limit, i) => {
    simplex.cost[firstSlack + i] = limit.kind === 'budget' ? 0 : -1
  })
  const found: Relaxation[] = []
  const open: { lower: Float64Array; upper: Float64Array }[] = [
    { lower: new Float64Array(limits.length), upper: most.map((m, i) => (limits[i]!.kind === 'budget' ? 0 : m)) },
  ]
  let places: number | null = null
  while (open.length > 0 && found.length < clock.limit && !clock.outOfTime()) {
    const box = open.pop()!
    simplex.lower.set(box.lower, firstSlack)
    simplex.upper.set(box.upper, firstSlack)
    const above = places === null ? Number.NEGATIVE_INFINITY : -places - 1
    const best = maximiseInteger(simplex, elastic.integerRows, { above, step: 1, outOfTime: clock.outOfTime })
    if (best.status !== 'optimal') continue
    places ??= -best.value
    const by = best.x!.subarray(firstSlack)
    found.push(relaxationOf(elastic, by))
    open.push(...splitBox(box, by))
  }
  simplex.lower.fill(0, firstSlack, firstSlack + limits.length)
  return found
}

function relaxationOf(elastic: Elastic, by: Int32Array): Relaxation {
  const changes = elastic.limits.map((limit, i) => ({ limit, by: by[i]! })).filter((change) => change.by > 0)
  return { changes, places: changes.reduce((sum, change) => sum + change.by, 0) }
}

function splitBox(box: { lower: Float64Array; upper: Float64Array }, by: Int32Array): (typeof box)[] {
  const parts: (typeof box)[] = []
  const lower = box.lower.slice()
  by.forEach((amount, i) => {
    if (amount <= lower[i]!) return
    const upper = box.upper.slice()
    upper[i] = amount - 1
    parts.push({ lower: lower.slice(), upper })
    lower[i] = amount
  })
  return parts
}

function budgetNeeded(instance: SelectionInstance, clock: Clock): number | null {
  if (instance.budget === null) return null
  const cheapest = cheapestPanel(groupedSpace(instance), { outOfTime: clock.outOfTime })
  return cheapest.status === 'optimal' ? -cheapest.value : null
}
