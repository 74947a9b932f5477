import { type Line, line } from './ssc-flows.ts'

/** An account of a project: what is put in, what is taken out, what stands in it. */
export interface Reserve {
  readonly funding: Line
  readonly disbursement: Line
  readonly reserve: Line
}

/** Money set aside each year for a piece of equipment replaced every so many years. */
export function equipmentReserve(
  cost: number,
  every: number,
  watts: number,
  inflation: number,
  years: number,
): Reserve {
  const [funding, disbursement, reserve] = [line(years), line(years), line(years)]
  let cycle = 1
  for (let year = 1; year <= years; year++) {
    const due = cycle * every
    if (every > 0 && year <= due && due <= years) funding[year] = (cost * watts * (1 + inflation) ** (due - 1)) / every
    if (every > 0 && year === due) {
      disbursement[year] = -cost * watts * (1 + inflation) ** (year - 1)
      cycle++
    }
    reserve[year] = funding[year]! + disbursement[year]! + reserve[year - 1]!
  }
  return { funding, disbursement, reserve }
}

/** Working reserve of some months of a line, kept one year ahead and released in the last year. */
export function workingReserve(values: Line, share: number, years: number): Reserve {
  const [funding, disbursement, reserve] = [line(years), line(years), line(years)]
  for (let year = 0; year < years; year++) {
    reserve[year] = share * values[year + 1]!
    funding[year] = reserve[year]! - (year > 0 ? reserve[year - 1]! : 0)
  }
  disbursement[years] = -(reserve[years - 1] ?? 0)
  return { funding, disbursement, reserve }
}
