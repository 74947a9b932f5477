/** Reading of untyped JSON with the path of each value: the first fault stops the reading and is returned as a refusal. */

import type { Outcome, Refusal } from './types.ts'

/** Carries a refusal up to `reading`; never leaves this folder. */
interface Fault {
  readonly fault: Refusal
}

/** Runs `read` and turns the fault it meets, if any, into a value. */
export function reading<T>(read: () => T): Outcome<T> {
  try {
    return { ok: true, value: read() }
  } catch (thrown) {
    if (typeof thrown === 'object' && thrown !== null && 'fault' in thrown) {
      return { ok: false, refusal: (thrown as Fault).fault }
    }
    throw thrown
  }
}

/** Stops the reading. */
export function refuse(path: string, reason: string, code: Refusal['code'] = 'malformed'): never {
  const fault: Fault = { fault: { code, path, reason } }
  throw fault
}

export function readObject(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(path, 'must be an object')
  return value as Record<string, unknown>
}

export function readList(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) refuse(path, 'must be a list')
  return value
}

/** An integer of at least `least` and, when given, below `end`. */
export function readInteger(value: unknown, path: string, least: number, end = Number.MAX_SAFE_INTEGER): number {
  if (!Number.isSafeInteger(value)) refuse(path, 'must be an integer')
  const number = value as number
  if (number < least || number >= end) {
    const range = end === Number.MAX_SAFE_INTEGER ? `at least ${least}` : `in ${least}..${end - 1}`
    refuse(path, `is ${number}, must be ${range}`)
  }
  return number
}

/** Like `readInteger`, with null for an absent or null value. */
export function readOptionalInteger(value: unknown, path: string, least: number, end?: number): number | null {
  return value === undefined || value === null ? null : readInteger(value, path, least, end)
}

export function readIntegers(value: unknown, path: string, end: number): readonly number[] {
  return readList(value, path).map((item, i) => readInteger(item, `${path}[${i}]`, 0, end))
}

export function readText(value: unknown, path: string): string {
  if (typeof value !== 'string' || value === '') refuse(path, 'must be a text')
  return value
}
