import { fieldsOf, isObject, type JsonObject } from '../fields.ts'
import { type BatteryDesign, makeBattery } from '../microgrid/battery.ts'
import type { MeterFlows } from '../microgrid/meter-flows.ts'
import { shavePeaks } from '../microgrid/peak-shaving.ts'
import { accepted, type Outcome, refused } from '../outcome.ts'
import { runPvWatts } from '../ssc/pvwatts8.ts'
import { sscSun } from '../ssc/sun.ts'
import type { Weather } from '../weather/types.ts'
import { pvWattsSystem } from './pvwatts8.ts'
import { monthlySumsOf, shownDays } from './series.ts'

const GUESS_VOLTAGE = { lithium: 500, 'lead-acid': 48 } as const
const ENERGY = { lithium: { mass: 197.33, volume: 501.25 }, 'lead-acid': { mass: 30, volume: 30 } } as const

/** The bank SSC's simple battery assumes for a size in kWh. */
function bankOf(lithium: boolean, kwh: number): { readonly design: BatteryDesign; readonly kwh: number } {
  const kind = lithium ? 'lithium' : 'lead-acid'
  const nominal = lithium ? 3.6 : 2
  const cell = lithium ? 2.25 : 20
  const series = Math.ceil(GUESS_VOLTAGE[kind] / nominal)
  const strings = Math.ceil((kwh * 1000) / (cell * series * nominal)) - 1
  const installed = (strings * cell * series * nominal) / 1000
  const surface = (installed / ENERGY[kind].volume) ** (2 / 3) * 6
  return {
    kwh: installed,
    design: {
      kind,
      series,
      strings,
      cellCharge: cell,
      bankCharge: cell * strings,
      voltage: lithium
        ? {
            full: 4.1,
            exponential: 4.05,
            nominal: 3.4,
            chargeExponential: 0.178 * cell,
            chargeNominal: 0.889 * cell,
            rate: 0.2,
            resistance: 0.1,
          }
        : {
            full: 2.2,
            exponential: 2.06,
            nominal: 2.03,
            chargeExponential: 0.025 * cell,
            chargeNominal: 0.9 * cell,
            rate: 0.05,
            resistance: 0.1,
          },
      wells: lithium
        ? null
        : {
            q10: (strings * 93.2 * cell) / 100,
            q20: (strings * 100 * cell) / 100,
            qn: (strings * 58.12 * cell) / 100,
            hours: 1,
          },
      life: lithium
        ? [
            [20, 0, 100],
            [20, 5000, 80],
            [80, 0, 100],
            [80, 1000, 80],
          ]
        : [
            [30, 0, 100],
            [30, 1100, 90],
            [30, 1200, 50],
            [50, 0, 100],
            [50, 400, 90],
            [50, 500, 50],
            [100, 0, 100],
            [100, 100, 90],
            [100, 150, 50],
          ],
      initialCharge: 50,
      minCharge: 15,
      maxCharge: 95,
      room: 293,
      massHeat: ((installed * 1000) / ENERGY[kind].mass) * (lithium ? 1004 : 600),
      surfaceTransfer: surface * 500,
    },
  }
}

const EFFICIENCY = 0.96

/** A battwatts case: a battery that shaves peaks beside a pvwattsv8 system. */
export function recomputeBattWatts(file: JsonObject, weather: Weather): Outcome<JsonObject> {
  if (!isObject(file.inputs)) return refused('missing', 'inputs', 'the case has no inputs')
  const inputs = fieldsOf(file.inputs, 'inputs')
  const system = pvWattsSystem(isObject(file.pvwatts_inputs) ? file.pvwatts_inputs : {}, 'pvwatts_inputs')
  if (!system.ok) return system
  const load = fieldsOf(file, '').numbers('load_kw', [])
  if (load.length !== 8760) return refused('missing', 'load_kw', '8760 loads wanted')
  const dispatch = inputs.number('batt_simple_dispatch', 0)
  if (dispatch > 1) return refused('unknown-kind', 'inputs.batt_simple_dispatch', 'only peak shaving (0, 1) is known')
  const kw = inputs.number('batt_simple_kw')
  const lithium = inputs.number('batt_simple_chemistry', 0) !== 0
  const bank = bankOf(lithium, inputs.number('batt_simple_kwh'))
  if (inputs.fault) return inputs.fault
  const generation = runPvWatts(weather, sscSun(weather), system.value).ac.map((watt) => watt / 1000)
  const battery = makeBattery(bank.design)
  const current = (1000 * kw) / GUESS_VOLTAGE[bank.design.kind]
  const state = {
    batt_q0: new Float64Array(8760),
    batt_voltage: new Float64Array(8760),
    batt_voltage_cell: new Float64Array(8760),
    batt_i: new Float64Array(8760),
    batt_soc: new Float64Array(8760),
    batt_qmax: new Float64Array(8760),
    batt_temperature: new Float64Array(8760),
    batt_cycles: new Float64Array(8760),
    batt_dod: new Float64Array(8760),
    batt_dod_cycle_average: new Float64Array(8760),
    batt_capacity_percent: new Float64Array(8760),
  }
  const total = { charge: 0, discharge: 0, fromSystem: 0, fromGrid: 0 }
  const after = (hour: number, flows: MeterFlows): void => {
    const s = battery.state
    state.batt_q0[hour] = s.charge
    state.batt_voltage[hour] = battery.voltage()
    state.batt_voltage_cell[hour] = s.cellVoltage
    state.batt_i[hour] = s.current
    state.batt_soc[hour] = s.soc
    state.batt_qmax[hour] = s.largest
    state.batt_temperature[hour] = s.temperature
    state.batt_cycles[hour] = s.life.cycles
    state.batt_dod[hour] = s.life.range
    state.batt_dod_cycle_average[hour] = s.life.averageRange
    state.batt_capacity_percent[hour] = s.life.capacity
    if (flows.batteryAc < 0) {
      total.charge -= flows.batteryAc
      total.fromSystem += flows.systemToBattery
      total.fromGrid += flows.gridToBattery
    } else total.discharge += flows.batteryAc
  }
  const year = shavePeaks(
    battery,
    {
      toDc: EFFICIENCY,
      toAc: EFFICIENCY,
      maxChargeCurrent: current,
      maxDischargeCurrent: current,
      maxDcPower: kw / EFFICIENCY,
      maxAcPower: kw,
      minSoc: 15,
      maxSoc: 95,
    },
    generation,
    load,
    dispatch === 0 ? 'ahead' : 'behind',
    after,
  )
  const lineOf = (name: keyof MeterFlows): Float64Array => Float64Array.from(year.flows, (f) => f[name])
  const efficiency = total.charge > 0 ? (100 * total.discharge) / total.charge : 0
  const series = {
    gen: lineOf('generated'),
    pv_batt_gen: lineOf('generated'),
    gen_without_battery: generation,
    batt_power: lineOf('batteryAc'),
    batt_power_dc: lineOf('batteryDc'),
    batt_power_target: lineOf('target'),
    batt_to_load: lineOf('batteryToLoad'),
    batt_conversion_loss: lineOf('conversionLoss'),
    system_to_load: lineOf('systemToLoad'),
    system_to_batt: lineOf('systemToBattery'),
    system_to_batt_dc: lineOf('systemToBatteryDc'),
    system_to_grid: lineOf('systemToGrid'),
    grid_to_batt: lineOf('gridToBattery'),
    grid_to_load: lineOf('gridToLoad'),
    grid_power: lineOf('grid'),
    grid_power_target: year.targets,
    ...state,
  }
  const percent = (part: number): number => (total.charge > 0 ? (100 * part) / total.charge : 0)
  return accepted({
    ...file,
    outputs: {
      batt_year1_charge_from_system: total.fromSystem,
      batt_bank_installed_capacity: bank.kwh,
      batt_grid_charge_percent: percent(total.fromGrid),
      average_battery_roundtrip_efficiency: efficiency,
      average_battery_conversion_efficiency: efficiency,
      batt_adjust_en_timeindex: 0,
      run_resiliency_calcs: 0,
      batt_adjust_en_periods: 0,
      batt_year1_charge_from_grid: total.fromGrid,
      batt_adjust_constant: 0,
      batt_system_charge_percent: percent(total.fromSystem),
    },
    monthly_sums_of_hourly: monthlySumsOf(series),
    hourly_days: shownDays(series),
  })
}
