import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  brokenCuts,
  type Certificate,
  certificateOf,
  chanceReasons,
  chanceSentence,
  checkLottery,
  type Lottery,
  lotterySolution,
  readLottery,
  type SelectionInstance,
  solveLottery,
  verifyCertificate,
} from '../src/index.ts'
import { selectionInstances } from './arbitraries.ts'
import { allPanels, leximinOver } from './brute-force.ts'
import { selection } from './instances.ts'

function lotteryOf(instance: SelectionInstance): Lottery {
  const result = solveLottery(instance)
  if (result.status !== 'solved') throw new Error(result.status)
  return result.lottery
}

function published(instance: SelectionInstance, lottery: Lottery) {
  const read = readLottery(JSON.parse(JSON.stringify(lotterySolution(lottery))), instance)
  if (!read.ok) throw new Error(read.refusal.reason)
  return read.value
}

test('random instances: the chances are those of LEXIMIN over all panels, and the proof holds', () => {
  fc.assert(
    fc.property(selectionInstances({ applicants: 9, features: 4 }), (instance) => {
      const panels = allPanels(instance)
      const result = solveLottery(instance)
      if (panels.length === 0) {
        expect(result.status).toBe('infeasible')
        return
      }
      const lottery = lotteryOf(instance)
      expect(lottery.complete).toBe(true)
      leximinOver(panels, instance.applicants.length).forEach((chance, id) => {
        expect(lottery.probability[id]).toBeCloseTo(chance, 5)
      })
      const certificate = certificateOf(lottery)
      expect(verifyCertificate(instance, certificate).faults).toEqual([])
      expect(brokenCuts(instance, certificate)).toEqual([])
      expect(checkLottery(instance, published(instance, lottery)).errors).toEqual([])
    }),
    { numRuns: 120, seed: 7 },
  )
})

describe.each([
  // name, smallest chance, stages; the smallest chance is also max quota / pool of one value, hence a bound by hand
  ['green-105-a', 25 / 397, 13],
  ['wide-40', 6 / 110, 15],
  ['tight-30', 3 / 91, 20],
] as const)('%s', (name, least, stages) => {
  const instance = selection(name)
  const lottery = lotteryOf(instance)
  const certificate = certificateOf(lottery)

  test('is complete, valid, and as fair as the bound by hand', () => {
    const verdict = checkLottery(instance, published(instance, lottery))
    expect(verdict.errors).toEqual([])
    expect(verdict.terms.min).toBeCloseTo(least, 7)
    expect(lottery.complete).toBe(true)
    expect(lottery.levels.stages.length).toBeGreaterThanOrEqual(stages - 2)
  })

  test('its proof survives exact arithmetic, and no false one does', () => {
    expect(verifyCertificate(instance, certificate)).toMatchObject({ ok: true })
    expect(verifyCertificate(instance, claimingLess(certificate)).ok).toBe(false)
    expect(verifyCertificate(instance, { ...certificate, stages: certificate.stages.slice(1) }).ok).toBe(false)
  })
})

/** The same duals, offered as proof of a smaller level: they do not prove it. */
function claimingLess(certificate: Certificate): Certificate {
  const [first, ...rest] = certificate.stages
  return { ...certificate, stages: [{ ...first!, level: first!.level - 1e-5 }, ...rest] }
}

test('a jury is told which quota keeps a chance small', () => {
  const instance = selection('green-105-a')
  const lottery = lotteryOf(instance)
  const reasons = chanceReasons(instance, certificateOf(lottery), lottery.probability)
  const casablanca = instance.applicants.find((applicant) => applicant.v.region === 'CS')!
  expect(chanceSentence(reasons[casablanca.id]!)).toBe(
    '6.30 % (an equal share would be 8.75 %): at most 25 of the 397 applicants with region = CS can be chosen.',
  )
})

test('stopped early, it still answers with a valid lottery and an honest bound', () => {
  const instance = selection('tight-30')
  let asked = 0
  const result = solveLottery(instance, { outOfTime: () => ++asked > 200 })
  expect(result.status).toBe('solved')
  if (result.status !== 'solved') return
  const { errors, terms } = checkLottery(instance, published(instance, result.lottery))
  expect(errors).toEqual([])
  expect(result.lottery.complete).toBe(false)
  expect(terms.min as number).toBeLessThanOrEqual((terms.minBound as number) + 1e-9)
})

test('under a budget with many costs the lottery is valid by members and near its bound', () => {
  const whole = selection('green-105-budget')
  const applicants = whole.applicants.slice(0, 150)
  const k = 16
  const costs = applicants.map(({ cost }) => cost).sort((a, b) => a - b)
  const quotas = whole.quotas.map((quota) => ({ ...quota, min: 0, max: Math.ceil(quota.max / 4) }))
  const budget = k * costs[Math.floor(costs.length / 2)]!
  const instance = { ...whole, k, quotas, applicants, budget }
  const lottery = lotteryOf(instance)
  const { errors, terms } = checkLottery(instance, published(instance, lottery))
  expect(errors).toEqual([])
  expect(terms.min as number).toBeGreaterThan(0.97 * (terms.minBound as number))
})
