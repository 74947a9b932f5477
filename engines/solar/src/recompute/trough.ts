import { type Fields, fieldsOf, isObject, type JsonObject } from '../fields.ts'
import { heatFluid } from '../heat/fluids.ts'
import { annulusGas } from '../heat/gases.ts'
import { loopConnections } from '../heat/interconnect.ts'
import { skyTemperature } from '../heat/sun-track.ts'
import { buildTrough } from '../heat/trough.ts'
import type { TroughField, TroughReceiver } from '../heat/trough-field.ts'
import { type FieldLight, troughLight } from '../heat/trough-light.ts'
import { TubeReceivers } from '../heat/tube-heat.ts'
import { accepted, type Outcome, refused } from '../outcome.ts'
import type { Weather } from '../weather/types.ts'
import { heatWeather, KELVIN, loadOf, runHeatCase, steadyField, tanksOf } from './heat-case.ts'
import { heatOutputs, heatSeries, parasitic } from './heat-output.ts'
import { monthlySumsOf, shownDays } from './series.ts'

function receiverOf(inputs: Fields, row: number): TroughReceiver {
  const at = (name: string, column: number): number => inputs.matrix(name)[row]?.[column] ?? 0
  const columns = [0, 1, 2, 3]
  return {
    states: columns.map((j) => ({
      share: at('HCE_FieldFrac', j),
      diameters: [at('D_2', j), at('D_3', j), at('D_4', j), at('D_5', j)],
      glassIntact: at('GlazingIntactIn', j) !== 0,
      pressureTorr: at('P_a', j),
      gas: annulusGas(at('AnnulusGas', j)),
      absorberEmittance: inputs.matrix(`epsilon_3_${row + 1}${j + 1}`),
      glassEmittanceIn: at('EPSILON_4', j),
      glassEmittanceOut: at('EPSILON_5', j),
      absorptance: at('alpha_abs', j),
      glassAbsorptance: at('alpha_env', j),
      transmittance: at('Tau_envelope', j),
      shadowing: at('Shadowing', j),
      dirt: at('Dirt_HCE', j),
      bracketPrandtl: 1,
    })),
    designLoss: columns.map((j) => at('Design_loss', j)),
    roughness: columns.map((j) => at('Rough', j)),
  }
}

function fieldOf(inputs: Fields): Outcome<TroughField> {
  const fluid = heatFluid(inputs.number('Fluid'), inputs.matrix('field_fl_props', []))
  if (!fluid) return refused('unknown-kind', 'inputs.Fluid', `no fluid has the number ${inputs.number('Fluid')}`)
  const control = inputs.numbers('trough_loop_control')
  const loop = Array.from({ length: control[0] ?? 0 }, (_, i) => ({
    collector: control[1 + 3 * i]! - 1,
    receiver: control[2 + 3 * i]! - 1,
  }))
  const at = (name: string, i: number): number => inputs.numbers(name)[i] ?? 0
  const kinds = inputs.numbers('A_aperture').length
  const inlet = inputs.number('T_loop_in_des')
  const outlet = inputs.number('T_loop_out')
  const fallback = Math.max(Math.max(inlet, outlet - 70), 0.67 * inlet + 0.33 * outlet)
  const startup = inputs.number('T_startup', fallback)
  const relative = inputs.number('use_abs_or_rel_mdot_limit', 0) !== 0
  const band = (side: string): [number, number] => [
    inputs.number(`V_hdr_${side}_min`),
    inputs.number(`V_hdr_${side}_max`),
  ]
  return accepted({
    fluid,
    collectors: Array.from({ length: kinds }, (_, i) => ({
      aperture: at('A_aperture', i),
      width: at('W_aperture', i),
      length: at('L_SCA', i),
      activeLength: at('L_aperture', i) * at('ColperSCA', i),
      focalLength: at('Ave_Focal_Length', i),
      gap: at('Distance_SCA', i),
      factors: ['TrackingError', 'GeomEffects', 'Rho_mirror_clean', 'Dirt_mirror', 'Error'].map((n) => at(n, i)),
      incidence: inputs.matrix('IAM_matrix')[i] ?? [1],
    })),
    receivers: inputs.matrix('HCE_FieldFrac').map((_, row) => receiverOf(inputs, row)),
    loop,
    connections: loopConnections(loop.length),
    designIrradiance: inputs.number('I_bn_des'),
    inletDesign: inlet + KELVIN,
    outletDesign: outlet + KELVIN,
    freeze: inputs.number('T_fp') + KELVIN,
    startup: startup + KELVIN,
    shutdown: inputs.number('T_shutdown', startup) + KELVIN,
    flowLimits: relative
      ? { relative, min: inputs.number('f_htfmin'), max: inputs.number('f_htfmax') }
      : { relative, min: inputs.number('m_dot_htfmin'), max: inputs.number('m_dot_htfmax') },
    size: inputs.number('use_solar_mult_or_aperture_area', 0)
      ? { aperture: inputs.number('specified_total_aperture') }
      : { solarMultiple: inputs.number('specified_solar_multiple') },
    processHeat: inputs.number('q_pb_design') * 1e6,
    rowDistance: inputs.number('Row_Distance'),
    tilt: inputs.number('tilt', 0),
    azimuth: inputs.number('azimuth', 0),
    deploy: inputs.number('theta_dep'),
    stow: inputs.number('theta_stow'),
    windStow: inputs.number('wind_stow_speed'),
    massHot: inputs.number('mc_bal_hot'),
    massCold: inputs.number('mc_bal_cold'),
    massCollector: inputs.number('mc_bal_sca'),
    lossCoefficient: inputs.number('Pipe_hl_coef'),
    roughness: inputs.number('HDR_rough'),
    pumpEfficiency: inputs.number('eta_pump'),
    trackingWatts: inputs.number('SCA_drives_elec'),
    pipes: {
      sections: inputs.number('FieldConfig'),
      coldSpeeds: band('cold'),
      hotSpeeds: band('hot'),
      maxDiameters: inputs.number('N_max_hdr_diams'),
      headerExpansionEvery: inputs.number('N_hdr_per_xpan'),
      headerExpansionOffset: inputs.number('offset_xpan_hdr'),
      headerExpansionLength: inputs.number('L_xpan_hdr'),
      runnerAtPlant: inputs.number('L_rnr_pb'),
      runnerExpansionEvery: inputs.number('L_rnr_per_xpan'),
      runnerExpansionLength: inputs.number('L_xpan_rnr'),
      runnerMinExpansions: inputs.number('Min_rnr_xpans'),
      sectionSeparation: inputs.number('northsouth_field_sep'),
    },
  })
}

/** A trough_physical_iph case: a parabolic trough field with two tanks feeding a process. */
export function recomputeTrough(file: JsonObject, weather: Weather): Outcome<JsonObject> {
  if (!isObject(file.inputs)) return refused('missing', 'inputs', 'the case has no inputs')
  const inputs = fieldsOf(file.inputs, 'inputs')
  const parsed = fieldOf(inputs)
  const load = loadOf(inputs, file.inputs, typeof file.description === 'string' ? file.description : '')
  if (inputs.fault) return inputs.fault
  if (!parsed.ok) return parsed
  if (!load.ok) return load
  const trough = parsed.value
  const built = buildTrough(trough)
  if (!built.ok) return built
  const { field, design } = built.value
  const sky = heatWeather(weather)
  const n = field.elements
  const tubes = new TubeReceivers(
    {
      fluid: trough.fluid,
      lengths: Float64Array.from(trough.loop, ({ collector }) => trough.collectors[collector]!.activeLength),
      kinds: Int8Array.from(trough.loop, ({ receiver }) => receiver),
      receivers: trough.receivers.map((r) => r.states),
    },
    Math.min(field.freeze, 273),
    field.outletDesign + 40,
  )
  const tanks = tanksOf(inputs, trough.fluid, 'h_tank_in')
  const trackingPower = trough.trackingWatts * n * design.loops
  if (inputs.fault) return inputs.fault
  const year = runHeatCase<FieldLight>(
    {
      built: built.value,
      light: troughLight(trough, sky.site),
      sunOf: (light) => light.tubes,
      alike: (a, b) => a.tracking === b.tracking && a.cosIncidence === b.cosIncidence,
      receivers: tubes,
      strength: (light, beam) =>
        (beam * light.cosIncidence * light.incidenceModifier * light.rowShadow * light.endLoss) /
        (trough.designIrradiance * design.opticalEfficiency),
      tracking: trackingPower,
    },
    inputs,
    sky,
    load.value,
    tanks,
  )
  const wash = inputs.number('water_usage_per_wash') * inputs.number('washing_frequency')
  const out = heatOutputs(year, inputs, design.totalAperture, wash)
  const steady = steadyField(
    built.value,
    (sunShare) => {
      const tubesAt = Float64Array.from(trough.loop, ({ collector }) => {
        const c = trough.collectors[collector]!
        return (
          ((sunShare * trough.designIrradiance * c.aperture) / c.activeLength) * c.factors.reduce((a, b) => a * b, 1)
        )
      })
      const air = 30 + KELVIN
      tubes.prepare({ ambient: air, sky: skyTemperature(air, 20 + KELVIN, 12), wind: 5, pressure: 101300 }, tubesAt)
    },
    tubes,
  )
  const meanK = (field.inletDesign + field.outletDesign) / 2
  const heatMw = inputs.number('q_pb_design')
  const series = heatSeries(year, weather, out.power, out.keep)
  return accepted({
    ...file,
    outputs_annual: {
      ...out.annual,
      solar_mult: design.solarMultiple,
      nLoops: design.loops,
      total_aperture: design.totalAperture,
      single_loop_aperture: design.loopAperture,
      field_thermal_output_actual: design.heat / 1e6,
      loop_optical_efficiency: design.opticalEfficiency,
      csp_dtr_loop_hce_heat_loss: design.receiverKeeps,
      required_number_of_loops_for_SM1: design.loopsForOne,
      total_required_aperture_for_SM1: design.apertureForOne,
      total_loop_conversion_efficiency: design.conversionEfficiency,
      vol_tank: tanks?.volume ?? 0,
      q_tes: inputs.number('q_pb_design') * inputs.number('tshours'),
      csp_pt_tes_tank_diameter: tanks?.diameter ?? 0,
      csp_pt_tes_tank_height: tanks?.height ?? 0,
      q_dot_tes_est: tanks ? (tanks.conductance * 2 * (meanK - KELVIN - 15)) / 1e6 : 0,
      tes_htf_avg_temp: meanK - KELVIN,
      dP_sf_SS: (steady.watts * steady.density * trough.pumpEfficiency) / steady.total / 1e5,
      W_dot_pump_SS: steady.pumpMw,
      // The published output adds 273.15 to a temperature already in kelvin.
      field_htf_cp_avg_des: trough.fluid.heatCapacity(meanK + KELVIN) / 1000,
      total_tracking_power: trackingPower / 1e6,
      bop_design: parasitic(inputs.numbers('bop_array'), heatMw),
      aux_design: parasitic(inputs.numbers('aux_array'), heatMw),
    },
    outputs_monthly: { monthly_energy: out.monthly },
    monthly_sums_of_hourly: monthlySumsOf(series),
    hourly_days: shownDays(series),
  })
}
