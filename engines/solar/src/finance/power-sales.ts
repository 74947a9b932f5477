import type { Fields } from '../fields.ts'
import { MONTH_DAYS } from '../weather/types.ts'

const PERIODS = 9
export const MONTH_NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const

/** Energy of the first year, kWh, by month and period of delivery, with what each hour's price is multiplied by. */
export interface FirstYearSales {
  readonly net: number
  readonly sold: number
  readonly bought: number
  /** Energy sold times its multiplier. */
  readonly weighted: number
  readonly boughtWeighted: number
  readonly byMonth: Float64Array
  readonly weightedByMonth: Float64Array
  /** By period, each of twelve months. */
  readonly byPeriod: readonly Float64Array[]
  readonly weightedByPeriod: readonly Float64Array[]
}

/** Hourly generation (kW, one value for a constant) sorted by month and period of delivery. */
export function firstYearSales(inputs: Fields, generation: (hour: number) => number): FirstYearSales {
  const byHour = inputs.number('ppa_multiplier_model', 0) === 1
  const factors = inputs.numbers('dispatch_tod_factors', [1])
  const weekday = inputs.matrix('dispatch_sched_weekday', [])
  const weekend = inputs.matrix('dispatch_sched_weekend', [])
  const series = byHour ? inputs.numbers('dispatch_factors_ts', [1]) : []
  const months = (): Float64Array => new Float64Array(12)
  const sales = {
    net: 0,
    sold: 0,
    bought: 0,
    weighted: 0,
    boughtWeighted: 0,
    byMonth: months(),
    weightedByMonth: months(),
    byPeriod: Array.from({ length: PERIODS }, months),
    weightedByPeriod: Array.from({ length: PERIODS }, months),
  }
  let hour = 0
  let day = 0
  MONTH_DAYS.forEach((days, month) => {
    for (let d = 0; d < days; d++, day++) {
      const schedule = (day % 7 >= 5 ? weekend : weekday)[month] ?? []
      for (let h = 0; h < 24; h++, hour++) {
        const period = byHour ? 1 : (schedule[h] ?? 1)
        const factor = byHour ? (series[hour] ?? series[0] ?? 1) : (factors[period - 1] ?? 1)
        const kw = generation(hour)
        sales.net += kw
        if (kw < 0) {
          sales.bought += kw
          sales.boughtWeighted += kw * factor
          continue
        }
        sales.sold += kw
        sales.weighted += kw * factor
        sales.byMonth[month]! += kw
        sales.weightedByMonth[month]! += kw * factor
        sales.byPeriod[period - 1]![month]! += kw
        sales.weightedByPeriod[period - 1]![month]! += kw * factor
      }
    }
  })
  return sales
}
