import type { Fields } from '../fields.ts'
import type { PlantYear } from '../heat/plant-year.ts'
import { monthlySums } from '../weather/check.ts'
import type { Weather } from '../weather/types.ts'

import { KELVIN } from './heat-case.ts'
import { type Converted, converted, sumOf } from './series.ts'

const KWH_PER_MMBTU = 293.07107017222

const MEGA = 1e-6
/** Yearly and monthly outputs every process-heat case shares. */
export function heatOutputs(year: PlantYear, inputs: Fields, aperture: number, wash: number) {
  const keep = 1 - inputs.number('adjust_constant', 0) / 100
  const nameplate = inputs.number('q_pb_design')
  const heat = (sumOf(year.toProcess) / 1000) * keep
  const { pumpField, trackingPower, pumpProcess, tankHeater } = year
  const power = new Float64Array(pumpField.length)
  for (let i = 0; i < power.length; i++)
    power[i] = pumpField[i]! + trackingPower[i]! + pumpProcess[i]! + tankHeater[i]! + year.freeze[i]!
  const freeze = sumOf(year.freeze) / 1000
  const heater = sumOf(year.tankHeater) / 1000
  return {
    annual: {
      annual_energy: heat,
      annual_thermal_consumption: freeze + heater,
      annual_electricity_consumption: (sumOf(power) / 1000) * keep,
      annual_total_water_use: (aperture * wash) / 1000,
      annual_field_freeze_protection: freeze,
      annual_tes_freeze_protection: heater,
      capacity_factor: (100 * heat) / (nameplate * 8.76e6),
      kwh_per_kw: heat / (nameplate * 1000),
      annual_energy_heat_btu: heat / KWH_PER_MMBTU,
      nameplate,
      system_capacity: nameplate * 1000,
    },
    monthly: monthlySums(year.toProcess).map((w) => (w / 1000) * keep),
    power,
    keep,
  }
}

/** Hourly series under the names of the case files (MW, degC, kg/s, kWe). */
export function heatSeries(year: PlantYear, weather: Weather, power: Float64Array, keep: number) {
  const mega = (values: Float64Array): Converted => converted(values, MEGA)
  const celsius = (values: Float64Array): Converted => converted(values, 1, -KELVIN)
  return {
    beam: weather.dni,
    tdry: weather.tempAir,
    defocus: year.focus,
    q_dot_rec_abs: mega(year.absorbed),
    q_dot_piping_loss: mega(year.pipeLoss),
    e_dot_field_int_energy: mega(year.stored),
    q_dot_htf_sf_out: mega(year.fieldHeat),
    q_dot_freeze_prot: mega(year.freeze),
    rec_time_in_startup: converted(year.startupHours, 60),
    m_dot_loop: year.loopFlow,
    m_dot_field_delivered: year.deliveredFlow,
    T_field_hot_out: celsius(year.fieldOutlet),
    W_dot_field_pump: mega(year.pumpField),
    W_dot_sca_track: mega(year.trackingPower),
    q_dot_to_heat_sink: mega(year.toProcess),
    q_dc_tes: mega(year.discharge),
    q_ch_tes: mega(year.charge),
    tank_losses: mega(year.tankLoss),
    q_tes_heater: mega(year.tankHeater),
    T_tes_hot: celsius(year.hotTank),
    T_tes_cold: celsius(year.coldTank),
    mass_tes_hot: year.hotMass,
    W_dot_parasitic_tot: mega(power),
    gen_heat: converted(year.toProcess, keep / 1000),
    recirculated_heat: mega(year.carried),
    handed_on_heat: mega(year.handedOn),
    branch_cooling: mega(year.branchCooling),
    lump_capacity_difference: mega(year.lumpDifference),
    balance_residual: mega(year.residual),
  }
}

/** A parasitic share of the design heat, MW, from its five coefficients. */
export const parasitic = (array: readonly number[], heatMw: number): number =>
  (array[0] ?? 0) * (array[1] ?? 0) * ((array[2] ?? 0) + (array[3] ?? 0) + (array[4] ?? 0)) * heatMw
