/** Answers of the command, from documents already read. */

import { check, type Instance, type Refusal, readInstance, readSolution, type Solution, solve } from '../src/index.ts'
import { type Arguments, numberOption, refusalOf } from './arguments.ts'

/** Parsed JSON files, not yet judged. */
export interface Documents {
  readonly instance: unknown
  readonly solution: unknown
}

export interface Answer {
  readonly json: object
  readonly lines: readonly string[]
  /** What `--out` writes, or null. */
  readonly document: string | null
  readonly exit: number
}

/** The answer to a command, or why its input cannot be used. */
export function answerTo(args: Arguments, documents: Documents): Answer | Refusal {
  const instance = readInstance(documents.instance)
  if (!instance.ok) return instance.refusal
  if (args.command === 'solve') return solveAnswer(args, instance.value)
  if (documents.solution === null) return refusalOf('SOLUTION', 'is missing')
  const solution = readSolution(documents.solution, instance.value)
  return solution.ok ? checkAnswer(instance.value, solution.value) : solution.refusal
}

function solveAnswer(args: Arguments, instance: Instance): Answer {
  const steps = args.options.has('steps') ? { steps: numberOption(args, 'steps', 0) } : {}
  const result = solve(instance, {
    ...steps,
    ...(args.options.has('steps') && !args.options.has('seconds')
      ? {}
      : { seconds: numberOption(args, 'seconds', 10), now: () => performance.now() / 1000 }),
    seed: numberOption(args, 'seed', 1),
    onProgress: args.json ? () => {} : printProgress,
  })
  const { status, bound, gap, terms, seconds, seed, stopped, clash } = result
  const json = { score: terms?.score ?? null, bound, gap, status, terms, seconds, seed, stopped, clash }
  const lines = [
    `status  ${status}${clash === null ? '' : `: ${clash.message}`}`,
    ...(terms === null ? [] : Object.entries(terms).map(([name, value]) => `${name.padEnd(17)} ${value}`)),
    ...(bound === null ? [] : [`bound   ${bound}${gap === null ? '' : ` (gap ${(gap * 100).toFixed(2)} %)`}`]),
    `seconds ${seconds.toFixed(1)}, seed ${seed}, stopped: ${stopped}`,
  ]
  const document = result.solution === null ? null : JSON.stringify(result.solution)
  return { json, lines, document, exit: status === 'infeasible' ? 1 : 0 }
}

function printProgress({ seconds, score, bound }: { seconds: number; score: number | null; bound: number }): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${seconds.toFixed(1)} s  score ${score ?? '-'}  bound ${bound}   `)
}

function checkAnswer(instance: Instance, solution: Solution): Answer {
  const { valid, violations, terms } = check(instance, solution)
  const lines = [
    ...violations.map(({ message }) => `ERROR ${message}`),
    valid ? 'VALID' : `INVALID (${violations.length} errors)`,
    ...Object.entries(terms).map(([name, value]) => `${name.padEnd(18)} ${value}`),
  ]
  const json = { valid, errors: violations.map(({ message }) => message), violations, terms }
  return { json, lines, document: null, exit: valid ? 0 : 1 }
}
