import type { Fields } from '../fields.ts'
import { cashLoanProject } from './cash-loan-project.ts'
import { grantOutputs } from './incentives.ts'
import { type Line, line, presentOf, running, sscPayback, sumLines } from './ssc-flows.ts'
import { sscIrr } from './ssc-irr.ts'

/** What the loan model answers, in SSC's names: single figures and cash-flow lines. */
export interface CashLoanResult {
  readonly outputs: Readonly<Record<string, number | null>>
  readonly flows: Readonly<Record<string, Line>>
}

/**
 * SSC's cash loan: a system owned by a household or a company that saves on its bill, with a loan, taxes, grants and
 * credits. Inputs in SSC's names (percents as numbers of a hundred).
 *
 * @param firstYearKwh energy sold or used in the first year
 */
export function cashLoan(inputs: Fields, firstYearKwh: number): CashLoanResult {
  const p = cashLoanProject(inputs, firstYearKwh)
  const [energyReal, energyNominal] = [presentOf(p.energy, p.realDiscount), presentOf(p.energy, p.discount)]
  const levelised = (worth: number, base: number): number | null => (base === 0 ? null : worth / base)
  const equityWorth = -(p.equity[0]! + presentOf(p.equity, p.discount)) * 100
  const ptcWorth = (flows: Line): number => (100 * presentOf(flows, p.discount)) / (1 - p.effective[1]!)
  const rate = sscIrr(p.cash)
  const present = (flows: Line): number => presentOf(flows, p.discount)
  return {
    outputs: {
      ...grantOutputs(p.grants),
      itc_total_fed: p.sum(p.itc.fed),
      itc_total_sta: p.sum(p.itc.sta),
      itc_total: p.sum(p.itc.fed) + p.sum(p.itc.sta),
      cf_length: p.years + 1,
      lcoe_real: levelised(equityWorth, energyReal),
      lcoe_nom: levelised(equityWorth, energyNominal),
      payback: sscPayback(running(p.withExpenses), p.withExpenses),
      discounted_payback: sscPayback(running(p.discountedPayback), p.discountedPayback),
      npv: p.cash[0]! + present(p.cash),
      irr: rate === null ? null : rate * 100,
      present_value_oandm: present(sumLines(p.om.fixed, p.om.capacity, p.om.production, p.om.fuel)),
      present_value_oandm_nonfuel: present(sumLines(p.om.fixed, p.om.capacity, p.om.production)),
      present_value_fuel: present(p.om.fuel),
      present_value_insandproptax: present(sumLines(p.insurance, p.propertyTax)),
      adjusted_installed_cost: p.adjusted,
      loan_amount: p.borrowed,
      first_cost: p.invested,
      total_cost: p.cost,
      depr_basis_fed: p.fedBasis,
      depr_basis_sta: p.staBasis,
      lcoptc_fed_real: levelised(ptcWorth(p.ptc.fed), energyReal) ?? 0,
      lcoptc_fed_nom: levelised(ptcWorth(p.ptc.fed), energyNominal) ?? 0,
      lcoptc_sta_real: levelised(ptcWorth(p.ptc.sta), energyReal) ?? 0,
      lcoptc_sta_nom: levelised(ptcWorth(p.ptc.sta), energyNominal) ?? 0,
      wacc:
        100 *
        ((1 - p.borrowed / p.adjusted) * p.discount +
          (p.borrowed / p.adjusted) * (inputs.number('loan_rate', 0) / 100) * (1 - p.effective[1]!)),
      effective_tax_rate: 100 * p.effective[1]!,
      nominal_discount_rate: 100 * p.discount,
      year1_nte: p.perKwh[1]!,
      lnte_real: levelised(present(p.cents), energyReal),
      lnte_nom: levelised(present(p.cents), energyNominal),
    },
    flows: {
      cf_federal_tax_frac: p.federal,
      cf_state_tax_frac: p.state,
      cf_effective_tax_frac: p.effective,
      cf_itc_fed_amount: p.credits.fed.fixed,
      cf_itc_fed_percent_amount: p.credits.fed.share,
      cf_itc_fed: p.itc.fed,
      cf_itc_sta_amount: p.credits.sta.fixed,
      cf_itc_sta_percent_amount: p.credits.sta.share,
      cf_itc_sta: p.itc.sta,
      cf_itc_total: sumLines(p.itc.fed, p.itc.sta),
      cf_energy_net: p.energy,
      cf_energy_sales: p.energy,
      cf_energy_value: p.given('annual_energy_value'),
      cf_thermal_value: p.given('annual_thermal_value'),
      cf_value_added: p.added,
      cf_om_fixed_expense: p.om.fixed,
      cf_om_production_expense: p.om.production,
      cf_om_capacity_expense: p.om.capacity,
      cf_om_fuel_expense: p.om.fuel,
      cf_property_tax_assessed_value: p.assessed,
      cf_property_tax_expense: p.propertyTax,
      cf_insurance_expense: p.insurance,
      cf_net_salvage_value: p.salvage,
      cf_operating_expenses: p.expenses,
      cf_deductible_expenses: p.deductible,
      cf_debt_balance: p.loan.balance,
      cf_debt_payment_interest: p.loan.interest,
      cf_debt_payment_principal: p.loan.principal,
      cf_debt_payment_total: p.payment,
      cf_pbi_total: p.pbiTotal,
      cf_ptc_fed: p.ptc.fed,
      cf_ptc_sta: p.ptc.sta,
      cf_sta_depr_sched: p.depreciated.sta,
      cf_sta_depreciation: p.staDepreciation,
      cf_sta_incentive_income_less_deductions: p.staIncome,
      cf_sta_taxable_income_less_deductions: p.staTaxable,
      cf_sta_tax_savings: p.staSavings,
      cf_fed_depr_sched: p.depreciated.fed,
      cf_fed_depreciation: p.fedDepreciation,
      cf_fed_incentive_income_less_deductions: p.fedIncome,
      cf_fed_taxable_income_less_deductions: p.fedTaxable,
      cf_fed_tax_savings: p.fedSavings,
      cf_sta_and_fed_tax_savings: p.taxSavings,
      cf_after_tax_net_equity_cost_flow: p.equity,
      cf_after_tax_cash_flow: p.cash,
      cf_discounted_costs: p.discountedCosts,
      cf_discounted_savings: p.discountedSavings,
      cf_discounted_payback: p.discountedPayback,
      cf_discounted_cumulative_payback: running(p.discountedPayback),
      cf_payback_with_expenses: p.withExpenses,
      cf_cumulative_payback_with_expenses: running(p.withExpenses),
      cf_payback_without_expenses: p.withoutExpenses,
      cf_cumulative_payback_without_expenses: running(p.withoutExpenses),
      cf_nte: p.perKwh,
      cf_util_escal_rate: line(
        p.years,
        (year) => (1 + p.inflation + (inputs.numbers('rate_escalation', [0])[0] ?? 0) / 100) ** (year - 1),
      ),
    },
  }
}
