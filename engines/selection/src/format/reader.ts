/** Small readers over unknown JSON. The first fault is thrown as a `Fault` and turned into a refusal by `reading`. */

import { accepted, type Outcome, type RefusalCode, refused } from '../refusal.ts'

type Fault = { readonly fault: true; readonly code: RefusalCode; readonly path: string; readonly reason: string }

export type Fields = Readonly<Record<string, unknown>>

/** Runs `read`; a fault inside becomes a refusal, anything else stays a defect. */
export function reading<T>(read: () => T): Outcome<T> {
  try {
    return accepted(read())
  } catch (thrown) {
    if (isFault(thrown)) return refused(thrown.code, thrown.path, thrown.reason)
    throw thrown
  }
}

function isFault(thrown: unknown): thrown is Fault {
  return typeof thrown === 'object' && thrown !== null && 'fault' in thrown
}

export function fail(code: RefusalCode, path: string, reason: string): never {
  throw { fault: true, code, path, reason } satisfies Fault
}

export function objectAt(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    fail(value === undefined ? 'missing' : 'wrong-type', path, 'an object is expected')
  return value as Fields
}

export function listAt(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) fail(value === undefined ? 'missing' : 'wrong-type', path, 'a list is expected')
  return value
}

export function stringAt(value: unknown, path: string): string {
  if (typeof value !== 'string') fail(value === undefined ? 'missing' : 'wrong-type', path, 'a text is expected')
  return value
}

export function numberAt(value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    fail(value === undefined ? 'missing' : 'wrong-type', path, 'a number is expected')
  return value
}

export function wholeAt(value: unknown, path: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const number = numberAt(value, path)
  if (!Number.isInteger(number)) fail('wrong-type', path, 'a whole number is expected')
  if (number < least || number > most)
    fail('out-of-range', path, most === Number.MAX_SAFE_INTEGER ? `at least ${least}` : `between ${least} and ${most}`)
  return number
}

export function formatAt(fields: Fields, expected: string): void {
  if (fields.format !== expected) fail('wrong-format', 'format', `"${expected}" is expected`)
}
