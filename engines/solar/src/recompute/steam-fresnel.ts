import { RAD } from '../angles.ts'
import { type Fields, fieldsOf, isObject, type JsonObject } from '../fields.ts'
import { type FresnelOptics, fresnelAngles, opticsAt } from '../heat/fresnel-optics.ts'
import { annulusGas } from '../heat/gases.ts'
import { outsideOf } from '../heat/outside.ts'
import { heldReceiver, type ReceiverState, receiverLoss } from '../heat/receiver.ts'
import type { SteamField } from '../heat/steam-field.ts'
import { runSteamPlant } from '../heat/steam-plant.ts'
import type { SteamLight } from '../heat/steam-year.ts'
import { fieldSun } from '../heat/sun-track.ts'
import { accepted, type Outcome, refused } from '../outcome.ts'
import { polynomial } from '../polynomial.ts'
import type { Weather } from '../weather/types.ts'
import { heatWeather, KELVIN } from './heat-case.ts'
import { type Converted, converted, monthlySumsOf, shownDays, sumOf } from './series.ts'

const KWH_PER_MMBTU = 293.07107
/** The published model writes a degree with seven figures. */
const DEGREE = 0.0174533
const SOLSTICE = 23.45 * RAD
const STATES = [0, 1, 2, 3] as const

function opticsOf(inputs: Fields): FresnelOptics {
  const model = inputs.matrix('OptCharType')[0]?.[0]
  if (model === 3)
    return {
      kind: 'polynomials',
      transverse: inputs.matrix('IAM_T')[0] ?? [],
      longitudinal: inputs.matrix('IAM_L')[0] ?? [],
    }
  // The first row starts with its first angle, where other tables hold a corner.
  const [head, ...rows] = inputs.matrix('b_OpticalTable')
  const table = [[0, ...(head ?? []).slice(0, -1)], ...rows]
  return { kind: model === 1 ? 'sun-table' : 'incidence-table', table }
}

function receiverStates(inputs: Fields): ReceiverState[] {
  const at = (name: string, j: number): number => inputs.matrix(name)[0]?.[j] ?? 0
  const single = (name: string): number => inputs.matrix(name)[0]?.[0] ?? 0
  return STATES.map((j) => {
    const table = inputs.matrix(`b_eps_HCE${j + 1}`)
    const points = (table[0] ?? []).map((t, k) => [t, table[1]?.[k] ?? 0])
    return {
      share: at('HCE_FieldFrac', j),
      diameters: [single('D_2'), single('D_3'), single('D_4'), single('D_5')],
      glassIntact: at('GlazingIntactIn', j) !== 0,
      pressureTorr: at('P_a', j),
      gas: annulusGas(at('AnnulusGas', j)),
      absorberEmittance: points.length > 1 ? points : [[points[0]?.[1] ?? 0]],
      glassEmittanceIn: at('EPSILON_4', j),
      glassEmittanceOut: at('EPSILON_4', j),
      absorptance: at('alpha_abs', j),
      glassAbsorptance: at('alpha_env', j),
      transmittance: at('Tau_envelope', j),
      shadowing: at('Shadowing', j),
      dirt: at('Dirt_HCE', j),
      bracketPrandtl: 1,
    }
  })
}

interface Losses {
  readonly loss: SteamField['loss']
  readonly designLoss: SteamField['designLoss']
  /** Share of the mirrors' light the receivers keep. */
  readonly share: number
}

/** Losses of a module by the case's receiver model. */
function lossesOf(inputs: Fields): Losses {
  if ((inputs.matrix('HLCharType')[0]?.[0] ?? 1) === 1) {
    const temperature = inputs.matrix('HL_dT')[0] ?? []
    const wind = inputs.matrix('HL_W')[0] ?? []
    const windy = wind.some((c) => c !== 0)
    return {
      loss: (difference, speed) => polynomial(difference, temperature) * (windy ? polynomial(speed, wind) : 1),
      designLoss: (difference) => polynomial(difference, temperature),
      share: 1,
    }
  }
  const states = receiverStates(inputs)
  const design = STATES.reduce<number>(
    (sum, j) => sum + (inputs.matrix('Design_loss')[0]?.[j] ?? 0) * states[j]!.share,
    0,
  )
  const air = 298.15
  return {
    loss: (difference, speed) =>
      states.reduce(
        (sum, state) =>
          state.share > 0
            ? sum +
              state.share *
                receiverLoss(
                  heldReceiver(state, air + difference),
                  0,
                  outsideOf({ ambient: air, sky: air - 15, wind: speed, pressure: 1e5 }, state.diameters[3], 1),
                  { kelvin: 0 },
                )
            : sum,
        0,
      ),
    designLoss: () => design,
    share: states.reduce((sum, s) => sum + s.share * s.shadowing * s.dirt * s.absorptance * s.transmittance, 0),
  }
}

function designOptics(optics: FresnelOptics, latitude: number, axis: number): number {
  const lat = latitude * RAD
  const altitude = Math.asin(Math.sin(SOLSTICE) * Math.sin(lat) + Math.cos(lat) * Math.cos(SOLSTICE))
  const zenith = Math.PI / 2 - altitude
  const angles = fresnelAngles(0, zenith, axis)
  return opticsAt(optics, 0, zenith, optics.kind === 'incidence-table' ? [0, angles[1]] : angles)
}

/** A linear_fresnel_dsg_iph case: a Fresnel field that boils water for a process. */
export function recomputeSteamFresnel(file: JsonObject, weather: Weather): Outcome<JsonObject> {
  if (!isObject(file.inputs)) return refused('missing', 'inputs', 'the case has no inputs')
  const inputs = fieldsOf(file.inputs, 'inputs')
  const first = (name: string): number => inputs.matrix(name)[0]?.[0] ?? 0
  const optics = opticsOf(inputs)
  const losses = lossesOf(inputs)
  const factors = ['TrackingError', 'GeomEffects', 'rho_mirror_clean', 'dirt_mirror', 'error'].map(first)
  const mirrors = factors.reduce((a, b) => a * b, 1)
  const axis = inputs.number('ColAz') * DEGREE
  const heatMw = inputs.number('q_pb_des')
  const field: SteamField = {
    loops: inputs.number('nLoops'),
    modules: inputs.number('nModBoil'),
    moduleAperture: first('A_aperture'),
    moduleLength: first('L_col'),
    pressure: inputs.number('P_turb_des'),
    drops: { cold: inputs.number('fP_hdr_c'), boiler: inputs.number('fP_sf_boil'), hot: inputs.number('fP_hdr_h') },
    inlet: inputs.number('T_cold_ref') + KELVIN,
    target: inputs.number('use_quality_or_subcooled', 0)
      ? { subcooling: inputs.number('deltaT_subcooled') }
      : { quality: inputs.number('x_b_des') },
    designIrradiance: inputs.number('I_bn_des'),
    designAir: inputs.number('T_amb_des_sf') + KELVIN,
    designOptics: mirrors * designOptics(optics, weather.site.latitude, axis) * losses.share,
    loss: losses.loss,
    designLoss: losses.designLoss,
    pipeLoss: inputs.number('Pipe_hl_coef'),
    thermalMass: inputs.number('e_startup'),
    freeze: inputs.number('T_fp') + KELVIN,
    pumpEfficiency: inputs.number('eta_pump'),
    trackingWattsPerArea: inputs.number('SCA_drives_elec'),
    processDrop: inputs.number('heat_sink_dP_frac'),
    flowShares: [0.2, 1.2],
  }
  const deploy = Math.max(inputs.number('theta_dep') * DEGREE, 1e-6)
  const stow = Math.max(Math.PI - inputs.number('theta_stow') * DEGREE, 1e-6)
  const windLimit = inputs.number('V_wind_max')
  const wash = inputs.number('csp.lf.sf.water_per_wash', 0) * inputs.number('csp.lf.sf.washes_per_year', 0)
  const keep = 1 - inputs.number('adjust_constant', 0) / 100
  if (inputs.fault) return inputs.fault
  if (!(field.loops > 0 && field.modules > 0)) return refused('out-of-range', 'inputs.nLoops', 'the field has no loop')
  const sky = heatWeather(weather)
  const sunOf = fieldSun(weather.site, deploy, stow)
  const light = (row: number, endHour: number, hours: number): SteamLight => {
    const zenith = sky.zenith[row]! * DEGREE
    const sun = sunOf(Math.floor(endHour + 1e-9), hours)
    const tracking = sky.wind[row]! >= windLimit ? 0 : sun.tracking
    if (zenith >= Math.PI / 2) return { module: 0, tracking, optical: 0 }
    const azimuth = (sky.azimuth[row]! - 180) * DEGREE
    const angles = fresnelAngles(azimuth, zenith, axis)
    const optical = mirrors * opticsAt(optics, azimuth, zenith, angles) * tracking * losses.share
    return { module: (sky.beam[row]! * field.moduleAperture * optical) / 1000, tracking, optical }
  }
  const year = runSteamPlant(field, { air: sky.air, wind: sky.wind, beam: sky.beam, light })
  const heat = sumOf(year.toProcess) * keep
  const freeze = sumOf(year.freeze)
  const power = year.pumpField.map((p, i) => p + year.pumpProcess[i]! + year.tracking[i]!)
  const net = heat - freeze
  const aperture = field.loops * field.modules * field.moduleAperture
  const mega = (values: Float64Array): Converted => converted(values, 1 / 1000)
  const series = {
    beam: weather.dni,
    tdry: weather.tempAir,
    wspd: weather.windSpeed,
    defocus: year.focus,
    q_dot_rec_thermal_loss: mega(year.lost),
    q_dot_rec_abs: mega(year.absorbed),
    q_dot_piping_loss: mega(year.pipes),
    q_dot_freeze_prot: mega(year.freeze),
    m_dot_loop: year.loopFlow,
    m_dot_field: converted(year.loopFlow, field.loops),
    T_field_hot_out: converted(year.outletTemperature, 1, -KELVIN),
    W_dot_field_pump: mega(year.pumpField),
    W_dot_sca_track: mega(year.tracking),
    q_dot_to_heat_sink: mega(year.toProcess),
    gen_heat: converted(year.toProcess, keep),
    W_dot_parasitic_tot: mega(power),
  }
  return accepted({
    ...file,
    outputs_annual: {
      annual_energy: net,
      annual_field_energy: heat,
      annual_thermal_consumption: freeze,
      annual_electricity_consumption: sumOf(power) * keep,
      annual_total_water_use: (aperture * wash) / 1000,
      capacity_factor: (100 * net) / (heatMw * 8.76e6),
      kwh_per_kw: net / (heatMw * 1000),
      nameplate: heatMw,
      system_capacity: heatMw * 1000,
      annual_energy_heat_btu: net / KWH_PER_MMBTU,
      nLoops: field.loops,
    },
    outputs_monthly: {},
    monthly_sums_of_hourly: monthlySumsOf(series),
    hourly_days: shownDays(series),
  })
}
