/** A gas around or inside a receiver tube, at a temperature in kelvin: J/(kg K), Pa s, W/(m K). */
export interface Gas {
  readonly heatCapacity: (kelvin: number) => number
  readonly heatCapacityAtVolume: (kelvin: number) => number
  readonly viscosity: (kelvin: number) => number
  readonly conductivity: (kelvin: number) => number
  /** Specific gas constant, J/(kg K). */
  readonly constant: number
  /** Molecular diameter, cm. */
  readonly molecule: number
}

export const AIR: Gas = {
  heatCapacity: (t) => 1000 * (1.03749 + t * (-0.000305497 + t * (7.49335e-7 - t * 3.39363e-10))),
  heatCapacityAtVolume: (t) => 1000 * (0.750466 + t * (-0.000305497 + t * (7.49335e-7 - t * 3.39363e-10))),
  viscosity: (t) => Math.max(0.0000010765 + t * (7.15173e-8 + t * (-5.03525e-11 + t * 2.02799e-14)), 1e-6),
  conductivity: (t) => Math.max(0.00145453 + t * (0.0000872152 - t * 2.20614e-8), 1e-4),
  constant: 287,
  molecule: 3.53e-8,
}

const ARGON: Gas = {
  heatCapacity: () => 520.3,
  heatCapacityAtVolume: () => 312.2,
  viscosity: (t) => 4.4997e-6 + t * (6.3892e-8 - t * 1.2455e-11),
  conductivity: (t) => 0.00548 + t * (0.0000438969 - t * 6.8141e-9),
  constant: 208.13,
  molecule: 3.8e-8,
}

const hydrogenCurve = (t: number): number =>
  t * (0.690156 + t * (-0.00327354 + t * (0.00000817326 + t * (-1.13234e-8 + t * (8.24995e-12 - t * 2.46804e-15)))))

const between = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high)

const HYDROGEN: Gas = {
  heatCapacity: (t) => 1000 * between(-45.4022 + hydrogenCurve(t), 11.3, 14.7),
  heatCapacityAtVolume: (t) => 1000 * between(-49.5264 + hydrogenCurve(t), 7.2, 10.6),
  viscosity: (t) => 0.00000231 + t * (2.37842e-8 - t * 5.73624e-12),
  conductivity: (t) => Math.max(0.0302888 + t * (0.00053634 - t * 1.59604e-7), 0.01),
  constant: 4124,
  molecule: 2.4e-8,
}

/** Annulus gas by NREL's number: 26 argon, 27 hydrogen, otherwise air. */
export const annulusGas = (code: number): Gas => (code === 26 ? ARGON : code === 27 ? HYDROGEN : AIR)
