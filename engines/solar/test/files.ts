import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { JsonObject } from '../src/fields.ts'
import type { Outcome } from '../src/outcome.ts'
import { readWeather } from '../src/weather/read.ts'
import type { Weather } from '../src/weather/types.ts'

const FOLDER = join(import.meta.dirname, 'reference')
const known = new Map<string, Outcome<Weather>>()

export const textFile = (name: string): string => readFileSync(join(FOLDER, name), 'utf8')

/** The weather of a case, read once. */
export function weatherOf(name: string): Outcome<Weather> {
  const read =
    known.get(name) ?? readWeather(gunzipSync(readFileSync(join(FOLDER, 'weather', `${name}.gz`))).toString())
  known.set(name, read)
  return read
}

export const caseNames = (): string[] => readdirSync(join(FOLDER, 'cases')).sort()
export const caseFile = (name: string): JsonObject => JSON.parse(textFile(join('cases', name))) as JsonObject

/** The weather of a file that must be readable. */
export function goodWeather(name: string): Weather {
  const read = weatherOf(name)
  if (!read.ok) throw new Error(`${name}: ${read.reason}`)
  return read.value
}
