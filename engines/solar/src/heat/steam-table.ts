import { boilingTemperature, liquidEnthalpyAtEntropy, liquidTemperature, liquidWater, steam } from './if97.ts'

/** Water at a pressure: boiling temperature, and enthalpies of wet and dry saturation. */
export interface Saturation {
  boiling: number
  wet: number
  dry: number
}

/** Values even in their argument, read linearly between, and the slope of each stretch. */
export interface LinearCurve {
  readonly values: Float64Array
  readonly slopes: Float64Array
  readonly start: number
  readonly step: number
  /** The last place that can be read. */
  readonly end: number
}

/** Water between two pressures, tabulated once so that a year of steps is fast. bar, K, kJ/kg. */
export interface SteamTable {
  readonly boiling: (bar: number) => number
  readonly liquidAtBoiling: (bar: number) => number
  readonly vapourAtBoiling: (bar: number) => number
  /** Temperature of a state. */
  readonly temperature: (bar: number, enthalpy: number) => number
  /** The three above for one pressure, written into `at`. */
  readonly saturation: (bar: number, at: Saturation) => void
  /** Temperature of the liquid with an enthalpy, and how it grows with it. */
  readonly liquid: (enthalpy: number) => number
  readonly liquidSlope: (enthalpy: number) => number
  /** The table behind these two. */
  readonly liquidCurve: LinearCurve
  /** Kelvin above boiling for an enthalpy above dry steam. */
  readonly superheat: (excess: number) => number
  readonly superheatSlope: (excess: number) => number
  /** Enthalpy of the liquid at a temperature and the working pressure. */
  readonly liquidEnthalpy: (kelvin: number) => number
  /** Enthalpy an ideal pump adds to the liquid at a temperature, kJ/kg per bar. */
  readonly pumpRise: (kelvin: number) => number
}

const PRESSURES = 64
const LIQUID_POINTS = 160
const VAPOUR_POINTS = 60
const COLDEST_ENTHALPY = 2
const HOTTEST = 300
const COLDEST = 273.2

const lookup = (values: Float64Array, start: number, step: number, x: number): number => {
  const place = Math.min(Math.max((x - start) / step, 0), values.length - 1.000001)
  const i = Math.floor(place)
  return values[i]! + (values[i + 1]! - values[i]!) * (place - i)
}

/** Tables of water around a working pressure, from the least to the greatest pressure met. */
export function steamTable(workingBar: number, leastBar: number, greatestBar: number): SteamTable {
  const step = (greatestBar - leastBar) / (PRESSURES - 1)
  const along = (value: (bar: number) => number): Float64Array =>
    Float64Array.from({ length: PRESSURES }, (_, i) => value(leastBar + step * i))
  const boil = along((p) => boilingTemperature(p / 10))
  const liquid = along((p) => liquidWater(p / 10, boilingTemperature(p / 10)).enthalpy)
  const vapour = along((p) => steam(p / 10, boilingTemperature(p / 10)).enthalpy)
  const middle = (leastBar + greatestBar) / 20
  // Liquid: temperature by enthalpy at the middle pressure; the pressure hardly matters.
  const liquidStep = (liquid[PRESSURES - 1]! + 40 - COLDEST_ENTHALPY) / (LIQUID_POINTS - 1)
  const liquidT = Float64Array.from({ length: LIQUID_POINTS }, (_, i) =>
    liquidTemperature(middle, COLDEST_ENTHALPY + liquidStep * i),
  )
  // Vapour: enthalpy above saturation by superheat, K, at the middle pressure.
  const superStep = HOTTEST / (VAPOUR_POINTS - 1)
  const dry = steam(middle, boilingTemperature(middle)).enthalpy
  const superH = Float64Array.from(
    { length: VAPOUR_POINTS },
    (_, i) => steam(middle, boilingTemperature(middle) + superStep * i).enthalpy - dry,
  )
  // Liquid by temperature at the working pressure: enthalpy, and what an ideal pump adds up to the greatest pressure.
  const coldStep = (boilingTemperature(workingBar / 10) - COLDEST) / (LIQUID_POINTS - 1)
  const warmth = new Float64Array(LIQUID_POINTS)
  const rise = new Float64Array(LIQUID_POINTS)
  for (let i = 0; i < LIQUID_POINTS; i++) {
    const kelvin = COLDEST + coldStep * i
    const before = liquidWater(workingBar / 10, kelvin)
    warmth[i] = before.enthalpy
    const after = liquidEnthalpyAtEntropy(greatestBar / 10, before.entropy, kelvin)
    rise[i] = (after - before.enthalpy) / (greatestBar - workingBar)
  }
  const boiling = (p: number): number => lookup(boil, leastBar, step, p)
  const liquidAtBoiling = (p: number): number => lookup(liquid, leastBar, step, p)
  const vapourAtBoiling = (p: number): number => lookup(vapour, leastBar, step, p)
  // The inverse, even in enthalpy, so that a look-up needs no search.
  const excessStep = superH[VAPOUR_POINTS - 1]! / (VAPOUR_POINTS - 1)
  const superT = Float64Array.from({ length: VAPOUR_POINTS }, (_, k) => {
    const excess = excessStep * k
    let i = 1
    while (i < VAPOUR_POINTS - 1 && superH[i]! < excess) i++
    return superStep * (i - 1 + (excess - superH[i - 1]!) / (superH[i]! - superH[i - 1]!))
  })
  const superheat = (excess: number): number => lookup(superT, 0, excessStep, excess)
  const liquidOf = (h: number): number => lookup(liquidT, COLDEST_ENTHALPY, liquidStep, h)
  const slopesOf = (values: Float64Array, apart: number): Float64Array =>
    Float64Array.from({ length: values.length - 1 }, (_, i) => (values[i + 1]! - values[i]!) / apart)
  const liquidSlopes = slopesOf(liquidT, liquidStep)
  const superSlopes = slopesOf(superT, excessStep)
  return {
    liquid: liquidOf,
    liquidSlope: (h) =>
      liquidSlopes[Math.min(Math.max(Math.floor((h - COLDEST_ENTHALPY) / liquidStep), 0), LIQUID_POINTS - 2)]!,
    liquidCurve: {
      values: liquidT,
      slopes: liquidSlopes,
      start: COLDEST_ENTHALPY,
      step: liquidStep,
      end: LIQUID_POINTS - 1.000001,
    },
    saturation: (bar, at) => {
      const place = Math.min(Math.max((bar - leastBar) / step, 0), PRESSURES - 1.000001)
      const i = Math.floor(place)
      const share = place - i
      at.boiling = boil[i]! + (boil[i + 1]! - boil[i]!) * share
      at.wet = liquid[i]! + (liquid[i + 1]! - liquid[i]!) * share
      at.dry = vapour[i]! + (vapour[i + 1]! - vapour[i]!) * share
    },
    superheat,
    superheatSlope: (excess) => superSlopes[Math.min(Math.max(Math.floor(excess / excessStep), 0), VAPOUR_POINTS - 2)]!,
    boiling,
    liquidAtBoiling,
    vapourAtBoiling,
    temperature: (p, h) => {
      const wet = liquidAtBoiling(p)
      if (h <= wet) return Math.min(liquidOf(h), boiling(p))
      const full = vapourAtBoiling(p)
      return h <= full ? boiling(p) : boiling(p) + superheat(h - full)
    },
    liquidEnthalpy: (t) => lookup(warmth, COLDEST, coldStep, t),
    pumpRise: (t) => lookup(rise, COLDEST, coldStep, t),
  }
}
