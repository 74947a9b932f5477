/** How far jurors agree: Krippendorff's alpha for interval data, with a bootstrap over applications. */

import { seededRandom } from '../random.ts'
import type { Review } from './instance.ts'

export type Agreement = {
  /** 1 is perfect agreement, 0 what chance gives, below 0 systematic disagreement; null when nothing can be compared. */
  readonly alpha: number | null
  /** 95 % percentile interval over resampled applications. */
  readonly low: number | null
  readonly high: number | null
  /** Applications with at least two marks: only these say something. */
  readonly applications: number
}

export type AgreementOptions = { readonly seed?: number; readonly resamples?: number }

/** Count, sum and sum of squares of the marks of one application: all that alpha needs. */
type Unit = { readonly count: number; readonly sum: number; readonly squares: number }

/**
 * α = 1 - D_o / D_e with the squared difference metric (Krippendorff 2011): D_o averages squared differences within
 * applications, D_e over all pairs of marks. Applications with one mark are left out, as the definition demands.
 */
export function agreement(reviews: readonly Review[], options: AgreementOptions = {}): Agreement {
  const units = unitsOf(reviews)
  const alpha = alphaOf(units)
  if (alpha === null) return { alpha, low: null, high: null, applications: units.length }
  const random = seededRandom(options.seed ?? 1)
  const resampled: number[] = []
  for (let n = 0; n < (options.resamples ?? 1_000); n++) {
    const value = alphaOf(units.map(() => units[Math.floor(random() * units.length)]!))
    if (value !== null) resampled.push(value)
  }
  resampled.sort((a, b) => a - b)
  const at = (share: number) => resampled[Math.round(share * (resampled.length - 1))] ?? alpha
  return { alpha, low: at(0.025), high: at(0.975), applications: units.length }
}

function unitsOf(reviews: readonly Review[]): Unit[] {
  const units = new Map<number, Unit>()
  for (const { application, mark } of reviews) {
    const { count, sum, squares } = units.get(application) ?? { count: 0, sum: 0, squares: 0 }
    units.set(application, { count: count + 1, sum: sum + mark, squares: squares + mark ** 2 })
  }
  return [...units.values()].filter((unit) => unit.count >= 2)
}

function alphaOf(units: readonly Unit[]): number | null {
  let count = 0
  let sum = 0
  let squares = 0
  let within = 0
  for (const unit of units) {
    count += unit.count
    sum += unit.sum
    squares += unit.squares
    within += (2 * (unit.count * unit.squares - unit.sum ** 2)) / (unit.count - 1)
  }
  if (count < 2) return null
  const expected = (2 * (count * squares - sum ** 2)) / (count * (count - 1))
  return expected <= 0 ? null : 1 - within / count / expected
}
