/** The command: reads files, asks the engine, prints for people or as one JSON object. All input and output is here. */

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Refusal } from '../src/index.ts'
import { type Answer, answerTo, type Documents } from './answer.ts'
import { type Arguments, parseArguments, refusalOf } from './arguments.ts'

const USAGE = `Schedules business meetings: which are held, when, where, with a proven bound.

  solve INSTANCE [--seconds N] [--steps N] [--seed N] [--threads K] [--out SOLUTION] [--json]
  check INSTANCE SOLUTION [--json]
  repair INSTANCE SOLUTION [--cancel P] [--late P:SLOT] [--close ROOM] [--add A:B:PRIORITY] [--out SOLUTION] [--json]
  explain INSTANCE SOLUTION --request Q [--json]
  sheet INSTANCE SOLUTION --participant P | --room R --table T [--out TEXT] [--json]

Exit: 0 done, 1 no schedule exists or a rule is broken, 2 the input cannot be used.`

const COMMANDS: readonly string[] = ['solve', 'check', 'repair', 'explain', 'sheet']

/** Runs the command with `args` and returns the exit code. */
export async function main(args: string[]): Promise<number> {
  if (args.length === 0 || args.includes('--help')) {
    console.log(USAGE)
    return args.length === 0 ? 2 : 0
  }
  const json = args.includes('--json')
  const parsed = parseArguments(args)
  if ('reason' in parsed) return printRefusal(parsed, json)
  if (!COMMANDS.includes(parsed.command)) {
    return printRefusal(refusalOf(parsed.command, `is none of the commands ${COMMANDS.join(', ')}`), json)
  }
  const documents = await readDocuments(parsed)
  if ('reason' in documents) return printRefusal(documents, json)
  const answer = await answerTo(parsed, documents)
  if ('reason' in answer) return printRefusal(answer, json)
  return write(parsed, answer)
}

async function write(args: Arguments, answer: Answer): Promise<number> {
  const out = args.options.get('out')
  if (out !== undefined && answer.document !== null) {
    try {
      await writeFile(out, answer.document)
    } catch (error) {
      return printRefusal(refusalOf(out, reasonOf(error)), args.json)
    }
  }
  console.log(args.json ? JSON.stringify(answer.json) : answer.lines.join('\n'))
  return answer.exit
}

async function readDocuments(args: Arguments): Promise<Documents | Refusal> {
  const [instancePath, solutionPath] = args.files
  if (instancePath === undefined) return refusalOf('INSTANCE', 'is missing')
  const instance = await readJson(instancePath)
  if ('refusal' in instance) return instance.refusal
  if (solutionPath === undefined) return { instance: instance.value, solution: null }
  const solution = await readJson(solutionPath)
  if ('refusal' in solution) return solution.refusal
  return { instance: instance.value, solution: solution.value }
}

async function readJson(path: string): Promise<{ readonly value: unknown } | { readonly refusal: Refusal }> {
  try {
    return { value: JSON.parse(await readFile(path, 'utf8')) }
  } catch (error) {
    return { refusal: refusalOf(path, reasonOf(error)) }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function printRefusal(refusal: Refusal, json: boolean): number {
  if (json) console.log(JSON.stringify({ ok: false, error: refusal }))
  else console.error(`${refusal.code}: ${refusal.path}: ${refusal.reason}`)
  return 2
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2))
