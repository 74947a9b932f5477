import { describe, expect, it } from 'vitest'
import { type Change, check, explain, type Instance, leastServed, repair, solve } from '../src/index.ts'
import { randomInstance } from './random-instance.ts'
import { referenceInstance, referenceSolution } from './reference.ts'

function repaired(instance: Instance, name: string, changes: readonly Change[]) {
  const outcome = repair(instance, referenceSolution(name, instance), changes)
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

describe('repair', () => {
  const instance = referenceInstance('noor-midelt')

  it('moves at most three meetings after nine cancellations of ten, and breaks no rule', () => {
    const moved = instance.participants.map(({ id }) => {
      const result = repaired(instance, 'noor-midelt', [{ kind: 'cancel', participant: id }])
      expect(result.unresolved).toEqual([])
      return result.moved
    })
    expect(moved.filter((count) => count <= 3).length).toBeGreaterThanOrEqual(0.9 * moved.length)
  })

  it('closes gaps that a cancellation leaves, each for at least what a break costs', () => {
    const closing = instance.participants.flatMap(({ id }) => {
      const { moves, terms } = repaired(instance, 'noor-midelt', [{ kind: 'cancel', participant: id }])
      return moves.filter((move) => move.reason === 'closes-gap').map(() => terms.breaks)
    })
    expect(closing.length).toBeGreaterThan(0)
  })

  it('gives each move its reason', () => {
    const { moves, unresolved } = repaired(instance, 'noor-midelt', [{ kind: 'late', participant: 3, slot: 6 }])
    expect(unresolved).toEqual([])
    expect(new Set(moves.map((move) => move.reason))).toContain('participant-unavailable')
  })

  it('holds a new mandatory request', () => {
    const change: Change = { kind: 'added', a: 20, b: 40, priority: 10, mandatory: true }
    const { solution, unresolved } = repaired(instance, 'noor-midelt', [change])
    expect(unresolved).toEqual([])
    expect(solution.meetings.some((meeting) => meeting.request === instance.requests.length)).toBe(true)
  })

  it('refuses a change of what does not exist, with its place', () => {
    const outcome = repair(instance, referenceSolution('noor-midelt', instance), [{ kind: 'cancel', participant: 999 }])
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'unknown-id', path: 'changes[0]' } })
  })
})

describe('explain', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('offers only changes that are valid: %d', (seed) => {
    const instance = randomInstance(seed, 'free')
    const solution = solve(instance, { steps: 20_000 }).solution!
    for (const { id } of instance.requests) {
      const outcome = explain(instance, solution, id)
      if (!outcome.ok || outcome.value.change === null) continue
      const { place, moved, givenUp, scoreChange } = outcome.value.change
      const out = new Set([...givenUp, ...moved.map((move) => move.from)].map((meeting) => meeting.request))
      const kept = solution.meetings.filter((meeting) => !out.has(meeting.request))
      const meetings = [...kept, ...moved.map((move) => move.to), place]
      const verdict = check(instance, { ...solution, meetings })
      expect(verdict.violations).toEqual([])
      expect(verdict.terms.score - check(instance, solution).terms.score).toBe(scoreChange)
    }
  })

  it('names what occupies each slot of a request not held', () => {
    const instance = referenceInstance('mini-a')
    const solution = referenceSolution('mini-a', instance)
    const unheld = instance.requests.find(({ id }) => !solution.meetings.some((meeting) => meeting.request === id))!
    const outcome = explain(instance, solution, unheld.id)
    if (!outcome.ok) throw new Error(outcome.refusal.reason)
    expect(outcome.value.slots).toHaveLength(instance.slots)
    expect(outcome.value.slots.filter((slot) => slot.reason === 'free')).toEqual([])
  })

  it('shows the least served first', () => {
    const instance = referenceInstance('mini-c')
    const [first] = leastServed(instance, referenceSolution('mini-c', instance))
    expect(first!.held / first!.asked).toBeCloseTo(0.6667, 4)
  })
})
