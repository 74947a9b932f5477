import { type Fields, fieldsOf, isObject, type JsonObject } from '../fields.ts'
import { heatFluid } from '../heat/fluids.ts'
import { buildFresnel } from '../heat/fresnel.ts'
import { type FresnelField, type FresnelLight, type FresnelReceiver, fresnelLight } from '../heat/fresnel-field.ts'
import type { FresnelOptics } from '../heat/fresnel-optics.ts'
import { annulusGas } from '../heat/gases.ts'
import { PolynomialReceivers } from '../heat/polynomial-heat.ts'
import { TubeReceivers } from '../heat/tube-heat.ts'
import { accepted, type Outcome, refused } from '../outcome.ts'
import type { Weather } from '../weather/types.ts'
import { type FieldKind, heatWeather, KELVIN, loadOf, runHeatCase, tanksOf } from './heat-case.ts'
import { heatOutputs, heatSeries, parasitic } from './heat-output.ts'
import { monthlySumsOf, shownDays } from './series.ts'

const STATES = [0, 1, 2, 3] as const

function receiverOf(inputs: Fields): FresnelReceiver {
  const at = (name: string, j: number): number => inputs.numbers(name)[j] ?? 0
  if (inputs.number('rec_model') === 1)
    return {
      kind: 'polynomials',
      temperature: inputs.numbers('HL_T_coefs'),
      wind: inputs.numbers('HL_w_coefs'),
      litresPerArea: inputs.number('rec_htf_vol'),
      sizingShare: STATES.reduce<number>(
        (sum, j) =>
          sum +
          ['HCE_FieldFrac', 'Shadowing', 'dirt_env', 'alpha_abs', 'Tau_envelope'].reduce((p, n) => p * at(n, j), 1),
        0,
      ),
      dropNominal: inputs.number('DP_nominal'),
      dropScale: inputs.numbers('DP_coefs'),
    }
  return {
    kind: 'tubes',
    states: STATES.map((j) => {
      const table = inputs.matrix(`epsilon_abs_${j + 1}`)
      return {
        share: at('HCE_FieldFrac', j),
        diameters: [at('D_abs_in', j), at('D_abs_out', j), at('D_glass_in', j), at('D_glass_out', j)],
        glassIntact: at('GlazingIntactIn', j) !== 0,
        pressureTorr: at('P_a', j),
        gas: annulusGas(at('AnnulusGas', j)),
        // One row is one emittance, its last column.
        absorberEmittance: table.length > 1 ? table : [[table[0]?.at(-1) ?? 0]],
        glassEmittanceIn: at('epsilon_glass', j),
        glassEmittanceOut: at('epsilon_glass', j),
        absorptance: at('alpha_abs', j),
        glassAbsorptance: at('alpha_env', j),
        transmittance: at('Tau_envelope', j),
        shadowing: at('Shadowing', j),
        dirt: at('dirt_env', j),
        bracketPrandtl: 1000,
      }
    }),
    designLoss: STATES.map((j) => at('Design_loss', j)),
    roughness: STATES.map((j) => at('Rough', j)),
  }
}

function opticsOf(inputs: Fields): FresnelOptics {
  const model = inputs.number('opt_model')
  if (model === 3)
    return {
      kind: 'polynomials',
      transverse: inputs.numbers('IAM_T_coefs'),
      longitudinal: inputs.numbers('IAM_L_coefs'),
    }
  return { kind: model === 1 ? 'sun-table' : 'incidence-table', table: inputs.matrix('OpticalTable') }
}

function fieldOf(inputs: Fields): Outcome<FresnelField> {
  const fluid = heatFluid(inputs.number('Fluid'), inputs.matrix('field_fl_props', []))
  if (!fluid) return refused('unknown-kind', 'inputs.Fluid', `no fluid has the number ${inputs.number('Fluid')}`)
  const relative = inputs.number('use_abs_or_rel_mdot_limit', 0) !== 0
  return accepted({
    fluid,
    optics: opticsOf(inputs),
    receiver: receiverOf(inputs),
    factors: ['TrackingError', 'GeomEffects', 'reflectivity', 'Dirt_mirror', 'Error'].map((n) => inputs.number(n)),
    azimuth: inputs.number('ColAz'),
    deploy: inputs.number('theta_dep'),
    stow: inputs.number('theta_stow'),
    modules: inputs.number('nMod'),
    moduleAperture: inputs.number('A_aperture'),
    moduleLength: inputs.number('L_mod'),
    moduleGap: inputs.number('L_mod_spacing'),
    crossover: inputs.number('L_crossover'),
    tubeOuter: inputs.numbers('D_abs_out')[0] ?? 0,
    sections: inputs.number('FieldConfig'),
    runnerAtPlant: inputs.number('L_rnr_pb'),
    speeds: [inputs.number('V_hdr_min'), inputs.number('V_hdr_max')],
    designIrradiance: inputs.number('I_bn_des'),
    designAir: inputs.number('T_amb_sf_des'),
    designWind: inputs.number('V_wind_des'),
    inletDesign: inputs.number('T_loop_in_des') + KELVIN,
    outletDesign: inputs.number('T_loop_out') + KELVIN,
    freeze: inputs.number('T_fp') + KELVIN,
    startup: inputs.number('T_startup') + KELVIN,
    flowLimits: relative
      ? { relative, min: inputs.number('f_htfmin'), max: inputs.number('f_htfmax') }
      : { relative, min: inputs.number('m_dot_htfmin'), max: inputs.number('m_dot_htfmax') },
    size: inputs.number('solar_mult_or_Ap', 0)
      ? { aperture: inputs.number('total_Ap_in') }
      : { solarMultiple: inputs.number('solar_mult_in') },
    processHeat: inputs.number('q_pb_design') * 1e6,
    massHot: inputs.number('mc_bal_hot'),
    massCold: inputs.number('mc_bal_cold'),
    massCollector: inputs.number('mc_bal_sca'),
    lossCoefficient: inputs.number('Pipe_hl_coef'),
    roughness: inputs.number('HDR_rough'),
    pumpEfficiency: inputs.number('eta_pump'),
  })
}

/** Receivers of a Fresnel field by its model. */
function receiversOf({ receiver, modules, moduleLength, fluid, freeze, outletDesign }: FresnelField) {
  if (receiver.kind === 'polynomials') return new PolynomialReceivers(moduleLength, receiver.temperature, receiver.wind)
  const tubes = {
    fluid,
    lengths: new Float64Array(modules).fill(moduleLength),
    kinds: new Int8Array(modules),
    receivers: [receiver.states],
  }
  return new TubeReceivers(tubes, Math.min(freeze, 273), outletDesign + 40)
}

/** A fresnel_physical_iph case: a linear Fresnel field with two tanks feeding a process. */
export function recomputeFresnel(file: JsonObject, weather: Weather): Outcome<JsonObject> {
  if (!isObject(file.inputs)) return refused('missing', 'inputs', 'the case has no inputs')
  const inputs = fieldsOf(file.inputs, 'inputs')
  const parsed = fieldOf(inputs)
  const load = loadOf(inputs, file.inputs, typeof file.description === 'string' ? file.description : '')
  if (inputs.fault) return inputs.fault
  if (!parsed.ok) return parsed
  if (!load.ok) return load
  const fresnel = parsed.value
  const built = buildFresnel(fresnel, weather.site.latitude)
  if (!built.ok) return built
  const { design } = built.value
  const sky = heatWeather(weather)
  const tanks = tanksOf(inputs, fresnel.fluid, 'h_tank')
  const tracking = inputs.number('SCA_drives_elec') * fresnel.modules * design.loops
  const sun = new Float64Array(fresnel.modules)
  const kind: FieldKind<FresnelLight> = {
    built: built.value,
    light: fresnelLight(fresnel, sky.site),
    sunOf: (light) => sun.fill(light.tube),
    alike: (a, b) => a.tube === b.tube && a.tracking === b.tracking,
    receivers: receiversOf(fresnel),
    strength: (_light, beam) => beam / fresnel.designIrradiance,
    tracking,
  }
  const year = runHeatCase(kind, inputs, sky, load.value, tanks)
  if (inputs.fault) return inputs.fault
  const wash = inputs.number('water_per_wash') * inputs.number('washes_per_year')
  const out = heatOutputs(year, inputs, design.totalAperture, wash)
  const series = heatSeries(year, weather, out.power, out.keep)
  return accepted({
    ...file,
    outputs_annual: {
      ...out.annual,
      solar_mult: design.solarMultiple,
      nLoops: design.loops,
      vol_tank: tanks?.volume ?? 0,
      total_tracking_power: tracking / 1e6,
      aux_design: parasitic(inputs.numbers('aux_array'), inputs.number('q_pb_design')),
      total_Ap: design.totalAperture,
      A_loop: design.loopAperture,
    },
    outputs_monthly: { monthly_energy: out.monthly },
    monthly_sums_of_hourly: monthlySumsOf(series),
    hourly_days: shownDays(series),
  })
}
