/** Checks an assignment from its published form alone. */

import type { AssignmentInstance, Pair } from '../assign/instance.ts'
import { fail, formatAt, listAt, objectAt, reading, stringAt, wholeAt } from '../format/reader.ts'
import type { Outcome } from '../refusal.ts'
import { type Verdict, verdict } from './verdict.ts'

export function readPairs(document: unknown, instance: AssignmentInstance): Outcome<readonly Pair[]> {
  return reading(() => {
    const fields = objectAt(document, '')
    formatAt(fields, 'assignment-1-solution')
    if (stringAt(fields.instance, 'instance') !== instance.name)
      fail('wrong-use', 'instance', `the solution is for "${fields.instance}", the instance is "${instance.name}"`)
    return listAt(fields.pairs, 'pairs').map((entry, n): Pair => {
      const path = `pairs[${n}]`
      const pair = listAt(entry, path)
      return [
        wholeAt(pair[0], `${path}[0]`, 0, instance.need.length - 1),
        wholeAt(pair[1], `${path}[1]`, 0, instance.loadMax.length - 1),
      ]
    })
  })
}

export function checkAssignment(instance: AssignmentInstance, pairs: readonly Pair[]): Verdict {
  const rights = instance.loadMax.length
  const errors: string[] = []
  const served = new Int32Array(instance.need.length)
  const sums = new Float64Array(instance.need.length)
  const load = new Int32Array(rights)
  const seen = new Set<number>()
  for (const [i, j] of pairs) {
    const cell = i * rights + j
    if (seen.has(cell)) {
      errors.push(`pair ${i}-${j} twice`)
      continue
    }
    seen.add(cell)
    if (instance.forbidden[cell]) errors.push(`pair ${i}-${j} is a conflict of interest`)
    served[i] = served[i]! + 1
    load[j] = load[j]! + 1
    sums[i] = sums[i]! + instance.affinity[cell]!
  }
  instance.need.forEach((need, i) => {
    if (served[i] !== need) errors.push(`left ${i} has ${served[i]}, needs ${need}`)
  })
  load.forEach((value, j) => {
    if (value < instance.loadMin[j]! || value > instance.loadMax[j]!)
      errors.push(`right ${j} has load ${value}, allowed ${instance.loadMin[j]} to ${instance.loadMax[j]}`)
  })
  return verdict(errors, {
    total: sums.reduce((a, b) => a + b, 0),
    worstLeft: sums.length === 0 ? 0 : sums.reduce((a, b) => Math.min(a, b)),
    loadMin: rights === 0 ? 0 : load.reduce((a, b) => Math.min(a, b)),
    loadMax: rights === 0 ? 0 : load.reduce((a, b) => Math.max(a, b)),
  })
}
