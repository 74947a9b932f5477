/** Answers of the command, from documents already read. */

import { Worker } from 'node:worker_threads'
import {
  check,
  explain,
  type Instance,
  type Meeting,
  participantSheet,
  type Refusal,
  readInstance,
  readSolution,
  repair,
  type Solution,
  type SolveInOptions,
  type SolveResult,
  type SolveWorker,
  sheetText,
  solve,
  solveIn,
  tableSheet,
  type Verdict,
} from '../src/index.ts'
import { type Arguments, numberOption, refusalOf } from './arguments.ts'
import { changesOf } from './changes.ts'

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
export async function answerTo(args: Arguments, documents: Documents): Promise<Answer | Refusal> {
  const instance = readInstance(documents.instance)
  if (!instance.ok) return instance.refusal
  if (args.command === 'solve') return solveAnswer(args, instance.value)
  if (documents.solution === null) return refusalOf('SOLUTION', 'is missing')
  const solution = readSolution(documents.solution, instance.value)
  return solution.ok ? scheduleAnswer(args, instance.value, solution.value) : solution.refusal
}

/** Answers of the commands that need a schedule; all but `check` need a valid one. */
function scheduleAnswer(args: Arguments, instance: Instance, solution: Solution): Answer | Refusal {
  const verdict = check(instance, solution)
  if (args.command === 'check') return checkAnswer(verdict)
  const [violation] = verdict.violations
  if (violation) return refusalOf('SOLUTION', violation.message)
  if (args.command === 'repair') return repairAnswer(args, instance, solution)
  return args.command === 'explain' ? explainAnswer(args, instance, solution) : sheetAnswer(args, instance, solution)
}

async function solveAnswer(args: Arguments, instance: Instance): Promise<Answer> {
  const free = args.options.has('steps') && !args.options.has('seconds')
  const result = await solveWith(instance, numberOption(args, 'threads', 1), {
    ...(args.options.has('steps') ? { steps: numberOption(args, 'steps', 0) } : {}),
    ...(free ? {} : { seconds: numberOption(args, 'seconds', 10) }),
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

/** One search here, or several in threads of their own. */
async function solveWith(instance: Instance, threads: number, options: SolveInOptions): Promise<SolveResult> {
  if (threads <= 1) return solve(instance, { ...options, now: () => performance.now() / 1000 })
  const workers = Array.from({ length: threads }, () => new Worker(new URL('../src/worker.ts', import.meta.url)))
  try {
    return await solveIn(workers as (Worker & SolveWorker)[], instance, options)
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

function printProgress({ seconds, score, bound }: { seconds: number; score: number | null; bound: number }): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${seconds.toFixed(1)} s  score ${score ?? '-'}  bound ${bound}   `)
}

function checkAnswer({ valid, violations, terms }: Verdict): Answer {
  const lines = [
    ...violations.map(({ message }) => `ERROR ${message}`),
    valid ? 'VALID' : `INVALID (${violations.length} errors)`,
    ...Object.entries(terms).map(([name, value]) => `${name.padEnd(18)} ${value}`),
  ]
  const json = { valid, errors: violations.map(({ message }) => message), violations, terms }
  return { json, lines, document: null, exit: valid ? 0 : 1 }
}

function repairAnswer(args: Arguments, instance: Instance, solution: Solution): Answer | Refusal {
  const changes = changesOf(args)
  if ('reason' in changes) return changes
  const begin = performance.now()
  const outcome = repair(instance, solution, changes)
  if (!outcome.ok) return outcome.refusal
  const { moves, moved, terms, unresolved } = outcome.value
  const seconds = (performance.now() - begin) / 1000
  const lines = [
    ...moves.map(
      ({ request, from, to, reason }) => `request ${request}: ${placeText(from)} -> ${placeText(to)}  (${reason})`,
    ),
    `${moved} moved, score ${terms.score}, ${(seconds * 1000).toFixed(0)} ms`,
    ...unresolved.map((message) => `ERROR ${message}`),
  ]
  const json = { moved, moves, terms, unresolved, seconds }
  return { json, lines, document: JSON.stringify(outcome.value.solution), exit: unresolved.length > 0 ? 1 : 0 }
}

function placeText(place: Meeting | null): string {
  return place === null ? 'not held' : `slot ${place.slot} room ${place.room}`
}

function explainAnswer(args: Arguments, instance: Instance, solution: Solution): Answer | Refusal {
  if (!args.options.has('request')) return refusalOf('--request', 'is missing')
  const outcome = explain(instance, solution, numberOption(args, 'request', 0))
  if (!outcome.ok) return outcome.refusal
  const { held, slots, change, served } = outcome.value
  const lines = [
    held ? `held: ${placeText(held)}` : 'not held',
    ...slots.map(({ slot, reason, participants, requests }) => {
      const who = participants.length > 0 ? `, participants ${participants.join(', ')}` : ''
      return `slot ${slot}: ${reason}${who}${requests.length > 0 ? `, requests ${requests.join(', ')}` : ''}`
    }),
    ...served.map((one) => `participant ${one.participant}: ${one.held} of ${one.asked} held`),
  ]
  if (change !== null) {
    lines.push(
      `to hold it: ${placeText(change.place)}, score ${change.scoreChange >= 0 ? '+' : ''}${change.scoreChange}`,
    )
    for (const { from, to } of change.moved) lines.push(`  move request ${from.request} to ${placeText(to)}`)
    for (const { request } of change.givenUp) lines.push(`  give up request ${request}`)
  }
  return { json: outcome.value, lines, document: null, exit: 0 }
}

/** The printable sheet of `--participant P`, or of table T of room R with `--table T --room R`. */
function sheetAnswer(args: Arguments, instance: Instance, solution: Solution): Answer | Refusal {
  const names = {
    slot: (slot: number) => `slot ${slot}`,
    room: (room: number) => `room ${room}`,
    participant: (participant: number) => `participant ${participant}`,
  }
  const room = numberOption(args, 'room', 0)
  const participant = numberOption(args, 'participant', 0)
  if (!instance.rooms[room]) return refusalOf('--room', `no room ${room}`)
  if (!instance.participants[participant]) return refusalOf('--participant', `no participant ${participant}`)
  const sheet = args.options.has('table')
    ? tableSheet(instance, solution, room, numberOption(args, 'table', 0), names)
    : participantSheet(instance, solution, participant, names)
  return { json: sheet, lines: [sheetText(sheet)], document: sheetText(sheet), exit: 0 }
}
