/** Sandia inverter parameters in their usual names: W, V, 1/W, 1/V. */
export interface SandiaInverter {
  readonly Paco: number
  readonly Pdco: number
  readonly Vdco: number
  readonly Pso: number
  readonly C0: number
  readonly C1: number
  readonly C2: number
  readonly C3: number
  /** Consumed at night, W. */
  readonly Pnt: number
}

/** AC power in W from DC voltage and power (King et al. 2007), clipped at Paco, minus night consumption below Pso. */
export function sandiaInverter(vDc: number, pDc: number, inverter: SandiaInverter): number {
  if (pDc < inverter.Pso) return -Math.abs(inverter.Pnt)
  const dv = vDc - inverter.Vdco
  const a = inverter.Pdco * (1 + inverter.C1 * dv)
  const b = inverter.Pso * (1 + inverter.C2 * dv)
  const c = inverter.C0 * (1 + inverter.C3 * dv)
  const ac = (inverter.Paco / (a - b) - c * (a - b)) * (pDc - b) + c * (pDc - b) ** 2
  return Math.min(inverter.Paco, ac)
}

/**
 * PVWatts (version 5) inverter: AC power in W.
 *
 * @param pdc0 DC input at which the inverter reaches its AC rating
 */
export function pvwattsInverter(pDc: number, pdc0: number, efficiency = 0.96, reference = 0.9637): number {
  const load = pDc / pdc0
  const perUnit = pDc === 0 ? 0 : -0.0162 * load - 0.0059 / load + 0.9858
  return Math.max(0, Math.min(efficiency * pdc0, (efficiency / reference) * perUnit * pDc))
}

/** PVWatts DC power in W from effective irradiance (W/m2) and cell temperature (degC); gamma in 1/degC. */
export const pvwattsDc = (effective: number, cell: number, pdc0: number, gamma: number): number =>
  effective * 0.001 * pdc0 * (1 + gamma * (cell - 25))

/** PVWatts' default loss fractions in percent. */
export const PVWATTS_LOSSES = {
  soiling: 2,
  shading: 3,
  snow: 0,
  mismatch: 2,
  wiring: 2,
  connections: 0.5,
  lid: 1.5,
  nameplateRating: 1,
  age: 0,
  availability: 3,
} as const

/** Percent lost when the losses (each in percent) act one after the other. */
export const combinedLosses = (percents: readonly number[]): number =>
  (1 - percents.reduce((kept, percent) => kept * (1 - percent / 100), 1)) * 100
