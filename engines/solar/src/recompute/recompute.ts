import type { JsonObject } from '../fields.ts'
import { type Outcome, refused } from '../outcome.ts'
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
  if (plain) return plain(file)
  const match = WEATHER_KINDS.find(([prefix]) => kind.startsWith(prefix))
  if (!match) return refused('unknown-kind', 'file', `no case of kind "${kind}" is known here`)
  if (typeof file.weather !== 'string') return refused('missing', 'weather', 'the case names no weather file')
  const weather = weatherOf(file.weather)
  return weather.ok ? match[1](file, weather.value) : weather
}
