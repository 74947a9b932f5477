/**
 * Marks made comparable: a mixed model with one quality per application, one offset and one scale per reviewer,
 *
 *     mark_ir = a_r + b_r q_i + e_ir,   q_i ~ N(0, 1),   a_r ~ N(μ_a, τ_a²),   b_r ~ N(μ_b, τ_b²),   e_ir ~ N(0, σ²),
 *
 * fitted by empirical Bayes: the variances are estimated from the marks (EM), so reviewers with few marks are drawn
 * towards the average reviewer and applications with few marks towards the average application. Missing marks need no
 * care: each likelihood term is simply absent. (Variance components by EM: Dempster, Laird and Rubin 1977, section 4.5;
 * reviewer offset and scale: cf. Paul 1981, "Bayesian methods for calibration of examiners".)
 */

import type { CalibrationInstance, Review } from './instance.ts'

export type ReviewerFit = {
  readonly marks: number
  /** Mark given to an application of average quality. */
  readonly offset: number
  /** Marks by which one standard deviation of quality moves this reviewer. */
  readonly scale: number
  /** Posterior covariance of offset and scale. */
  readonly offsetVariance: number
  readonly scaleVariance: number
  readonly covariance: number
}

export type QualityFit = {
  readonly marks: number
  /** Posterior mean of q_i, in standard deviations of quality. */
  readonly mean: number
  /** Posterior variance, with the uncertainty of the reviewers carried over to first order. */
  readonly variance: number
}

export type Hyper = {
  readonly offsetMean: number
  readonly offsetVariance: number
  readonly scaleMean: number
  readonly scaleVariance: number
  /** σ²: variance of a single mark around what its reviewer should give. */
  readonly noise: number
}

export type CalibrationFit = {
  readonly qualities: readonly QualityFit[]
  readonly reviewers: readonly ReviewerFit[]
  readonly hyper: Hyper
  readonly rounds: number
}

const ROUNDS_MAX = 400
const CONVERGED = 1e-6
/** Below this many squared marks a variance is treated as this: the model must stay proper. */
const VARIANCE_LEAST = 1e-6

type Posterior = { mean: Float64Array; variance: Float64Array }

/** Fits the model; deterministic. */
export function fitCalibration(instance: CalibrationInstance): CalibrationFit {
  const byApplication = grouped(instance.reviews, instance.applications, (review) => review.application)
  const byReviewer = grouped(instance.reviews, instance.reviewers, (review) => review.reviewer)
  let hyper = firstHyper(instance.reviews)
  let reviewers = byReviewer.map((reviews) => averageReviewer(hyper, reviews.length))
  let quality = qualities(byApplication, reviewers, hyper)
  let rounds = 0
  for (let moved = Number.POSITIVE_INFINITY; rounds < ROUNDS_MAX && moved > CONVERGED; rounds++) {
    reviewers = byReviewer.map((reviews) => fitReviewer(reviews, quality, hyper))
    hyper = nextHyper(instance.reviews, reviewers, quality)
    const next = qualities(byApplication, reviewers, hyper)
    moved = next.mean.reduce((most, value, i) => Math.max(most, Math.abs(value - quality.mean[i]!)), 0)
    quality = next
  }
  return {
    qualities: byApplication.map((reviews, i) => ({
      marks: reviews.length,
      mean: quality.mean[i]!,
      variance: quality.variance[i]! + reviewerVariance(reviews, reviewers, quality, hyper, i),
    })),
    reviewers,
    hyper,
    rounds,
  }
}

function grouped(reviews: readonly Review[], count: number, keyOf: (review: Review) => number): Review[][] {
  const lists: Review[][] = Array.from({ length: count }, () => [])
  for (const review of reviews) lists[keyOf(review)]!.push(review)
  return lists
}

function firstHyper(reviews: readonly Review[]): Hyper {
  const mean = reviews.reduce((sum, { mark }) => sum + mark, 0) / reviews.length
  const total = reviews.reduce((sum, { mark }) => sum + (mark - mean) ** 2, 0) / reviews.length
  const variance = Math.max(VARIANCE_LEAST, total)
  return {
    offsetMean: mean,
    offsetVariance: variance / 5,
    scaleMean: Math.sqrt(variance / 2),
    scaleVariance: variance / 20,
    noise: variance / 2,
  }
}

function averageReviewer(hyper: Hyper, marks: number): ReviewerFit {
  const { offsetMean, scaleMean, offsetVariance, scaleVariance } = hyper
  return { marks, offset: offsetMean, scale: scaleMean, offsetVariance, scaleVariance, covariance: 0 }
}

/** E step: q_i given the reviewers is normal with precision 1 + Σ b_r² / σ². */
function qualities(byApplication: readonly Review[][], reviewers: readonly ReviewerFit[], hyper: Hyper): Posterior {
  const mean = new Float64Array(byApplication.length)
  const variance = new Float64Array(byApplication.length)
  byApplication.forEach((reviews, i) => {
    let precision = 1
    let weighted = 0
    for (const { reviewer, mark } of reviews) {
      const { offset, scale } = reviewers[reviewer]!
      precision += scale ** 2 / hyper.noise
      weighted += (scale * (mark - offset)) / hyper.noise
    }
    variance[i] = 1 / precision
    mean[i] = weighted / precision
  })
  return { mean, variance }
}

/** Ridge regression of the marks of one reviewer on the qualities, which are themselves uncertain. */
function fitReviewer(reviews: readonly Review[], quality: Posterior, hyper: Hyper): ReviewerFit {
  let p11 = 1 / hyper.offsetVariance
  let p12 = 0
  let p22 = 1 / hyper.scaleVariance
  let r1 = hyper.offsetMean / hyper.offsetVariance
  let r2 = hyper.scaleMean / hyper.scaleVariance
  for (const { application, mark } of reviews) {
    const q = quality.mean[application]!
    p11 += 1 / hyper.noise
    p12 += q / hyper.noise
    p22 += (q ** 2 + quality.variance[application]!) / hyper.noise
    r1 += mark / hyper.noise
    r2 += (mark * q) / hyper.noise
  }
  const determinant = p11 * p22 - p12 ** 2
  return {
    marks: reviews.length,
    offset: (r1 * p22 - r2 * p12) / determinant,
    scale: (p11 * r2 - p12 * r1) / determinant,
    offsetVariance: p22 / determinant,
    scaleVariance: p11 / determinant,
    covariance: -p12 / determinant,
  }
}

/** M step: moments of the reviewers, and the expected squared residual of a mark. */
function nextHyper(reviews: readonly Review[], reviewers: readonly ReviewerFit[], quality: Posterior): Hyper {
  const active = reviewers.filter((reviewer) => reviewer.marks > 0)
  const average = (of: (reviewer: ReviewerFit) => number) =>
    active.reduce((sum, reviewer) => sum + of(reviewer), 0) / active.length
  const offsetMean = average((r) => r.offset)
  const scaleMean = average((r) => r.scale)
  const residual = reviews.reduce((sum, { application, reviewer, mark }) => {
    const fit = reviewers[reviewer]!
    const q = quality.mean[application]!
    const v = quality.variance[application]!
    return (
      sum +
      (mark - fit.offset - fit.scale * q) ** 2 +
      fit.scale ** 2 * v +
      fit.offsetVariance +
      fit.scaleVariance * (q ** 2 + v) +
      2 * fit.covariance * q
    )
  }, 0)
  return {
    offsetMean,
    scaleMean,
    offsetVariance: Math.max(
      VARIANCE_LEAST,
      average((r) => (r.offset - offsetMean) ** 2 + r.offsetVariance),
    ),
    scaleVariance: Math.max(
      VARIANCE_LEAST,
      average((r) => (r.scale - scaleMean) ** 2 + r.scaleVariance),
    ),
    noise: Math.max(VARIANCE_LEAST, residual / reviews.length),
  }
}

/** What the uncertainty of the reviewers adds to a quality: each enters through dq/dy_r = v b_r / σ² (delta method). */
function reviewerVariance(
  reviews: readonly Review[],
  reviewers: readonly ReviewerFit[],
  quality: Posterior,
  hyper: Hyper,
  i: number,
): number {
  const q = quality.mean[i]!
  return reviews.reduce((sum, { reviewer }) => {
    const fit = reviewers[reviewer]!
    const slope = (quality.variance[i]! * fit.scale) / hyper.noise
    return sum + slope ** 2 * (fit.offsetVariance + q ** 2 * fit.scaleVariance + 2 * q * fit.covariance)
  }, 0)
}
