/** An upper bound of the score, from relaxations that tell apart more and more while there is time. */

import type { Model } from '../search/model.ts'
import { FirstOrder, LOOK } from './first-order.ts'
import type { LinearProgram } from './linear-program.ts'
import { type Detail, placesOf, relax } from './relaxation.ts'

/** The first is solved at once; the last sees breaks, where there is time for each slot of each request. */
const DETAILS: readonly (Detail & { readonly mostPlaces: number })[] = [
  { time: 'days', rooms: 'homes', mostPlaces: Number.POSITIVE_INFINITY },
  { time: 'days', rooms: 'all', mostPlaces: 100_000 },
  { time: 'slots', rooms: 'all', mostPlaces: 20_000 },
]

/** A relaxation is solved when twice the rounds lower its bound by less than this share. */
const SETTLED = 5e-6
const FIRST_ROUNDS = 320

/** Terms of a relaxation that are looked at in the time of one move of the search. */
const TERMS_A_STEP = 200

/** Each better bound goes to `onBetter`, until `stop`, which hears how much work it was in steps of the search. */
export function scoreBound(model: Model, stop: (steps: number) => boolean, onBetter: (bound: number) => void): void {
  let [least, steps] = [Number.POSITIVE_INFINITY, 0]
  for (const detail of DETAILS) {
    if (placesOf(model, detail) > detail.mostPlaces) return
    const program = relax(model, detail)
    const stepsALook = Math.ceil((LOOK * 2 * program.variable.length) / TERMS_A_STEP)
    lowerUntil(program, (bound) => {
      steps += stepsALook
      if (bound < least) {
        least = bound
        // Sums of many floats: what is an integer must not fall just below.
        onBetter(Math.floor(least + 1e-6))
      }
      return stop(steps)
    })
    if (stop(steps)) return
  }
}

/** Shows `visit` the bounds of a program as they are proven, until it is solved or `visit` ends it. */
function lowerUntil(program: LinearProgram, visit: (bound: number) => boolean): void {
  const firstOrder = new FirstOrder(program)
  let [best, before, settling] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, FIRST_ROUNDS]
  for (let rounds = LOOK; ; rounds += LOOK) {
    const bound = firstOrder.next()
    best = Math.min(best, bound)
    if (visit(bound)) return
    if (rounds < settling) continue
    if (before - best < SETTLED * Math.abs(best)) return
    ;[before, settling] = [best, 2 * settling]
  }
}
