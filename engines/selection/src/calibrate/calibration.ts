/** Calibrated scores, both rankings side by side, and what the ranking cannot tell apart. */

import { type Agreement, agreement } from './agreement.ts'
import type { CalibrationInstance, Review } from './instance.ts'
import { type CalibrationFit, fitCalibration } from './model.ts'

export type RankedApplication = {
  readonly application: number
  readonly marks: number
  /** Plain mean of the marks; null without marks. */
  readonly raw: number | null
  readonly rawRank: number
  /** The mark an average reviewer would be expected to give. */
  readonly calibrated: number
  /** Its standard error, in marks. */
  readonly error: number
  readonly rank: number
}

export type CloseCall = {
  /** Inside the line and outside it, by calibrated rank. */
  readonly inside: number
  readonly outside: number
  /** Probability that the one inside is truly the better. */
  readonly confidence: number
}

export type Calibration = {
  readonly fit: CalibrationFit
  /** By application number. */
  readonly applications: readonly RankedApplication[]
  readonly agreementRaw: Agreement
  /** Agreement once offset and scale of each reviewer are taken out. */
  readonly agreementCalibrated: Agreement
  /** Pairs across the line of the best k that are not distinguishable at 95 %, closest to even first. */
  readonly closeCalls: readonly CloseCall[]
  /** How many such pairs there are; the list may be shorter. */
  readonly closeCallCount: number
  /** Share of all pairs of applications that are not distinguishable at 95 %. */
  readonly indistinguishable: number
  /** Sets of reviewers with no application in common: across sets only the model's assumptions compare. */
  readonly components: number
}

export type CalibrationOptions = {
  /** For the bootstrap of the agreement. Default 1. */
  readonly seed?: number
  /** At most this many close calls. Default 1,000. */
  readonly closeCallsMax?: number
}

/** Two-sided 95 % of the normal distribution: probability of being better at most 0.975. */
const DISTINGUISHABLE = 0.975

export function calibrate(instance: CalibrationInstance, options: CalibrationOptions = {}): Calibration {
  const fit = fitCalibration(instance)
  const applications = rankedApplications(instance, fit)
  const seed = options.seed ?? 1
  const close = closeCalls(instance, applications)
  const levelled = instance.reviews.map((review) => levelledReview(fit, review))
  return {
    fit,
    applications,
    agreementRaw: agreement(instance.reviews, { seed }),
    agreementCalibrated: agreement(levelled, { seed }),
    closeCalls: close.slice(0, options.closeCallsMax ?? 1_000),
    closeCallCount: close.length,
    indistinguishable: indistinguishableShare(applications),
    components: componentCount(instance),
  }
}

function rankedApplications(instance: CalibrationInstance, fit: CalibrationFit): RankedApplication[] {
  const sums = new Float64Array(instance.applications)
  for (const { application, mark } of instance.reviews) sums[application] = sums[application]! + mark
  const { offsetMean, scaleMean } = fit.hyper
  const raw = fit.qualities.map(({ marks }, i) => (marks === 0 ? null : sums[i]! / marks))
  const calibrated = fit.qualities.map(({ mean }) => offsetMean + scaleMean * mean)
  const rawRank = ranks(raw.map((value) => value ?? Number.NEGATIVE_INFINITY))
  const rank = ranks(calibrated)
  return fit.qualities.map(({ marks, variance }, i) => ({
    application: i,
    marks,
    raw: raw[i]!,
    rawRank: rawRank[i]!,
    calibrated: calibrated[i]!,
    error: Math.abs(scaleMean) * Math.sqrt(variance),
    rank: rank[i]!,
  }))
}

/** 1 for the largest; ties in order of number. */
function ranks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => (values[a] === values[b] ? a - b : values[b]! - values[a]!))
  const rank = new Array<number>(values.length)
  order.forEach((i, at) => {
    rank[i] = at + 1
  })
  return rank
}

/** The mark an average reviewer would have given instead. A reviewer without slope says nothing beyond the offset. */
function levelledReview(fit: CalibrationFit, review: Review): Review {
  const { offset, scale } = fit.reviewers[review.reviewer]!
  const { offsetMean, scaleMean } = fit.hyper
  const quality = Math.abs(scale) < 1e-9 ? 0 : (review.mark - offset) / scale
  return { ...review, mark: offsetMean + scaleMean * quality }
}

function closeCalls(instance: CalibrationInstance, applications: readonly RankedApplication[]): CloseCall[] {
  const inside = applications.filter(({ rank }) => rank <= instance.k)
  const outside = applications.filter(({ rank }) => rank > instance.k)
  const calls = inside.flatMap((a) =>
    outside.map((b) => ({ inside: a.application, outside: b.application, confidence: confidence(a, b) })),
  )
  return calls.filter((call) => call.confidence < DISTINGUISHABLE).sort((a, b) => a.confidence - b.confidence)
}

/** Probability that a is truly better than b, taking their errors as independent. */
function confidence(a: RankedApplication, b: RankedApplication): number {
  const error = Math.hypot(a.error, b.error)
  return error === 0 ? 0.5 : normalCdf((a.calibrated - b.calibrated) / error)
}

/** Φ(x) by Abramowitz and Stegun 26.2.17; absolute error below 7.5e-8. */
export function normalCdf(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x))
  const tail =
    (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return x >= 0 ? 1 - tail : tail
}

function indistinguishableShare(applications: readonly RankedApplication[]): number {
  let close = 0
  for (let i = 0; i < applications.length; i++)
    for (let j = 0; j < i; j++) {
      const better = confidence(applications[i]!, applications[j]!)
      if (better < DISTINGUISHABLE && better > 1 - DISTINGUISHABLE) close++
    }
  const pairs = (applications.length * (applications.length - 1)) / 2
  return pairs === 0 ? 0 : close / pairs
}

/** Connected components of the graph of reviewers and applications, reviewers without marks aside (union-find). */
function componentCount(instance: CalibrationInstance): number {
  const parent = Int32Array.from({ length: instance.applications + instance.reviewers }, (_, i) => i)
  const find = (from: number): number => {
    let i = from
    while (parent[i] !== i) {
      // Path halving: every other link now skips one.
      parent[i] = parent[parent[i]!]!
      i = parent[i]!
    }
    return i
  }
  for (const { application, reviewer } of instance.reviews)
    parent[find(application)] = find(instance.applications + reviewer)
  return new Set(instance.reviews.map((review) => find(review.application))).size
}
