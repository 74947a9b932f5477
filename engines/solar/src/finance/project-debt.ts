import { type Line, line } from './ssc-flows.ts'

/** A project's term debt: what it is at the start, and its lines. */
export interface ProjectDebt {
  readonly amount: number
  readonly interest: Line
  readonly principal: Line
  readonly payment: Line
  readonly balance: Line
  readonly reserve: Line
  readonly funding: Line
  readonly release: Line
}

interface Terms {
  readonly years: number
  readonly tenor: number
  readonly rate: number
  readonly reserveMonths: number
}

/** Reserve of some months of debt service, kept one year ahead and released at the end of the debt. */
function reserved(
  terms: Terms,
  interest: Line,
  principal: Line,
  payment: Line,
  balance: Line,
  amount: number,
): ProjectDebt {
  const { years, tenor } = terms
  const [reserve, funding, release] = [line(years), line(years), line(years)]
  for (let year = 1; year <= Math.min(years, tenor); year++) {
    reserve[year - 1] = (terms.reserveMonths / 12) * (principal[year]! + interest[year]!)
    funding[year - 1] = reserve[year - 1]! - (year > 1 ? reserve[year - 2]! : 0)
    if (year === tenor) release[year] = -reserve[year - 1]!
  }
  return { amount, interest, principal, payment, balance, reserve, funding, release }
}

/** Debt whose service is the cash available divided by a cover ratio. */
export function sculptedDebt(terms: Terms, amount: number, cash: Line, cover: number): ProjectDebt {
  const { years } = terms
  const [interest, principal, payment, balance] = [line(years), line(years), line(years), line(years)]
  balance[0] = amount
  for (let year = 1; year <= Math.min(years, terms.tenor); year++) {
    interest[year] = balance[year - 1]! * terms.rate
    payment[year] = cover === 0 ? interest[year]! : cash[year]! / cover
    principal[year] = payment[year]! - interest[year]!
    balance[year] = balance[year - 1]! - principal[year]!
  }
  return reserved(terms, interest, principal, payment, balance, amount)
}

/** Debt of an amount, paid in level payments or equal principals, after some years of interest only. */
export function termDebt(terms: Terms, amount: number, equalPrincipal: boolean, moratorium: number): ProjectDebt {
  const { years, tenor, rate } = terms
  const [interest, principal, payment, balance] = [line(years), line(years), line(years), line(years)]
  const paying = tenor - moratorium
  const level = rate === 0 ? amount / paying : (rate * amount) / (1 - (1 + rate) ** -paying)
  balance[0] = amount
  for (let year = 1; year <= Math.min(years, tenor); year++) {
    interest[year] = balance[year - 1]! * rate
    if (year > moratorium && paying > 0) principal[year] = equalPrincipal ? amount / paying : level - interest[year]!
    payment[year] = interest[year]! + principal[year]!
    balance[year] = balance[year - 1]! - principal[year]!
  }
  return reserved(terms, interest, principal, payment, balance, amount)
}
