/**
 * The table of deviations: every case file of the reference folder, recomputed from its inputs alone.
 * GRAPPE_REFERENCE names the folder that holds `solar/` and `weather/`. Arguments filter by file name.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { isObject, type Json, type JsonObject } from '../src/fields.ts'
import { type Outcome, refused } from '../src/outcome.ts'
import { recompute } from '../src/recompute/recompute.ts'
import { readWeather } from '../src/weather/read.ts'
import type { Weather } from '../src/weather/types.ts'
import { type Deviation, deviations, OUTPUTS, withoutOutputs } from './deviations.ts'

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
const energyOf = (outputs: Json | undefined): number | null =>
  isObject(outputs) && typeof outputs.annual_energy === 'number' ? outputs.annual_energy : null
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
    const [theirs, mine] = [file.outputs_annual, done.value.outputs_annual].map(energyOf)
    if (theirs !== null && mine !== null) parts.unshift(`annual energy ${percentOf(Math.abs(mine! / theirs! - 1))}`)
    console.log(
      `${name.padEnd(44)} ${((used.user + used.system) / 1000).toFixed(0).padStart(5)} ms  ${parts.join(' | ')}`,
    )
  }
}
