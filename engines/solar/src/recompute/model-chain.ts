import { type Fields, fieldsOf, isObject, type JsonObject } from '../fields.ts'
import { accepted, type Outcome, type Refusal, refused } from '../outcome.ts'
import { combinedLosses, PVWATTS_LOSSES, type SandiaInverter } from '../pv/inverter.ts'
import {
  type AcModel,
  type ChainResult,
  type DcModel,
  type IamModel,
  type Mount,
  type PvSystem,
  runChain,
  type TemperatureModel,
} from '../pv/model-chain.ts'
import type { DiodeModule } from '../pv/single-diode.ts'
import { TRANSPOSITION_MODELS, type TranspositionModel } from '../sky/transposition.ts'
import { sunTrack } from '../sun/site-year.ts'
import { monthlySums } from '../weather/check.ts'
import { dayOfYear, type Weather } from '../weather/types.ts'
import { shownDays } from './series.ts'

/** Year onto which the chain maps every row, so that typical years do not jump. */
const CHAIN_YEAR = 2019

function mountOf(inputs: Fields): Mount {
  const mount = fieldsOf(inputs.object('mount'), 'inputs.mount')
  if (mount.text('type', 'fixed') === 'fixed')
    return { type: 'fixed', tilt: mount.number('tilt', 0), azimuth: mount.number('azimuth', 180) }
  return {
    type: 'single_axis',
    axisTilt: mount.number('axis_tilt', 0),
    axisAzimuth: mount.number('axis_azimuth', 180),
    maxAngle: mount.number('max_angle', 90),
    backtrack: inputs.object('mount').backtrack !== false,
    gcr: mount.number('gcr', 2 / 7),
    crossAxisTilt: mount.number('cross_axis_tilt', 0),
  }
}

/** The number in a text such as "martin_ruiz (a_r .16)". */
function numberIn(text: string, fallback: number): number {
  const found = /(\d*\.\d+|\d+)\s*\)/.exec(text)
  return found ? Number(found[1]) : fallback
}

const SAPM_IAM = ['B0', 'B1', 'B2', 'B3', 'B4', 'B5'] as const

/** The incidence modifier named, its parameters from the module or from the name itself; null when not known. */
function iamOf(name: string, module: Fields): IamModel | null {
  if (name.startsWith('ashrae')) return { type: 'ashrae', b: module.number('b', numberIn(name, 0.05)) }
  if (name.startsWith('martin_ruiz')) return { type: 'martin_ruiz', aR: module.number('a_r', numberIn(name, 0.16)) }
  if (name.startsWith('schlick')) return { type: 'schlick' }
  if (name.startsWith('no_loss')) return { type: 'none' }
  if (name.startsWith('sapm')) {
    const [b0, b1, b2, b3, b4, b5] = SAPM_IAM.map((key) => module.number(key)) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    return { type: 'sapm', b: [b0, b1, b2, b3, b4, b5] }
  }
  if (!name.startsWith('physical')) return null
  return module.has('n_ar') ? { type: 'physical', nCoating: module.number('n_ar') } : { type: 'physical' }
}

/** The cell temperature named; null when not known. */
function temperatureOf(name: string, t: Fields, module: Fields): TemperatureModel | null {
  if (name.startsWith('pvsyst'))
    return {
      type: 'pvsyst',
      uC: t.number('u_c', 29),
      uV: t.number('u_v', 0),
      efficiency: t.number('module_efficiency', module.number('module_efficiency', 0.1)),
    }
  if (name.startsWith('faiman')) return { type: 'faiman', u0: t.number('u0', 25), u1: t.number('u1', 6.84) }
  if (name.startsWith('ross')) return { type: 'ross', noct: t.number('noct', 45) }
  if (name.startsWith('noct_sam'))
    return {
      type: 'noct_sam',
      noct: t.number('noct', 45),
      efficiency: t.number('module_efficiency', 0.18),
      transmittanceAbsorptance: t.number('transmittance_absorptance', 0.9),
      arrayHeight: t.number('array_height', 1) === 2 ? 2 : 1,
      standoffInches: t.number('mount_standoff', 4),
    }
  if (!name.startsWith('sapm')) return null
  return { type: 'sapm', a: t.number('a'), b: t.number('b'), deltaT: t.number('deltaT') }
}

export function systemOf(file: JsonObject): Outcome<PvSystem> {
  const inputs = fieldsOf(isObject(file.inputs) ? file.inputs : {}, 'inputs')
  const models = fieldsOf(inputs.object('models'), 'inputs.models')
  const module = fieldsOf(inputs.object('module'), 'inputs.module')
  const temperature = fieldsOf(inputs.object('temperature'), 'inputs.temperature')
  const transposition = models.text('transposition', 'haydavies')
  if (!TRANSPOSITION_MODELS.includes(transposition as TranspositionModel))
    return refused('unsupported', 'inputs.models.transposition', `no model ${transposition}`)
  const dcName = models.text('dc', 'pvwatts')
  const dc: DcModel =
    dcName === 'pvwatts'
      ? { type: 'pvwatts', pdc0: module.number('pdc0'), gamma: module.number('gamma_pdc') }
      : {
          type: dcName === 'cec' ? 'cec' : 'desoto',
          module: inputs.object('module') as unknown as DiodeModule,
          modulesPerString: inputs.number('modules_per_string', 1),
          strings: inputs.number('strings', 1),
        }
  const pvwattsAc = inputs.has('inverter_pvwatts')
    ? fieldsOf(inputs.object('inverter_pvwatts'), 'inputs.inverter_pvwatts')
    : null
  const ac: AcModel = pvwattsAc
    ? { type: 'pvwatts', pdc0: pvwattsAc.number('pdc0'), efficiency: pvwattsAc.number('eta_inv_nom', 0.96) }
    : { type: 'sandia', inverter: inputs.object('inverter_sandia') as unknown as SandiaInverter }
  const [iamName, temperatureName] = [models.text('aoi', 'physical'), models.text('temperature', 'sapm')]
  const iam = iamOf(iamName, module)
  if (!iam) return refused('unsupported', 'inputs.models.aoi', `no model ${iamName}`)
  const cell = temperatureOf(temperatureName, temperature, module)
  if (!cell) return refused('unsupported', 'inputs.models.temperature', `no model ${temperatureName}`)
  const system: PvSystem = {
    mount: mountOf(inputs),
    albedo: inputs.number('albedo', 0.25),
    transposition: transposition as TranspositionModel,
    iam,
    temperature: cell,
    dc,
    ac,
    dcLossPercent: models.text('losses', 'no_loss') === 'pvwatts' ? combinedLosses(Object.values(PVWATTS_LOSSES)) : 0,
  }
  const fault: Refusal | null = inputs.fault ?? module.fault ?? temperature.fault ?? pvwattsAc?.fault ?? null
  return fault ?? accepted(system)
}

const kilo = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / 1000
const monthlyKilo = (values: Float64Array): number[] => monthlySums(values).map((sum) => sum / 1000)

/** The sun at every row of a file, all rows taken to be of one year. */
export function chainSun(weather: Weather) {
  const start = Date.UTC(CHAIN_YEAR, 0, 1) / 1000 - weather.site.timeZone * 3600 + weather.time.sunMinute * 60
  const n = weather.hour.length
  const instants = new Float64Array(n)
  const days = new Float64Array(n)
  // Extraterrestrial light goes by the date in Greenwich, as in pvlib.
  const newYear = Date.UTC(CHAIN_YEAR, 0, 1) / 1000
  for (let i = 0; i < n; i++) {
    const day = dayOfYear(weather.month[i]!, weather.day[i]!)
    const instant = start + ((day - 1) * 24 + weather.hour[i]!) * 3600
    instants[i] = instant
    days[i] = ((Math.floor((instant - newYear) / 86400) + 365) % 365) + 1
  }
  return { days, sun: sunTrack(instants, weather.site, weather.pressureMbar, weather.tempAir) }
}

/** Recomputes a pvlib ModelChain case. */
export function recomputeModelChain(file: JsonObject, weather: Weather): Outcome<JsonObject> {
  const system = systemOf(file)
  if (!system.ok) return system
  const { days, sun } = chainSun(weather)
  const result = runChain({ ...weather, dayOfYear: days }, sun, system.value)
  const outputs = {
    annual_ac_kwh: kilo(result.pAc),
    annual_dc_kwh: kilo(result.pDc),
    annual_poa_global_kwh_m2: kilo(result.poaGlobal),
    monthly_ac_kwh: monthlyKilo(result.pAc),
    monthly_dc_kwh: monthlyKilo(result.pDc),
    monthly_poa_global_kwh_m2: monthlyKilo(result.poaGlobal),
    max_cell_temp_c: result.cellTemperature.reduce((max, t, i) => (result.parked[i] ? max : Math.max(max, t)), -100),
  }
  const hourly = shownDays(hourlySeries(result, sun.apparentZenith, sun.azimuth, system.value))
  return accepted({ ...file, outputs, hourly_days_local_standard_time: hourly })
}

function hourlySeries(result: ChainResult, zenith: Float64Array, azimuth: Float64Array, system: PvSystem) {
  const awake = (values: Float64Array) => Array.from(values, (value, i) => (result.parked[i] ? null : value))
  const diode = system.dc.type === 'pvwatts' ? {} : { v_mp: awake(result.vmp), i_mp: awake(result.imp) }
  return {
    apparent_zenith: zenith,
    azimuth,
    aoi: awake(result.incidence),
    poa_global: awake(result.poaGlobal),
    poa_direct: awake(result.poaDirect),
    poa_sky_diffuse: awake(result.poaSkyDiffuse),
    poa_ground_diffuse: awake(result.poaGroundDiffuse),
    aoi_modifier: awake(result.iam),
    effective_irradiance: awake(result.effective),
    cell_temperature: awake(result.cellTemperature),
    p_dc: awake(result.pDc),
    p_ac: result.pAc,
    ...diode,
  }
}
