/**
 * LEXIMIN lottery over all valid panels: the smallest chance as large as possible, then the next smallest, and so on
 * (Flanigan, Gölz, Gupta, Hennig and Procaccia, Nature 596, 2021), complete and with a proof of every stage.
 *
 * The levels are computed over the polytope of the quotas, then written as a mixture of whole panels. When that works
 * the levels are optimal, since no lottery leaves the polytope. When it does not, the failure yields an inequality that
 * all panels obey and the levels break; it is added and the levels are computed again.
 */

import { cheapestPanel } from '../cheapest.ts'
import type { SelectionInstance } from '../instance.ts'
import { groupedSpace, type PanelSpace } from '../panel-space.ts'
import { coverGroups } from './coverage.ts'
import { type Cut, polytopeOf } from './cuts.ts'
import { fairestOf, type Mixture, mixtureOf } from './mixture.ts'
import { type Peeled, peel, RESIDUAL_TOLERANCE, type WeightedPanel } from './peel.ts'
import { type RelaxedLeximin, relaxedLeximin } from './relaxed-leximin.ts'

export type LotteryOptions = {
  /** Asked now and then; true ends the work with what is known. Default: never. */
  readonly outOfTime?: () => boolean
}

export type Lottery = {
  readonly space: PanelSpace
  /** Weights sum to 1; counts are per group of alike applicants, drawn uniformly within the group. */
  readonly panels: readonly WeightedPanel[]
  /** Chance of each applicant under this lottery, from the panels themselves. */
  readonly probability: Float64Array
  /** Chance of each group at the leximin optimum of the proof: an upper bound stage by stage. */
  readonly levels: RelaxedLeximin
  readonly cuts: readonly Cut[]
  /** The lottery reaches every level: LEXIMIN is proven, all stages. */
  readonly complete: boolean
  /** The smallest chance reaches its bound, even if later stages may not. */
  readonly maximinProven: boolean
}

export type LotteryResult =
  | { readonly status: 'solved'; readonly lottery: Lottery }
  /** No valid panel exists. */
  | { readonly status: 'infeasible' }
  /** Stopped before a single valid panel was known, or the arithmetic failed. */
  | { readonly status: 'unknown' }

/** Chances nearer than this count as equal. */
export const CHANCE_TOLERANCE = 1e-8

/** Beyond this, column generation from the panels at hand is the quicker way. */
const RETRIES = 2

/** Up to this many groups a budget is treated exactly, by cuts. */
const MIXTURE_GROUPS_MAX = 60

/** Parts of the budget given up in turn, until the peeled part is all but everything. */
const BUDGET_MARGINS = [0, 1e-3, 1e-2, 1e-1]
const BUDGET_RESIDUAL = 1e-4

/** A dense inverse of this many rows is still a matter of seconds. */
const STOPGAP_GROUPS_MAX = 600

/**
 * The LEXIMIN lottery of `instance`. Chances are exact to 1e-8 when `complete`; otherwise the lottery is valid, and its
 * levels and stages say how far it can be from the optimum.
 */
export function solveLottery(instance: SelectionInstance, options: LotteryOptions = {}): LotteryResult {
  const outOfTime = options.outOfTime ?? (() => false)
  const space = groupedSpace(instance)
  const first = cheapestPanel(space, { enough: instance.budget ?? Number.MAX_SAFE_INTEGER, outOfTime })
  if (first.status === 'none') return { status: 'infeasible' }
  if (!first.x) return { status: 'unknown' }
  if (instance.budget !== null && space.groups.length > MIXTURE_GROUPS_MAX)
    return nearBudgetLottery(space, first.x, outOfTime)
  let round: Round = { cuts: [], columns: [first.x], result: null }
  while (!round.result) round = nextRound(space, round, outOfTime)
  return round.result
}

/** What is known so far: inequalities all panels obey, and panels worth mixing. */
type Round = {
  readonly cuts: readonly Cut[]
  readonly columns: readonly Int32Array[]
  readonly result: LotteryResult | null
}

/** Levels under the cuts known, and the attempt to reach them; without success there is at least one cut more. */
function nextRound(space: PanelSpace, { cuts, columns }: Round, outOfTime: () => boolean): Round {
  const polytope = polytopeOf(space, cuts)
  const levels = relaxedLeximin(polytope)
  if (!levels) return { cuts, columns, result: { status: 'unknown' } }
  const x = levels.level.map((level, g) => level * space.size[g]!)
  const done = (panels: readonly WeightedPanel[]) => ({ cuts, columns, result: solved(space, panels, levels, cuts) })
  const options = { outOfTime, integerRows: space.integerRows }

  const straight = peel(polytope, x, options)
  if (straight.residual <= RESIDUAL_TOLERANCE) return done(straight.panels)
  const tried = [...columns, ...straight.panels.map((panel) => panel.counts)]
  const coverage = coverGroups(space, x, tried, outOfTime)
  const covered = [...tried, ...coverage.panels]
  if (coverage.cuts.length > 0) return { cuts: [...cuts, ...coverage.cuts], columns: covered, result: null }

  const peeled = peel(polytope, x, { ...options, from: straight, retries: RETRIES })
  if (peeled.residual <= RESIDUAL_TOLERANCE) return done(peeled.panels)
  const mixture = mixtureOf(space, x, [...covered, ...peeled.panels.map((panel) => panel.counts)], outOfTime)
  if (mixture.status === 'exact') return done(mixture.panels)
  if (mixture.status === 'undecided') return done(stopgap(x, mixture, peeled))
  return { cuts: [...cuts, mixture.cut], columns: mixture.columns, result: null }
}

/**
 * With a budget and many costs, panels that spend the budget to the last unit are hard to find, and the exact levels
 * ask for nothing but such panels. The lottery is then made for a slightly smaller budget, in panels that may use all of
 * it, while the proof is for the whole budget: what is lost is seen in the chances reached against the levels.
 */
function nearBudgetLottery(space: PanelSpace, panel: Int32Array, outOfTime: () => boolean): LotteryResult {
  const polytope = polytopeOf(space, [])
  const levels = relaxedLeximin(polytope)
  if (!levels) return { status: 'unknown' }
  const budgetRow = space.rows.length - 1
  let best: Peeled = { panels: [{ weight: 1, counts: panel }], residual: 1 }
  for (const margin of BUDGET_MARGINS) {
    const smaller = { ...polytope, upper: polytope.upper.with(budgetRow, polytope.upper[budgetRow]! * (1 - margin)) }
    const target = relaxedLeximin(smaller)
    if (!target || outOfTime()) break
    const x = target.level.map((level, g) => level * space.size[g]!)
    const peeled = peel(polytope, x, { outOfTime, integerRows: space.integerRows, spare: budgetRow })
    if (peeled.residual < best.residual) best = peeled
    if (best.residual < BUDGET_RESIDUAL) break
  }
  return solved(space, best.panels, levels, [])
}

/** What is left when time runs out: the fairest mixture of the panels known, as far as one can be computed. */
function stopgap(
  x: Float64Array,
  mixture: Mixture & { status: 'undecided' },
  peeled: Peeled,
): readonly WeightedPanel[] {
  const { columns, panels } = mixture
  const candidates = [x.length <= STOPGAP_GROUPS_MAX ? fairestOf(x, columns) : [], panels, peeled.panels]
  return candidates.find((list) => list.length > 0) ?? [{ weight: 1, counts: columns[0]! }]
}

function solved(
  space: PanelSpace,
  panels: readonly WeightedPanel[],
  levels: RelaxedLeximin,
  cuts: readonly Cut[],
): LotteryResult {
  const sum = panels.reduce((total, panel) => total + panel.weight, 0)
  const scaled = panels.map((panel) => ({ counts: panel.counts, weight: panel.weight / sum }))
  const byGroup = groupProbabilities(space, scaled)
  const probability = Float64Array.from(space.groupOf, (g) => byGroup[g]!)
  const shortfall = byGroup.map((chance, g) => levels.level[g]! - chance)
  const least = byGroup.reduce((a, b) => Math.min(a, b), 1)
  const lottery: Lottery = {
    space,
    panels: scaled,
    probability,
    levels,
    cuts,
    complete: shortfall.every((gap) => gap <= CHANCE_TOLERANCE),
    maximinProven: least >= levels.stages[0]!.level - CHANCE_TOLERANCE,
  }
  return { status: 'solved', lottery }
}

function groupProbabilities(space: PanelSpace, panels: readonly WeightedPanel[]): Float64Array {
  const chance = new Float64Array(space.groups.length)
  for (const { weight, counts } of panels)
    for (let g = 0; g < counts.length; g++) chance[g] = chance[g]! + (weight * counts[g]!) / space.size[g]!
  return chance
}
