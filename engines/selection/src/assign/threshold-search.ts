/**
 * Assignments in which the sum of every left reaches a threshold; exact.
 *
 * For a threshold τ on the sum of every left, pairs that cannot be part of any sum of τ are struck out, and what
 * remains is searched by branch and bound on single pairs (given or struck out). The bound is Lagrangian: with whole
 * multipliers m_i >= 0, an assignment that gives every left at least τ satisfies
 *
 *     base · total <= max over assignments of Σ_i (base + m_i) sum_i - τ Σ_i m_i,
 *
 * and the maximum is a flow. For needs of one, striking out alone decides and the search is a single flow.
 */

import { leftSums } from './assignment.ts'
import { maximumWeightFlow } from './flow.ts'
import type { AssignmentInstance } from './instance.ts'

const ROOT_ROUNDS = 60
const NODE_ROUNDS = 6
const MULTIPLIER_MOST = 1 << 14

type Node = {
  readonly forbidden: Uint8Array
  /** Pairs already given, per left. */
  readonly given: readonly (readonly number[])[]
}

type Search = {
  readonly instance: AssignmentInstance
  readonly threshold: number
  /** 0 asks for any assignment that reaches the threshold, BASE for the one of largest total. */
  readonly base: number
  readonly multiplier: Float64Array
  readonly outOfTime: () => boolean
  best: readonly (readonly number[])[] | null
  bestTotal: number
  /** Bound on the total before any branching. */
  bound: number
  atRoot: boolean
  stopped: boolean
}

export function rootNode(instance: AssignmentInstance): Node {
  return { forbidden: instance.forbidden.slice(), given: Array.from(instance.need, () => []) }
}

/** The largest sum left i can still reach when `with` (if any) must be among its partners. */
export function reachable(instance: AssignmentInstance, node: Node, i: number, withRight: number): number {
  const { affinity, need } = instance
  const rights = instance.loadMax.length
  const given = node.given[i]!
  let open = need[i]! - given.length - (withRight >= 0 ? 1 : 0)
  let sum = given.reduce((total, j) => total + affinity[i * rights + j]!, 0)
  if (withRight >= 0) sum += affinity[i * rights + withRight]!
  const others: number[] = []
  for (let j = 0; j < rights; j++)
    if (!node.forbidden[i * rights + j] && j !== withRight) others.push(affinity[i * rights + j]!)
  others.sort((a, b) => b - a)
  for (const value of others) {
    if (open === 0) break
    sum += value
    open--
  }
  return open > 0 ? Number.NEGATIVE_INFINITY : sum
}

/** Searches all assignments that give every left at least `threshold`; `known` is one of them, if any. */
export function searchThreshold(
  instance: AssignmentInstance,
  threshold: number,
  base: number,
  outOfTime: () => boolean,
  known: readonly (readonly number[])[] | null = null,
): Search {
  const search: Search = {
    instance,
    threshold,
    base,
    multiplier: new Float64Array(instance.need.length).fill(base === 0 ? 1 : 0),
    outOfTime,
    best: known,
    bestTotal: known ? leftSums(instance, known).reduce((a, b) => a + b, 0) : Number.NEGATIVE_INFINITY,
    bound: Number.POSITIVE_INFINITY,
    atRoot: true,
    stopped: false,
  }
  const root = rootNode(instance)
  const lefts = [...instance.need.keys()]
  if (lefts.every((i) => strikeOut(search, root, i))) explore(search, root)
  return search
}

/** Strikes out the pairs of left i that are in no sum of the threshold; false when none is left. */
function strikeOut(search: Search, node: Node, i: number): boolean {
  const { instance, threshold } = search
  const rights = instance.loadMax.length
  if (reachable(instance, node, i, -1) < threshold) return false
  if (instance.need[i]! === node.given[i]!.length) return true
  for (let j = 0; j < rights; j++)
    if (!node.forbidden[i * rights + j] && reachable(instance, node, i, j) < threshold)
      node.forbidden[i * rights + j] = 1
  return true
}

/** One solved relaxation: its assignment's sums, and the bound on the total (infinite when none is asked for). */
type Step = { readonly sums: readonly number[]; readonly bound: number }

function explore(search: Search, node: Node): void {
  if (search.stopped || search.outOfTime()) {
    search.stopped = true
    return
  }
  let split = -1
  const rounds = search.atRoot ? ROOT_ROUNDS : NODE_ROUNDS
  for (let round = 0; round < rounds; round++) {
    const step = lagrangianStep(search, node)
    if (!step || (search.base === 0 && search.best)) return
    moveMultipliers(search, step)
    split = mostViolated(search, step.sums)
  }
  search.atRoot = false
  if (split < 0) split = heaviest(search, node)
  if (split < 0) {
    // No multiplier is left that could hold the bound apart: without any, the relaxation is the question itself.
    search.multiplier.fill(0)
    const exact = lagrangianStep(search, node)
    split = exact ? mostViolated(search, exact.sums) : -1
  }
  if (split >= 0) branch(search, node, split)
}

/** Solves the flow at the current multipliers; null when the node holds nothing better than what is known. */
function lagrangianStep(search: Search, node: Node): Step | null {
  const { instance, threshold, base } = search
  const multiplier = openMultipliers(search, node)
  const problem = remainingProblem(search, node, multiplier)
  if (problem.loadMax.some((load) => load < 0)) return null
  const flow = maximumWeightFlow(problem)
  if (flow.status !== 'solved') return null
  const partners = flow.rights.map((list, i) => [...node.given[i]!, ...list])
  const sums = leftSums(instance, partners)
  const penalised = sums.reduce((sum, own, i) => sum + multiplier[i]! * (own - threshold), 0)
  const total = sums.reduce((a, b) => a + b, 0)
  if (base === 0 && penalised < 0) return null
  if (sums.every((own) => own >= threshold) && total > search.bestTotal) {
    search.best = partners
    search.bestTotal = total
  }
  if (base === 0) return { sums, bound: Number.POSITIVE_INFINITY }
  const bound = total + penalised / base
  if (search.atRoot) search.bound = Math.min(search.bound, Math.floor(bound))
  return Math.floor(bound) <= search.bestTotal ? null : { sums, bound }
}

/** A left whose partners are all given has a fixed sum: a multiplier on it would only loosen the bound. */
function openMultipliers(search: Search, node: Node): Float64Array {
  return search.multiplier.map((value, i) => (node.given[i]!.length < search.instance.need[i]! ? value : 0))
}

function remainingProblem(search: Search, node: Node, multiplier: Float64Array) {
  const { instance, base } = search
  const rights = instance.loadMax.length
  const need = instance.need.map((n, i) => n - node.given[i]!.length)
  const loadMin = instance.loadMin.slice()
  const loadMax = instance.loadMax.slice()
  for (const list of node.given)
    for (const j of list) {
      loadMax[j] = loadMax[j]! - 1
      loadMin[j] = Math.max(0, loadMin[j]! - 1)
    }
  const weight = new Float64Array(instance.affinity.length)
  for (let cell = 0; cell < weight.length; cell++)
    weight[cell] = instance.affinity[cell]! * (base + multiplier[Math.floor(cell / rights)]!)
  return { need, loadMin, loadMax, weight, forbidden: node.forbidden }
}

function mostViolated(search: Search, sums: readonly number[]): number {
  let worst = -1
  sums.forEach((sum, i) => {
    if (sum < search.threshold && (worst < 0 || sum < sums[worst]!)) worst = i
  })
  return worst
}

/**
 * A subgradient step. Towards a total it has Polyak's length, (bound - best) / |g|², with the best total known or, for
 * want of one, a little below the bound; towards feasibility alone it is proportional to what each left lacks.
 */
function moveMultipliers(search: Search, { sums, bound }: Step): void {
  const { multiplier, threshold, base, bestTotal } = search
  const lack = sums.map((sum, i) => (sum < threshold || multiplier[i]! > 0 ? threshold - sum : 0))
  const norm = lack.reduce((sum, value) => sum + value * value, 0)
  const goal = Number.isFinite(bestTotal) ? bestTotal : bound - Math.abs(bound) / 500
  const length = base === 0 ? 0.25 : (base * (bound - goal)) / Math.max(1, norm)
  lack.forEach((value, i) => {
    const least = value > 0 ? 1 : 0
    const move = Math.max(least, Math.round(length * value))
    multiplier[i] = Math.min(
      MULTIPLIER_MOST,
      Math.max(0, multiplier[i]! + (value < 0 ? Math.round(length * value) : move)),
    )
  })
}

/** Splits on the best pair still open for left i: given, or struck out. */
function branch(search: Search, node: Node, i: number): void {
  const j = bestOpenRight(search, node, i)
  if (j < 0) return
  const forbidden = node.forbidden.slice()
  forbidden[i * search.instance.loadMax.length + j] = 1
  const given = node.given.map((list, left) => (left === i ? [...list, j] : list))
  const children = [
    { forbidden: forbidden.slice(), given },
    { forbidden, given: node.given },
  ]
  for (const child of children) if (strikeOut(search, child, i)) explore(search, child)
}

/** The open left whose multiplier is largest: it keeps the bound apart from the total the most. */
function heaviest(search: Search, node: Node): number {
  const multiplier = openMultipliers(search, node)
  const most = multiplier.reduce((a, b) => Math.max(a, b), 0)
  return most > 0 ? multiplier.indexOf(most) : -1
}

function bestOpenRight(search: Search, node: Node, i: number): number {
  const { affinity } = search.instance
  const rights = search.instance.loadMax.length
  let best = -1
  if (node.given[i]!.length >= search.instance.need[i]!) return best
  for (let j = 0; j < rights; j++)
    if (!node.forbidden[i * rights + j] && (best < 0 || affinity[i * rights + j]! > affinity[i * rights + best]!))
      best = j
  return best
}
