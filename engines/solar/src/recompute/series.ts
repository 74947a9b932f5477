import { type JsonObject, jsonNumbers } from '../fields.ts'
import { monthlySums } from '../weather/check.ts'
import { MONTH_DAYS } from '../weather/types.ts'

/** A series told in another unit: each value times a factor, plus a shift. Nothing is copied for 8760 hours. */
export interface Converted {
  readonly values: ArrayLike<number>
  readonly times: number
  readonly plus: number
}

export const converted = (values: ArrayLike<number>, times: number, plus = 0): Converted => ({ values, times, plus })

export type HourlySeries = Readonly<Record<string, ArrayLike<number | null> | Converted>>

/** The four days the case files show, month and day. */
const SHOWN_DAYS = ['03-21', '06-21', '10-05', '12-21'] as const

/** Index of the first hour of a date in a 365-day year. */
function firstHour(date: string): number {
  const [month, day] = date.split('-').map(Number)
  let days = day! - 1
  for (let m = 0; m < month! - 1; m++) days += MONTH_DAYS[m]!
  return days * 24
}

/** A plain sum; a loop, because reduce takes some ten times as long over a year. */
export function sumOf(values: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total
}

/** 24 values of every series on each shown day. */
export function shownDays(series: HourlySeries): JsonObject {
  return Object.fromEntries(
    SHOWN_DAYS.map((date) => {
      const at = firstHour(date)
      const day = Object.entries(series).map(([name, told]) => {
        const value = (hour: number): number | null =>
          'times' in told
            ? told.values[hour]! * told.times + told.plus
            : ((told as ArrayLike<number | null>)[hour] ?? null)
        return [name, jsonNumbers(Array.from({ length: 24 }, (_, h) => value(at + h)))]
      })
      return [date, Object.fromEntries(day)]
    }),
  )
}

/** Plain sums of every series over each month. */
export function monthlySumsOf(series: HourlySeries): JsonObject {
  return Object.fromEntries(
    Object.entries(series).map(([name, told]) => {
      if (!('times' in told)) return [name, monthlySums(told as ArrayLike<number>)]
      const sums = monthlySums(told.values)
      return [name, sums.map((sum, month) => sum * told.times + told.plus * 24 * MONTH_DAYS[month]!)]
    }),
  )
}
