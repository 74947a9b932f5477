/**
 * Integer programs over few rows: depth-first branch and bound on the dual simplex, with the bounds of nonbasic
 * variables tightened by their reduced costs. Row activities are integers too, and branching on them first settles
 * "how many from this region" before "who": that is what keeps the trees of quota tables small.
 */

import { objective, solve } from './simplex.ts'
import type { Simplex } from './state.ts'

export type IntegerOptions = {
  /** Only solutions worth more than this are wanted. */
  readonly above?: number
  /** Stop at the first solution worth at least this much. */
  readonly target?: number
  /** Every objective value is a multiple of this (1 for whole costs); 0 when nothing is known. */
  readonly step?: number
  /** Relative size of differences that are not worth searching for; 0 demands the exact optimum. */
  readonly tolerance?: number
  readonly nodesMax?: number
  /** Asked now and then; true ends the search with what is known. */
  readonly outOfTime?: () => boolean
}

export type IntegerResult = {
  /** 'optimal': `x` is proven best. 'target': good enough by request. 'none': nothing above `above`. 'limit': stopped. */
  readonly status: 'optimal' | 'target' | 'none' | 'limit'
  readonly x: Int32Array | null
  readonly value: number
  /** No solution is worth more than this. */
  readonly bound: number
  readonly nodes: number
}

type Search = {
  readonly simplex: Simplex
  readonly integerRows: Uint8Array
  readonly options: IntegerOptions
  readonly step: number
  best: Int32Array | null
  value: number
  nodes: number
  stopped: boolean
  reached: boolean
  openBound: number
  readonly trail: number[]
}

const INTEGER_TOLERANCE = 1e-6

/**
 * Maximises the simplex's objective over whole column values. Bounds of the simplex are restored before returning.
 * `integerRows[i]` says that row i has whole coefficients, so that its activity is whole.
 */
export function maximiseInteger(
  simplex: Simplex,
  integerRows: Uint8Array,
  options: IntegerOptions = {},
): IntegerResult {
  const search: Search = {
    simplex,
    integerRows,
    options,
    step: options.step ?? 0,
    best: null,
    value: options.above ?? Number.NEGATIVE_INFINITY,
    nodes: 0,
    stopped: false,
    reached: false,
    openBound: Number.NEGATIVE_INFINITY,
    trail: [],
  }
  explore(search, Number.POSITIVE_INFINITY)
  undo(search, 0)
  return report(search)
}

function report(search: Search): IntegerResult {
  const { best, value, nodes, openBound } = search
  const bound = Math.max(value, openBound)
  const status = search.reached ? 'target' : search.stopped ? 'limit' : best ? 'optimal' : 'none'
  return { status, x: best, value: best ? value : Number.NEGATIVE_INFINITY, bound, nodes }
}

/** The least value that would still be news: everything at or below it may be cut off. */
function cutoffOf(search: Search): number {
  const { value, step, options } = search
  if (value === Number.NEGATIVE_INFINITY) return value
  const slack = Math.max(1e-9, (options.tolerance ?? 0) * Math.abs(value))
  return step > 0 ? value + step - 1e-6 * step - 1e-9 * Math.abs(value) : value + slack
}

function explore(search: Search, parentBound: number): void {
  if (mustStop(search)) {
    search.openBound = Math.max(search.openBound, parentBound)
    return
  }
  search.nodes++
  const { simplex } = search
  const status = solve(simplex, cutoffOf(search))
  if (status === 'infeasible' || status === 'cutoff') return
  if (status === 'stalled') {
    search.stopped = true
    search.openBound = Math.max(search.openBound, parentBound)
    return
  }
  const bound = Math.min(objective(simplex), parentBound)
  if (bound <= cutoffOf(search)) return
  const variable = branchingVariable(search)
  if (variable < 0) {
    accept(search)
    return
  }
  const mark = search.trail.length
  tightenByReducedCost(search, bound)
  branch(search, variable, simplex.x[variable]!, bound)
  undo(search, mark)
}

function mustStop(search: Search): boolean {
  const { options } = search
  if (search.stopped) return true
  const tooMany = search.nodes >= (options.nodesMax ?? Number.POSITIVE_INFINITY)
  if (tooMany || (search.nodes % 16 === 15 && options.outOfTime?.())) search.stopped = true
  return search.stopped
}

function branch(search: Search, variable: number, at: number, bound: number): void {
  const down = Math.floor(at + INTEGER_TOLERANCE)
  const upFirst = at - down > 0.5
  for (const up of upFirst ? [true, false] : [false, true]) {
    const mark = search.trail.length
    setBounds(
      search,
      variable,
      up ? down + 1 : search.simplex.lower[variable]!,
      up ? search.simplex.upper[variable]! : down,
    )
    explore(search, bound)
    undo(search, mark)
  }
}

function setBounds(search: Search, j: number, lower: number, upper: number): void {
  const { simplex, trail } = search
  trail.push(j, simplex.lower[j]!, simplex.upper[j]!)
  simplex.lower[j] = lower
  simplex.upper[j] = upper
}

function undo(search: Search, mark: number): void {
  const { simplex, trail } = search
  while (trail.length > mark) {
    const upper = trail.pop()!
    const lower = trail.pop()!
    const j = trail.pop()!
    simplex.lower[j] = lower
    simplex.upper[j] = upper
  }
}

/** A row activity that is not whole, else the least decided column; -1 when all are whole. */
function branchingVariable(search: Search): number {
  const { simplex, integerRows } = search
  const { cols } = simplex.matrix
  let row = -1
  let column = -1
  let rowScore = INTEGER_TOLERANCE
  let columnScore = INTEGER_TOLERANCE
  for (const j of simplex.basis) {
    const distance = Math.abs(simplex.x[j]! - Math.round(simplex.x[j]!))
    if (j >= cols) {
      if (integerRows[j - cols] && distance > rowScore) {
        row = j
        rowScore = distance
      }
    } else if (distance > columnScore) {
      column = j
      columnScore = distance
    }
  }
  return row >= 0 ? row : column
}

function accept(search: Search): void {
  const { simplex } = search
  const { cols } = simplex.matrix
  const x = new Int32Array(cols)
  let value = 0
  for (let j = 0; j < cols; j++) {
    x[j] = Math.round(simplex.x[j]!)
    value += simplex.cost[j]! * x[j]!
  }
  if (value <= search.value) return
  search.best = x
  search.value = value
  if (value >= (search.options.target ?? Number.POSITIVE_INFINITY)) {
    search.reached = true
    search.stopped = true
    search.openBound = Number.POSITIVE_INFINITY
  }
}

/** Moving a nonbasic variable by one costs |d_j|: it cannot move further than the gap to the incumbent allows. */
function tightenByReducedCost(search: Search, bound: number): void {
  const cutoff = cutoffOf(search)
  if (cutoff === Number.NEGATIVE_INFINITY) return
  const { simplex, integerRows } = search
  const { cols } = simplex.matrix
  const gap = bound - cutoff
  for (let j = 0; j < simplex.x.length; j++) {
    if (simplex.isBasic[j] || (j >= cols && !integerRows[j - cols])) continue
    const range = simplex.upper[j]! - simplex.lower[j]!
    const cost = Math.abs(simplex.reduced[j]!)
    if (range <= 0 || cost * range <= gap) continue
    const moves = Math.floor(gap / cost + 1e-9)
    if (moves >= range) continue
    if (simplex.x[j] === simplex.lower[j]) setBounds(search, j, simplex.lower[j]!, simplex.lower[j]! + moves)
    else setBounds(search, j, simplex.upper[j]! - moves, simplex.upper[j]!)
  }
}
