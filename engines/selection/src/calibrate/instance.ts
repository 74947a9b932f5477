/** Marks of several reviewers on several applications. Format `calibration-1`. */

import { fail, formatAt, listAt, numberAt, objectAt, reading, stringAt, wholeAt } from '../format/reader.ts'
import type { Outcome } from '../refusal.ts'

/** A mark of 0 to 100 given by a reviewer to an application. */
export type Review = { readonly application: number; readonly reviewer: number; readonly mark: number }

export type CalibrationInstance = {
  readonly name: string
  readonly applications: number
  readonly reviewers: number
  /** How many applications will be chosen: where the line of the ranking lies. */
  readonly k: number
  readonly reviews: readonly Review[]
}

/** Reads a `calibration-1` document; everything used is checked. */
export function parseCalibrationInstance(document: unknown): Outcome<CalibrationInstance> {
  return reading(() => {
    const fields = objectAt(document, '')
    formatAt(fields, 'calibration-1')
    const applications = wholeAt(fields.applications, 'applications', 1, 10_000_000)
    const reviewers = wholeAt(fields.reviewers, 'reviewers', 1, 10_000_000)
    const seen = new Set<number>()
    const reviews = listAt(fields.reviews, 'reviews').map((entry, n): Review => {
      const path = `reviews[${n}]`
      const triple = listAt(entry, path)
      const application = wholeAt(triple[0], `${path}[0]`, 0, applications - 1)
      const reviewer = wholeAt(triple[1], `${path}[1]`, 0, reviewers - 1)
      const mark = numberAt(triple[2], `${path}[2]`)
      if (mark < 0 || mark > 100) fail('out-of-range', `${path}[2]`, 'a mark lies between 0 and 100')
      const key = application * reviewers + reviewer
      if (seen.has(key)) fail('duplicate', path, `reviewer ${reviewer} marked application ${application} before`)
      seen.add(key)
      return { application, reviewer, mark }
    })
    if (reviews.length === 0) fail('out-of-range', 'reviews', 'at least one review is expected')
    return {
      name: stringAt(fields.name, 'name'),
      applications,
      reviewers,
      k: wholeAt(fields.k, 'k', 1, applications),
      reviews,
    }
  })
}
