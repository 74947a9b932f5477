#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { accepted, type Outcome, refused } from '../src/outcome.ts'
import { isObject, type JsonObject } from '../src/recompute/json.ts'
import { recompute } from '../src/recompute/recompute.ts'
import { readWeather } from '../src/weather/read.ts'
import type { Weather } from '../src/weather/types.ts'

const USAGE = `usage: solar run CASE [--weather DIR] [--json]
       solar recompute FILE --weather DIR
       solar weather FILE [--json]`

function textOf(path: string): Outcome<string> {
  const found = [path, `${path}.gz`].find(existsSync)
  if (!found) return refused('missing', path, 'no such file')
  const bytes = readFileSync(found)
  return accepted((found.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
}

function caseOf(path: string): Outcome<JsonObject> {
  const text = textOf(path)
  if (!text.ok) return text
  try {
    const parsed: unknown = JSON.parse(text.value)
    return isObject(parsed) ? accepted(parsed) : refused('unknown-kind', path, 'a case is a JSON object')
  } catch (error) {
    return refused('unknown-format', path, (error as Error).message)
  }
}

/** Weather by the name a case uses, from one folder. */
const weatherFrom =
  (folder: string) =>
  (name: string): Outcome<Weather> => {
    const text = textOf(join(folder, name))
    return text.ok ? readWeather(text.value) : text
  }

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function printCase(file: JsonObject): void {
  say(`${file.case ?? file.table ?? 'case'}: ${file.description ?? ''}`)
  const outputs = file.outputs_annual ?? file.outputs ?? file.columns ?? file.rows ?? {}
  if (!isObject(outputs)) return
  for (const [name, value] of Object.entries(outputs))
    if (typeof value === 'number' || value === null) say(`  ${name.padEnd(36)} ${value}`)
}

function printWeather(weather: Weather, json: boolean): void {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0) / 1000
  const mean = (values: Float64Array) => values.reduce((total, value) => total + value, 0) / values.length
  const summary = {
    format: weather.format,
    ...weather.site,
    rows: weather.hour.length,
    time: weather.time.statement,
    ghi_kwh_m2: sum(weather.ghi),
    dni_kwh_m2: sum(weather.dni),
    dhi_kwh_m2: sum(weather.dhi),
    mean_temp_c: mean(weather.tempAir),
    mean_wind_m_s: mean(weather.windSpeed),
    findings: weather.findings,
  }
  if (json) say(JSON.stringify(summary))
  else for (const [name, value] of Object.entries(summary)) say(`${name.padEnd(16)} ${JSON.stringify(value)}`)
}

function optionOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name)
  return at >= 0 ? args[at + 1] : undefined
}

function execute(args: readonly string[]): Outcome<null> {
  const [command, path] = args
  if (!command || !path || path.startsWith('--')) return refused('missing', 'arguments', USAGE)
  const json = args.includes('--json')
  if (command === 'weather') {
    const text = textOf(path)
    const weather = text.ok ? readWeather(text.value) : text
    if (!weather.ok) return weather
    printWeather(weather.value, json)
    return accepted(null)
  }
  if (command !== 'run' && command !== 'recompute') return refused('unknown-kind', 'arguments', USAGE)
  const file = caseOf(path)
  if (!file.ok) return file
  const folder = optionOf(args, '--weather') ?? join(path, '..')
  const done = recompute(file.value, weatherFrom(folder))
  if (!done.ok) return done
  if (command === 'recompute' || json) say(JSON.stringify(done.value))
  else printCase(done.value)
  return accepted(null)
}

/** Runs the command; 0 on success, 2 when the input is refused. */
export async function main(args: string[]): Promise<number> {
  const done = execute(args)
  if (done.ok) return 0
  process.stderr.write(`${done.code}: ${done.path}: ${done.reason}\n`)
  return 2
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main(process.argv.slice(2))
