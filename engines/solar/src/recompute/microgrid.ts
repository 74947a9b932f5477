import { type Fields, fieldsOf, isObject, type JsonObject } from '../fields.ts'
import { optimalDispatch } from '../microgrid/optimal.ts'
import { type Dispatch, type MicroGrid, ruleDispatch, villagePv } from '../microgrid/rule.ts'
import { accepted, type Outcome } from '../outcome.ts'
import { monthlySums } from '../weather/check.ts'
import type { Weather } from '../weather/types.ts'
import { sumOf } from './series.ts'

export function microGridOf(p: Fields): MicroGrid {
  return {
    batteryKwh: p.number('batt_kwh'),
    batteryKw: p.number('batt_kw'),
    chargeEfficiency: p.number('eta_c'),
    dischargeEfficiency: p.number('eta_d'),
    socMin: p.number('soc_min'),
    socFirst: p.number('soc0'),
    gensetKw: p.number('gen_kw'),
    gensetMinKw: p.number('gen_min'),
    fuelIdle: p.number('fuel_a'),
    fuelSlope: p.number('fuel_b'),
  }
}

function ruleOutputs(d: Dispatch): JsonObject {
  const shown = ['soc', 'charge', 'discharge', 'genset', 'fuel', 'curtailed', 'unserved'] as const
  return {
    annual: Object.fromEntries(shown.slice(1).map((name) => [name, sumOf(d[name])])),
    genset_hours: d.genset.reduce((hours, kw) => hours + (kw > 0 ? 1 : 0), 0),
    final_soc_kwh: d.soc[d.soc.length - 1]!,
    monthly_fuel_litre: monthlySums(d.fuel),
    monthly_genset_kwh: monthlySums(d.genset),
    monthly_curtailed_kwh: monthlySums(d.curtailed),
    first_10_days: Object.fromEntries(shown.map((name) => [name, [...d[name].subarray(0, 240)]])),
  }
}

/** Litres of a kWh not served, as in the bounds the cases come with. */
const UNSERVED_LITRES = 10

/** What the year costs when the hours to come are known: the same station, dispatched for least fuel. */
function bestOutputs(pv: Float64Array, load: ArrayLike<number>, grid: MicroGrid, startLitres: number): JsonObject {
  const goal = { startLitres, unservedLitres: UNSERVED_LITRES, endKwh: grid.socFirst * grid.batteryKwh }
  const best = optimalDispatch(pv, load, grid, goal)
  if (!best.ok) return { refused: best.reason }
  return {
    fuel_litre: sumOf(best.value.fuel),
    genset_kwh: sumOf(best.value.genset),
    unserved_kwh: sumOf(best.value.unserved),
    curtailed_kwh: sumOf(best.value.curtailed),
    starts: best.value.starts,
    objective_litre_equiv: best.value.objective,
  }
}

/** Recomputes the rule dispatch of a village micro-grid. */
export function recomputeMicroGrid(file: JsonObject, weather: Weather): Outcome<JsonObject> {
  const p = fieldsOf(isObject(file.parameters) ? file.parameters : {}, 'parameters')
  const top = fieldsOf(file, 'file')
  const grid = microGridOf(p)
  const installed = top.number('pv_kw_installed')
  const load = top.numbers('load_kw')
  if (p.fault ?? top.fault) return (p.fault ?? top.fault)!
  // The cases were made with PV power written to a tenth of a watt.
  const pv = Float64Array.from(
    weather.ghi,
    (ghi, i) => Math.round(villagePv(installed, ghi, weather.tempAir[i]!) * 1e4) / 1e4,
  )
  return accepted({
    ...file,
    rule_dispatch: ruleOutputs(ruleDispatch(pv, load, grid)),
    optimal_dispatch: bestOutputs(pv, load, grid, p.number('start_litre', 0)),
  })
}
