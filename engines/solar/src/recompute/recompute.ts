import type { Json, JsonObject } from '../fields.ts'
import { type Outcome, type Refusal, refused, whyNotFinite } from '../outcome.ts'
import type { Weather } from '../weather/types.ts'
import { recomputeBattWatts } from './battwatts.ts'
import { isComponentTable, recomputeComponents } from './components.ts'
import { recomputeDefinitions, recomputeIrrEdge, recomputeLevelised } from './finance.ts'
import { recomputeFresnel } from './fresnel.ts'
import { recomputeCashLoan } from './loans.ts'
import { recomputeMicroGrid } from './microgrid.ts'
import { recomputeModelChain } from './model-chain.ts'
import { recomputeDetailedPv } from './pvsam.ts'
import { recomputePvWatts } from './pvwatts8.ts'
import { recomputeSingleOwner } from './single-owner.ts'
import { recomputeSteamFresnel } from './steam-fresnel.ts'
import { recomputeWaterHeater } from './swh.ts'
import { recomputeTrough } from './trough.ts'

/** Hands over the weather a case names, read from wherever the caller keeps it. */
export type WeatherOf = (name: string) => Outcome<Weather>

type Recompute = (file: JsonObject, weather: Weather) => Outcome<JsonObject>

/** Cases that need weather, by what their module or tool starts with. */
const WEATHER_KINDS: readonly (readonly [prefix: string, recompute: Recompute])[] = [
  ['pvlib', recomputeModelChain],
  ['pvwattsv8', recomputePvWatts],
  ['pvsamv1', recomputeDetailedPv],
  ['swh', recomputeWaterHeater],
  ['trough_physical_iph', recomputeTrough],
  ['fresnel_physical_iph', recomputeFresnel],
  ['linear_fresnel_dsg_iph', recomputeSteamFresnel],
  ['battwatts', recomputeBattWatts],
  ['rule_dispatch', recomputeMicroGrid],
  ['own + HiGHS', recomputeMicroGrid],
]

/** Cases that need inputs only. */
const PLAIN_KINDS: Readonly<Record<string, (file: JsonObject) => Outcome<JsonObject>>> = {
  finance_definitions: recomputeDefinitions,
  irr_edge: recomputeIrrEdge,
  ssc_lcoe_lcoh: recomputeLevelised,
  cashloan: recomputeCashLoan,
  singleowner: recomputeSingleOwner,
}

/** What kind of case a file is: its table, its module or its tool. */
function kindOf(file: JsonObject): string {
  if (typeof file.table === 'string') return file.table
  if (typeof file.module === 'string') return file.module
  return typeof file.tool === 'string' ? file.tool : ''
}

/**
 * The case file again, every output replaced by what the engine computes from the inputs alone. Outputs need not be
 * in the file.
 */
export function recompute(file: JsonObject, weatherOf: WeatherOf): Outcome<JsonObject> {
  const kind = kindOf(file)
  if (isComponentTable(kind)) return recomputeComponents(file)
  const plain = PLAIN_KINDS[kind]
  if (plain) return numbersOnly(plain(file))
  const match = WEATHER_KINDS.find(([prefix]) => kind.startsWith(prefix))
  if (!match) return refused('unknown-kind', 'file', `no case of kind "${kind}" is known here`)
  if (typeof file.weather !== 'string') return refused('missing', 'weather', 'the case names no weather file')
  const weather = weatherOf(file.weather)
  if (!weather.ok) return weather
  const gap = whyNotWhole(weather.value)
  return gap ?? numbersOnly(match[1](file, weather.value))
}

const COLUMNS = ['ghi', 'dni', 'dhi', 'tempAir', 'windSpeed', 'pressureMbar'] as const
const YEAR = 8760

/** A year with a gap in it is refused at the hour of the gap, not filled in silence. */
function whyNotWhole(weather: Weather): Refusal | null {
  for (const name of COLUMNS) {
    const fault = whyNotFinite(weather[name], `weather.${name}`)
    if (fault) return fault
  }
  if (weather.ghi.length === YEAR) return null
  return refused('wrong-length', 'weather', `${weather.ghi.length} hours where a year of ${YEAR} is asked`)
}

/** An answer that holds what is no number is none: the inputs lead nowhere. */
function numbersOnly(answer: Outcome<JsonObject>): Outcome<JsonObject> {
  if (!answer.ok) return answer
  const path = ['outputs_annual', 'outputs_monthly', 'outputs'].flatMap((name) =>
    notFinite(answer.value[name], name),
  )[0]
  return path === undefined ? answer : refused('not-converged', path, 'the inputs of the case lead to no number here')
}

function notFinite(value: Json | undefined, path: string): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => notFinite(inner, `${path}.${key}`))
}
