/** The five parameters at one operating condition: A, A, ohm, ohm, V. */
export interface Diode {
  readonly photocurrent: number
  readonly saturation: number
  readonly seriesResistance: number
  readonly shuntResistance: number
  /** Modified ideality factor n Ns Vth, V. */
  readonly nNsVth: number
}

/** A module at reference conditions (1000 W/m2, 25 degC), in the names of the CEC database. */
export interface DiodeModule {
  readonly alpha_sc: number
  readonly a_ref: number
  readonly I_L_ref: number
  readonly I_o_ref: number
  readonly R_s: number
  readonly R_sh_ref: number
  /** CEC's adjustment of alpha_sc, percent; De Soto's model takes none. */
  readonly Adjust?: number
  readonly EgRef?: number
  readonly dEgdT?: number
}

/** The points of an IV curve, A, V and W. */
export interface OperatingPoints {
  readonly isc: number
  readonly voc: number
  readonly imp: number
  readonly vmp: number
  readonly pmp: number
}

/** Boltzmann's constant, eV/K (CODATA 2018). */
const BOLTZMANN_EV = 8.617333262145179e-5
const T_REF = 298.15

/** De Soto et al. (2006): the five parameters at effective irradiance (W/m2) and cell temperature (degC). */
export function desotoDiode(effective: number, cellC: number, module: DiodeModule): Diode {
  return diodeAt(effective, cellC, module, module.alpha_sc)
}

/** CEC's six-parameter model (Dobos 2012): De Soto's with alpha_sc adjusted. */
export function cecDiode(effective: number, cellC: number, module: DiodeModule): Diode {
  return diodeAt(effective, cellC, module, module.alpha_sc * (1 - (module.Adjust ?? 0) / 100))
}

function diodeAt(effective: number, cellC: number, module: DiodeModule, alpha: number): Diode {
  const { EgRef = 1.121, dEgdT = -0.0002677 } = module
  const t = cellC + 273.15
  const gap = EgRef * (1 + dEgdT * (t - T_REF))
  return {
    photocurrent: (effective / 1000) * (module.I_L_ref + alpha * (t - T_REF)),
    saturation: module.I_o_ref * (t / T_REF) ** 3 * Math.exp(EgRef / (BOLTZMANN_EV * T_REF) - gap / (BOLTZMANN_EV * t)),
    seriesResistance: module.R_s,
    shuntResistance: module.R_sh_ref * (1000 / effective),
    nNsVth: module.a_ref * (t / T_REF),
  }
}

/** Lambert's W of exp(logArgument), principal branch: Newton on w + ln w, which never overflows. */
export function lambertWOfExp(logArgument: number): number {
  if (logArgument < -36) return Math.exp(logArgument)
  let w = logArgument > 1 ? logArgument - Math.log(logArgument) : Math.exp(logArgument) / (1 + Math.exp(logArgument))
  for (let i = 0; i < 20; i++) {
    const step = (w * (logArgument - Math.log(w) - w)) / (1 + w)
    w += step
    if (Math.abs(step) <= 1e-15 * w) break
  }
  return w
}

/** Current at a voltage (Jain and Kapoor 2004, eq. 2). */
export function currentAt(voltage: number, d: Diode): number {
  const g = 1 / d.shuntResistance
  const scale = d.nNsVth * (d.seriesResistance * g + 1)
  const log =
    Math.log((d.seriesResistance * d.saturation) / scale) +
    (d.seriesResistance * (d.photocurrent + d.saturation) + voltage) / scale
  return (
    (d.photocurrent + d.saturation - voltage * g) / (d.seriesResistance * g + 1) -
    (d.nNsVth / d.seriesResistance) * lambertWOfExp(log)
  )
}

/** Voltage at a current (Jain and Kapoor 2004, eq. 3). */
export function voltageAt(current: number, d: Diode): number {
  const g = 1 / d.shuntResistance
  const excess = d.photocurrent + d.saturation - current
  const log = Math.log(d.saturation / (g * d.nNsVth)) + excess / (g * d.nNsVth)
  return excess / g - current * d.seriesResistance - d.nNsVth * lambertWOfExp(log)
}

/** Bishop (1988): current and voltage at a voltage across the diode itself. */
export function bishopPoint(diodeVoltage: number, d: Diode): { current: number; voltage: number } {
  const current = d.photocurrent - d.saturation * Math.expm1(diodeVoltage / d.nNsVth) - diodeVoltage / d.shuntResistance
  return { current, voltage: diodeVoltage - current * d.seriesResistance }
}

/** A step this small (relative) is the last: Newton's error squares (to 2e-7 at most), and the power is flat at its top. */
const MPP_STEP = 1e-4

/** Current at the maximum power point over the photocurrent, as a first guess. */
const MPP_CURRENT = 0.94

/**
 * Maximum power by Newton on dP/dVd = 0, starting where a diode without resistances has its own. Dark modules give
 * zeros.
 *
 * Every term is one exponential: this is the fast path of a year of hours.
 */
export function maximumPower(d: Diode): { imp: number; vmp: number; pmp: number } {
  if (!(d.photocurrent > 0)) return { imp: 0, vmp: 0, pmp: 0 }
  const { nNsVth: a, seriesResistance: rs } = d
  const g = 1 / d.shuntResistance
  // Without resistances x + ln(1 + x) = ln(1 + IL/I0) at the maximum, x = Vd/a; a series resistance takes twice its drop
  // off the x in the logarithm. Two substitutions come close.
  const open = Math.log(d.photocurrent / d.saturation + 1)
  const drop = (2 * MPP_CURRENT * d.photocurrent * rs) / a
  let v = a * (open - Math.log(Math.max(1 + open - Math.log(1 + open) - drop, 1)))
  for (let k = 1; ; k++) {
    const e = (d.saturation * Math.exp(v / a)) / a
    const i = d.photocurrent - e * a + d.saturation - v * g
    const di = -e - g
    const d2i = -e / a
    const out = v - i * rs
    const dOut = 1 - di * rs
    // dP/dVd and its derivative, P = i (vd - i rs).
    const slope = di * out + i * dOut
    const curvature = d2i * out + 2 * di * dOut - i * d2i * rs
    const step = slope / curvature
    v -= step
    if (Math.abs(step) < MPP_STEP * Math.max(1, Math.abs(v)) || k === 60) {
      // So near, the current follows without another exponential.
      const current = i - step * (di - (d2i * step) / 2)
      const voltage = v - current * rs
      return { imp: current, vmp: voltage, pmp: current * voltage }
    }
  }
}

/** Short circuit, open circuit and maximum power. */
export function operatingPoints(d: Diode): OperatingPoints {
  if (!(d.photocurrent > 0)) return { isc: 0, voc: 0, imp: 0, vmp: 0, pmp: 0 }
  return { isc: currentAt(0, d), voc: voltageAt(0, d), ...maximumPower(d) }
}
