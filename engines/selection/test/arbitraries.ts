/** Random small instances, feasible or not. */

import fc from 'fast-check'
import type { AssignmentInstance, SelectionInstance } from '../src/index.ts'

type Shape = { applicants: number; features: number }

/** Quotas are drawn around a hidden panel, so that most instances have a panel and many have only a few. */
export function selectionInstances(most: Shape): fc.Arbitrary<SelectionInstance> {
  return fc
    .record({
      n: fc.integer({ min: 3, max: most.applicants }),
      values: fc.array(fc.integer({ min: 2, max: 3 }), { minLength: 1, maxLength: most.features }),
      seed: fc.array(fc.nat(1_000_000), { minLength: 400, maxLength: 400 }),
      budgeted: fc.boolean(),
    })
    .map(({ n, values, seed, budgeted }) => instanceFrom(n, values, seed, budgeted))
}

function instanceFrom(
  n: number,
  values: readonly number[],
  seed: readonly number[],
  budgeted: boolean,
): SelectionInstance {
  let at = 0
  const next = (below: number) => seed[at++ % seed.length]! % below
  const features = values.map((_, f) => `f${f}`)
  const applicants = Array.from({ length: n }, (_, id) => ({
    id,
    v: Object.fromEntries(features.map((feature, f) => [feature, `v${next(values[f]!)}`])),
    score: next(20),
    cost: 1 + next(9),
  }))
  const k = 1 + next(Math.min(4, n))
  const hidden = [...applicants].sort((a, b) => a.score - b.score).slice(0, k)
  const quotas = features.flatMap((feature, f) =>
    Array.from({ length: values[f]! }, (_, i) => {
      const value = `v${i}`
      const count = hidden.filter((a) => a.v[feature] === value).length
      return { feature, value, min: Math.max(0, count - next(2)), max: count + next(2) }
    }),
  )
  const budget = budgeted ? hidden.reduce((sum, a) => sum + a.cost, 0) + next(4) : null
  return { name: 'random', k, features, quotas, budget, applicants }
}

/** Quotas without regard to the pool: mostly infeasible. */
export function clashingInstances(): fc.Arbitrary<SelectionInstance> {
  return selectionInstances({ applicants: 7, features: 2 }).chain((instance) =>
    fc
      .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 })), {
        minLength: instance.quotas.length,
        maxLength: instance.quotas.length,
      })
      .map((ranges) => ({
        ...instance,
        budget: instance.budget === null ? null : Math.floor(instance.budget / 2),
        quotas: instance.quotas.map((quota, i) => ({
          ...quota,
          min: ranges[i]![0],
          max: ranges[i]![0] + ranges[i]![1],
        })),
      })),
  )
}

export function assignmentInstances(): fc.Arbitrary<AssignmentInstance> {
  return fc
    .record({ lefts: fc.integer({ min: 1, max: 4 }), rights: fc.integer({ min: 1, max: 5 }) })
    .chain(({ lefts, rights }) => {
      const cells = { minLength: lefts * rights, maxLength: lefts * rights }
      return fc.record({
        need: fc.array(fc.integer({ min: 1, max: Math.min(3, rights) }), { minLength: lefts, maxLength: lefts }),
        loads: fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 3 })), {
          minLength: rights,
          maxLength: rights,
        }),
        affinity: fc.array(fc.integer({ min: -3, max: 12 }), cells),
        conflicts: fc.array(fc.integer({ min: 0, max: 9 }), cells),
      })
    })
    .map(({ need, loads, affinity, conflicts }) => ({
      name: 'random',
      need: Int32Array.from(need),
      loadMin: Int32Array.from(loads, ([min]) => min),
      loadMax: Int32Array.from(loads, ([min, more]) => min + more),
      affinity: Int32Array.from(affinity),
      forbidden: Uint8Array.from(conflicts, (c) => (c === 0 ? 1 : 0)),
    }))
}
