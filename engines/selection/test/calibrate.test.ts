import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreement, type CalibrationInstance, calibrate, kendallTau, type Review } from '../src/index.ts'
import { seededRandom } from '../src/random.ts'
import { calibration, document } from './instances.ts'

const truth = (document('calibration-1200x80.truth') as { truth: number[] }).truth
const reference = calibration('calibration-1200x80')
const calibrated = calibrate(reference)

test('the ranking is nearer the hidden quality than offset and scale by least squares (0.7447)', () => {
  const scores = calibrated.applications.map((application) => application.calibrated)
  expect(kendallTau(truth, scores)).toBeGreaterThan(0.7447)
})

test('stated errors cover the truth as often as they say', () => {
  const covered = calibrated.fit.qualities.filter(
    ({ mean, variance }, i) => Math.abs(mean - truth[i]!) < 1.96 * Math.sqrt(variance),
  )
  expect(covered.length / truth.length).toBeGreaterThan(0.93)
  expect(covered.length / truth.length).toBeLessThan(0.97)
})

test('a pair called distinguishable is in the true order nineteen times in twenty or more', () => {
  const inside = calibrated.applications.filter(({ rank }) => rank <= reference.k)
  const outside = calibrated.applications.filter(({ rank }) => rank > reference.k)
  const close = new Set(
    calibrate(reference, { closeCallsMax: Number.POSITIVE_INFINITY }).closeCalls.map((c) => `${c.inside} ${c.outside}`),
  )
  const clear = inside.flatMap((a) =>
    outside
      .filter((b) => !close.has(`${a.application} ${b.application}`))
      .map((b) => truth[a.application]! > truth[b.application]!),
  )
  expect(clear.length + calibrated.closeCallCount).toBe(inside.length * outside.length)
  expect(clear.filter(Boolean).length / clear.length).toBeGreaterThan(0.95)
})

/** A jury without noise to speak of: reviewer 0 is strict, reviewer 1 mild, reviewer 2 uses half the scale. */
function plainJury(applications: number): CalibrationInstance {
  const random = seededRandom(5)
  const offsets = [-15, 15, 0]
  const scales = [10, 10, 5]
  const reviews: Review[] = []
  for (let application = 0; application < applications; application++) {
    const quality = Math.sqrt(12) * (random() - 0.5)
    for (let reviewer = 0; reviewer < 3; reviewer++)
      reviews.push({ application, reviewer, mark: 50 + offsets[reviewer]! + scales[reviewer]! * quality })
  }
  return { name: 'plain', applications, reviewers: 3, k: 10, reviews }
}

test('strict, mild and timid reviewers are recognised', () => {
  const { reviewers } = calibrate(plainJury(60)).fit
  expect(reviewers[1]!.offset - reviewers[0]!.offset).toBeCloseTo(30, 0)
  expect(reviewers[2]!.scale / reviewers[0]!.scale).toBeCloseTo(0.5, 1)
})

test('an application without marks stands at the average, with the widest error; a reviewer without marks is average', () => {
  const plain = plainJury(20)
  const { applications, fit } = calibrate({ ...plain, applications: 21, reviewers: 4 })
  const unseen = applications[20]!
  expect(unseen).toMatchObject({ marks: 0, raw: null, rawRank: 21 })
  expect(unseen.calibrated).toBeCloseTo(fit.hyper.offsetMean, 9)
  expect(unseen.error).toBeGreaterThanOrEqual(Math.max(...applications.map(({ error }) => error)))
  expect(fit.reviewers[3]!.offset).toBeCloseTo(fit.hyper.offsetMean, 0)
})

test('juries with no file in common are counted', () => {
  const reviews: Review[] = [0, 1].flatMap((side) =>
    [0, 1, 2].map((i) => ({ application: 3 * side + i, reviewer: side, mark: 40 + 10 * i + 5 * side })),
  )
  expect(calibrate({ name: 'two', applications: 6, reviewers: 2, k: 2, reviews }).components).toBe(2)
})

test("Krippendorff's own example: interval alpha 0.849", () => {
  // Four observers, twelve units: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section D.
  const rows = ['123321412...', '1233224125.3', '.3332342251.', '1233244125 1.'.replace(' ', '')]
  const reviews = rows.flatMap((row, reviewer) =>
    [...row].flatMap((mark, application) => (mark === '.' ? [] : [{ application, reviewer, mark: Number(mark) }])),
  )
  const { alpha, low, high } = agreement(reviews)
  expect(alpha).toBeCloseTo(0.849, 3)
  expect(low!).toBeLessThan(alpha!)
  expect(high!).toBeGreaterThan(alpha!)
})

test('full agreement is 1, and one mark alone says nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 20 }), (marks) => {
      fc.pre(new Set(marks).size > 1)
      const reviews = marks.flatMap((mark, application) => [0, 1].map((reviewer) => ({ application, reviewer, mark })))
      expect(agreement(reviews).alpha).toBe(1)
    }),
  )
  expect(agreement([{ application: 0, reviewer: 0, mark: 50 }])).toMatchObject({ alpha: null, applications: 0 })
})
