/** Rounds of annealing that share one budget: a short one for an early good schedule, then longer ones. */

import type { Meeting } from '../format/types.ts'
import { anneal, construct, scheduleOf } from './anneal.ts'
import type { Model } from './model.ts'
import { createRandom } from './random.ts'
import { Schedule } from './schedule.ts'

/** Share of the budget of the first round. */
const FIRST = 0.05
/** Up to this many requests a round converges early, and several rounds find more than a long one. */
const SMALL = 400
const SMALL_ROUNDS = 6

export interface ImproveOptions {
  readonly seed: number
  /** Share of the budget used after `steps` steps in all, from 0 to 1. */
  readonly used: (steps: number) => number
  readonly onBetter: (meetings: readonly Meeting[], score: number) => void
  /** A valid schedule to start from, instead of a construction. */
  readonly start?: readonly Meeting[]
}

/** Searches until the budget is used. What is found goes to `onBetter`, each better than all before. */
export function improve(model: Model, options: ImproveOptions): void {
  const random = createRandom(options.seed)
  let best: readonly Meeting[] | null = null
  let bestScore = Number.NEGATIVE_INFINITY
  let steps = 0
  const onBetter = (meetings: () => Meeting[], score: number) => {
    if (score <= bestScore + 1e-9) return
    bestScore = score
    best = meetings()
    options.onBetter(best, score)
  }
  const schedule = options.start ? scheduleOf(model, options.start) : new Schedule(model)
  if (!options.start) construct(schedule, random)
  let current = schedule
  for (const [from, to, heat] of rounds(model.Q, options.start !== undefined)) {
    const before = steps
    const used = (made: number) => {
      steps = before + made
      return (options.used(steps) - from) / (to - from)
    }
    anneal(current, random, { used, onBetter }, heat)
    if (options.used(steps) >= 1) return
    current = best === null ? current : scheduleOf(model, best)
  }
}

/** Begin, end and heat of each round. Whoever has a schedule already needs no early one. */
function rounds(requests: number, started: boolean): readonly (readonly [number, number, number])[] {
  const count = requests <= SMALL ? SMALL_ROUNDS : 1
  const first = started ? 0 : FIRST
  const length = (1 - first) / count
  const later = Array.from({ length: count }, (_, i) => {
    const from = first + i * length
    return [from, i === count - 1 ? 1 : from + length, i % 2 === 0 ? 1 : 0.5] as const
  })
  return started ? later : [[0, FIRST, 1], ...later]
}
