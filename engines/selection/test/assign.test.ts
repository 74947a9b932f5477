import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AssignmentInstance,
  checkAssignment,
  type Pair,
  repairAssignment,
  solveFair,
  solveTotal,
} from '../src/index.ts'
import { assignmentInstances } from './arbitraries.ts'
import { assignment } from './instances.ts'

/** Every valid assignment, as the list of rights per left. */
function allAssignments(instance: AssignmentInstance): number[][][] {
  const rights = instance.loadMax.length
  const load = new Int32Array(rights)
  const found: number[][][] = []
  const partners: number[][] = []
  const serve = (left: number, from: number, chosen: number[]): void => {
    if (left === instance.need.length) {
      if (load.every((value, j) => value >= instance.loadMin[j]!)) found.push(partners.map((list) => [...list]))
      return
    }
    if (chosen.length === instance.need[left]!) {
      partners.push(chosen)
      serve(left + 1, 0, [])
      partners.pop()
      return
    }
    for (let j = from; j < rights; j++) {
      if (instance.forbidden[left * rights + j] || load[j]! >= instance.loadMax[j]!) continue
      load[j] = load[j]! + 1
      serve(left, j + 1, [...chosen, j])
      load[j] = load[j]! - 1
    }
  }
  serve(0, 0, [])
  return found
}

function sums(instance: AssignmentInstance, partners: readonly (readonly number[])[]): number[] {
  const rights = instance.loadMax.length
  return partners.map((list, i) => list.reduce((sum, j) => sum + instance.affinity[i * rights + j]!, 0))
}

const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

test('random instances: total and fair are those of trying everything', () => {
  fc.assert(
    fc.property(assignmentInstances(), (instance) => {
      const all = allAssignments(instance).map((partners) => sums(instance, partners))
      const largest = solveTotal(instance)
      const fair = solveFair(instance)
      expect(largest.ok).toBe(all.length > 0)
      expect(fair.ok).toBe(all.length > 0)
      if (!largest.ok || !fair.ok) return
      expect(largest.assignment.total).toBe(Math.max(...all.map(total)))
      expect(checkAssignment(instance, largest.assignment.pairs).errors).toEqual([])
      const worst = Math.max(...all.map((values) => Math.min(...values)))
      const best = Math.max(...all.filter((values) => Math.min(...values) === worst).map(total))
      expect(fair.fair).toMatchObject({ optimal: true, worstBound: worst, totalBound: best })
      expect(fair.fair.assignment).toMatchObject({ worstLeft: worst, total: best })
      expect(checkAssignment(instance, fair.fair.assignment.pairs).errors).toEqual([])
    }),
    { numRuns: 400, seed: 29 },
  )
})

test('random instances: after a drop-out the fewest pairs change, then the total is largest', () => {
  fc.assert(
    fc.property(assignmentInstances(), fc.nat(), (instance, who) => {
      const before = solveTotal(instance)
      if (!before.ok) return
      const gone = who % instance.loadMax.length
      const without = (list: Int32Array) => list.map((value, j) => (j === gone ? 0 : value))
      const reduced = { ...instance, loadMin: without(instance.loadMin), loadMax: without(instance.loadMax) }
      const repair = repairAssignment(instance, before.assignment.pairs, { lefts: [], rights: [gone] })
      const all = allAssignments(reduced)
      expect(repair.ok).toBe(all.length > 0)
      if (!repair.ok) return
      const old = new Set(before.assignment.pairs.filter(([, j]) => j !== gone).map(String))
      const kept = (partners: number[][]) =>
        partners.flatMap((list, i) => list.filter((j) => old.has(String([i, j])))).length
      const most = Math.max(...all.map(kept))
      const best = Math.max(
        ...all.filter((partners) => kept(partners) === most).map((partners) => total(sums(instance, partners))),
      )
      expect(old.size - repair.repair.removed.length).toBe(most)
      expect(repair.repair.assignment.total).toBe(best)
    }),
    { numRuns: 200, seed: 31 },
  )
})

test('a left that cannot be served is named, with the full rights that keep it out', () => {
  const instance: AssignmentInstance = {
    name: 'three for two places',
    need: Int32Array.from([1, 1, 1]),
    loadMin: Int32Array.from([0, 0]),
    loadMax: Int32Array.from([2, 5]),
    affinity: Int32Array.from([5, 1, 5, 1, 5, 1]),
    forbidden: Uint8Array.from([0, 1, 0, 1, 0, 1]),
  }
  expect(solveTotal(instance)).toEqual({
    ok: false,
    refusal: { code: 'too-little-load', lefts: [2, 0, 1], rights: [0] },
  })
})

describe.each([
  // name, largest total, its worst left, fair worst left, fair total
  ['mentors-105x60', 9_081, 59, 64, 9_077],
  ['reviews-300x45', 71_371, 169, 169, 71_371],
] as const)('%s', (name, largest, worst, fairWorst, fairTotal) => {
  const instance = assignment(name)

  test('the known optima are found and proven', () => {
    const byTotal = solveTotal(instance)
    expect(byTotal).toMatchObject({ ok: true, assignment: { total: largest, worstLeft: worst } })
    const fair = solveFair(instance)
    expect(fair).toMatchObject({ ok: true, fair: { optimal: true, worstBound: fairWorst } })
    if (fair.ok) expect(fair.fair.assignment).toMatchObject({ worstLeft: fairWorst, total: fairTotal })
  })

  test('one who drops out costs only their own pairs', () => {
    const before = solveTotal(instance)
    if (!before.ok) throw new Error(before.refusal.code)
    const own = before.assignment.pairs.filter(([, j]: Pair) => j === 3).length
    const repair = repairAssignment(instance, before.assignment.pairs, { lefts: [], rights: [3] })
    if (!repair.ok) throw new Error(repair.refusal.code)
    expect(repair.repair.added).toHaveLength(own)
    expect(repair.repair.removed).toEqual([])
  })
})
