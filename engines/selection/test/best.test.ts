import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkBest,
  leftOutReasons,
  replacements,
  reserveList,
  type SelectionInstance,
  solveBest,
} from '../src/index.ts'
import { selectionInstances } from './arbitraries.ts'
import { allPanels, isValid } from './brute-force.ts'
import { selection } from './instances.ts'

function scoreOf(instance: SelectionInstance, panel: readonly number[]): number {
  return panel.reduce((sum, id) => sum + instance.applicants[id]!.score, 0)
}

function bestOf(instance: SelectionInstance) {
  const result = solveBest(instance)
  if (result.status !== 'solved') throw new Error(result.status)
  return result.best
}

test('random instances: the best panel, the reserve list and the replacements are those of trying everything', () => {
  fc.assert(
    fc.property(selectionInstances({ applicants: 10, features: 3 }), (instance) => {
      const panels = allPanels(instance)
      if (panels.length === 0) {
        expect(solveBest(instance).status).toBe('infeasible')
        return
      }
      const top = Math.max(...panels.map((panel) => scoreOf(instance, panel)))
      const best = bestOf(instance)
      expect(best).toMatchObject({ score: top, bound: top, optimal: true })
      expect(isValid(instance, best.members)).toBe(true)
      for (const { applicant, loss } of reserveList(instance, best, { length: 100 })) {
        const including = panels.filter((panel) => panel.includes(applicant))
        expect(loss).toBe(top - Math.max(...including.map((panel) => scoreOf(instance, panel))))
      }
      for (const { member, by } of replacements(instance, best.members)) {
        const others = best.members.filter((id) => id !== member)
        const able = instance.applicants.filter(
          ({ id }) => !best.members.includes(id) && isValid(instance, [...others, id]),
        )
        const wanted = able.length === 0 ? null : Math.max(...able.map(({ score }) => score))
        expect(by === null ? null : instance.applicants[by]!.score).toBe(wanted)
      }
    }),
    { numRuns: 200, seed: 11 },
  )
})

test('random instances: the list holds everybody who is in some panel, in order of loss', () => {
  fc.assert(
    fc.property(selectionInstances({ applicants: 9, features: 2 }), (instance) => {
      const panels = allPanels(instance)
      if (panels.length === 0) return
      const best = bestOf(instance)
      const list = reserveList(instance, best, { length: 100 })
      const possible = new Set(panels.flat().filter((id) => !best.members.includes(id)))
      expect(new Set(list.map(({ applicant }) => applicant))).toEqual(possible)
      expect(list.map(({ loss }) => loss)).toEqual(list.map(({ loss }) => loss).sort((a, b) => a - b))
    }),
    { numRuns: 60, seed: 13 },
  )
})

test('random instances: each reason is true of every swap', () => {
  fc.assert(
    fc.property(selectionInstances({ applicants: 10, features: 3 }), (instance) => {
      if (solveBest(instance).status !== 'solved') return
      const { members } = bestOf(instance)
      for (const { applicant, reason } of leftOutReasons(instance, members)) {
        const score = instance.applicants[applicant]!.score
        const lower = members.filter((id) => instance.applicants[id]!.score < score)
        const swaps = lower.map((id) => [...members.filter((other) => other !== id), applicant])
        expect(swaps.some((swap) => isValid(instance, swap))).toBe(false)
        const withoutBudget = { ...instance, budget: null }
        const moneyAlone = swaps.some((swap) => isValid(withoutBudget, swap))
        expect(reason).toBe(lower.length === 0 ? 'score' : moneyAlone ? 'budget' : 'quota')
      }
    }),
    { numRuns: 200, seed: 17 },
  )
})

describe.each([
  ['green-105-a', 85_871],
  ['green-105-budget', 87_871],
] as const)('%s', (name, score) => {
  test('the known optimum is found and proven', () => {
    const instance = selection(name)
    const best = bestOf(instance)
    expect(best).toMatchObject({ score, optimal: true })
    expect(checkBest(instance, best.members)).toMatchObject({ valid: true, terms: { score } })
  })
})
