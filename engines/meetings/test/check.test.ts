import { describe, expect, it } from 'vitest'
import { check, readInstance, readSolution } from '../src/index.ts'
import { referenceInstance, referenceJson, referenceSolution } from './reference.ts'

describe('reading an instance', () => {
  const base = () => structuredClone(referenceJson('toy-rules')) as Record<string, unknown>

  it.each([
    ['format', { format: 'rendezvous-2' }],
    ['days', { days: [[0, 1, 2, 3]] }],
    [
      'days[0]',
      {
        days: [
          [0, 2],
          [1, 3, 4, 5],
        ],
      },
    ],
    ['weights.move', { weights: { move: 'high' } }],
    ['precedences[0]', { precedences: [[2, 2]] }],
    ['rooms', { rooms: 3 }],
  ])('refuses a bad %s with its path', (path, change) => {
    const outcome = readInstance({ ...base(), ...change })
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'malformed', path } })
  })

  it('refuses a request with a session nobody named', () => {
    const raw = base()
    ;(raw.requests as Record<string, unknown>[])[1]!.session = 'NIGHT'
    expect(readInstance(raw)).toMatchObject({ ok: false, refusal: { path: 'requests[1].session' } })
  })
})

describe('the checker', () => {
  it.each([
    ['mini-a', 1070],
    ['mini-b', 2184],
    ['mini-c', 1706],
    ['noor-midelt', 14026],
  ])('finds %s valid with score %d', (name, score) => {
    const instance = referenceInstance(name)
    const verdict = check(instance, referenceSolution(name, instance))
    expect(verdict).toMatchObject({ valid: true, violations: [], terms: { score } })
  })

  const expected = referenceJson('bad/expected') as Record<string, string>
  it.each(Object.entries(expected))('names the rule broken by %s', (name, message) => {
    const raw = referenceJson(`bad/${name}`) as { instance: string }
    const instance = referenceInstance(name === 'break-spread' ? raw.instance : 'toy-rules')
    const solution = readSolution(raw, instance)
    if (message === 'MALFORMED') {
      expect(solution.ok).toBe(false)
      return
    }
    if (!solution.ok) throw new Error(solution.refusal.reason)
    const messages = check(instance, solution.value).violations.map((violation) => violation.message)
    expect(messages.join('\n')).toContain(message)
  })
})
