#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { checkArray } from '../src/design/array-check.ts'
import { readDesign } from '../src/design/read-design.ts'
import { isObject, type JsonObject } from '../src/fields.ts'
import { accepted, type Outcome, refused } from '../src/outcome.ts'
import { readQuestionnaire } from '../src/prefeasibility/questionnaire.ts'
import { studyHeat } from '../src/prefeasibility/study.ts'
import { recompute } from '../src/recompute/recompute.ts'
import { readWeather } from '../src/weather/read.ts'
import type { Weather } from '../src/weather/types.ts'

const USAGE = `usage: solar run CASE [--weather DIR] [--json]
       solar recompute FILE --weather DIR
       solar weather FILE [--json]
       solar study FORM --weather FILE [--json]     first study of solar heat from a plant's questionnaire
       solar check DESIGN [--json]                  an array's design for an installer's label`

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

function weatherAt(path: string): Outcome<Weather> {
  const text = textOf(path)
  return text.ok ? readWeather(text.value) : text
}

function runWeather(path: string, args: readonly string[]): Outcome<null> {
  const weather = weatherAt(path)
  if (!weather.ok) return weather
  printWeather(weather.value, args.includes('--json'))
  return accepted(null)
}

/** Recomputes a case; `whole` prints the file again, otherwise its main numbers. */
function runCase(path: string, args: readonly string[], whole: boolean): Outcome<null> {
  const file = caseOf(path)
  if (!file.ok) return file
  const folder = optionOf(args, '--weather') ?? join(path, '..')
  const done = recompute(file.value, weatherFrom(folder))
  if (!done.ok) return done
  if (whole) say(JSON.stringify(done.value))
  else printCase(done.value)
  return accepted(null)
}

function runStudy(path: string, args: readonly string[]): Outcome<null> {
  const form = textOf(path)
  const questions = form.ok ? readQuestionnaire(form.value) : form
  if (!questions.ok) return questions
  const where = optionOf(args, '--weather')
  if (!where) return refused('missing', '--weather', USAGE)
  const weather = weatherAt(where)
  if (!weather.ok) return weather
  const study = studyHeat(questions.value, weather.value)
  if (!study.ok) return study
  if (args.includes('--json')) say(JSON.stringify(study.value))
  else for (const [name, value] of Object.entries(study.value.best)) say(`${name.padEnd(16)} ${value}`)
  return accepted(null)
}

function runCheck(path: string, args: readonly string[]): Outcome<null> {
  const file = caseOf(path)
  if (!file.ok) return file
  const design = readDesign(file.value)
  if (!design.ok) return design
  const findings = checkArray(design.value.design, design.value.site)
  if (!findings.ok) return findings
  if (args.includes('--json')) say(JSON.stringify(findings.value))
  else
    for (const f of findings.value)
      say(
        `${f.severity.padEnd(8)} ${f.rule.padEnd(18)} ${f.value.toFixed(2)} (limit ${f.limit.toFixed(2)} ${f.unit})  ${f.text}`,
      )
  return accepted(null)
}

const COMMANDS: Readonly<Record<string, (path: string, args: readonly string[]) => Outcome<null>>> = {
  weather: runWeather,
  run: (path, args) => runCase(path, args, args.includes('--json')),
  recompute: (path, args) => runCase(path, args, true),
  study: runStudy,
  check: runCheck,
}

function execute(args: readonly string[]): Outcome<null> {
  const [name = '', path] = args
  if (args.includes('--help')) {
    say(USAGE)
    return accepted(null)
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command || !path || path.startsWith('--')) return refused('missing', 'arguments', USAGE)
  return command(path, args)
}

/** Runs the command; 0 on success, 2 when the input is refused. */
export async function main(args: string[]): Promise<number> {
  const done = execute(args)
  if (done.ok) return 0
  process.stderr.write(`${done.code}: ${done.path}: ${done.reason}\n`)
  return 2
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // A reader that has seen enough (`| head`) closes the pipe: that is no fault of the command.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  process.exitCode = await main(process.argv.slice(2))
}
