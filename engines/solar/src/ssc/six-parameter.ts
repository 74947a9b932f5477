import { currentAt, type Diode, maximumPower } from '../pv/single-diode.ts'

/** A module of the CEC database as SSC uses it: six parameters, area m2, maximum power point at reference. */
export interface SixParameterModule {
  readonly area: number
  readonly vmp: number
  readonly imp: number
  readonly alpha: number
  readonly a: number
  readonly photocurrent: number
  readonly saturation: number
  readonly seriesResistance: number
  readonly shuntResistance: number
  readonly adjust: number
}

/** SSC's constants: Boltzmann in eV/K and the gap of silicon in eV. */
const BOLTZMANN_EV = 8.618e-5
const GAP_EV = 1.12
const T_REF = 298.15

/** The five parameters at effective light (W/m2) and cell temperature (degC). */
export function sscDiode(module: SixParameterModule, effective: number, cellC: number): Diode {
  const t = cellC + 273.15
  const gap = GAP_EV * (1 - 0.0002677 * (t - T_REF))
  const ratio = t / T_REF
  const current = (effective / 1000) * (module.photocurrent + module.alpha * (1 - module.adjust / 100) * (t - T_REF))
  return {
    photocurrent: Math.max(0, current),
    saturation: module.saturation * ratio * ratio * ratio * Math.exp((GAP_EV / T_REF - gap / t) / BOLTZMANN_EV),
    seriesResistance: module.seriesResistance,
    shuntResistance: module.shuntResistance * (1000 / effective),
    nNsVth: module.a * ratio,
  }
}

/** Below this effective light a module gives nothing, W/m2. */
export const LEAST_LIGHT = 1

/** Power of one module at its maximum power point, W. */
export const modulePower = (module: SixParameterModule, effective: number, cellC: number): number =>
  effective < LEAST_LIGHT ? 0 : maximumPower(sscDiode(module, effective, cellC)).pmp

/** Power of one module held at a voltage, W. */
export function powerAtVoltage(diode: Diode, voltage: number): number {
  return Math.max(0, currentAt(voltage, diode)) * voltage
}

/** NOCT thermal model of SSC: what heats a cell above the air. */
export interface NoctThermal {
  /** NOCT less 20 degC, mounting adjustment included. */
  readonly rise: number
  /** Wind at the module over wind of the file. */
  readonly windFactor: number
  /** Efficiency at reference over the transmittance-absorptance product of 0.9. */
  readonly efficiencyRatio: number
}

export function noctThermal(noct: number, windFactor: number, module: SixParameterModule): NoctThermal {
  return { rise: noct - 20, windFactor, efficiencyRatio: (module.imp * module.vmp) / (1000 * module.area) / 0.9 }
}

/** Cell temperature in degC from air, wind (m/s) and absorbed light (W/m2). */
export function noctCell(thermal: NoctThermal, air: number, wind: number, absorbed: number): number {
  if (absorbed <= 0) return air
  const moduleWind = Math.max(0.001, wind * thermal.windFactor)
  return air + ((absorbed / 800) * thermal.rise * (1 - thermal.efficiencyRatio) * 9.5) / (5.7 + 3.8 * moduleWind)
}
