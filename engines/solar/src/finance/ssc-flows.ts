import type { Fields } from '../fields.ts'

/** One line of a cash-flow table: year 0 first, then the years of analysis. */
export type Line = number[]

export const line = (years: number, value: (year: number) => number = () => 0): Line =>
  Array.from({ length: years + 1 }, (_, year) => (year === 0 ? 0 : value(year)))

export const sumLines = (...lines: readonly Line[]): Line =>
  lines[0]!.map((_, year) => lines.reduce((sum, each) => sum + each[year]!, 0))

/** Present value of years 1 and after, as SSC's `npv`. */
export function presentOf(flows: readonly number[], rate: number): number {
  let value = 0
  for (let year = flows.length - 1; year >= 1; year--) value = (value + flows[year]!) / (1 + rate)
  return value
}

/** A cost given once and escalated with inflation, or year by year. */
export function escalated(
  inputs: Fields,
  name: string,
  escalationName: string,
  years: number,
  inflation: number,
  scale = 1,
): Line {
  const values = inputs.numbers(name, [0])
  const growth = 1 + inflation + inputs.number(escalationName, 0) / 100
  if (values.length === 1) return line(years, (year) => values[0]! * scale * growth ** (year - 1))
  return line(years, (year) => (values[year - 1] ?? 0) * scale)
}

/** A rate given once or year by year, as a fraction. */
export function rateLine(inputs: Fields, name: string, years: number): Line {
  const values = inputs.numbers(name, [0])
  return line(years, (year) => (values.length === 1 ? values[0]! : (values[year - 1] ?? 0)) / 100)
}

/** Energy left in each year after degradation, fraction. */
export function degradationLine(inputs: Fields, years: number): Line {
  const values = inputs.numbers('degradation', [0])
  if (inputs.number('system_use_lifetime_output', 0)) return line(years, () => 1)
  if (values.length === 1) return line(years, (year) => (1 - values[0]! / 100) ** (year - 1))
  return line(years, (year) => 1 - (values[year - 1] ?? 0) / 100)
}

/** A payment per kWh sold: once with a term and an escalation, or year by year. */
export function productionIncentive(inputs: Fields, name: string, energy: Line, rounded: boolean): Line {
  const values = inputs.numbers(`${name}_amount`, [0])
  const term = inputs.number(`${name}_term`, 0)
  const growth = 1 + inputs.number(`${name}_escal`, 0) / 100
  return energy.map((kwh, year) => {
    if (year === 0) return 0
    if (values.length > 1) return (values[year - 1] ?? 0) * kwh
    if (year > term) return 0
    const amount = values[0]! * growth ** (year - 1)
    // Tax credits are rounded to a tenth of a cent per kWh, by the rule of the revenue service.
    return rounded ? (kwh / 1000) * Math.round(1000 * amount) : amount * kwh
  })
}

/** A tax credit of a fixed amount per year, or of a share of a basis up to a limit. */
export function investmentCredit(
  inputs: Fields,
  name: string,
  basis: number,
  years: number,
): { fixed: Line; share: Line } {
  const [fixed, percent, limit] = [`${name}_amount`, `${name}_percent`, `${name}_percent_maxvalue`].map((key) =>
    inputs.numbers(key, key.endsWith('maxvalue') ? [1e38] : [0]),
  )
  return {
    fixed: line(years, (year) => fixed![year - 1] ?? 0),
    share: line(years, (year) => {
      const most = limit!.length === 1 ? limit![0]! : (limit![year - 1] ?? 0)
      return Math.min(most, ((percent![year - 1] ?? 0) / 100) * basis)
    }),
  }
}

/** Rates of the five-year and fifteen-year accelerated schedules, half-year convention. */
export const MACRS_5 = [0.2, 0.32, 0.192, 0.1152, 0.1152, 0.0576] as const
export const MACRS_15 = [
  0.05, 0.095, 0.0855, 0.077, 0.0693, 0.0623, 0.059, 0.059, 0.0591, 0.059, 0.0591, 0.059, 0.0591, 0.059, 0.0591, 0.0295,
] as const

export const scheduleLine = (years: number, schedule: readonly number[]): Line =>
  line(years, (year) => schedule[year - 1] ?? 0)
export const straightLine = (years: number, over: number): Line =>
  line(years, (year) => (over !== 0 && year <= over ? 1 / over : 0))

/** Years to pay back by SSC's rule: the first year whose running sum is positive, interpolated; null when none is. */
export function sscPayback(cumulative: readonly number[], flows: readonly number[]): number | null {
  for (let year = 1; year < cumulative.length - 1; year++)
    if (cumulative[year]! > 0) return flows[year] === 0 ? year : year - cumulative[year]! / flows[year]!
  return null
}

export const running = (flows: readonly number[]): Line => {
  let sum = 0
  return flows.map((flow) => (sum += flow))
}
