import { capitalRecovery } from './cash-flow.ts'

/** One year of a loan. */
export interface DebtYear {
  readonly interest: number
  readonly principal: number
  /** Owed at the end of the year. */
  readonly balance: number
}

export interface Loan {
  readonly amount: number
  /** Per year. */
  readonly rate: number
  readonly years: number
  /** First years in which only interest is paid, as concessional loans allow. */
  readonly graceYears?: number
}

/** Level payments after the grace years; the last payment clears the balance. */
export function amortise(loan: Loan): DebtYear[] {
  const grace = loan.graceYears ?? 0
  if (loan.amount === 0 || loan.years <= grace) return []
  const payment = loan.amount * capitalRecovery(loan.rate, loan.years - grace)
  const schedule: DebtYear[] = []
  let balance = loan.amount
  for (let year = 1; year <= loan.years; year++) {
    const interest = balance * loan.rate
    const principal = year <= grace ? 0 : Math.min(balance, payment - interest)
    balance -= principal
    schedule.push({ interest, principal, balance: year === loan.years ? 0 : balance })
  }
  return schedule
}

/** Debt service cover of each year of the loan: cash before debt over interest and principal. */
export const coverRatios = (cash: readonly number[], schedule: readonly DebtYear[]): number[] =>
  schedule.map((year, i) => (cash[i] ?? 0) / (year.interest + year.principal))
