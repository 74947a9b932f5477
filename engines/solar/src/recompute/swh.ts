import { type Fields, fieldsOf, isObject, type JsonObject } from '../fields.ts'
import { accepted, type Outcome, refused } from '../outcome.ts'
import { singlePrecision, sscSun } from '../ssc/sun.ts'
import { runWaterHeater } from '../ssc/swh.ts'
import type { WaterHeater } from '../ssc/water-heater.ts'
import { monthlySums } from '../weather/check.ts'
import { MONTH_DAYS, type Weather } from '../weather/types.ts'
import { converted, monthlySumsOf, shownDays, sumOf } from './series.ts'

/**
 * The draw of 8760 hours, kg/h: given as numbers, or as a daily profile in the case's description, "[24 numbers] kg/h x
 * (1+.1 cos(2 pi month0/12))".
 */
function drawOf(inputs: JsonObject, weather: Weather, description: string): Float64Array | null {
  const given = inputs.scaled_draw
  if (Array.isArray(given) && given.length === 8760) return Float64Array.from(given as number[])
  const profile = /\[([\d.,\s]+)\]/.exec(typeof given === 'string' && given.includes('[') ? given : description)
  const day = profile?.[1]?.split(',').map(Number) ?? []
  if (day.length !== 24) return null
  const swing = /1\s*\+\s*(\d*\.?\d+)\s*cos/.exec(description)
  const amplitude = swing ? Number(swing[1]) : 0
  const byMonth = MONTH_DAYS.map((_, month) => 1 + amplitude * Math.cos((2 * Math.PI * month) / 12))
  const draw = new Float64Array(8760)
  for (let i = 0; i < draw.length; i++) draw[i] = day[i % 24]! * byMonth[weather.month[i]! - 1]!
  return draw
}

function heaterOf(inputs: Fields, draw: Float64Array): WaterHeater {
  const custom = (name: string): readonly number[] | null =>
    inputs.number(`use_${name}`, 0) ? inputs.numbers(name) : null
  return {
    tilt: inputs.number('tilt'),
    azimuth: inputs.number('azimuth'),
    albedo: inputs.number('albedo'),
    irradianceMode: inputs.number('irrad_mode', 0),
    skyModel: (['isotropic', 'hdkr', 'perez'] as const)[inputs.number('sky_model', 0)] ?? 'isotropic',
    collectors: inputs.number('ncoll'),
    collectorArea: inputs.number('area_coll'),
    opticalGain: inputs.number('FRta'),
    lossCoefficient: inputs.number('FRUL'),
    incidenceCoefficient: inputs.number('iam'),
    testFlow: inputs.number('test_flow'),
    fluidIsGlycol: inputs.number('fluid', 0) !== 0,
    testFluidIsGlycol: inputs.number('test_fluid', 0) !== 0,
    pipe: {
      length: inputs.number('pipe_length'),
      diameter: inputs.number('pipe_diam'),
      conductivity: inputs.number('pipe_k'),
      insulation: inputs.number('pipe_insul'),
    },
    tank: {
      volume: inputs.number('V_tank'),
      heightToDiameter: inputs.number('tank_h2d_ratio'),
      lossCoefficient: inputs.number('U_tank'),
      maxTemperature: inputs.number('T_tank_max'),
    },
    exchangerEffectiveness: inputs.number('hx_eff'),
    roomTemperature: inputs.number('T_room'),
    pump: { watts: inputs.number('pump_power'), efficiency: inputs.number('pump_eff') },
    draw,
    setTemperature: custom('custom_set') ?? [inputs.number('T_set')],
    mainsTemperature: custom('custom_mains'),
    adjustPercent: inputs.number('adjust_constant', 0),
  }
}

/** Recomputes an swh case. */
export function recomputeWaterHeater(file: JsonObject, weather: Weather): Outcome<JsonObject> {
  const source = isObject(file.inputs) ? file.inputs : {}
  const inputs = fieldsOf(source, 'inputs')
  const draw = drawOf(source, weather, String(file.description ?? ''))
  if (!draw) return refused('missing', 'inputs.scaled_draw', '8760 values or a daily profile of 24 in the description')
  const heater = heaterOf(inputs, draw)
  const capacity = inputs.number('system_capacity')
  if (inputs.fault) return inputs.fault
  const h = runWaterHeater(weather, sscSun(weather), heater)
  const load = Array.isArray(source.load) && source.load.length === 8760 ? (source.load as number[]) : null
  const gen = load ? h.saved.map((kw, i) => Math.min(kw, load[i]!)) : h.saved
  const series = {
    beam: singlePrecision(weather.dni),
    diffuse: singlePrecision(weather.dhi),
    I_incident: h.incident,
    I_transmitted: h.transmitted,
    draw,
    T_amb: singlePrecision(weather.tempAir),
    T_cold: h.cold,
    T_deliv: h.deliveredTemperature,
    T_hot: h.hot,
    T_mains: h.mains,
    T_tank: h.tank,
    Q_transmitted: converted(h.transmitted, (heater.collectors * heater.collectorArea) / 1000),
    Q_useful: h.useful,
    Q_deliv: h.delivered,
    Q_loss: h.tankLoss,
    Q_aux: h.auxiliary,
    Q_auxonly: h.auxiliaryOnly,
    P_pump: h.pump,
    V_hot: h.hotVolume,
    V_cold: converted(h.hotVolume, -1, heater.tank.volume),
    gen,
  }
  return accepted({
    ...file,
    outputs_annual: {
      annual_energy: sumOf(gen),
      annual_Q_deliv: sumOf(h.delivered),
      annual_Q_aux: sumOf(h.auxiliary),
      annual_Q_auxonly: sumOf(h.auxiliaryOnly),
      solar_fraction: sumOf(gen) / sumOf(h.auxiliaryOnly),
      capacity_factor: sumOf(h.saved) / capacity / 87.6,
      kwh_per_kw: sumOf(h.saved) / capacity,
    },
    outputs_monthly: {
      monthly_energy: monthlySums(gen),
      monthly_Q_deliv: monthlySums(h.delivered),
      monthly_Q_aux: monthlySums(h.auxiliary),
      monthly_Q_auxonly: monthlySums(h.auxiliaryOnly),
    },
    monthly_sums_of_hourly: monthlySumsOf(series),
    hourly_days: shownDays(series),
  })
}
