/**
 * The table of deviations: every case file of the reference folder, recomputed from its inputs alone.
 * GRAPPE_REFERENCE names the folder that holds `solar/` and `weather/`. Arguments filter by file name.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { isObject, type Json, type JsonObject } from '../src/fields.ts'
import { accepted, type Outcome, refused } from '../src/outcome.ts'
import { recompute } from '../src/recompute/recompute.ts'
import { readWeather } from '../src/weather/read.ts'
import type { Weather } from '../src/weather/types.ts'

/** Members of a case that hold what was computed. */
const OUTPUTS = [
  'outputs_annual',
  'outputs_monthly',
  'outputs',
  'columns',
  'rows',
  'cash_flows_year0_first',
  'rule_dispatch',
  'monthly_sums_of_hourly',
  'hourly_days',
  'hourly_days_local_standard_time',
  'lcoefcr',
  'iph_to_lcoefcr',
  'lcoefcr_design',
] as const

interface Deviation {
  readonly path: string
  readonly relative: number
  readonly mine: Json | undefined
  readonly theirs: Json
}

/** Relative to the largest magnitude of the series a value stands in, so that near-zeros do not shout. */
function deviations(theirs: Json, mine: Json | undefined, path: string, scale: number): Deviation[] {
  if (typeof theirs === 'number') {
    if (typeof mine !== 'number') return [{ path, relative: Number.POSITIVE_INFINITY, mine, theirs }]
    return [{ path, relative: Math.abs(mine - theirs) / Math.max(Math.abs(theirs), scale, 1e-9), mine, theirs }]
  }
  if (theirs === null || typeof theirs === 'string' || typeof theirs === 'boolean')
    return [{ path, relative: sameText(theirs, mine) ? 0 : Number.POSITIVE_INFINITY, mine, theirs }]
  if (Array.isArray(theirs)) {
    const numbers = theirs.filter((value): value is number => typeof value === 'number')
    const largest = numbers.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
    return theirs.flatMap((value, i) => deviations(value, (mine as Json[])?.[i], `${path}[${i}]`, largest))
  }
  return Object.entries(theirs).flatMap(([key, value]) =>
    value === undefined || key === 'inputs' ? [] : deviations(value, (mine as JsonObject)?.[key], `${path}.${key}`, 0),
  )
}

/** Instants may differ by a millisecond. */
function sameText(theirs: Json, mine: Json | undefined): boolean {
  if (theirs === (mine ?? null)) return true
  if (typeof theirs !== 'string' || typeof mine !== 'string') return false
  return Math.abs(Date.parse(theirs) - Date.parse(mine)) <= 2
}

function withoutOutputs(file: JsonObject): JsonObject {
  const kept = Object.entries(file).filter(
    ([key]) =>
      key === 'columns' ||
      key === 'rows' ||
      key.startsWith('lcoefcr') ||
      key === 'iph_to_lcoefcr' ||
      !OUTPUTS.includes(key as never),
  )
  return Object.fromEntries(kept)
}

const verbose = process.argv.includes('--verbose')
const filters = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
const reference = process.env.GRAPPE_REFERENCE
if (!reference || !existsSync(reference)) {
  console.log('verify: skipped, GRAPPE_REFERENCE is not set')
  process.exit(0)
}
const cache = new Map<string, Outcome<Weather>>()
const weatherOf = (name: string): Outcome<Weather> => {
  const known = cache.get(name)
  if (known) return known
  const path = join(reference, 'weather', `${name}.gz`)
  const read = existsSync(path)
    ? readWeather(gunzipSync(readFileSync(path)).toString('utf8'))
    : refused('missing', name, 'no such weather')
  cache.set(name, read)
  return read
}
const percentOf = (value: number): string => (Number.isFinite(value) ? value.toExponential(2) : 'absent')
for (const folder of ['components', 'pv', 'csp', 'finance', 'microgrid']) {
  for (const name of readdirSync(join(reference, 'solar', folder)).sort()) {
    if (filters.length > 0 && !filters.some((filter) => name.includes(filter))) continue
    const file = JSON.parse(readFileSync(join(reference, 'solar', folder, name), 'utf8')) as JsonObject
    const started = process.cpuUsage()
    const done = recompute(withoutOutputs(file), weatherOf)
    const used = process.cpuUsage(started)
    if (!done.ok) {
      console.log(`${name.padEnd(44)} REFUSED ${done.code} ${done.path}: ${done.reason}`)
      continue
    }
    const parts = OUTPUTS.filter((key) => file[key] !== undefined).map((key) => {
      const found = deviations(file[key]!, done.value[key], key, 0)
      const worst = found.reduce((a, b) => (b.relative > a.relative ? b : a), {
        path: '',
        relative: 0,
        mine: 0,
        theirs: 0,
      } as Deviation)
      if (verbose)
        for (const d of found)
          if (d.relative > 1e-6 && !d.path.includes('hourly'))
            console.log(`   ${d.path} ${d.theirs} -> ${d.mine} (${percentOf(d.relative)})`)
      return `${key} ${percentOf(worst.relative)}${worst.relative > 1e-6 ? ` at ${worst.path.slice(key.length)}` : ''}`
    })
    console.log(
      `${name.padEnd(44)} ${((used.user + used.system) / 1000).toFixed(0).padStart(5)} ms  ${parts.join(' | ')}`,
    )
  }
}
void isObject
void accepted
