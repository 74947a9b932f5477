/**
 * CPU time of a year of 8760 hours, one thread, against this machine's own raw loop (8760 x 100 multiply-adds), so that
 * ratios travel between machines. GRAPPE_REFERENCE names the folder with `solar/` and `weather/`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { JsonObject } from '../src/fields.ts'
import { accepted } from '../src/outcome.ts'
import { PVWATTS_LOSSES } from '../src/pv/inverter.ts'
import { type PvSystem, runChain } from '../src/pv/model-chain.ts'
import { recompute } from '../src/recompute/recompute.ts'
import { sunTrack } from '../src/sun/site-year.ts'
import { readWeather } from '../src/weather/read.ts'
import { dayOfYear, sunInstants, type Weather } from '../src/weather/types.ts'

const ROUNDS = 9

/** Median CPU milliseconds of a task over rounds, after two to warm up. */
function cpu(task: () => void, rounds = ROUNDS): number {
  task()
  task()
  const times = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage()
    task()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return times.sort((a, b) => a - b)[rounds >> 1]!
}

function rawLoop(): number {
  const values = Float64Array.from({ length: 100 }, (_, i) => 1 + i * 1e-3)
  let kept = 0
  const time = cpu(() => {
    for (let hour = 0; hour < 8760; hour++) {
      let sum = hour * 1e-9
      for (let i = 0; i < 100; i++) sum = sum * 0.999 + values[i]!
      kept += sum
    }
  })
  return kept === 0 ? Number.NaN : time
}

const CASES: readonly (readonly [label: string, file: string, goal: number])[] = [
  ['pvlib ModelChain, PVWatts + Perez', 'pv/pvlib_daggett_pvwatts_fixed', 4],
  ['pvlib ModelChain, tracker', 'pv/pvlib_almeria_pvwatts_tracker', 4],
  ['pvlib ModelChain, CEC', 'pv/pvlib_tucson_cec_fixed', 8],
  ['pvlib ModelChain, De Soto', 'pv/pvlib_casablanca_desoto_roof', 8],
  ['pvwattsv8, fixed', 'pv/pvwatts_tucson_fixed', 5],
  ['pvwattsv8, tracker', 'pv/pvwatts_phoenix_tracker', 5],
  ['pvwattsv8, bifacial tracker', 'pv/pvwatts_marrakech_bifacial_tracker', 5],
  ['pvsamv1, CEC fixed', 'pv/pvsam_phoenix_cec_fixed', 10],
  ['pvsamv1, CEC tracker', 'pv/pvsam_almeria_cec_tracker', 10],
  ['swh', 'csp/swh_casablanca_hotel', 5],
  ['fresnel_physical_iph, polynomials', 'csp/fresnel_iph_marrakech_oil', 20],
  ['fresnel_physical_iph, vacuum tubes', 'csp/fresnel_iph_daggett_evac', 20],
  ['trough_physical_iph', 'csp/trough_iph_tucson_default', 25],
  ['linear_fresnel_dsg_iph', 'csp/lf_dsg_iph_tucson_default', 20],
]

function row(label: string, ms: number, goal: number | null, raw: number): void {
  const shown = goal === null ? '' : `${goal} ms`
  console.log(`${label.padEnd(36)} ${ms.toFixed(1).padStart(8)} ms  ${(ms / raw).toFixed(1).padStart(7)} x  ${shown}`)
}

/** A thousand fixed systems at one site: orientation and losses vary, sun and sky are shared. */
function thousandDesigns(weather: Weather): void {
  const sun = sunTrack(sunInstants(weather), weather.site, weather.pressureMbar, weather.tempAir)
  const days = Float64Array.from(weather.month, (month, i) => dayOfYear(month, weather.day[i]!))
  const chain = { ...weather, dayOfYear: days } as unknown as Parameters<typeof runChain>[0]
  for (let k = 0; k < 1000; k++) {
    const system: PvSystem = designOf(k)
    runChain(chain, sun, system)
  }
}

const designOf = (k: number): PvSystem =>
  ({
    mount: { type: 'fixed', tilt: 5 + (k % 25) * 2, azimuth: 100 + Math.floor(k / 25) * 4 },
  }) as unknown as PvSystem

const folder = process.env.GRAPPE_REFERENCE
if (!folder) console.log('GRAPPE_REFERENCE is not set: nothing to measure')
else {
  const raw = rawLoop()
  void [PVWATTS_LOSSES, thousandDesigns]
  const weathers = new Map<string, Weather>()
  const weatherOf = (name: string) => {
    const known = weathers.get(name)
    if (known) return accepted(known)
    const read = readWeather(gunzipSync(readFileSync(join(folder, 'weather', `${name}.gz`))).toString('utf8'))
    if (read.ok) weathers.set(name, read.value)
    return read
  }
  console.log(`raw loop ${raw.toFixed(2)} ms`)
  for (const [label, file, goal] of CASES) {
    const parsed: JsonObject = JSON.parse(readFileSync(join(folder, 'solar', `${file}.json`), 'utf8'))
    row(
      label,
      cpu(() => void recompute(parsed, weatherOf)),
      goal,
      raw,
    )
  }
}
