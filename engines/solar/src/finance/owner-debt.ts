import type { Fields } from '../fields.ts'
import type { OwnerSales } from './owner-sales.ts'
import { type ProjectDebt, sculptedDebt, termDebt } from './project-debt.ts'
import type { Line } from './ssc-flows.ts'

/** Terms of the debt and what financing costs. */
export function ownerFinancing(inputs: Fields, years: number) {
  const terms = {
    years,
    tenor: inputs.number('term_tenor'),
    rate: inputs.number('term_int_rate') / 100,
    reserveMonths: inputs.number('dscr_reserve_months', 0),
  }
  const coverSized = inputs.number('debt_option', 1) === 1
  const equalPrincipal = inputs.number('payment_option', 0) === 1
  const moratorium = inputs.number('loan_moratorium', 0)
  const feeShare = inputs.number('cost_debt_fee', 0) / 100
  const otherFinancing =
    inputs.number('cost_debt_closing', 0) +
    inputs.number('cost_other_financing', 0) +
    inputs.number('construction_financing_cost', 0)
  return {
    terms,
    coverSized,
    equalPrincipal,
    moratorium,
    feeShare,
    otherFinancing,
  }
}

export type OwnerFinancing = ReturnType<typeof ownerFinancing>

export interface DebtInput {
  readonly inputs: Fields
  readonly sales: OwnerSales
  readonly financing: OwnerFinancing
  /** Cash that may serve the debt, and its present value at the debt's rate. */
  readonly forDebt: Line
  readonly presentCash: Line
  readonly installedWith: (debt: ProjectDebt) => number
  readonly working: number
  readonly grantsTotal: number
}

/** The term debt: sized by its cover ratio, or a share of a cost that its own fees and reserve are part of. */
export function debtOf(input: DebtInput): { readonly debt: ProjectDebt; readonly cover: number } {
  const { inputs, sales, forDebt, presentCash, installedWith, working, grantsTotal } = input
  const { prefinancing } = sales
  const { terms, coverSized, equalPrincipal, moratorium, feeShare, otherFinancing } = input.financing
  let cover = inputs.number('dscr', 1)
  let debt: ProjectDebt
  if (coverSized) {
    let amount = cover === 0 ? 0 : presentCash.reduce((sum, cash) => sum + cash / cover, 0)
    const most = inputs.number('dscr_maximum_debt_fraction', 100) / 100
    if (inputs.number('dscr_limit_debt_fraction', 0)) {
      for (let pass = 0; pass < 20; pass++) {
        const trial = sculptedDebt(terms, amount, forDebt, cover)
        const installed = installedWith(trial)
        if (amount <= installed * most || most <= 0) break
        cover *= amount / (installed * most)
        amount = presentCash.reduce((sum, cash) => sum + cash / cover, 0)
      }
    }
    debt = sculptedDebt(terms, amount, forDebt, cover)
  } else {
    const share = inputs.number('debt_percent') / 100
    let reserve = 0
    let amount = 0
    for (let pass = 0; pass < 10; pass++) {
      const before = reserve
      const installed = prefinancing + otherFinancing + reserve + working - grantsTotal
      amount = terms.tenor === 0 ? 0 : share * installed * (1 + share * feeShare)
      reserve = termDebt(terms, amount, equalPrincipal, moratorium).reserve[0]!
      if (Math.abs(reserve - before) <= 1e-3) break
    }
    debt = termDebt(terms, amount, equalPrincipal, moratorium)
  }
  return { debt, cover }
}
