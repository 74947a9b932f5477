/**
 * Water and steam by the IAPWS Industrial Formulation 1997: regions 1 (liquid), 2 (vapour) and 4 (saturation).
 * MPa, K, kJ/kg, kJ/(kg K).
 */

const GAS_CONSTANT = 0.461526

type Term = readonly [i: number, j: number, n: number]

const LIQUID: readonly Term[] = [
  [0, -2, 0.14632971213167],
  [0, -1, -0.84548187169114],
  [0, 0, -3.756360367204],
  [0, 1, 3.3855169168385],
  [0, 2, -0.95791963387872],
  [0, 3, 0.15772038513228],
  [0, 4, -0.016616417199501],
  [0, 5, 8.1214629983568e-4],
  [1, -9, 2.8319080123804e-4],
  [1, -7, -6.0706301565874e-4],
  [1, -1, -0.018990068218419],
  [1, 0, -0.032529748770505],
  [1, 1, -0.021841717175414],
  [1, 3, -5.283835796993e-5],
  [2, -3, -4.7184321073267e-4],
  [2, 0, -3.0001780793026e-4],
  [2, 1, 4.7661393906987e-5],
  [2, 3, -4.4141845330846e-6],
  [2, 17, -7.2694996297594e-16],
  [3, -4, -3.1679644845054e-5],
  [3, 0, -2.8270797985312e-6],
  [3, 6, -8.5205128120103e-10],
  [4, -5, -2.2425281908e-6],
  [4, -2, -6.5171222895601e-7],
  [4, 10, -1.4341729937924e-13],
  [5, -8, -4.0516996860117e-7],
  [8, -11, -1.2734301741641e-9],
  [8, -6, -1.7424871230634e-10],
  [21, -29, -6.8762131295531e-19],
  [23, -31, 1.4478307828521e-20],
  [29, -38, 2.6335781662795e-23],
  [30, -39, -1.1947622640071e-23],
  [31, -40, 1.8228094581404e-24],
  [32, -41, -9.3537087292458e-26],
]

const VAPOUR_IDEAL: readonly (readonly [j: number, n: number])[] = [
  [0, -9.6927686500217],
  [1, 10.086655968018],
  [-5, -0.005608791128302],
  [-4, 0.071452738081455],
  [-3, -0.40710498223928],
  [-2, 1.4240819171444],
  [-1, -4.383951131945],
  [2, -0.28408632460772],
  [3, 0.021268463753307],
]

const VAPOUR: readonly Term[] = [
  [1, 0, -0.0017731742473213],
  [1, 1, -0.017834862292358],
  [1, 2, -0.045996013696365],
  [1, 3, -0.057581259083432],
  [1, 6, -0.05032527872793],
  [2, 1, -3.3032641670203e-5],
  [2, 2, -1.8948987516315e-4],
  [2, 4, -0.0039392777243355],
  [2, 7, -0.043797295650573],
  [2, 36, -2.6674547914087e-5],
  [3, 0, 2.0481737692309e-8],
  [3, 1, 4.3870667284435e-7],
  [3, 3, -3.227767723857e-5],
  [3, 6, -0.0015033924542148],
  [3, 35, -0.040668253562649],
  [4, 1, -7.8847309559367e-10],
  [4, 2, 1.2790717852285e-8],
  [4, 3, 4.8225372718507e-7],
  [5, 7, 2.2922076337661e-6],
  [6, 3, -1.6714766451061e-11],
  [6, 16, -0.0021171472321355],
  [6, 35, -23.895741934104],
  [7, 0, -5.905956432427e-18],
  [7, 11, -1.2621808899101e-6],
  [7, 25, -0.038946842435739],
  [8, 8, 1.1256211360459e-11],
  [8, 36, -8.2311340897998],
  [9, 13, 1.9809712802088e-8],
  [10, 4, 1.0406965210174e-19],
  [10, 10, -1.0234747095929e-13],
  [10, 14, -1.0018179379511e-9],
  [16, 29, -8.0882908646985e-11],
  [16, 50, 0.10693031879409],
  [18, 57, -0.33662250574171],
  [20, 20, 8.9185845355421e-25],
  [20, 35, 3.0629316876232e-13],
  [20, 48, -4.2002467698208e-6],
  [21, 21, -5.9056029685639e-26],
  [22, 53, 3.7826947613457e-6],
  [23, 39, -1.2768608934681e-15],
  [24, 26, 7.3087610595061e-29],
  [24, 40, 5.5414715350778e-17],
  [24, 58, -9.436970724121e-7],
]

/** Enthalpy and entropy of a state. */
export interface WaterState {
  readonly enthalpy: number
  readonly entropy: number
}

const LIQUID_I = Int8Array.from(LIQUID, ([i]) => i)
const LIQUID_J = Int8Array.from(LIQUID, ([, j]) => j)
const LIQUID_N = Float64Array.from(LIQUID, ([, , n]) => n)
const LIQUID_A = new Float64Array(33)
const LIQUID_UP = new Float64Array(42)
const LIQUID_DOWN = new Float64Array(42)

/** Powers 0, 1, 2, ... of a base, into a table. */
function fillPowers(table: Float64Array, base: number): void {
  let power = 1
  for (let k = 0; k < table.length; k++) {
    table[k] = power
    power *= base
  }
}

/** Liquid water at a pressure and a temperature (region 1). */
export function liquidWater(megapascal: number, kelvin: number): WaterState {
  const tau = 1386 / kelvin
  const b = tau - 1.222
  fillPowers(LIQUID_A, 7.1 - megapascal / 16.53)
  fillPowers(LIQUID_UP, b)
  fillPowers(LIQUID_DOWN, 1 / b)
  let gamma = 0
  let slope = 0
  for (let k = 0; k < LIQUID_N.length; k++) {
    const j = LIQUID_J[k]!
    const term = LIQUID_N[k]! * LIQUID_A[LIQUID_I[k]!]! * (j >= 0 ? LIQUID_UP[j]! : LIQUID_DOWN[-j]!)
    gamma += term
    slope += term * j
  }
  slope /= b
  return { enthalpy: GAS_CONSTANT * kelvin * tau * slope, entropy: GAS_CONSTANT * (tau * slope - gamma) }
}

/** Steam at a pressure and a temperature (region 2). */
export function steam(megapascal: number, kelvin: number): WaterState {
  const tau = 540 / kelvin
  const b = tau - 0.5
  let gamma = Math.log(megapascal)
  let slope = 0
  for (const [j, n] of VAPOUR_IDEAL) {
    gamma += n * tau ** j
    slope += n * j * tau ** (j - 1)
  }
  for (const [i, j, n] of VAPOUR) {
    const p = n * megapascal ** i
    gamma += p * b ** j
    slope += p * j * b ** (j - 1)
  }
  return { enthalpy: GAS_CONSTANT * kelvin * tau * slope, entropy: GAS_CONSTANT * (tau * slope - gamma) }
}

/** Boiling temperature at a pressure (region 4). */
export function boilingTemperature(megapascal: number): number {
  const beta = megapascal ** 0.25
  const e = beta * beta - 17.073846940092 * beta + 14.91510861353
  const f = 1167.0521452767 * beta * beta + 12020.82470247 * beta - 4823.2657361591
  const g = -724213.16703206 * beta * beta - 3232555.0322333 * beta + 405113.40542057
  const d = (2 * g) / (-f - Math.sqrt(f * f - 4 * e * g))
  const sum = 650.17534844798 + d
  return (sum - Math.sqrt(sum * sum - 4 * (-0.23855557567849 + 650.17534844798 * d))) / 2
}

const PASSES = 20

/** Temperature where a property of one region takes a value at a pressure, by Newton's method. */
function temperatureWhere(value: (kelvin: number) => number, wanted: number, guess: number): number {
  let t = guess
  for (let pass = 0; pass < PASSES; pass++) {
    const at = value(t)
    const slope = (value(t + 0.01) - at) / 0.01
    const step = (wanted - at) / slope
    t += step
    if (Math.abs(step) < 1e-7) break
  }
  return t
}

/** Temperature of the liquid with an enthalpy at a pressure. */
export const liquidTemperature = (megapascal: number, enthalpy: number): number =>
  temperatureWhere((t) => liquidWater(megapascal, t).enthalpy, enthalpy, 273.15 + enthalpy / 4.3)

/** Enthalpy of the liquid with an entropy at a pressure. */
export const liquidEnthalpyAtEntropy = (megapascal: number, entropy: number, guess: number): number =>
  liquidWater(
    megapascal,
    temperatureWhere((t) => liquidWater(megapascal, t).entropy, entropy, guess),
  ).enthalpy
