import { refused } from './outcome.ts'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json | undefined
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What cannot be written as a JSON number becomes null. */
export const numberOrNull = (value: number | null | undefined): number | null =>
  value === null || value === undefined || !Number.isFinite(value) ? null : value

/** An array of numbers as JSON. */
export const jsonNumbers = (values: ArrayLike<number | null>): (number | null)[] => Array.from(values, numberOrNull)

/** Reads named fields of one object; the first fault is kept and everything after it reads as zero. */
export interface Fields {
  number(name: string, fallback?: number): number
  text(name: string, fallback?: string): string
  numbers(name: string, fallback?: readonly number[]): readonly number[]
  matrix(name: string, fallback?: readonly (readonly number[])[]): readonly (readonly number[])[]
  object(name: string): JsonObject
  has(name: string): boolean
  /** The first fault met, or null. */
  readonly fault: ReturnType<typeof refused> | null
}

export function fieldsOf(source: JsonObject, path: string): Fields {
  let fault: ReturnType<typeof refused> | null = null
  const miss = (name: string, want: string): void => {
    const have = source[name] === undefined ? 'absent' : JSON.stringify(source[name])?.slice(0, 60)
    fault ??= refused(
      source[name] === undefined ? 'missing' : 'not-a-number',
      `${path}.${name}`,
      `${want} wanted, ${have}`,
    )
  }
  const numeric = (value: Json | undefined): number | null =>
    typeof value === 'number' && Number.isFinite(value) ? value : null
  return {
    get fault() {
      return fault
    },
    has: (name) => source[name] !== undefined && source[name] !== null,
    number(name, fallback) {
      const value = source[name]
      const single = Array.isArray(value) && value.length === 1 ? numeric(value[0]) : numeric(value)
      if (single !== null) return single
      if (fallback !== undefined && value === undefined) return fallback
      miss(name, 'a number')
      return fallback ?? 0
    },
    text(name, fallback) {
      const value = source[name]
      if (typeof value === 'string') return value
      if (fallback !== undefined) return fallback
      miss(name, 'a text')
      return ''
    },
    numbers(name, fallback) {
      const value = source[name]
      if (Array.isArray(value) && value.every((entry) => numeric(entry) !== null)) return value as number[]
      if (numeric(value) !== null) return [value as number]
      if (fallback !== undefined && value === undefined) return fallback
      miss(name, 'numbers')
      return fallback ?? []
    },
    matrix(name, fallback) {
      const value = source[name]
      if (Array.isArray(value) && value.every((row) => Array.isArray(row) && row.every((c) => numeric(c) !== null)))
        return value as number[][]
      if (Array.isArray(value) && value.every((entry) => numeric(entry) !== null)) return [value as number[]]
      if (fallback !== undefined && value === undefined) return fallback
      miss(name, 'rows of numbers')
      return fallback ?? []
    },
    object(name) {
      const value = source[name]
      if (isObject(value)) return value
      miss(name, 'an object')
      return {}
    },
  }
}
