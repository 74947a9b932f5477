/** The smallest sets of rules that cannot hold together. */

import { maximiseInteger } from '../lp/branch-and-bound.ts'
import { createSimplex } from '../lp/state.ts'
import { brokenLimits, type Clock, type Elastic } from './elastic.ts'

/**
 * Smallest clashing sets by implicit hitting sets (Ignatiev, Previti, Liffiton, Marques-Silva 2015): a set that hits
 * every known way to satisfy all the others either clashes, and is then smallest, or shows one more way to satisfy.
 */
export function smallestClashes(elastic: Elastic, clock: Clock): number[][] {
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
