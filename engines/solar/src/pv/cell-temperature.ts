/** Sandia's module temperature in degC: irradiance W/m2, air degC, wind m/s at 10 m (King et al. 2004). */
export const sapmModuleTemperature = (poa: number, air: number, wind: number, a: number, b: number): number =>
  poa * Math.exp(a + b * wind) + air

/** Sandia's cell temperature: the module's plus deltaT at 1000 W/m2. */
export const sapmCellTemperature = (
  poa: number,
  air: number,
  wind: number,
  a: number,
  b: number,
  deltaT: number,
): number => sapmModuleTemperature(poa, air, wind, a, b) + (poa / 1000) * deltaT

/** Parameters a, b, deltaT of the Sandia model by mounting. */
export const SAPM_MOUNTS = {
  open_rack_glass_glass: { a: -3.47, b: -0.0594, deltaT: 3 },
  close_mount_glass_glass: { a: -2.98, b: -0.0471, deltaT: 1 },
  open_rack_glass_polymer: { a: -3.56, b: -0.075, deltaT: 3 },
  insulated_back_glass_polymer: { a: -2.81, b: -0.0455, deltaT: 0 },
} as const

/** Heat-loss factors u_c, u_v of PVsyst by mounting, W/m2K. */
export const PVSYST_MOUNTS = {
  freestanding: { uC: 29, uV: 0 },
  insulated: { uC: 15, uV: 0 },
  semi_integrated: { uC: 20, uV: 0 },
} as const

/** PVsyst's cell temperature: absorbed less converted light over a linear heat loss. */
export function pvsystCellTemperature(
  poa: number,
  air: number,
  wind: number,
  uC = 29,
  uV = 0,
  efficiency = 0.1,
  absorption = 0.9,
): number {
  return air + (poa * absorption * (1 - efficiency)) / (uC + uV * wind)
}

/** Faiman (2008), the form of IEC 61853. */
export const faimanTemperature = (poa: number, air: number, wind: number, u0 = 25, u1 = 6.84): number =>
  air + poa / (u0 + u1 * wind)

/** Ross (1980): a rise proportional to light, from the nominal operating cell temperature. */
export const rossTemperature = (poa: number, air: number, noct: number): number => air + ((noct - 20) / 80) * poa * 0.1

/** Extra degrees of NOCT by the gap behind the module, inches. */
export function standoffAdjustment(inches: number): number {
  if (inches <= 0 || inches > 3.5) return 0
  if (inches < 0.5) return 18
  if (inches < 1.5) return 11
  return inches < 2.5 ? 6 : 2
}

/** How the NOCT model of SAM sees the array. */
export interface NoctMount {
  readonly noct: number
  readonly efficiency: number
  /** Storeys: wind at module height is 0.51 of the weather's for one, 0.61 for two. */
  readonly arrayHeight?: 1 | 2
  readonly standoffInches?: number
  readonly transmittanceAbsorptance?: number
}

/** SAM's NOCT cell temperature. Effective irradiance (after reflection) lowers the loss term when given. */
export function noctSamTemperature(poa: number, air: number, wind: number, mount: NoctMount, effective = poa): number {
  const { arrayHeight = 1, standoffInches = 4, transmittanceAbsorptance = 0.9 } = mount
  if (poa <= 0 || effective <= 0) return air
  const noct = mount.noct + standoffAdjustment(standoffInches)
  const heatLoss = 1 - mount.efficiency / ((transmittanceAbsorptance * effective) / poa)
  const moduleWind = (arrayHeight === 1 ? 0.51 : 0.61) * wind
  return air + (poa / 800) * (noct - 20) * heatLoss * (9.5 / (5.7 + 3.8 * moduleWind))
}

/** Driesse's generic linear model, to which Faiman, PVsyst and NOCT models translate. */
export const genericLinearTemperature = (
  poa: number,
  air: number,
  wind: number,
  uConst: number,
  duWind: number,
  efficiency: number,
  absorptance: number,
): number => air + (poa * (absorptance - efficiency)) / (uConst + duWind * wind)
