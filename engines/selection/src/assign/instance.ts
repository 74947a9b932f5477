/** The assignment question: reviewers to files, mentors to start-ups. Format `assignment-1`. */

import { fail, formatAt, listAt, objectAt, reading, stringAt, wholeAt } from '../format/reader.ts'
import type { Outcome } from '../refusal.ts'

export type AssignmentInstance = {
  readonly name: string
  /** Partners needed by each left (file, start-up). */
  readonly need: Int32Array
  /** Least and most load of each right (reviewer, mentor). */
  readonly loadMin: Int32Array
  readonly loadMax: Int32Array
  /** Row-major, left by right: how well they fit; 0 when the instance says nothing. */
  readonly affinity: Int32Array
  /** Row-major, left by right: 1 where a conflict of interest forbids the pair. */
  readonly forbidden: Uint8Array
}

export type Pair = readonly [left: number, right: number]

const AFFINITY_MOST = 1_000_000
const CELLS_MOST = 50_000_000

/** Reads an `assignment-1` document; everything used is checked. */
export function parseAssignmentInstance(document: unknown): Outcome<AssignmentInstance> {
  return reading(() => {
    const fields = objectAt(document, '')
    formatAt(fields, 'assignment-1')
    const left = listAt(fields.left, 'left').map((entry, i) => readLeft(entry, i))
    const right = listAt(fields.right, 'right').map((entry, j) => readRight(entry, j))
    if (left.length * right.length > CELLS_MOST) fail('out-of-range', 'left', `at most ${CELLS_MOST} possible pairs`)
    const cells = { left: left.length, right: right.length }
    return {
      name: stringAt(fields.name, 'name'),
      need: Int32Array.from(left),
      loadMin: Int32Array.from(right, ({ min }) => min),
      loadMax: Int32Array.from(right, ({ max }) => max),
      affinity: readAffinity(fields.affinity, cells),
      forbidden: readConflicts(fields.conflicts ?? [], cells),
    }
  })
}

type Cells = { readonly left: number; readonly right: number }

function readLeft(document: unknown, i: number): number {
  return wholeAt(objectAt(document, `left[${i}]`).need, `left[${i}].need`, 0)
}

function readRight(document: unknown, j: number): { min: number; max: number } {
  const fields = objectAt(document, `right[${j}]`)
  const min = fields.min === undefined ? 0 : wholeAt(fields.min, `right[${j}].min`, 0)
  return { min, max: wholeAt(fields.max, `right[${j}].max`, min) }
}

function cellAt(entry: readonly unknown[], path: string, cells: Cells): number {
  const i = wholeAt(entry[0], `${path}[0]`, 0, cells.left - 1)
  return i * cells.right + wholeAt(entry[1], `${path}[1]`, 0, cells.right - 1)
}

function readAffinity(document: unknown, cells: Cells): Int32Array {
  const affinity = new Int32Array(cells.left * cells.right)
  listAt(document, 'affinity').forEach((value, n) => {
    const path = `affinity[${n}]`
    const entry = listAt(value, path)
    affinity[cellAt(entry, path, cells)] = wholeAt(entry[2], `${path}[2]`, -AFFINITY_MOST, AFFINITY_MOST)
  })
  return affinity
}

function readConflicts(document: unknown, cells: Cells): Uint8Array {
  const forbidden = new Uint8Array(cells.left * cells.right)
  listAt(document, 'conflicts').forEach((value, n) => {
    forbidden[cellAt(listAt(value, `conflicts[${n}]`), `conflicts[${n}]`, cells)] = 1
  })
  return forbidden
}
