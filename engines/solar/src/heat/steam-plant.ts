import { type FlowAim, type FlowCurve, isBeyond, searchFlow, shareForTarget } from './flow-search.ts'
import { liquidEnthalpyAtEntropy, liquidWater } from './if97.ts'
import { type SteamField, steamBalance } from './steam-field.ts'
import { steamSide } from './steam-side.ts'
import { emptySteamYear, type SteamLight, type SteamWeather, type SteamYear } from './steam-year.ts'

const HOUR = 3600

/** Runs a direct-steam field over a year of rows; the process takes whatever it gives. */
export function runSteamPlant(field: SteamField, weather: SteamWeather): SteamYear {
  const rows = weather.beam.length
  const year = emptySteamYear(rows)
  const balance = steamBalance(field)
  const { design, table, state, result } = balance
  const { loops, pressure } = field
  const processIn = liquidWater((pressure * (1 - field.processDrop)) / 10, field.inlet)
  const returnRise =
    (liquidEnthalpyAtEntropy(pressure / 10, processIn.entropy, field.inlet) - processIn.enthalpy) / field.pumpEfficiency
  const { walk, acceptWalk, deliver } = steamSide(field, weather, year, balance)
  let mode: 'off' | 'startup' | 'on' = 'off'
  const bounds = [design.minFlow, design.maxFlow] as const
  const aim: FlowAim = { outlet: design.outletEnthalpy, bounds, guesses: bounds }
  /** What the outlet does with the flow in the sun found last. */
  const curve: FlowCurve = { level: table.liquidEnthalpy(field.inlet), rise: 0 }
  let lastSun = Number.POSITIVE_INFINITY

  const startFlow = (row: number, light: SteamLight): number => {
    const last = state.temperature[field.modules - 1]!
    if (weather.beam[row]! * light.optical <= 30 || last <= (field.freeze + design.startup) / 2) return design.minFlow
    const strength = (weather.beam[row]! * light.optical) / (field.designIrradiance * field.designOptics)
    const wanted = (0.8 * strength * design.flow) / loops + 0.2 * design.minFlow
    return Math.min(design.maxFlow, Math.max(design.minFlow, wanted))
  }

  const withField = (row: number, seconds: number, light: SteamLight): boolean => {
    let sun = light.module
    const at = (flow: number): number => {
      balance.step(state, field.inlet, flow, sun, weather.air[row]!, weather.wind[row]!, seconds, aim.outlet)
      return result.lastEnd
    }
    // The flow of the last hour, as the sun has grown, is near.
    curve.rise *= sun / lastSun
    const flow = searchFlow(aim, at, curve)
    let focus = 1
    if (isBeyond(curve, aim)) {
      const scaled = (share: number): number => {
        sun = light.module * share
        return at(flow)
      }
      focus = shareForTarget(aim.outlet, result.inletEnthalpy, scaled)
      scaled(focus)
    }
    const total = flow * loops
    if (total * (result.outlet - result.inletEnthalpy) <= 0) return false
    const share = seconds / HOUR
    year.toProcess[row]! += total * (result.outlet - processIn.enthalpy) * share
    year.fieldHeat[row]! += total * (result.outlet - result.inletEnthalpy) * share
    year.pumpProcess[row]! += total * returnRise * share
    year.focus[row] = focus
    deliver(row, seconds, flow, light)
    lastSun = Math.max(light.module, 1e-3)
    return true
  }

  for (let row = 0; row < rows; row++) {
    let left = HOUR
    const sunny = weather.beam[row]! > 1
    year.focus[row] = 1
    while (mode !== 'on' && sunny && left >= 1) {
      const begun = HOUR - left
      let light = weather.light(row, row + 1, left / HOUR)
      let flow = startFlow(row, light)
      let used = walk(row, left, flow, light.module, true)
      const own = used < left ? weather.light(row, row + (begun + used) / HOUR, used / HOUR) : light
      if (own.module !== light.module || own.tracking !== light.tracking) {
        light = own
        flow = startFlow(row, light)
        used = walk(row, used, flow, light.module, true)
      }
      acceptWalk(row, flow, light)
      left -= used
      mode = balance.returned > design.startup ? 'on' : 'startup'
    }
    if (mode !== 'on' && !sunny) mode = 'off'
    if (left < 1) continue
    const ran = mode === 'on' && withField(row, left, weather.light(row, row + 1, left / HOUR))
    if (!ran) {
      mode = 'off'
      walk(row, left, design.minFlow, 0, false)
      acceptWalk(row, design.minFlow, null)
    } else if (balance.returned < design.startup) mode = 'off'
  }
  return year
}
