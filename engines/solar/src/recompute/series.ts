import { type JsonObject, jsonNumbers } from '../fields.ts'
import { monthlySums } from '../weather/check.ts'
import { MONTH_DAYS } from '../weather/types.ts'

export type HourlySeries = Readonly<Record<string, ArrayLike<number | null>>>

/** The four days the case files show, month and day. */
const SHOWN_DAYS = ['03-21', '06-21', '10-05', '12-21'] as const

/** Index of the first hour of a date in a 365-day year. */
function firstHour(date: string): number {
  const [month, day] = date.split('-').map(Number)
  let days = day! - 1
  for (let m = 0; m < month! - 1; m++) days += MONTH_DAYS[m]!
  return days * 24
}

/** 24 values of every series on each shown day. */
export function shownDays(series: HourlySeries): JsonObject {
  return Object.fromEntries(
    SHOWN_DAYS.map((date) => {
      const at = firstHour(date)
      const day = Object.entries(series).map(([name, values]) => [
        name,
        jsonNumbers(Array.from({ length: 24 }, (_, h) => values[at + h] ?? null)),
      ])
      return [date, Object.fromEntries(day)]
    }),
  )
}

/** Plain sums of every series over each month. */
export function monthlySumsOf(series: HourlySeries): JsonObject {
  return Object.fromEntries(
    Object.entries(series).map(([name, values]) => [name, monthlySums(values as ArrayLike<number>)]),
  )
}
