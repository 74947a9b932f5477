/** The command: reads files, asks the engine, prints for people or as one JSON object. All input and output is here. */

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Refusal } from '../src/index.ts'
import { type Answer, type Documents, isRefused } from './answer.ts'
import { type Arguments, parseArguments } from './arguments.ts'
import { checkSolution, drawMembers, explainSolution } from './inspect.ts'
import { solveInstance } from './solve.ts'

const USAGE = `Fair choices, proven and explained.

  solve INSTANCE --mode best|lottery|assign|fair|calibrate [--seconds N] [--reserve N] [--out SOLUTION] [--json]
  solve INSTANCE --mode assign --keep SOLUTION [--without-right 3,5] [--without-left 2] [--out SOLUTION] [--json]
  check INSTANCE SOLUTION [--truth FILE] [--json]
  explain INSTANCE [SOLUTION] [--applicant ID] [--json]
  draw INSTANCE SOLUTION --seed TEXT [--commitment HEX] [--json]
  draw --seed TEXT --commit [--json]

Exit: 0 done, 1 no solution or a rule is broken, 2 the input cannot be used.`

/** Runs the command with `args` (after the command's own name) and returns the exit code. */
export async function main(args: string[]): Promise<number> {
  if (args.length === 0 || args.includes('--help')) {
    console.log(USAGE)
    return args.length === 0 ? 2 : 0
  }
  const parsed = parseArguments(args)
  if (!parsed.ok) return printRefusal(parsed.refusal, args.includes('--json'))
  const documents = await readDocuments(parsed.value)
  if (isRefused(documents)) return printRefusal(documents, parsed.value.json)
  const answer = answerTo(parsed.value, documents)
  if (isRefused(answer)) return printRefusal(answer, parsed.value.json)
  if (parsed.value.out !== null && answer.solution !== null) {
    const refusal = await writeSolution(parsed.value.out, answer.solution)
    if (refusal) return printRefusal(refusal, parsed.value.json)
  }
  console.log(parsed.value.json ? JSON.stringify(answer.json) : answer.lines.join('\n'))
  return answer.exit
}

function answerTo(args: Arguments, documents: Documents): Answer | Refusal {
  switch (args.command) {
    case 'solve':
      return solveInstance(args, documents, () => performance.now() / 1000)
    case 'check':
      return checkSolution(documents)
    case 'explain':
      return explainSolution(args, documents)
    case 'draw':
      return drawMembers(args, documents)
  }
}

async function readDocuments(args: Arguments): Promise<Documents | Refusal> {
  const read = async (path: string | null) => (path === null ? null : readJson(path))
  const instance = await read(args.instance)
  if (isRefused(instance)) return instance
  const solution = await read(args.solution)
  if (isRefused(solution)) return solution
  const truth = await read(args.truth)
  return isRefused(truth) ? truth : { instance, solution, truth }
}

async function readJson(path: string): Promise<unknown | Refusal> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    const reason = error instanceof SyntaxError ? `not JSON: ${error.message}` : `cannot be read: ${codeOf(error)}`
    return { code: 'unreadable', path, reason } satisfies Refusal
  }
}

async function writeSolution(path: string, solution: unknown): Promise<Refusal | null> {
  try {
    await writeFile(path, `${JSON.stringify(solution)}\n`)
    return null
  } catch (error) {
    return { code: 'unreadable', path, reason: `cannot be written: ${codeOf(error)}` }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

function printRefusal(refusal: Refusal, json: boolean): number {
  if (json) console.log(JSON.stringify({ ok: false, refusal }))
  else console.error(`${refusal.code}${refusal.path ? ` at ${refusal.path}` : ''}: ${refusal.reason}`)
  return 2
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2))
