/** Checks calibrated scores, and compares them with a known truth where there is one. */

import type { CalibrationInstance } from '../calibrate/instance.ts'
import { fail, formatAt, listAt, numberAt, objectAt, reading, stringAt } from '../format/reader.ts'
import type { Outcome } from '../refusal.ts'
import { type Verdict, verdict } from './verdict.ts'

export function readScores(document: unknown, instance: CalibrationInstance): Outcome<readonly number[]> {
  return reading(() => {
    const fields = objectAt(document, '')
    formatAt(fields, 'calibration-1-solution')
    if (stringAt(fields.instance, 'instance') !== instance.name)
      fail('wrong-use', 'instance', `the solution is for "${fields.instance}", the instance is "${instance.name}"`)
    const scores = listAt(fields.scores, 'scores').map((value, i) => numberAt(value, `scores[${i}]`))
    if (scores.length !== instance.applications)
      fail('out-of-range', 'scores', `${instance.applications} scores are expected, one per application`)
    return scores
  })
}

/** The truth beside a generated instance: one hidden quality per application. */
export function readTruth(document: unknown, instance: CalibrationInstance): Outcome<readonly number[]> {
  return reading(() => {
    const truth = listAt(objectAt(document, '').truth, 'truth').map((value, i) => numberAt(value, `truth[${i}]`))
    if (truth.length !== instance.applications) fail('out-of-range', 'truth', 'one value per application is expected')
    return truth
  })
}

export function checkCalibration(
  instance: CalibrationInstance,
  scores: readonly number[],
  truth: readonly number[] | null,
): Verdict {
  const base = { applications: scores.length, k: instance.k }
  if (!truth) return verdict([], base)
  const best = top(truth, instance.k)
  const overlap = [...top(scores, instance.k)].filter((i) => best.has(i)).length
  return verdict([], { ...base, kendallTau: kendallTau(truth, scores), topOverlap: overlap })
}

/** Kendall's τ_a: concordant minus discordant pairs over all pairs; ties count as neither. */
export function kendallTau(a: readonly number[], b: readonly number[]): number {
  let balance = 0
  for (let i = 0; i < a.length; i++) for (let j = 0; j < i; j++) balance += Math.sign((a[i]! - a[j]!) * (b[i]! - b[j]!))
  return a.length < 2 ? 1 : balance / ((a.length * (a.length - 1)) / 2)
}

function top(values: readonly number[], k: number): Set<number> {
  return new Set([...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b).slice(0, k))
}
