import { type Fields, fieldsOf, isObject, type JsonObject } from '../fields.ts'
import { accepted, type Outcome, refused } from '../outcome.ts'
import { ARRAY_TYPES, MODULE_TYPES, type PvWattsHourly, type PvWattsSystem } from '../ssc/pvwatts-system.ts'
import { runPvWatts } from '../ssc/pvwatts8.ts'
import { type SscSun, singlePrecision, sscSun } from '../ssc/sun.ts'
import { monthlySums } from '../weather/check.ts'
import { MONTH_DAYS, type Weather } from '../weather/types.ts'
import { monthlySumsOf, shownDays } from './series.ts'

/** A PVWatts system from SSC's own variable names. */
export function pvWattsSystem(source: JsonObject, path: string): Outcome<PvWattsSystem> {
  const inputs: Fields = fieldsOf(source, path)
  const arrayType = ARRAY_TYPES[inputs.number('array_type', 0)]
  const moduleType = MODULE_TYPES[inputs.number('module_type', 0)]
  if (!arrayType) return refused('out-of-range', `${path}.array_type`, '0 to 5')
  if (!moduleType) return refused('out-of-range', `${path}.module_type`, '0 to 2')
  const system: PvWattsSystem = {
    systemCapacityKwDc: inputs.number('system_capacity'),
    moduleType,
    dcAcRatio: inputs.number('dc_ac_ratio', 1.1),
    arrayType,
    tilt: inputs.number('tilt', 0),
    azimuth: inputs.number('azimuth', 180),
    rotationLimit: inputs.number('rotlim', 45),
    gcr: inputs.number('gcr', 0.3),
    lossesPercent: inputs.number('losses', 14.0757),
    inverterEfficiencyPercent: inputs.number('inv_eff', 96),
    bifaciality: inputs.number('bifaciality', 0),
    albedo: inputs.numbers('albedo', [0.2]),
    useWeatherAlbedo: inputs.number('use_wf_albedo', 1) !== 0,
    soilingPercent: inputs.numbers('soiling', [0]),
    adjustPercent: inputs.number('adjust_constant', 0),
  }
  if (inputs.fault) return inputs.fault
  if (!(system.gcr >= 0.01 && system.gcr < 1)) return refused('out-of-range', `${path}.gcr`, 'between 0.01 and 1')
  if (!(system.dcAcRatio > 0)) return refused('out-of-range', `${path}.dc_ac_ratio`, 'above zero')
  if (!(system.inverterEfficiencyPercent > 0 && system.inverterEfficiencyPercent <= 100))
    return refused('out-of-range', `${path}.inv_eff`, 'above 0 and at most 100')
  if (!(system.systemCapacityKwDc > 0)) return refused('out-of-range', `${path}.system_capacity`, 'above zero')
  return accepted(system)
}

/** Recomputes a pvwattsv8 case. */
export function recomputePvWatts(file: JsonObject, weather: Weather): Outcome<JsonObject> {
  const system = pvWattsSystem(isObject(file.inputs) ? file.inputs : {}, 'inputs')
  if (!system.ok) return system
  const sun = sscSun(weather)
  const hourly = runPvWatts(weather, sun, system.value)
  const annual = hourly.ac.reduce((sum, watt) => sum + watt, 0) / 1000
  const monthlyEnergy = monthlySums(hourly.ac).map((sum) => sum / 1000)
  const poaMonthly = monthlySums(hourly.poa).map((sum) => sum / 1000)
  const solrad = poaMonthly.map((sum, month) => sum / MONTH_DAYS[month]!)
  const factor = annual / (system.value.systemCapacityKwDc * 87.6)
  const series = hourlySeries(weather, sun, hourly)
  return accepted({
    ...file,
    outputs_annual: {
      annual_energy: annual,
      ac_annual: annual,
      solrad_annual: solrad.reduce((sum, value) => sum + value, 0) / 12,
      capacity_factor: factor,
      capacity_factor_ac: factor * system.value.dcAcRatio,
      kwh_per_kw: annual / system.value.systemCapacityKwDc,
      inv_eff: system.value.inverterEfficiencyPercent,
    },
    outputs_monthly: {
      ac_monthly: monthlyEnergy,
      dc_monthly: monthlySums(hourly.dc).map((sum) => sum / 1000),
      monthly_energy: monthlyEnergy,
      poa_monthly: poaMonthly,
      solrad_monthly: solrad,
    },
    monthly_sums_of_hourly: monthlySumsOf(series),
    hourly_days: shownDays(series),
  })
}

function hourlySeries(weather: Weather, sun: SscSun, hourly: PvWattsHourly) {
  return {
    gh: singlePrecision(weather.ghi),
    dn: singlePrecision(weather.dni),
    df: singlePrecision(weather.dhi),
    tamb: singlePrecision(weather.tempAir),
    wspd: singlePrecision(weather.windSpeed),
    sunup: sun.up,
    aoi: hourly.incidence,
    poa: hourly.poa,
    tpoa: hourly.transmitted,
    tcell: hourly.cellTemperature,
    dc: hourly.dc,
    ac: hourly.ac,
    gen: hourly.ac.map((watt) => watt / 1000),
    shad_beam_factor: new Float64Array(weather.hour.length).fill(1),
    ss_beam_factor: hourly.beamShadeFactor,
    ss_sky_diffuse_factor: hourly.skyShadeFactor,
  }
}
