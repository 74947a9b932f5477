import { DEG } from '../angles.ts'
import { type Fields, fieldsOf, isObject, type JsonObject } from '../fields.ts'
import { accepted, type Outcome, refused } from '../outcome.ts'
import { standoffAdjustment } from '../pv/cell-temperature.ts'
import { type DetailedHourly, type DetailedSystem, runDetailedPv } from '../ssc/pvsam.ts'
import { noctThermal, type SixParameterModule } from '../ssc/six-parameter.ts'
import { type SscSun, singlePrecision, sscSun } from '../ssc/sun.ts'
import { monthlySums } from '../weather/check.ts'
import type { Weather } from '../weather/types.ts'
import { monthlySumsOf, shownDays, sumOf } from './series.ts'

/** Middle of each of SAM's standoff classes, inches: BIPV, over 3.5, 2.5-3.5, 1.5-2.5, 0.5-1.5, under 0.5, rack. */
const STANDOFF_INCHES = [4, 4, 3, 2, 1, 0.25, 4]

function moduleOf(inputs: Fields): SixParameterModule {
  return {
    area: inputs.number('cec_area'),
    vmp: inputs.number('cec_v_mp_ref'),
    imp: inputs.number('cec_i_mp_ref'),
    alpha: inputs.number('cec_alpha_sc'),
    a: inputs.number('cec_a_ref'),
    photocurrent: inputs.number('cec_i_l_ref'),
    saturation: inputs.number('cec_i_o_ref'),
    seriesResistance: inputs.number('cec_r_s'),
    shuntResistance: inputs.number('cec_r_sh_ref'),
    adjust: inputs.number('cec_adjust'),
  }
}

/** Losses of the first array and of the system on the DC side, combined into one fraction. */
function dcLossOf(inputs: Fields): number {
  const names = ['mismatch_loss', 'diodeconn_loss', 'dcwiring_loss', 'tracking_loss', 'nameplate_loss']
  const percents = [
    ...names.map((name) => inputs.number(`subarray1_${name}`, 0)),
    inputs.number('dcoptimizer_loss', 0),
    inputs.number('dc_adjust_constant', 0),
  ]
  return 1 - percents.reduce((kept, percent) => kept * (1 - percent / 100), 1)
}

function systemOf(inputs: Fields, latitude: number): Outcome<DetailedSystem> {
  if (inputs.number('module_model', 1) !== 1)
    return refused('unsupported', 'inputs.module_model', 'only the CEC database module (1)')
  if (inputs.number('inverter_model', 0) > 1)
    return refused('unsupported', 'inputs.inverter_model', 'only Sandia coefficients (0, 1)')
  if (inputs.number('cec_temp_corr_mode', 0) !== 0)
    return refused('unsupported', 'inputs.cec_temp_corr_mode', 'only the NOCT model (0)')
  const track = inputs.number('subarray1_track_mode', 0)
  const kind = (['fixed', 'one-axis', 'two-axis', 'azimuth-axis'] as const)[track]
  if (!kind) return refused('unsupported', 'inputs.subarray1_track_mode', 'fixed, one-axis, two-axis or azimuth-axis')
  const module = moduleOf(inputs)
  const standoff = STANDOFF_INCHES[inputs.number('cec_standoff', 6)] ?? 4
  const low = inputs.number('mppt_low_inverter', 0)
  const high = inputs.number('mppt_hi_inverter', 0)
  const prefix = inputs.number('inverter_model', 0) === 0 ? 'inv_snl' : 'inv_cec_cg'
  const curve = inputs.matrix(prefix === 'inv_snl' ? 'inv_tdc_cec_db' : 'inv_tdc_cec_cg', [[1, 52.8, -0.021]])[0] ?? []
  const coefficient = (name: string): number => inputs.number(`${prefix}_${name}`)
  return accepted({
    mounting: {
      kind,
      tilt: inputs.number('subarray1_tilt_eq_lat', 0) ? Math.abs(latitude) : inputs.number('subarray1_tilt'),
      azimuth: inputs.number('subarray1_azimuth', 180),
      rotationLimit: inputs.number('subarray1_rotlim', 45),
      backtracking: inputs.number('subarray1_backtrack', 0) !== 0,
      gcr: inputs.number('subarray1_gcr', 0.3),
    },
    skyModel: (['isotropic', 'hdkr', 'perez'] as const)[inputs.number('sky_model', 2)] ?? 'perez',
    irradianceMode: inputs.number('irrad_mode', 0),
    module,
    thermal: noctThermal(
      inputs.number('cec_t_noct') + standoffAdjustment(standoff),
      inputs.number('cec_height', 0) === 1 ? 0.61 : 0.51,
      module,
    ),
    modulesPerString: inputs.number('subarray1_modules_per_string'),
    strings: inputs.number('subarray1_nstrings'),
    inverter: {
      Paco: coefficient('paco'),
      Pdco: coefficient('pdco'),
      Vdco: coefficient('vdco'),
      Pnt: coefficient('pnt'),
      Pso: coefficient(prefix === 'inv_snl' ? 'pso' : 'psco'),
      C0: coefficient('c0'),
      C1: coefficient('c1'),
      C2: coefficient('c2'),
      C3: coefficient('c3'),
    },
    inverters: inputs.number('inverter_count', 1),
    mpptWindow: low > 0 && high > low ? [low, high] : null,
    albedo: inputs.number('use_wf_albedo', 0) ? null : inputs.numbers('albedo', new Array(12).fill(0.2)),
    soilingPercent: inputs.numbers('subarray1_soiling', new Array(12).fill(0)),
    dcLoss: dcLossOf(inputs),
    acWiringPercent: inputs.number('acwiring_loss', 0),
    transmissionPercent: inputs.number('transmission_loss', 0),
    adjustPercent: inputs.number('adjust_constant', 0),
    derate: { start: curve[1] ?? 52.8, slope: curve[2] ?? -0.021 },
  })
}

/** Recomputes a pvsamv1 case. */
export function recomputeDetailedPv(file: JsonObject, weather: Weather): Outcome<JsonObject> {
  const inputs = fieldsOf(isObject(file.inputs) ? file.inputs : {}, 'inputs')
  const system = systemOf(inputs, weather.site.latitude)
  if (inputs.fault) return inputs.fault
  if (!system.ok) return system
  const { module, modulesPerString, strings } = system.value
  const sun = sscSun(weather)
  const h = runDetailedPv(weather, sun, system.value)
  const area = (module.area * modulesPerString * strings) / 1000
  const nameplate = (module.vmp * module.imp * modulesPerString * strings) / 1000
  const annual = sumOf(h.gen)
  const [nominal, effective] = [h.poaNominal.map((w) => w * area), h.poaEffective.map((w) => w * area)]
  const efficiency = (module.vmp * module.imp) / (1000 * module.area)
  const series = hourlySeries(weather, sun, h)
  return accepted({
    ...file,
    outputs_annual: {
      annual_energy: annual,
      annual_ac_net: annual,
      annual_dc_net: sumOf(h.dcNet),
      annual_dc_gross: sumOf(h.dcGross),
      annual_ac_gross: sumOf(h.acGross),
      annual_poa_nom: sumOf(nominal),
      annual_poa_eff: sumOf(effective),
      annual_gh: sumOf(singlePrecision(weather.ghi)),
      performance_ratio: annual / (sumOf(nominal) * efficiency),
      capacity_factor: annual / (nameplate * 87.6),
      kwh_per_kw: annual / nameplate,
      nameplate_dc_rating: nameplate,
      annual_poa_shaded_soiled: sumOf(h.poaSoiled) * area,
    },
    outputs_monthly: {
      monthly_energy: monthlySums(h.gen),
      monthly_dc: monthlySums(h.dcNet),
      monthly_poa_nom: monthlySums(nominal),
      monthly_poa_eff: monthlySums(effective),
    },
    monthly_sums_of_hourly: monthlySumsOf(series),
    hourly_days: shownDays(series),
  })
}

function hourlySeries(weather: Weather, sun: SscSun, h: DetailedHourly) {
  return {
    gh: singlePrecision(weather.ghi),
    dn: singlePrecision(weather.dni),
    df: singlePrecision(weather.dhi),
    tdry: singlePrecision(weather.tempAir),
    wspd: singlePrecision(weather.windSpeed),
    sol_zen: sun.zenith.map((z) => z * DEG),
    sol_alt: sun.zenith.map((z) => 90 - z * DEG),
    sol_azi: sun.azimuth.map((a) => a * DEG),
    subarray1_surf_tilt: h.tilt,
    subarray1_surf_azi: h.azimuth,
    subarray1_aoi: h.incidence,
    subarray1_poa_nom: h.poaNominal,
    subarray1_poa_eff: h.poaEffective,
    subarray1_poa_eff_beam: h.poaBeam,
    subarray1_poa_eff_diff: h.poaDiffuse,
    subarray1_aoi_modifier: h.modifier,
    subarray1_celltemp: h.cell,
    subarray1_modeff: h.moduleEfficiency,
    subarray1_dc_voltage: h.voltage,
    subarray1_isc: h.isc,
    subarray1_voc: h.voc,
    subarray1_dc_gross: h.dcGross,
    dc_net: h.dcNet,
    inv_eff: h.inverterEfficiency,
    inv_cliploss: h.clipped,
    ac_gross: h.acGross,
    gen: h.gen,
  }
}
