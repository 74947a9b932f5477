/**
 * Solves every reference instance, checks each answer from its published form, and prints CPU and wall time.
 *
 *     node bench/bench.ts [NAME…]
 *
 * Instances are read from the folder `instances` of GRAPPE_REFERENCE when it is set, else from test/reference (a
 * subset). Exit 1 when an answer is invalid or below the best value known.
 */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  calibrate,
  checkAssignment,
  checkBest,
  checkLottery,
  kendallTau,
  lotterySolution,
  type Outcome,
  parseAssignmentInstance,
  parseCalibrationInstance,
  parseSelectionInstance,
  readLottery,
  solveBest,
  solveFair,
  solveLottery,
  solveTotal,
} from '../src/index.ts'

type Row = { readonly figures: string; readonly ok: boolean }
type Task = { readonly name: string; readonly mode: string; readonly goal: string; readonly run: () => Row }

const reference = process.env.GRAPPE_REFERENCE
const folder = reference ? join(reference, 'instances') : new URL('../test/reference', import.meta.url).pathname
const SECONDS_MOST = 120

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
}

function known<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.refusal.path}: ${outcome.refusal.reason}`)
  return outcome.value
}

function deadline(): () => boolean {
  const end = performance.now() + 1_000 * SECONDS_MOST
  return () => performance.now() > end
}

function best(name: string, score: number): Task {
  const run = () => {
    const instance = known(parseSelectionInstance(read(name)))
    const result = solveBest(instance, { outOfTime: deadline() })
    if (result.status !== 'solved') return { figures: result.status, ok: false }
    const { valid } = checkBest(instance, result.best.members)
    const { optimal } = result.best
    return {
      figures: `score ${result.best.score}${optimal ? ', proven' : ''}`,
      ok: valid && optimal && result.best.score >= score,
    }
  }
  return { name, mode: 'best', goal: '1 s', run }
}

function lottery(name: string, least: number, goal: string): Task {
  const run = () => {
    const instance = known(parseSelectionInstance(read(name)))
    const result = solveLottery(instance, { outOfTime: deadline() })
    if (result.status !== 'solved') return { figures: result.status, ok: false }
    const published = known(readLottery(JSON.parse(JSON.stringify(lotterySolution(result.lottery))), instance))
    const { valid, terms } = checkLottery(instance, published)
    const stages = `${terms.stagesProven} of ${terms.stages} stages`
    const figures = `min ${(terms.min as number).toFixed(6)}, ${stages}, Gini ${(100 * (terms.gini as number)).toFixed(1)} %, ${terms.panels} panels`
    return { figures, ok: valid && (terms.min as number) >= least - 1e-6 }
  }
  return { name, mode: 'lottery', goal, run }
}

function assignment(
  name: string,
  mode: 'assign' | 'fair',
  goal: string,
  wanted: readonly [total: number, worst: number],
): Task {
  const run = () => {
    const instance = known(parseAssignmentInstance(read(name)))
    const result = mode === 'fair' ? solveFair(instance, { outOfTime: deadline() }) : solveTotal(instance)
    if (!result.ok) return { figures: result.refusal.code, ok: false }
    const found = 'fair' in result ? result.fair.assignment : result.assignment
    const proven = 'fair' in result ? result.fair.optimal : true
    const { valid } = checkAssignment(instance, found.pairs)
    const ok = valid && proven && found.total >= wanted[0] && found.worstLeft >= wanted[1]
    return { figures: `total ${found.total}, worst ${found.worstLeft}${proven ? ', proven' : ''}`, ok }
  }
  return { name, mode, goal, run }
}

function calibration(name: string, tau: number): Task {
  const run = () => {
    const { applications } = calibrate(known(parseCalibrationInstance(read(name))))
    const { truth } = read(`${name}.truth`) as { truth: number[] }
    const reached = kendallTau(
      truth,
      applications.map(({ calibrated }) => calibrated),
    )
    return { figures: `Kendall tau ${reached.toFixed(4)} (${tau} by least squares)`, ok: reached >= tau }
  }
  return { name, mode: 'calibrate', goal: '-', run }
}

const TASKS: readonly Task[] = [
  best('green-105-a', 85_871),
  best('green-105-b', 91_440),
  best('green-105-budget', 87_871),
  lottery('sf-example-small-20', 0.1, '-'),
  lottery('sf-example-large-200', 0.1, '0.1 s'),
  lottery('sf-fixture-22', 0.090909, '3 s'),
  lottery('green-105-a', 0.062972, '60 s'),
  lottery('wide-40', 0.054545, '120 s'),
  lottery('tight-30', 0.032967, '120 s'),
  lottery('green-105-b', 0.024024, '120 s'),
  lottery('green-105-budget', 0.028, '-'),
  assignment('mentors-105x60', 'assign', '-', [9_081, 59]),
  assignment('mentors-105x60', 'fair', '2 s', [9_077, 64]),
  assignment('reviews-300x45', 'assign', '-', [71_371, 169]),
  assignment('reviews-300x45', 'fair', '2 s', [71_371, 169]),
  assignment('reviews-2000x140', 'assign', '5 s', [465_959, 0]),
  assignment('reviews-2000x140', 'fair', '-', [465_959, 179]),
  calibration('calibration-1200x80', 0.7447),
]

function measure({ name, mode, goal, run }: Task): boolean {
  if (!existsSync(join(folder, `${name}.json`))) {
    console.log(`${name} ${mode}: skipped, the instance is not in ${reference ? 'GRAPPE_REFERENCE' : 'test/reference'}`)
    return true
  }
  const wall = performance.now()
  const cpu = process.cpuUsage()
  const { figures, ok } = run()
  const { user, system } = process.cpuUsage(cpu)
  const seconds = [(user + system) / 1e6, (performance.now() - wall) / 1e3].map((s) => s.toFixed(2))
  console.log(`| ${name} | ${mode} | ${figures} | ${seconds[0]} | ${seconds[1]} | ${goal} | ${ok ? 'yes' : 'NO'} |`)
  return ok
}

console.log('| instance | mode | answer | CPU, s | wall, s | goal | valid and at least the best known |')
console.log('| --- | --- | --- | --: | --: | --: | --- |')
const asked = process.argv.slice(2)
const results = TASKS.filter(({ name }) => asked.length === 0 || asked.includes(name)).map(measure)
process.exitCode = results.every(Boolean) ? 0 : 1
