import { polynomial } from '../polynomial.ts'
/** A heat-transfer fluid. Temperatures in kelvin; J/(kg K), kg/m3, Pa s, W/(m K). */
export interface HeatFluid {
  readonly heatCapacity: (kelvin: number) => number
  readonly density: (kelvin: number) => number
  readonly viscosity: (kelvin: number) => number
  readonly conductivity: (kelvin: number) => number
}

const ZERO_C = 273.15

type Curve = (celsius: number) => number

const ofCelsius = (capacity: Curve, density: Curve, viscosity: Curve, conductivity: Curve): HeatFluid => ({
  heatCapacity: (k) => capacity(k - ZERO_C),
  density: (k) => density(k - ZERO_C),
  viscosity: (k) => viscosity(k - ZERO_C),
  conductivity: (k) => conductivity(k - ZERO_C),
})

const quad = (t: number, a: number, b: number, c: number): number => a + t * (b + t * c)

const VP1_SLOPE = -0.3638

function vp1Viscosity(celsius: number): number {
  const t = Math.max(celsius, 20)
  const decades = Math.log10(t)
  return 10 ** (0.8703 - 3 + decades * (0.2877 + VP1_SLOPE * decades))
}

function therminol66Viscosity(t: number): number {
  return t < 80
    ? polynomial(
        t,
        [1.31959963, -0.171204729, 0.0100351594, -0.000313556341, 0.0000053430666, -4.6659765e-8, 1.63046296e-10],
      )
    : polynomial(
        t,
        [0.0490075884, -0.00120478233, 0.0000130162082, -7.58913847e-8, 2.47856063e-10, -4.26872345e-13, 3.0194916e-16],
      )
}

function therminol59Viscosity(t: number): number {
  return t < 25
    ? polynomial(
        t,
        [
          0.0137267822, -0.000218740224, 0.0000759248815, -0.00000473464744, -1.97083667e-7, 4.35487179e-9,
          2.40243056e-10,
        ],
      )
    : polynomial(
        t,
        [
          0.0114608807, -0.000313431056, 0.00000416778121, -3.04668508e-8, 1.23719006e-10, -2.60834697e-13,
          2.22227675e-16,
        ],
      )
}

/** The fluids of NREL's library, by its numbers (public correlations of their makers). */
const LIBRARY: Readonly<Record<number, HeatFluid>> = {
  18: ofCelsius(
    (t) => 1443 + 0.172 * t,
    (t) => Math.max(2090 - 0.636 * t, 1000),
    (t) => Math.max(polynomial(t, [22.714, -0.12, 0.0002281, -1.474e-7]) / 1000, 1e-6),
    (t) => 0.443 + 0.00019 * t,
  ),
  19: ofCelsius(
    (t) => 3.88 * t + 1606,
    (t) => Math.max(885 - 0.6617 * t - 0.0001265 * t * t, 100),
    (t) => 0.040439268 * Math.max(t, 10) ** -1.946401872 * Math.max(885 - 0.6617 * t - 0.0001265 * t * t, 100),
    (t) => Math.max(-0.00014 * t + 0.1245, 0.01),
  ),
  20: ofCelsius(
    (t) => Math.max(1536 - 0.2624 * t - 0.0001139 * t * t, 1000),
    (t) => Math.max(2240 - 0.8266 * t, 800),
    (t) => 1372000 * t ** -3.364,
    () => 0.519,
  ),
  21: ofCelsius(
    (t) => 1000 * quad(t, 1.509, 0.002496, 7.888e-7),
    (t) => Math.max(quad(t, 1074, -0.6367, -0.0007762), 400),
    vp1Viscosity,
    (t) => Math.max(quad(t, 0.1381, -0.00008708, -1.729e-7), 0.001),
  ),
  22: ofCelsius(
    () => 1560,
    (t) => Math.max(2080 - 0.733 * t, 1000),
    (t) => Math.max(0.00622 - 0.0000102 * t, 1e-6),
    (t) => 0.588 - 0.000647 * t,
  ),
  23: ofCelsius(
    (t) => quad(t, 1589.2, 3.2028, -0.00053943),
    (t) => Math.max(-0.757332 * t + 980.787, 100),
    (t) => 1 / polynomial(t, [132.40658, 4.36107, 0.0781417, -0.00011035416]),
    (t) => Math.max(quad(t, 0.124379, -0.000124864, -6.26555e-8), 1e-5),
  ),
  24: ofCelsius(
    (t) => quad(t, 1560.8, 2.977, -0.0000031915),
    (t) => Math.max(quad(t, 1042.11, -0.668337, -0.000186495), 200),
    (t) => 1 / quad(t, 4.523003, 0.39156855, 0.028604206),
    (t) => -0.00012963 * t + 0.13397,
  ),
  29: ofCelsius(
    (t) => 3.6 * t + 1480.1,
    (t) => -0.7146 * t + 1024.8,
    therminol66Viscosity,
    (t) => quad(t, 0.1183, -3e-5, -2e-7),
  ),
  30: ofCelsius(
    (t) => 3.3 * t + 1613.2,
    (t) => quad(t, 988.44, -0.6963, -0.0003),
    therminol59Viscosity,
    (t) => quad(t, 0.1227, -6e-5, -1e-7),
  ),
  // The conductivity of pressurised water keeps the published library's square where its source has a first power.
  31: ofCelsius(
    (t) => 1000 * quad(t, 4.2092, -0.0014, 1e-5),
    (t) => quad(t, 1005.6, -0.2337, -0.0023),
    (t) => quad(t, 0.0011, -1e-5, 3e-8),
    (t) => quad(t, 0.5631, 0, 0.0016 - 6e-6),
  ),
}

const USER_FLUID = 50
/** Columns of a user's fluid table: degC, kJ/(kg K), kg/m3, Pa s, m2/s, W/(m K), kJ/kg. */
const USER_COLUMNS = { capacity: 1, density: 2, viscosity: 3, conductivity: 5 }

function column(table: readonly (readonly number[])[], index: number): Curve {
  return (t) => {
    let i = 1
    while (i < table.length - 1 && table[i]![0]! < t) i++
    const [below, above] = [table[i - 1]!, table[i]!]
    const share = (t - below[0]!) / (above[0]! - below[0]!)
    return below[index]! + (above[index]! - below[index]!) * share
  }
}

/** The fluid of a number, or of a user's table; null when the number is not known. */
export function heatFluid(code: number, table: readonly (readonly number[])[]): HeatFluid | null {
  if (code !== USER_FLUID) return LIBRARY[code] ?? null
  if (table.length < 3) return null
  const capacity = column(table, USER_COLUMNS.capacity)
  return ofCelsius(
    (t) => 1000 * capacity(t),
    column(table, USER_COLUMNS.density),
    column(table, USER_COLUMNS.viscosity),
    column(table, USER_COLUMNS.conductivity),
  )
}

const MEAN_POINTS = 6

/** Heat capacity averaged between two temperatures, J/(kg K). */
export function meanHeatCapacity(fluid: HeatFluid, from: number, to: number): number {
  const step = (to - from) / MEAN_POINTS
  let sum = 0
  for (let i = 0; i < MEAN_POINTS; i++) sum += fluid.heatCapacity(from + step * (i + 0.5))
  return sum / MEAN_POINTS
}
