/** The engine's schedules before the independent judge, where the reference folder and Python are at hand. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readInstance, solve } from '../src/index.ts'
import { randomInstance } from './random-instance.ts'
import { referenceJson } from './reference.ts'

const reference = process.env.GRAPPE_REFERENCE

function judged(name: string, instance: unknown, solution: unknown): { valid: boolean; terms: { score: number } } {
  const folder = mkdtempSync(join(tmpdir(), 'meetings-'))
  const [instancePath, solutionPath] = [join(folder, `${name}.json`), join(folder, `${name}.sol.json`)]
  writeFileSync(instancePath, JSON.stringify(instance))
  writeFileSync(solutionPath, JSON.stringify(solution))
  const judge = join(reference!, 'rendezvous', 'check.py')
  return JSON.parse(spawnSync('python3', [judge, instancePath, solutionPath, '--json'], { encoding: 'utf8' }).stdout)
}

it.skipIf(!reference).each(['mini-a', 'mini-b', 'mini-c', 'toy-rules', 'small-a'])('agrees on %s', (name) => {
  const raw = referenceJson(name)
  const outcome = readInstance(raw)
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  const { solution, terms } = solve(outcome.value, { steps: 50_000 })
  expect(judged(name, raw, solution)).toMatchObject({ valid: true, terms: { score: terms!.score } })
})

it.skipIf(!reference).each([1, 2, 3, 4, 5, 6])('agrees on a random event %d', (seed) => {
  const instance = randomInstance(seed, 'free')
  const { solution, terms } = solve(instance, { steps: 20_000 })
  const raw = { ...instance, format: 'rendezvous-1' }
  expect(judged(instance.name, raw, solution)).toMatchObject({ valid: true, terms: { score: terms!.score } })
})
