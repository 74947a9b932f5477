import { falsePosition } from './flow-search.ts'
import { liquidEnthalpyAtEntropy, liquidWater } from './if97.ts'
import { type SteamField, steamBalance } from './steam-field.ts'

/** Sun on the field for a step: kW on one module after the mirrors, share of it tracking, optical share. */
export interface SteamLight {
  readonly module: number
  readonly tracking: number
  readonly optical: number
}

export interface SteamWeather {
  /** K, m/s, W/m2 by row. */
  readonly air: Float64Array
  readonly wind: Float64Array
  readonly beam: Float64Array
  readonly light: (row: number, endHour: number, hours: number) => SteamLight
}

/** Hourly results, kW averaged over the hour. */
export interface SteamYear {
  readonly toProcess: Float64Array
  readonly fieldHeat: Float64Array
  readonly absorbed: Float64Array
  readonly lost: Float64Array
  readonly pipes: Float64Array
  readonly freeze: Float64Array
  readonly pumpField: Float64Array
  readonly pumpProcess: Float64Array
  readonly tracking: Float64Array
  readonly focus: Float64Array
  readonly loopFlow: Float64Array
  readonly outletTemperature: Float64Array
}

const NAMES = [
  'toProcess',
  'fieldHeat',
  'absorbed',
  'lost',
  'pipes',
  'freeze',
  'pumpField',
  'pumpProcess',
  'tracking',
  'focus',
  'loopFlow',
  'outletTemperature',
] as const satisfies readonly (keyof SteamYear)[]

const HOUR = 3600
const RECIRCULATION = 600
const FREEZE_MARGIN = 10
const TOLERANCE = 0.001

/** Runs a direct-steam field over a year of rows; the process takes whatever it gives. */
export function runSteamPlant(field: SteamField, weather: SteamWeather): SteamYear {
  const rows = weather.beam.length
  const year = Object.fromEntries(NAMES.map((n) => [n, new Float64Array(rows)])) as unknown as SteamYear
  const balance = steamBalance(field)
  const { design, table, state, result } = balance
  const { loops, pressure } = field
  const processIn = liquidWater((pressure * (1 - field.processDrop)) / 10, field.inlet)
  const returnRise =
    (liquidEnthalpyAtEntropy(pressure / 10, processIn.entropy, field.inlet) - processIn.enthalpy) / field.pumpEfficiency
  const trial = { temperature: new Float64Array(field.modules), enthalpy: new Float64Array(field.modules) }
  let mode: 'off' | 'startup' | 'on' = 'off'

  /** Water to recirculate: the field's return, kept below boiling. */
  const recirculated = (returned: number): number => {
    const boiling = table.boiling(pressure)
    let inlet = returned
    while (inlet >= boiling && inlet > returned - 5) inlet -= 1
    return inlet
  }

  const book = (row: number, seconds: number, flow: number, light: SteamLight | null): void => {
    const share = seconds / HOUR
    year.absorbed[row]! += result.absorbed * share
    year.lost[row]! += result.lost * share
    year.pipes[row]! += result.pipes * share
    year.loopFlow[row]! += flow * share
    year.outletTemperature[row]! += result.outletTemperature * share
    year.tracking[row]! += (((light?.tracking ?? 0) * field.trackingWattsPerArea * design.aperture) / 1000) * share
  }

  /** Heat that keeps a recirculating field from freezing over a step just solved, kW. */
  const keepFromFreezing = (
    row: number,
    inlet: number,
    flow: number,
    sun: number,
    seconds: number,
    aim: number,
  ): number => {
    if (result.lastMeanTemperature >= field.freeze + FREEZE_MARGIN) return 0
    const lost = result.pipes - result.absorbed
    if (lost <= 0) return 0
    const capacity = 4.19
    let warmer = inlet + lost / (flow * loops * capacity)
    let given = 0
    for (let pass = 0; pass < 4; pass++) {
      balance.step(state, warmer, flow, sun, weather.air[row]!, weather.wind[row]!, seconds, aim)
      given = flow * loops * (result.inletEnthalpy - result.outlet)
      const wanted = result.pipes - result.absorbed
      if (Math.abs(given - wanted) < 0.01 * Math.max(wanted, 0.01 * design.loss)) break
      warmer = Math.max(inlet, warmer + (wanted - given) / (flow * loops * capacity))
    }
    return given
  }

  const recirculate = (
    row: number,
    seconds: number,
    flow: number,
    light: SteamLight | null,
    starting: boolean,
  ): number => {
    let used = 0
    const sun = light?.module ?? 0
    while (used < seconds - 1e-6) {
      const step = Math.min(RECIRCULATION, seconds - used)
      const inlet = recirculated(balance.returned)
      const aim = table.liquidEnthalpy(inlet)
      balance.step(state, inlet, flow, sun, weather.air[row]!, weather.wind[row]!, step, aim)
      year.freeze[row]! += (keepFromFreezing(row, inlet, flow, sun, step, aim) * step) / HOUR
      year.pumpField[row]! += (result.pump * step) / HOUR
      used += step
      book(row, step, flow, light)
      balance.accept()
      if (starting && result.outletTemperature > design.startup) break
    }
    return used
  }

  const startupTime = (row: number, seconds: number, flow: number, sun: number): number => {
    trial.temperature.set(state.temperature)
    trial.enthalpy.set(state.enthalpy)
    let returned = balance.returned
    let used = 0
    while (used < seconds - 1e-6) {
      const step = Math.min(RECIRCULATION, seconds - used)
      const inlet = recirculated(returned)
      const aim = table.liquidEnthalpy(inlet)
      balance.step(trial, inlet, flow, sun, weather.air[row]!, weather.wind[row]!, step, aim)
      trial.temperature.set(result.endTemperature)
      trial.enthalpy.set(result.endEnthalpy)
      returned = result.outletTemperature
      used += step
      if (returned > design.startup) break
    }
    return used
  }

  const startFlow = (row: number, light: SteamLight): number => {
    const last = state.temperature[field.modules - 1]!
    if (weather.beam[row]! * light.optical <= 30 || last <= (field.freeze + design.startup) / 2) return design.minFlow
    const strength = (weather.beam[row]! * light.optical) / (field.designIrradiance * field.designOptics)
    const wanted = (0.8 * strength * design.flow) / loops + 0.2 * design.minFlow
    return Math.min(design.maxFlow, Math.max(design.minFlow, wanted))
  }

  const withField = (row: number, seconds: number, light: SteamLight): boolean => {
    const aim = design.outletEnthalpy
    let sun = light.module
    const at = (flow: number): number => {
      balance.step(state, field.inlet, flow, sun, weather.air[row]!, weather.wind[row]!, seconds, aim)
      return result.lastEnd
    }
    let flow = design.minFlow
    let focus = 1
    const least = at(flow)
    if (least / aim - 1 > TOLERANCE) {
      const most = at(design.maxFlow)
      if (most / aim - 1 > TOLERANCE) {
        flow = design.maxFlow
        const upper = Math.min(1, (aim - result.inletEnthalpy) / (most - result.inletEnthalpy))
        const scaled = (share: number): number => {
          sun = light.module * share
          return at(flow)
        }
        focus = falsePosition(scaled, aim, [0.9 * upper, upper], [0, 1])
        scaled(focus)
      } else {
        flow = falsePosition(at, aim, [design.minFlow, design.maxFlow], [design.minFlow, design.maxFlow])
        at(flow)
      }
    }
    const total = flow * loops
    if (total * (result.outlet - result.inletEnthalpy) <= 0) return false
    const share = seconds / HOUR
    year.toProcess[row]! += total * (result.outlet - processIn.enthalpy) * share
    year.fieldHeat[row]! += total * (result.outlet - result.inletEnthalpy) * share
    year.pumpField[row]! += result.pump * share
    year.pumpProcess[row]! += total * returnRise * share
    year.focus[row] = focus
    book(row, seconds, flow, light)
    balance.accept()
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
      const needed = startupTime(row, left, flow, light.module)
      if (needed < left) {
        light = weather.light(row, row + (begun + needed) / HOUR, needed / HOUR)
        flow = startFlow(row, light)
      }
      left -= recirculate(row, needed, flow, light, true)
      mode = balance.returned > design.startup ? 'on' : 'startup'
    }
    if (mode !== 'on' && !sunny) mode = 'off'
    if (left < 1) continue
    const ran = mode === 'on' && withField(row, left, weather.light(row, row + 1, left / HOUR))
    if (!ran) {
      mode = 'off'
      recirculate(row, left, design.minFlow, null, false)
    } else if (balance.returned < design.startup) mode = 'off'
  }
  return year
}
