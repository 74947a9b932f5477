import { describe, expect, it } from 'vitest'
import { check, readInstance, solve } from '../src/index.ts'
import { bestScore } from './brute-force.ts'
import { randomInstance } from './random-instance.ts'
import { referenceInstance } from './reference.ts'

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed + 1)

describe('solve', () => {
  it.each(SEEDS)('is between every schedule and the bound: free choice %d', (seed) => {
    const instance = randomInstance(seed, 'free')
    const result = solve(instance, { steps: 30_000, seed })
    const best = bestScore(instance)!
    expect(check(instance, result.solution!).violations).toEqual([])
    expect(result.terms!.score).toBeLessThanOrEqual(best)
    expect(result.bound!).toBeGreaterThanOrEqual(best)
    expect(result.terms!.score).toBe(best)
  })

  it.each(SEEDS)('decides and proves when all must be held: %d', (seed) => {
    const instance = randomInstance(seed, 'mandatory')
    const result = solve(instance, { steps: 200_000, seed })
    const best = bestScore(instance)
    if (best === null) expect(result.status).toBe('infeasible')
    else expect([result.status, result.terms?.score]).toEqual(['optimal', best])
  })

  it('reaches the proven optimum of mini-a and proves it', () => {
    const result = solve(referenceInstance('mini-a'), { steps: 400_000 })
    expect(result).toMatchObject({ status: 'optimal', terms: { score: 1070 }, bound: 1070, gap: 0 })
  })

  it('gives the same schedule for the same seed and steps', () => {
    const instance = referenceInstance('small-a')
    const [first, second] = [1, 2].map(() => solve(instance, { steps: 100_000, seed: 5 }))
    expect(first!.solution).toEqual(second!.solution)
  })

  it('stops at a signal with the best so far', () => {
    const controller = new AbortController()
    const result = solve(referenceInstance('small-a'), {
      seconds: 60,
      now: () => performance.now() / 1000,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    expect(result.stopped).toBe('signal')
    expect(result.seconds).toBeLessThan(5)
    expect(result.solution).not.toBeNull()
  })

  it('reports better scores and bounds only', () => {
    const scores: number[] = []
    const bounds: number[] = []
    solve(referenceInstance('mini-b'), {
      steps: 100_000,
      onProgress: ({ score, bound }) => {
        if (score !== null) scores.push(score)
        bounds.push(bound)
      },
    })
    expect(scores).toEqual([...scores].sort((x, y) => x - y))
    expect(bounds).toEqual([...bounds].sort((x, y) => y - x))
  })
})

describe('an infeasible instance', () => {
  it('is explained by a set in which every request counts', () => {
    // Three meetings of three people in two slots: each pair fits, the three do not.
    const outcome = readInstance({
      format: 'rendezvous-1',
      name: 'triangle',
      slots: 2,
      days: [[0, 1]],
      rooms: [{ id: 0, tables: 9 }],
      participants: [0, 1, 2, 3, 4].map((id) => ({ id })),
      requests: [
        [0, 1],
        [1, 2],
        [0, 2],
        [3, 4],
      ].map(([a, b], id) => ({ id, a, b, mandatory: true })),
      weights: { break: 1 },
    })
    if (!outcome.ok) throw new Error(outcome.refusal.path)
    const { status, clash } = solve(outcome.value, { steps: 100_000 })
    expect(status).toBe('infeasible')
    expect(clash).toMatchObject({ kind: 'search', minimal: true, requests: [0, 1, 2], slots: [] })
  })

  it('is explained at once when a participant has more meetings than slots', () => {
    const instance = referenceInstance('toy-rules')
    const requests = instance.requests.map((request) => ({ ...request, mandatory: true, fixed: null, session: null }))
    const result = solve({ ...instance, requests, breakSpread: null }, { steps: 1000 })
    expect(result.clash).toMatchObject({ kind: 'limit', participants: [2] })
  })
})

describe('the bound', () => {
  const solved = (event: { slots: number; rooms: number; participants: object[]; pairs: [number, number][] }) => {
    const outcome = readInstance({
      format: 'rendezvous-1',
      name: 'bounded',
      slots: event.slots,
      days: [Array.from({ length: event.slots }, (_, t) => t)],
      rooms: Array.from({ length: event.rooms }, (_, id) => ({ id, tables: 2 })),
      participants: event.participants.map((participant, id) => ({ id, ...participant })),
      requests: event.pairs.map(([a, b], id) => ({ id, a, b, priority: 10 })),
      weights: { priority: 10, break: 5, idle: 1, move: 2 },
    })
    if (!outcome.ok) throw new Error(outcome.refusal.path)
    return solve(outcome.value, { steps: 50_000 })
  }

  it('sees that two who have meetings at booths of different rooms do not meet without a move', () => {
    const participants = [{ room: 0 }, { room: 1 }, {}, {}]
    const pairs: [number, number][] = [
      [0, 2],
      [1, 3],
      [2, 3],
    ]
    expect(solved({ slots: 3, rooms: 2, participants, pairs })).toMatchObject({
      status: 'optimal',
      terms: { held: 3, moves: 1 },
      bound: 298,
    })
  })

  it('sees the break of someone who is away between two meetings', () => {
    const participants = [{ forbidden: [1] }, { forbidden: [2] }, { forbidden: [0] }]
    const pairs: [number, number][] = [
      [0, 1],
      [0, 2],
    ]
    expect(solved({ slots: 3, rooms: 1, participants, pairs })).toMatchObject({
      status: 'optimal',
      terms: { held: 2, breaks: 1, idle: 0 },
      bound: 195,
    })
  })
})
