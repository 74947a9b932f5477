import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explainInfeasible, type Limit, type SelectionInstance, solveBest } from '../src/index.ts'
import { clashingInstances } from './arbitraries.ts'
import { allPanels } from './brute-force.ts'
import { selection } from './instances.ts'

/** The instance with only these limits kept. */
function only(instance: SelectionInstance, kept: readonly Limit[]): SelectionInstance {
  const keeps = (kind: 'min' | 'max', quota: SelectionInstance['quotas'][number]) =>
    kept.some(
      (limit) => limit.kind === kind && limit.quota.feature === quota.feature && limit.quota.value === quota.value,
    )
  return {
    ...instance,
    budget: kept.some((limit) => limit.kind === 'budget') ? instance.budget : null,
    quotas: instance.quotas.map((quota) => ({
      ...quota,
      min: keeps('min', quota) ? quota.min : 0,
      max: keeps('max', quota) ? quota.max : 99,
    })),
  }
}

function allLimits(instance: SelectionInstance): Limit[] {
  const quotas = instance.quotas.flatMap((quota): Limit[] => [
    { kind: 'min', quota },
    { kind: 'max', quota },
  ])
  return instance.budget === null ? quotas : [...quotas, { kind: 'budget', budget: instance.budget }]
}

function subsets<T>(list: readonly T[], size: number): T[][] {
  if (size === 0) return [[]]
  return list.flatMap((first, i) => subsets(list.slice(i + 1), size - 1).map((rest) => [first, ...rest]))
}

function wording(limits: readonly Limit[]): string {
  return limits
    .map((limit) => (limit.kind === 'budget' ? 'budget' : `${limit.kind} ${limit.quota.feature} ${limit.quota.value}`))
    .sort()
    .join(', ')
}

test('random instances: the smallest clashing sets are all those, and only those, of trying all sets', () => {
  fc.assert(
    fc.property(clashingInstances(), (instance) => {
      const explanation = explainInfeasible(instance, { limit: 1_000 })
      if (allPanels(instance).length > 0) {
        expect(explanation).toBeNull()
        return
      }
      let size = 1
      let clashing: Limit[][] = []
      for (; clashing.length === 0; size++)
        clashing = subsets(allLimits(instance), size).filter((set) => allPanels(only(instance, set)).length === 0)
      expect(explanation!.clashes.map(wording).sort()).toEqual(clashing.map(wording).sort())
    }),
    { numRuns: 80, seed: 19 },
  )
})

test('random instances: each relaxation makes a panel possible, and no smaller one would', () => {
  fc.assert(
    fc.property(clashingInstances(), (given) => {
      const instance = { ...given, budget: null }
      const explanation = explainInfeasible(instance)
      if (!explanation) return
      for (const { changes, places } of explanation.relaxations) {
        expect(allPanels(relaxed(instance, changes)).length).toBeGreaterThan(0)
        expect(places).toBe(fewestPlaces(instance))
      }
      expect(explanation.relaxations.length).toBeGreaterThan(0)
    }),
    { numRuns: 80, seed: 23 },
  )
})

function relaxed(instance: SelectionInstance, changes: readonly { limit: Limit; by: number }[]): SelectionInstance {
  const by = (kind: 'min' | 'max', quota: SelectionInstance['quotas'][number]) =>
    changes.find((change) => change.limit.kind === kind && change.limit.quota === quota)?.by ?? 0
  return {
    ...instance,
    quotas: instance.quotas.map((quota) => ({
      ...quota,
      min: quota.min - by('min', quota),
      max: quota.max + by('max', quota),
    })),
  }
}

/** Over all sets of k: the least sum of places by which quotas are missed. */
function fewestPlaces(instance: SelectionInstance): number {
  const free = { ...instance, quotas: instance.quotas.map((quota) => ({ ...quota, min: 0, max: 99 })) }
  const missed = allPanels(free).map((panel) =>
    instance.quotas.reduce((sum, { feature, value, min, max }) => {
      const count = panel.filter((id) => instance.applicants[id]!.v[feature] === value).length
      return sum + Math.max(0, min - count, count - max)
    }, 0),
  )
  return Math.min(...missed)
}

test('a real programme asking for too much is told what clashes and what would do', () => {
  const instance = selection('green-105-a')
  const quotas = instance.quotas.map((quota) => (quota.value === 'DOED' ? { ...quota, min: 2, max: 2 } : quota))
  const explanation = explainInfeasible({ ...instance, quotas })!
  expect(explanation.clashes.map(wording)).toEqual(['min region DOED'])
  expect(explanation.relaxations).toMatchObject([{ places: 1, changes: [{ by: 1, limit: { kind: 'min' } }] }])
})

test('when only the money is missing, the least budget is named', () => {
  const instance = { ...selection('green-105-budget'), budget: 100_000 }
  const explanation = explainInfeasible(instance)!
  expect(explanation.clashes.map(wording)).toEqual(['budget'])
  expect(solveBest({ ...instance, budget: explanation.budgetNeeded }).status).toBe('solved')
  expect(solveBest({ ...instance, budget: explanation.budgetNeeded! - 1 }).status).toBe('infeasible')
})
