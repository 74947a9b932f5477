/** Changes as the command line says them: `--cancel 3`, `--late 3:6`, `--close 0`, `--add 3:8:10`. */

import type { Change, Refusal } from '../src/index.ts'
import { type Arguments, refusalOf } from './arguments.ts'

/** The changes in the order cancel, late, close, add; several are separated by commas. */
export function changesOf(args: Arguments): readonly Change[] | Refusal {
  const changes: Change[] = []
  for (const [name, size] of [
    ['cancel', 1],
    ['late', 2],
    ['close', 1],
    ['add', 3],
  ] as const) {
    for (const word of args.options.get(name)?.split(',') ?? []) {
      const numbers = word.split(':').map(Number)
      if (numbers.length !== size || !numbers.every((number) => Number.isSafeInteger(number) && number >= 0)) {
        return refusalOf(`--${name}`, `"${word}" is not ${size} number${size > 1 ? 's joined by ":"' : ''}`)
      }
      changes.push(changeOf(name, numbers))
    }
  }
  return changes.length === 0 ? refusalOf('repair', 'needs --cancel, --late, --close or --add') : changes
}

function changeOf(name: 'cancel' | 'late' | 'close' | 'add', [x = 0, y = 0, z = 0]: readonly number[]): Change {
  switch (name) {
    case 'cancel':
      return { kind: 'cancel', participant: x }
    case 'late':
      return { kind: 'late', participant: x, slot: y }
    case 'close':
      return { kind: 'table-closed', room: x }
    case 'add':
      return { kind: 'added', a: x, b: y, priority: z }
  }
}
