import type { Fields, JsonObject } from '../fields.ts'
import { flowByFalsePosition, isTooHot, shareForTarget } from '../heat/flow-search.ts'
import { densityAt } from '../heat/fluid-table.ts'
import type { HeatFluid } from '../heat/fluids.ts'
import { LOAD_LIBRARY, loadFromWords, yearOfLoad } from '../heat/loads.ts'
import { acceptStep, fieldState, flowAim, type Receivers, stepLoop } from '../heat/loop.ts'
import { loopResult } from '../heat/loop-result.ts'
import type { Surroundings } from '../heat/outside.ts'
import { runPlant } from '../heat/plant.ts'
import type { HeatPlant, PlantYear, StepLight } from '../heat/plant-year.ts'
import { skyTemperature } from '../heat/sun-track.ts'
import type { BuiltField } from '../heat/trough.ts'
import type { LightInput } from '../heat/trough-light.ts'
import { sizeTanks, type TankDesign } from '../heat/two-tank.ts'
import { accepted, type Outcome, refused } from '../outcome.ts'
import { singlePrecision } from '../ssc/sun.ts'
import { sunTrack } from '../sun/site-year.ts'
import { wetBulbs } from '../weather/humidity.ts'
import { MONTH_DAYS, sunInstants, type Weather } from '../weather/types.ts'

export const KELVIN = 273.15

/** Weather as a heat field needs it: kelvin, Pa, degrees. */
export interface HeatWeather {
  readonly air: Float64Array
  readonly dew: Float64Array | null
  readonly wind: Float64Array
  readonly pressure: Float64Array
  readonly beam: Float64Array
  readonly azimuth: Float64Array
  readonly zenith: Float64Array
  readonly site: Weather['site']
}

export function heatWeather(weather: Weather): HeatWeather {
  const wet = wetBulbs(weather)
  const sun = sunTrack(sunInstants(weather), weather.site, weather.pressureMbar, weather.tempAir)
  const air = singlePrecision(weather.tempAir)
  const pressure = singlePrecision(weather.pressureMbar)
  for (let i = 0; i < air.length; i++) {
    air[i]! += KELVIN
    pressure[i]! *= 100
    if (wet) wet[i]! += KELVIN
  }
  return {
    air,
    dew: wet,
    wind: singlePrecision(weather.windSpeed),
    pressure,
    beam: singlePrecision(weather.dni),
    azimuth: sun.azimuth,
    zenith: sun.apparentZenith,
    site: weather.site,
  }
}

/** Load of each hour as a share of design: an hourly series, a named or described day, or a schedule of periods. */
export function loadOf(inputs: Fields, source: JsonObject, description: string): Outcome<Float64Array> {
  const mode = inputs.number('is_timestep_load_fractions', 0)
  if (mode === 1) {
    const given = source.timestep_load_fractions
    if (Array.isArray(given) && given.length === 8760) return accepted(Float64Array.from(given as number[]))
    if (Array.isArray(given) && given.length === 1) return accepted(new Float64Array(8760).fill(given[0] as number))
    const named = typeof given === 'string' ? LOAD_LIBRARY[given] : undefined
    const load = loadFromWords(description) ?? named
    if (load) return accepted(yearOfLoad(load))
    return refused('missing', 'inputs.timestep_load_fractions', 'neither 8760 shares nor a day known by name or words')
  }
  if (mode === 2) {
    const given = inputs.numbers('timestep_load_abs')
    const scale = inputs.number('timestep_load_abs_factor', 1) / (inputs.number('q_pb_design') * 1000)
    if (given.length === 8760) return accepted(Float64Array.from(given, (kw) => kw * scale))
    return refused('missing', 'inputs.timestep_load_abs', '8760 loads wanted')
  }
  const factors = inputs.numbers('f_turb_tou_periods')
  const weekday = inputs.matrix('weekday_schedule')
  const weekend = inputs.matrix('weekend_schedule')
  const load = new Float64Array(8760)
  let hour = 0
  let weekDay = 0
  MONTH_DAYS.forEach((days, month) => {
    for (let day = 0; day < days; day++) {
      const schedule = (weekDay >= 5 ? weekend : weekday)[month] ?? []
      for (let h = 0; h < 24; h++) load[hour++] = factors[(schedule[h] ?? 1) - 1] ?? 1
      weekDay = (weekDay + 1) % 7
    }
  })
  return accepted(load)
}

export function tanksOf(inputs: Fields, fluid: HeatFluid, heightName: string): TankDesign | null {
  const hours = inputs.number('tshours')
  if (hours <= 0) return null
  return sizeTanks(fluid, {
    energy: hours * inputs.number('q_pb_design') * 3.6e9,
    hot: inputs.number('T_loop_out') + KELVIN,
    cold: inputs.number('T_loop_in_des') + KELVIN,
    height: inputs.number(heightName),
    fixedDiameter: inputs.number('is_h_tank_fixed', 1) === 0 ? inputs.number('d_tank_in') : null,
    minHeight: inputs.number('h_tank_min'),
    lossCoefficient: inputs.number('u_tank'),
    pairs: inputs.number('tank_pairs'),
    hotHeater: { keeps: inputs.number('hot_tank_Thtr') + KELVIN, power: inputs.number('hot_tank_max_heat') * 1e6 },
    coldHeater: { keeps: inputs.number('cold_tank_Thtr') + KELVIN, power: inputs.number('cold_tank_max_heat') * 1e6 },
  })
}

/** Steps of the walk to rest, s, and what it stops at: temperatures' movement in a step summed over the loop, K. */
const REST_STEP = 300
const REST_MOVEMENT = 10
const REST_STEPS = 200

/**
 * Field nearly at rest under its design sun, walked there from its inlet temperature as the published model does (it
 * stops a little before rest): pressure drop and pump power. `prepare` sets a share of the design sun.
 */
export function steadyField(built: BuiltField, prepare: (share: number) => void, receivers: Receivers) {
  const { field } = built
  const inlet = field.inletDesign
  const state = fieldState(field.elements, inlet)
  const result = loopResult(field.elements)
  const at = (flow: number): number => {
    stepLoop(field, state, inlet, flow, REST_STEP, 30 + KELVIN, receivers, result)
    return result.outEnd[field.elements - 1]!
  }
  const before = { inlet: new Float64Array(field.elements), out: new Float64Array(field.elements) }
  const aim = flowAim(field)
  let flow = field.minFlow
  let moved = Number.POSITIVE_INFINITY
  for (let step = 0; step < REST_STEPS && moved > REST_MOVEMENT; step++) {
    prepare(1)
    flow = flowByFalsePosition(at, aim)
    if (flow === field.maxFlow && isTooHot(at(flow), aim)) {
      const dimmed = (share: number): number => {
        prepare(share)
        return at(flow)
      }
      dimmed(shareForTarget(field.outletDesign, inlet, dimmed))
    } else at(flow)
    moved = 0
    for (let i = 0; i < field.elements; i++)
      moved += Math.abs(result.inlet[i]! - before.inlet[i]!) + Math.abs(result.outMean[i]! - before.out[i]!)
    before.inlet.set(result.inlet)
    before.out.set(result.outMean)
    acceptStep(state, result)
  }
  const watts = built.pump(flow, result.inlet, result.outMean)
  const density = densityAt(field.fluid, (result.inlet[0]! + result.outMean[field.elements - 1]!) / 2)
  return { flow, pumpMw: watts / 1e6, watts, density, total: flow * field.loops }
}

/** Air around the receivers in a row of weather. */
export function surroundingsAt(sky: HeatWeather, row: number): Surroundings {
  const ambient = sky.air[row]!
  return {
    ambient,
    sky: sky.dew ? skyTemperature(ambient, sky.dew[row]!, (row + 1) % 24) : ambient - 20,
    wind: sky.wind[row]!,
    pressure: sky.pressure[row]!,
  }
}

/** What differs from one kind of field to another when a plant is run. */
export interface FieldKind<Light extends StepLight> {
  readonly built: BuiltField
  readonly light: (input: LightInput) => Light
  /** Sun on the tubes of a light, W/m by element. */
  readonly sunOf: (light: Light) => Float64Array
  readonly alike: HeatPlant<Light>['alike']
  readonly receivers: Receivers
  /** Strength of the sun in a light, against the design. */
  readonly strength: (light: Light, beam: number) => number
  readonly tracking: number
}

const LEAST_STARTUP_BEAM = 50

/** Runs a case's plant over its weather. */
export function runHeatCase<Light extends StepLight>(
  kind: FieldKind<Light>,
  inputs: Fields,
  sky: HeatWeather,
  load: ArrayLike<number>,
  tanks: TankDesign | null,
): PlantYear {
  const { field, design, pump } = kind.built
  const full = new Float64Array(field.elements)
  const dimmed = new Float64Array(field.elements)
  const designFlow = design.flow / design.loops
  return runPlant<Light>({
    field,
    light: (row, endHour, hours) =>
      kind.light({
        endHour,
        hours,
        beam: sky.beam[row]!,
        wind: sky.wind[row]!,
        azimuth: sky.azimuth[row]!,
        zenith: sky.zenith[row]!,
      }),
    prepare: (row, light) => {
      if (light) full.set(kind.sunOf(light))
      else full.fill(0)
      dimmed.set(full)
      kind.receivers.prepare(surroundingsAt(sky, row), dimmed)
    },
    dim: (share) => {
      for (let i = 0; i < full.length; i++) dimmed[i] = full[i]! * share
    },
    alike: kind.alike,
    receivers: kind.receivers,
    startFlow: (light, row, lastOutlet) => {
      const beam = sky.beam[row]!
      if (beam <= LEAST_STARTUP_BEAM || lastOutlet <= (field.freeze + field.startup) / 2) return field.minFlow
      const wanted = 0.8 * kind.strength(light, beam) * designFlow + 0.2 * field.minFlow
      return Math.min(field.maxFlow, Math.max(field.minFlow, wanted))
    },
    pump,
    tracking: kind.tracking,
    tanks,
    initialHot: inputs.number('init_hot_htf_percent') / 100,
    process: {
      heat: inputs.number('q_pb_design') * 1e6,
      maxFlowShare: inputs.number('hs_htf_mdot_max_frac', 1),
      pumpWattsPerFlow: inputs.number('pb_pump_coef') * 1000,
    },
    air: sky.air,
    beam: sky.beam,
    load,
  })
}
