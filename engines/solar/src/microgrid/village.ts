import { capitalRecovery } from '../finance/cash-flow.ts'
import { accepted, type Outcome, refused } from '../outcome.ts'
import { type MicroGrid, ruleDispatch, villagePv } from './rule.ts'

/** Something a village switches on. */
export interface Appliance {
  readonly name: string
  readonly count: number
  readonly watts: number
  /** Hours of the day it runs, [from, to) in local time; past midnight when `to` is not after `from`. */
  readonly from: number
  readonly to: number
  /** Share of the appliances on at once in those hours (1 when left out). */
  readonly coincidence?: number
  /** Months in use, 1 to 12 (all when left out). */
  readonly months?: readonly number[]
}

const MONTH_STARTS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
const monthOf = (hour: number): number => {
  const day = Math.floor(hour / 24)
  return MONTH_STARTS.filter((start) => start <= day).length
}

const runsAt = (appliance: Appliance, clock: number): boolean =>
  appliance.from < appliance.to
    ? clock >= appliance.from && clock < appliance.to
    : clock >= appliance.from || clock < appliance.to

/** Load of a list of appliances over a year of 8760 hours, kW. */
export function villageLoad(appliances: readonly Appliance[]): Float64Array {
  return Float64Array.from({ length: 8760 }, (_, hour) => {
    const month = monthOf(hour)
    const watts = appliances
      .filter((a) => runsAt(a, hour % 24) && (a.months?.includes(month) ?? true))
      .reduce((sum, a) => sum + a.count * a.watts * (a.coincidence ?? 1), 0)
    return watts / 1000
  })
}

/** Prices of a station in one currency. */
export interface StationPrices {
  readonly pvPerKw: number
  readonly batteryPerKwh: number
  readonly gensetPerKw: number
  readonly fuelPerLitre: number
  /** Upkeep a year, fraction of the capital. */
  readonly upkeep: number
  readonly discountRate: number
  /** Years the PV, the battery and the genset last. */
  readonly lives: readonly [pv: number, battery: number, genset: number]
}

export interface StationSize {
  readonly pvKw: number
  readonly batteryKwh: number
  readonly gensetKw: number
  readonly capital: number
  readonly fuelLitres: number
  readonly gensetHours: number
  readonly unservedKwh: number
  /** Share of the load the sun served, of one. */
  readonly solarShare: number
  readonly costPerYear: number
  readonly costPerKwh: number
}

export interface SizingGrid {
  readonly pvKw: readonly number[]
  readonly batteryKwh: readonly number[]
}

/** Typical battery and genset around the sizes searched for. */
const STATION = {
  chargeEfficiency: 0.95,
  dischargeEfficiency: 0.95,
  socMin: 0.2,
  socFirst: 0.6,
  gensetLeastShare: 0.3,
  fuelIdle: 0.084,
  fuelSlope: 0.246,
  /** Battery power as share of its capacity. */
  batteryRate: 0.35,
  gensetReserve: 1.15,
} as const

function stationOf(batteryKwh: number, gensetKw: number): MicroGrid {
  return {
    batteryKwh,
    batteryKw: batteryKwh * STATION.batteryRate,
    chargeEfficiency: STATION.chargeEfficiency,
    dischargeEfficiency: STATION.dischargeEfficiency,
    socMin: STATION.socMin,
    socFirst: STATION.socFirst,
    gensetKw,
    gensetMinKw: STATION.gensetLeastShare * gensetKw,
    fuelIdle: STATION.fuelIdle,
    fuelSlope: STATION.fuelSlope,
  }
}

const total = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum
}

/**
 * Sizes a village's station: every pair of the grid is run through the year by the rule of thumb dispatch, the genset
 * covers the peak with a reserve, and the sizes come back by cost of a year, cheapest first. GHI in W/m2, air in degC.
 */
export function sizeVillage(
  load: Float64Array,
  ghi: ArrayLike<number>,
  air: ArrayLike<number>,
  prices: StationPrices,
  search?: SizingGrid,
): Outcome<readonly StationSize[]> {
  if (ghi.length !== load.length || air.length !== load.length)
    return refused('wrong-length', 'load', `${load.length} hours of load, ${ghi.length} of sun, ${air.length} of air`)
  const served = total(load)
  if (!(served > 0)) return refused('out-of-range', 'load', 'the load of the year is not above zero')
  const peak = load.reduce((a, b) => Math.max(a, b), 0)
  const perKw = Float64Array.from(load, (_, i) => villagePv(1, ghi[i]!, air[i]!))
  const balanced = served / Math.max(total(perKw), 1e-9)
  const day = served / 365
  const pvSizes = search?.pvKw ?? [0, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5].map((share) => share * balanced)
  const batterySizes = search?.batteryKwh ?? [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2].map((share) => share * day)
  const gensetKw = peak * STATION.gensetReserve
  const [pvLife, batteryLife, gensetLife] = prices.lives
  const yearly = (years: number): number => capitalRecovery(prices.discountRate, years)
  const sizes = pvSizes.flatMap((pvKw) =>
    batterySizes.map((batteryKwh): StationSize => {
      const pv = perKw.map((kw) => kw * pvKw)
      const run = ruleDispatch(pv, load, stationOf(batteryKwh, gensetKw))
      const parts = [pvKw * prices.pvPerKw, batteryKwh * prices.batteryPerKwh, gensetKw * prices.gensetPerKw] as const
      const capital = parts[0] + parts[1] + parts[2]
      const fuelLitres = total(run.fuel)
      const unservedKwh = total(run.unserved)
      const costPerYear =
        parts[0] * yearly(pvLife) +
        parts[1] * yearly(batteryLife) +
        parts[2] * yearly(gensetLife) +
        capital * prices.upkeep +
        fuelLitres * prices.fuelPerLitre
      return {
        pvKw,
        batteryKwh,
        gensetKw,
        capital,
        fuelLitres,
        gensetHours: run.genset.reduce((hours, kw) => hours + (kw > 0 ? 1 : 0), 0),
        unservedKwh,
        solarShare: Math.max(0, 1 - (total(run.genset) + unservedKwh) / served),
        costPerYear,
        costPerKwh: costPerYear / (served - unservedKwh),
      }
    }),
  )
  return accepted(sizes.sort((a, b) => a.costPerYear - b.costPerYear))
}
