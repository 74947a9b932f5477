/** The command line as plain values. */

import type { Refusal } from '../src/index.ts'

export interface Arguments {
  readonly command: string
  /** The words that are not options, after the command. */
  readonly files: readonly string[]
  readonly options: ReadonlyMap<string, string>
  readonly json: boolean
}

const NUMBERS = ['seconds', 'steps', 'seed', 'threads', 'request', 'participant', 'room', 'table'] as const
const TEXTS = ['out', 'cancel', 'late', 'close', 'add'] as const

/** The arguments, or why they cannot be used. */
export function parseArguments(args: readonly string[]): Arguments | Refusal {
  const [command = '', ...rest] = args
  const files: string[] = []
  const options = new Map<string, string>()
  let json = false
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i]!
    if (word === '--json') json = true
    else if (!word.startsWith('--')) files.push(word)
    else {
      const name = word.slice(2)
      const value = rest[++i]
      const refusal = refuseOption(name, value)
      if (refusal !== null) return refusal
      options.set(name, value!)
    }
  }
  return { command, files, options, json }
}

function refuseOption(name: string, value: string | undefined): Refusal | null {
  const numeric = (NUMBERS as readonly string[]).includes(name)
  if (!numeric && !(TEXTS as readonly string[]).includes(name)) return refusalOf(`--${name}`, 'is not an option')
  if (value === undefined) return refusalOf(`--${name}`, 'needs a value')
  const number = Number(value)
  if (numeric && (value === '' || !Number.isFinite(number) || number < 0)) {
    return refusalOf(`--${name}`, `"${value}" is not a number of at least 0`)
  }
  return null
}

/** A refusal of a malformed argument or file. */
export function refusalOf(path: string, reason: string): Refusal {
  return { code: 'malformed', path, reason }
}

/** The option as a number, or `otherwise`. */
export function numberOption(args: Arguments, name: (typeof NUMBERS)[number], otherwise: number): number {
  const value = args.options.get(name)
  return value === undefined ? otherwise : Number(value)
}
