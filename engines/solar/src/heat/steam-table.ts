import { boilingTemperature, liquidTemperature, liquidWater, steam } from './if97.ts'

/** Water between two pressures, tabulated once so that a year of steps is fast. bar, K, kJ/kg. */
export interface SteamTable {
  readonly boiling: (bar: number) => number
  readonly liquidAtBoiling: (bar: number) => number
  readonly vapourAtBoiling: (bar: number) => number
  /** Temperature of a state. */
  readonly temperature: (bar: number, enthalpy: number) => number
  /** Temperature of the liquid with an enthalpy, and how it grows with it. */
  readonly liquid: (enthalpy: number) => number
  readonly liquidSlope: (enthalpy: number) => number
  /** Kelvin above boiling for an enthalpy above dry steam. */
  readonly superheat: (excess: number) => number
  /** Enthalpy of the single phase at a temperature. */
  readonly enthalpy: (bar: number, kelvin: number) => number
}

const PRESSURES = 64
const LIQUID_POINTS = 160
const VAPOUR_POINTS = 60
const COLDEST_ENTHALPY = 2
const HOTTEST = 300

const lookup = (values: Float64Array, start: number, step: number, x: number): number => {
  const place = Math.min(Math.max((x - start) / step, 0), values.length - 1.000001)
  const i = Math.floor(place)
  return values[i]! + (values[i + 1]! - values[i]!) * (place - i)
}

/** Tables of water around a working pressure, from the least to the greatest pressure met. */
export function steamTable(leastBar: number, greatestBar: number): SteamTable {
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
  const boiling = (p: number): number => lookup(boil, leastBar, step, p)
  const liquidAtBoiling = (p: number): number => lookup(liquid, leastBar, step, p)
  const vapourAtBoiling = (p: number): number => lookup(vapour, leastBar, step, p)
  const superheat = (excess: number): number => {
    let i = 1
    while (i < VAPOUR_POINTS - 1 && superH[i]! < excess) i++
    return superStep * (i - 1 + (excess - superH[i - 1]!) / (superH[i]! - superH[i - 1]!))
  }
  const liquidOf = (h: number): number => lookup(liquidT, COLDEST_ENTHALPY, liquidStep, h)
  return {
    liquid: liquidOf,
    liquidSlope: (h) => {
      const i = Math.min(Math.max(Math.floor((h - COLDEST_ENTHALPY) / liquidStep), 0), LIQUID_POINTS - 2)
      return (liquidT[i + 1]! - liquidT[i]!) / liquidStep
    },
    superheat,
    boiling,
    liquidAtBoiling,
    vapourAtBoiling,
    temperature: (p, h) => {
      const wet = liquidAtBoiling(p)
      if (h <= wet) return Math.min(liquidOf(h), boiling(p))
      const full = vapourAtBoiling(p)
      return h <= full ? boiling(p) : boiling(p) + superheat(h - full)
    },
    enthalpy: (p, t) =>
      t <= boiling(p)
        ? liquidWater(p / 10, t).enthalpy
        : vapourAtBoiling(p) + lookup(superH, 0, superStep, t - boiling(p)),
  }
}
