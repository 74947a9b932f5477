/**
 * CPU time of a year of 8760 hours, one thread, against this machine's own raw loop (8760 x 100 multiply-adds), so that
 * ratios travel between machines. GRAPPE_REFERENCE names the folder with `solar/` and `weather/`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { JsonObject } from '../src/fields.ts'
import { accepted } from '../src/outcome.ts'
import { type PvSystem, runChain } from '../src/pv/model-chain.ts'
import { chainSun, systemOf } from '../src/recompute/model-chain.ts'
import { pvWattsSystem } from '../src/recompute/pvwatts8.ts'
import { recompute } from '../src/recompute/recompute.ts'
import { runPvWatts } from '../src/ssc/pvwatts8.ts'
import { sscSun } from '../src/ssc/sun.ts'
import { sunTrack } from '../src/sun/site-year.ts'
import { readWeather } from '../src/weather/read.ts'
import { sunInstants, type Weather } from '../src/weather/types.ts'

const ROUNDS = 11
const WARM_UP = 10

/** Median CPU milliseconds of a task over rounds, once warm. */
function cpu(task: () => void, rounds = ROUNDS): number {
  for (let i = 0; i < WARM_UP; i++) task()
  const times = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage()
    task()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return times.sort((a, b) => a - b)[rounds >> 1]!
}

/** The machine's measure; the sum is returned so that the loop cannot be thrown away. */
function rawLoop(): { readonly ms: number; readonly kept: number } {
  const values = Float64Array.from({ length: 100 }, (_, i) => 1 + i * 1e-3)
  let kept = 0
  const ms = cpu(() => {
    for (let hour = 0; hour < 8760; hour++) {
      let sum = hour * 1e-9
      for (let i = 0; i < 100; i++) sum = sum * 0.999 + values[i]!
      kept += sum
    }
  })
  return { ms, kept }
}

/** Whole cases: inputs read, sun, model, monthly sums and hourly days written. */
const CASES: readonly (readonly [label: string, file: string, goal: number])[] = [
  ['pvsamv1, CEC fixed', 'pv/pvsam_phoenix_cec_fixed', 10],
  ['pvsamv1, CEC tracker', 'pv/pvsam_almeria_cec_tracker', 10],
  ['swh', 'csp/swh_casablanca_hotel', 5],
  ['fresnel_physical_iph, polynomials', 'csp/fresnel_iph_marrakech_oil', 20],
  ['fresnel_physical_iph, vacuum tubes', 'csp/fresnel_iph_daggett_evac', 20],
  ['trough_physical_iph', 'csp/trough_iph_tucson_default', 25],
  ['linear_fresnel_dsg_iph', 'csp/lf_dsg_iph_tucson_default', 20],
]

function measure(folder: string): void {
  const raw = rawLoop()
  const row = (label: string, ms: number, goal: number): void =>
    console.log(
      `${label.padEnd(42)} ${ms.toFixed(1).padStart(8)} ms ${(ms / raw.ms).toFixed(1).padStart(7)} x  goal ${goal} ms`,
    )
  const weathers = new Map<string, Weather>()
  const weatherOf = (name: string) => {
    const known = weathers.get(name)
    if (known) return accepted(known)
    const read = readWeather(gunzipSync(readFileSync(join(folder, 'weather', `${name}.gz`))).toString('utf8'))
    if (read.ok) weathers.set(name, read.value)
    return read
  }
  const caseOf = (file: string): JsonObject => JSON.parse(readFileSync(join(folder, 'solar', `${file}.json`), 'utf8'))
  const yearOf = (file: JsonObject): Weather => {
    const read = weatherOf(file.weather as string)
    if (!read.ok) throw new Error(read.reason)
    return read.value
  }
  console.log(`raw loop of 8760 x 100 multiply-adds ${raw.ms.toFixed(2)} ms (sum ${raw.kept.toExponential(3)})`)

  const tucson = yearOf(caseOf('pv/pvwatts_tucson_fixed'))
  const instants = sunInstants(tucson)
  const position = () => void sunTrack(instants, tucson.site, tucson.pressureMbar, tucson.tempAir)
  row('sun position', cpu(position), 2)

  const chains = [
    ['pvlib chain, PVWatts + Perez, with the sun', 'pv/pvlib_daggett_pvwatts_fixed', 4],
    ['pvlib chain, tracker, with the sun', 'pv/pvlib_almeria_pvwatts_tracker', 4],
    ['pvlib chain, CEC, with the sun', 'pv/pvlib_tucson_cec_fixed', 8],
    ['pvlib chain, De Soto, with the sun', 'pv/pvlib_casablanca_desoto_roof', 8],
  ] as const
  for (const [label, name, goal] of chains) {
    const file = caseOf(name)
    const system = systemOf(file)
    const weather = yearOf(file)
    if (!system.ok) throw new Error(system.reason)
    const chain = (): void => {
      const { days, sun } = chainSun(weather)
      runChain({ ...weather, dayOfYear: days }, sun, system.value)
    }
    row(label, cpu(chain), goal)
  }

  const sized = systemOf(caseOf('pv/pvlib_daggett_pvwatts_fixed'))
  const daggett = yearOf(caseOf('pv/pvlib_daggett_pvwatts_fixed'))
  if (!sized.ok) throw new Error(sized.reason)
  const thousand = (): void => {
    const { days, sun } = chainSun(daggett)
    const year = { ...daggett, dayOfYear: days }
    for (let k = 0; k < 1000; k++) runChain(year, sun, turned(sized.value, k))
  }
  row('1,000 PV designs at one site', cpu(thousand, 3), 1500)

  for (const [label, name] of [
    ['pvwattsv8, fixed, with the sun', 'pv/pvwatts_tucson_fixed'],
    ['pvwattsv8, tracker, with the sun', 'pv/pvwatts_phoenix_tracker'],
    ['pvwattsv8, bifacial tracker, with the sun', 'pv/pvwatts_marrakech_bifacial_tracker'],
  ] as const) {
    const file = caseOf(name)
    const weather = yearOf(file)
    const system = pvWattsSystem(file.inputs as JsonObject, 'inputs')
    if (!system.ok) throw new Error(system.reason)
    row(
      label,
      cpu(() => void runPvWatts(weather, sscSun(weather), system.value)),
      5,
    )
  }
  for (const [label, name, goal] of CASES) {
    const file = caseOf(name)
    row(
      `${label}, whole case`,
      cpu(() => void recompute(file, weatherOf)),
      goal,
    )
  }
}

/** The k-th of a thousand orientations. */
const turned = (system: PvSystem, k: number): PvSystem => ({
  ...system,
  mount: { type: 'fixed', tilt: 5 + (k % 25) * 2, azimuth: 100 + Math.floor(k / 25) * 4 },
})

const folder = process.env.GRAPPE_REFERENCE
if (folder) measure(folder)
else console.log('bench: skipped, GRAPPE_REFERENCE is not set')
