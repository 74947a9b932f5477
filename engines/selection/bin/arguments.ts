import { parseArgs } from 'node:util'
import { accepted, type Outcome, refused } from '../src/index.ts'

export type Mode = 'best' | 'lottery' | 'assign' | 'fair' | 'calibrate'

export type Arguments = {
  readonly command: 'solve' | 'check' | 'explain' | 'draw'
  readonly instance: string | null
  /** The solution to check, explain, draw from, or keep as much as possible of. */
  readonly solution: string | null
  readonly truth: string | null
  readonly out: string | null
  readonly mode: Mode | null
  readonly seconds: number
  readonly reserve: number
  readonly applicant: number | null
  readonly withoutLeft: readonly number[]
  readonly withoutRight: readonly number[]
  readonly seed: string | null
  readonly commitment: string | null
  readonly commitOnly: boolean
  readonly json: boolean
}

const COMMANDS = ['solve', 'check', 'explain', 'draw'] as const
const MODES = ['best', 'lottery', 'assign', 'fair', 'calibrate'] as const
const FILES = { solve: [1, 1], check: [2, 2], explain: [1, 2], draw: [0, 2] } as const
const SECONDS_DEFAULT = 120
const RESERVE_DEFAULT = 10

const OPTIONS = {
  mode: { type: 'string' },
  seconds: { type: 'string' },
  reserve: { type: 'string' },
  out: { type: 'string' },
  keep: { type: 'string' },
  'without-left': { type: 'string' },
  'without-right': { type: 'string' },
  truth: { type: 'string' },
  applicant: { type: 'string' },
  seed: { type: 'string' },
  commitment: { type: 'string' },
  commit: { type: 'boolean' },
  json: { type: 'boolean' },
} as const

/** Reads the command line. Every refusal names the argument it is about. */
export function parseArguments(args: string[]): Outcome<Arguments> {
  const [name, ...rest] = args
  const command = COMMANDS.find((known) => known === name)
  if (!command) return refused('wrong-use', 'command', `one of ${COMMANDS.join(', ')} is expected, not "${name}"`)
  const split = splitOptions(rest)
  if (!split.ok) return split
  const { values, positionals } = split.value
  const [least, most] = FILES[command]
  if (positionals.length < least || positionals.length > most)
    return refused('wrong-use', 'files', `${command} takes ${least === most ? least : `${least} to ${most}`} files`)
  const mode = MODES.find((known) => known === values.mode) ?? null
  if (command === 'solve' && !mode) return refused('wrong-use', '--mode', `one of ${MODES.join(', ')} is expected`)
  if (command === 'draw' && !values.seed) return refused('missing', '--seed', 'a draw needs the committed seed')
  if (command === 'draw' && !values.commit && positionals.length < 2)
    return refused('wrong-use', 'files', 'draw takes an instance and a lottery')
  const numbers = readNumbers(values)
  if (!numbers.ok) return numbers
  return accepted({
    command,
    instance: positionals[0] ?? null,
    solution: positionals[1] ?? values.keep ?? null,
    truth: values.truth ?? null,
    out: values.out ?? null,
    mode,
    seed: values.seed ?? null,
    commitment: values.commitment ?? null,
    commitOnly: values.commit ?? false,
    json: values.json ?? false,
    ...numbers.value,
  })
}

function splitOptions(args: string[]) {
  try {
    return accepted(parseArgs({ args, options: OPTIONS, allowPositionals: true }))
  } catch (error) {
    return refused<never>('wrong-use', 'arguments', error instanceof Error ? error.message : String(error))
  }
}

type Values = ReturnType<
  typeof parseArgs<{ options: typeof OPTIONS; args: string[]; allowPositionals: true }>
>['values']
type Numbers = Pick<Arguments, 'seconds' | 'reserve' | 'applicant' | 'withoutLeft' | 'withoutRight'>

function readNumbers(values: Values): Outcome<Numbers> {
  const seconds = values.seconds === undefined ? SECONDS_DEFAULT : Number(values.seconds)
  if (!(seconds > 0)) return refused('out-of-range', '--seconds', 'a number above 0 is expected')
  const reserve = values.reserve === undefined ? RESERVE_DEFAULT : Number(values.reserve)
  if (!isCount(reserve)) return refused('out-of-range', '--reserve', 'a whole number from 0 is expected')
  const applicant = values.applicant === undefined ? null : Number(values.applicant)
  if (applicant !== null && !isCount(applicant)) return refused('out-of-range', '--applicant', 'an id is expected')
  const withoutLeft = readList(values['without-left'])
  if (!withoutLeft.every(isCount)) return refused('out-of-range', '--without-left', 'ids as 3,5 are expected')
  const withoutRight = readList(values['without-right'])
  if (!withoutRight.every(isCount)) return refused('out-of-range', '--without-right', 'ids as 3,5 are expected')
  return accepted({ seconds, reserve, applicant, withoutLeft, withoutRight })
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0
}

function readList(text: string | undefined): number[] {
  return text === undefined ? [] : text.split(',').map(Number)
}
