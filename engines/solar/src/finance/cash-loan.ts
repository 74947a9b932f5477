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
  const project = cashLoanProject(inputs, firstYearKwh)
  const {
    years,
    inflation,
    realDiscount,
    discount,
    cost,
    energy,
    given,
    federal,
    state,
    effective,
    grants,
    credits,
    sum,
    depreciated,
    fedBasis,
    staBasis,
    fedDepreciation,
    staDepreciation,
    pbiTotal,
    ptc,
    om,
    assessed,
    propertyTax,
    insurance,
    salvage,
    expenses,
    deductible,
    adjusted,
    borrowed,
    loan,
    payment,
    staIncome,
    staTaxable,
    itc,
    staSavings,
    fedIncome,
    fedTaxable,
    fedSavings,
    taxSavings,
    invested,
    equity,
    cash,
    discountedCosts,
    discountedSavings,
    discountedPayback,
    withExpenses,
    withoutExpenses,
    cents,
    perKwh,
    added,
  } = project
  const [energyReal, energyNominal] = [presentOf(energy, realDiscount), presentOf(energy, discount)]
  const levelised = (worth: number, base: number): number | null => (base === 0 ? null : worth / base)
  const equityWorth = -(equity[0]! + presentOf(equity, discount)) * 100
  const ptcWorth = (flows: Line): number => (100 * presentOf(flows, discount)) / (1 - effective[1]!)
  const rate = sscIrr(cash)
  const present = (flows: Line): number => presentOf(flows, discount)
  return {
    outputs: {
      ...grantOutputs(grants),
      itc_total_fed: sum(itc.fed),
      itc_total_sta: sum(itc.sta),
      itc_total: sum(itc.fed) + sum(itc.sta),
      cf_length: years + 1,
      lcoe_real: levelised(equityWorth, energyReal),
      lcoe_nom: levelised(equityWorth, energyNominal),
      payback: sscPayback(running(withExpenses), withExpenses),
      discounted_payback: sscPayback(running(discountedPayback), discountedPayback),
      npv: cash[0]! + present(cash),
      irr: rate === null ? null : rate * 100,
      present_value_oandm: present(sumLines(om.fixed, om.capacity, om.production, om.fuel)),
      present_value_oandm_nonfuel: present(sumLines(om.fixed, om.capacity, om.production)),
      present_value_fuel: present(om.fuel),
      present_value_insandproptax: present(sumLines(insurance, propertyTax)),
      adjusted_installed_cost: adjusted,
      loan_amount: borrowed,
      first_cost: invested,
      total_cost: cost,
      depr_basis_fed: fedBasis,
      depr_basis_sta: staBasis,
      lcoptc_fed_real: levelised(ptcWorth(ptc.fed), energyReal) ?? 0,
      lcoptc_fed_nom: levelised(ptcWorth(ptc.fed), energyNominal) ?? 0,
      lcoptc_sta_real: levelised(ptcWorth(ptc.sta), energyReal) ?? 0,
      lcoptc_sta_nom: levelised(ptcWorth(ptc.sta), energyNominal) ?? 0,
      wacc:
        100 *
        ((1 - borrowed / adjusted) * discount +
          (borrowed / adjusted) * (inputs.number('loan_rate', 0) / 100) * (1 - effective[1]!)),
      effective_tax_rate: 100 * effective[1]!,
      nominal_discount_rate: 100 * discount,
      year1_nte: perKwh[1]!,
      lnte_real: levelised(present(cents), energyReal),
      lnte_nom: levelised(present(cents), energyNominal),
    },
    flows: {
      cf_federal_tax_frac: federal,
      cf_state_tax_frac: state,
      cf_effective_tax_frac: effective,
      cf_itc_fed_amount: credits.fed.fixed,
      cf_itc_fed_percent_amount: credits.fed.share,
      cf_itc_fed: itc.fed,
      cf_itc_sta_amount: credits.sta.fixed,
      cf_itc_sta_percent_amount: credits.sta.share,
      cf_itc_sta: itc.sta,
      cf_itc_total: sumLines(itc.fed, itc.sta),
      cf_energy_net: energy,
      cf_energy_sales: energy,
      cf_energy_value: given('annual_energy_value'),
      cf_thermal_value: given('annual_thermal_value'),
      cf_value_added: added,
      cf_om_fixed_expense: om.fixed,
      cf_om_production_expense: om.production,
      cf_om_capacity_expense: om.capacity,
      cf_om_fuel_expense: om.fuel,
      cf_property_tax_assessed_value: assessed,
      cf_property_tax_expense: propertyTax,
      cf_insurance_expense: insurance,
      cf_net_salvage_value: salvage,
      cf_operating_expenses: expenses,
      cf_deductible_expenses: deductible,
      cf_debt_balance: loan.balance,
      cf_debt_payment_interest: loan.interest,
      cf_debt_payment_principal: loan.principal,
      cf_debt_payment_total: payment,
      cf_pbi_total: pbiTotal,
      cf_ptc_fed: ptc.fed,
      cf_ptc_sta: ptc.sta,
      cf_sta_depr_sched: depreciated.sta,
      cf_sta_depreciation: staDepreciation,
      cf_sta_incentive_income_less_deductions: staIncome,
      cf_sta_taxable_income_less_deductions: staTaxable,
      cf_sta_tax_savings: staSavings,
      cf_fed_depr_sched: depreciated.fed,
      cf_fed_depreciation: fedDepreciation,
      cf_fed_incentive_income_less_deductions: fedIncome,
      cf_fed_taxable_income_less_deductions: fedTaxable,
      cf_fed_tax_savings: fedSavings,
      cf_sta_and_fed_tax_savings: taxSavings,
      cf_after_tax_net_equity_cost_flow: equity,
      cf_after_tax_cash_flow: cash,
      cf_discounted_costs: discountedCosts,
      cf_discounted_savings: discountedSavings,
      cf_discounted_payback: discountedPayback,
      cf_discounted_cumulative_payback: running(discountedPayback),
      cf_payback_with_expenses: withExpenses,
      cf_cumulative_payback_with_expenses: running(withExpenses),
      cf_payback_without_expenses: withoutExpenses,
      cf_cumulative_payback_without_expenses: running(withoutExpenses),
      cf_nte: perKwh,
      cf_util_escal_rate: line(
        years,
        (year) => (1 + inflation + (inputs.numbers('rate_escalation', [0])[0] ?? 0) / 100) ** (year - 1),
      ),
    },
  }
}
