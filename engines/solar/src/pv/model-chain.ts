import { cosd, DEG, RAD, sind } from '../angles.ts'
import { backtracked, projectedZenith, type SingleAxis, surfaceOrientation } from '../mount/single-axis.ts'
import { groundDiffuse, skyDiffuse, type TranspositionModel } from '../sky/transposition.ts'
import { kastenYoung } from '../sun/air-mass.ts'
import { extraterrestrialSpencer } from '../sun/approximate.ts'
import type { SunTrack } from '../sun/site-year.ts'
import { stillPlane } from '../sun/still-plane.ts'
import {
  faimanTemperature,
  type NoctMount,
  noctSamTemperature,
  pvsystCellTemperature,
  rossTemperature,
  sapmCellTemperature,
} from './cell-temperature.ts'
import { PLAIN_GLASS, physicalIam, sapmIam } from './iam.ts'
import { pvwattsDc, pvwattsInverter, type SandiaInverter, sandiaInverter } from './inverter.ts'
import { cecDiode, type DiodeModule, desotoDiode, maximumPower } from './single-diode.ts'

/** A year (or any series) of light and air; one entry per instant. W/m2, degC, m/s. */
export interface ChainWeather {
  readonly dni: Float64Array
  readonly ghi: Float64Array
  readonly dhi: Float64Array
  readonly tempAir: Float64Array
  readonly windSpeed: Float64Array
  /** Day of the year from 1, per instant. */
  readonly dayOfYear: ArrayLike<number>
}

export type Mount =
  | { readonly type: 'fixed'; readonly tilt: number; readonly azimuth: number }
  | ({ readonly type: 'single_axis' } & SingleAxis)
  | { readonly type: 'two_axis' }

export type IamModel =
  | { readonly type: 'physical'; readonly nCoating?: number }
  | { readonly type: 'ashrae'; readonly b: number }
  | { readonly type: 'martin_ruiz'; readonly aR: number }
  | { readonly type: 'schlick' }
  | { readonly type: 'sapm'; readonly b: readonly [number, number, number, number, number, number] }
  | { readonly type: 'none' }

export type TemperatureModel =
  | { readonly type: 'sapm'; readonly a: number; readonly b: number; readonly deltaT: number }
  | { readonly type: 'pvsyst'; readonly uC: number; readonly uV: number; readonly efficiency?: number }
  | { readonly type: 'faiman'; readonly u0: number; readonly u1: number }
  | { readonly type: 'ross'; readonly noct: number }
  | ({ readonly type: 'noct_sam' } & NoctMount)

export type DcModel =
  | { readonly type: 'pvwatts'; readonly pdc0: number; readonly gamma: number }
  | {
      readonly type: 'cec' | 'desoto'
      readonly module: DiodeModule
      readonly modulesPerString: number
      readonly strings: number
    }

export type AcModel =
  | { readonly type: 'pvwatts'; readonly pdc0: number; readonly efficiency: number }
  | { readonly type: 'sandia'; readonly inverter: SandiaInverter }

/** A PV system as plain data. Powers in W, angles in degrees. */
export interface PvSystem {
  readonly mount: Mount
  readonly albedo: number
  readonly transposition: TranspositionModel
  readonly iam: IamModel
  readonly temperature: TemperatureModel
  readonly dc: DcModel
  readonly ac: AcModel
  /** Percent lost on the DC side after conversion by the module. */
  readonly dcLossPercent: number
}

/**
 * What the chain found, one entry per instant. A tracker parks at night: `parked[i]` is then 1, its surface is
 * undefined and every quantity on it is zero.
 */
export interface ChainResult {
  readonly incidence: Float64Array
  readonly poaGlobal: Float64Array
  readonly poaDirect: Float64Array
  readonly poaSkyDiffuse: Float64Array
  readonly poaGroundDiffuse: Float64Array
  readonly iam: Float64Array
  readonly effective: Float64Array
  readonly cellTemperature: Float64Array
  readonly vmp: Float64Array
  readonly imp: Float64Array
  readonly pDc: Float64Array
  readonly pAc: Float64Array
  readonly parked: Uint8Array
}

/** The incidence modifier as a function of the cosine of incidence. */
function iamOf(model: IamModel): (cosine: number) => number {
  switch (model.type) {
    case 'physical':
      return physicalIam(model.nCoating === undefined ? PLAIN_GLASS : { ...PLAIN_GLASS, nCoating: model.nCoating })
    case 'ashrae':
      return (cosine) => (cosine <= 0 ? 0 : Math.max(0, 1 - model.b * (1 / cosine - 1)))
    case 'martin_ruiz': {
      const normal = 1 - Math.exp(-1 / model.aR)
      return (cosine) => (cosine <= 0 ? 0 : (1 - Math.exp(-cosine / model.aR)) / normal)
    }
    case 'schlick':
      return (cosine) => (cosine <= 0 ? 0 : 1 - (1 - cosine) ** 5)
    case 'sapm':
      return (cosine) => sapmIam(Math.acos(Math.min(Math.max(cosine, -1), 1)) * DEG, model.b)
    case 'none':
      return () => 1
  }
}

/** Cell temperature from plane-of-array light (W/m2), air (degC), wind (m/s) and effective light (W/m2). */
type CellTemperature = (poa: number, air: number, wind: number, effective: number) => number

function temperatureOf(model: TemperatureModel): CellTemperature {
  switch (model.type) {
    case 'sapm':
      return (poa, air, wind) => sapmCellTemperature(poa, air, wind, model.a, model.b, model.deltaT)
    case 'pvsyst':
      return (poa, air, wind) => pvsystCellTemperature(poa, air, wind, model.uC, model.uV, model.efficiency)
    case 'faiman':
      return (poa, air, wind) => faimanTemperature(poa, air, wind, model.u0, model.u1)
    case 'ross':
      return (poa, air) => rossTemperature(poa, air, model.noct)
    case 'noct_sam':
      return (poa, air, wind, effective) => noctSamTemperature(poa, air, wind, model, effective)
  }
}

/** Tilt, azimuth (degrees) of the surface, null while parked. */
type SurfaceOf = (zenith: number, azimuth: number) => { tilt: number; azimuth: number } | null

function surfaceOf(mount: Mount): SurfaceOf {
  if (mount.type === 'fixed') return () => mount
  if (mount.type === 'two_axis') return (zenith, azimuth) => (zenith > 90 ? null : { tilt: zenith, azimuth })
  const { axisTilt, axisAzimuth, maxAngle, backtrack, gcr, crossAxisTilt } = mount
  const projected = projectedZenith(axisTilt, axisAzimuth)
  return (zenith, azimuth) => {
    if (zenith > 90) return null
    const ideal = projected(sind(zenith), cosd(zenith), azimuth * RAD)
    const wanted = backtrack ? backtracked(ideal, gcr, crossAxisTilt) : ideal
    return surfaceOrientation(Math.max(-maxAngle, Math.min(maxAngle, wanted)), axisTilt, axisAzimuth)
  }
}

function emptyResult(n: number): ChainResult {
  const column = () => new Float64Array(n)
  return {
    incidence: column(),
    poaGlobal: column(),
    poaDirect: column(),
    poaSkyDiffuse: column(),
    poaGroundDiffuse: column(),
    iam: column(),
    effective: column(),
    cellTemperature: column(),
    vmp: column(),
    imp: column(),
    pDc: column(),
    pAc: column(),
    parked: new Uint8Array(n),
  }
}

/** Plane-of-array light into `result`, hour by hour. */
function transpose(weather: ChainWeather, sun: SunTrack, system: PvSystem, result: ChainResult): void {
  const surface = surfaceOf(system.mount)
  const modifier = iamOf(system.iam)
  const model = system.transposition
  let day = -1
  let dniExtra = 0
  let stood: { readonly tilt: number } | null = null
  let [cosTilt, sinTilt] = [1, 0]
  const still = system.mount.type === 'fixed' ? stillPlane(sun, system.mount) : null
  for (let i = 0; i < result.pAc.length; i++) {
    const zenith = sun.apparentZenith[i]!
    const face = surface(zenith, sun.azimuth[i]!)
    if (face === null) {
      result.parked[i] = 1
      continue
    }
    const dni = weather.dni[i]!
    const ghi = weather.ghi[i]!
    const dhi = weather.dhi[i]!
    // A fixed mount is one object the whole year.
    if (face !== stood) {
      stood = face
      cosTilt = Math.cos(face.tilt * RAD)
      sinTilt = Math.sin(face.tilt * RAD)
    }
    const cosZenith = still ? still.cosZenith[i]! : Math.cos(zenith * RAD)
    const projected = still
      ? still.cosIncidence(i)
      : cosTilt * cosZenith +
        sinTilt * Math.sqrt(1 - cosZenith * cosZenith) * Math.cos((sun.azimuth[i]! - face.azimuth) * RAD)
    const cosIncidence = Math.min(Math.max(projected, -1), 1)
    result.incidence[i] = Math.acos(cosIncidence) * DEG
    result.iam[i] = modifier(cosIncidence)
    if (ghi === 0 && dhi === 0 && dni === 0) continue
    if (weather.dayOfYear[i] !== day) {
      day = weather.dayOfYear[i]!
      dniExtra = extraterrestrialSpencer(day)
    }
    const airMass = zenith > 90 ? null : kastenYoung(zenith, cosZenith)
    const sky = skyDiffuse(model, {
      dni,
      ghi,
      dhi,
      dniExtra,
      airMass,
      zenith,
      cosZenith,
      cosIncidence,
      cosTilt,
      sinTilt,
    })
    const ground = groundDiffuse(ghi, system.albedo, cosTilt)
    const direct = Math.max(dni * cosIncidence, 0)
    result.poaSkyDiffuse[i] = sky
    result.poaGroundDiffuse[i] = ground
    result.poaDirect[i] = direct
    result.poaGlobal[i] = direct + (sky + ground)
    result.effective[i] = direct * result.iam[i]! + sky + ground
  }
}

/** DC power, voltage and current of the array into `result`. */
function convert(dc: DcModel, keep: number, result: ChainResult): void {
  const { effective, cellTemperature, parked } = result
  for (let i = 0; i < effective.length; i++) {
    if (parked[i] || effective[i] === 0) continue
    if (dc.type === 'pvwatts') {
      result.pDc[i] = keep * pvwattsDc(effective[i]!, cellTemperature[i]!, dc.pdc0, dc.gamma)
      continue
    }
    const diode = (dc.type === 'cec' ? cecDiode : desotoDiode)(effective[i]!, cellTemperature[i]!, dc.module)
    const { imp, vmp, pmp } = maximumPower(diode)
    result.vmp[i] = vmp * dc.modulesPerString
    result.imp[i] = imp * dc.strings
    result.pDc[i] = keep * pmp * dc.modulesPerString * dc.strings
  }
}

/**
 * Light to AC power in the order and with the conventions of pvlib's ModelChain: transposition at the apparent zenith
 * with the Kasten-Young air mass and Spencer's extraterrestrial light, incidence modifier on the beam only, cell
 * temperature from all light on the plane.
 *
 * @param sun the sun at the same instants; share it between designs of one site
 */
export function runChain(weather: ChainWeather, sun: SunTrack, system: PvSystem): ChainResult {
  const result = emptyResult(weather.ghi.length)
  transpose(weather, sun, system, result)
  const temperature = temperatureOf(system.temperature)
  for (let i = 0; i < result.pAc.length; i++)
    result.cellTemperature[i] = temperature(
      result.poaGlobal[i]!,
      weather.tempAir[i]!,
      weather.windSpeed[i]!,
      result.effective[i]!,
    )
  convert(system.dc, 1 - system.dcLossPercent / 100, result)
  const { ac } = system
  for (let i = 0; i < result.pAc.length; i++) {
    result.pAc[i] =
      ac.type === 'pvwatts'
        ? pvwattsInverter(result.pDc[i]!, ac.pdc0, ac.efficiency)
        : sandiaInverter(result.vmp[i]!, result.pDc[i]!, ac.inverter)
  }
  return result
}
