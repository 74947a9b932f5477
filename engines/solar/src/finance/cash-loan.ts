import type { Fields } from '../fields.ts'
import { grantOutputs, grantsOf } from './incentives.ts'
import {
  degradationLine,
  escalated,
  investmentCredit,
  type Line,
  line,
  MACRS_5,
  presentOf,
  productionIncentive,
  rateLine,
  running,
  scheduleLine,
  sscPayback,
  straightLine,
  sumLines,
} from './ssc-flows.ts'
import { sscIrr } from './ssc-irr.ts'

/** What the loan model answers, in SSC's names: single figures and cash-flow lines. */
export interface CashLoanResult {
  readonly outputs: Readonly<Record<string, number | null>>
  readonly flows: Readonly<Record<string, Line>>
}

/** Depreciation schedule of one tax authority, commercial owners only. */
function depreciation(inputs: Fields, authority: 'fed' | 'sta', years: number): Line {
  const type = inputs.number(`depr_${authority}_type`, 0)
  if (type === 1) return scheduleLine(years, MACRS_5)
  if (type === 2) return straightLine(years, inputs.number(`depr_${authority}_sl_years`, 7))
  if (type === 3)
    return scheduleLine(
      years,
      inputs.numbers(`depr_${authority}_custom`, [0]).map((percent) => percent / 100),
    )
  return line(years)
}

/** Interest, principal and balance of a level-payment loan, year 0 the amount itself. */
function loanLines(
  amount: number,
  rate: number,
  term: number,
  years: number,
): { interest: Line; principal: Line; balance: Line } {
  const payment = rate === 0 ? amount / term : (rate * amount) / (1 - (1 + rate) ** -term)
  const [interest, principal, balance] = [line(years), line(years), line(years)]
  balance[0] = amount
  for (let year = 1; year <= years && (year <= term || year === 1); year++) {
    interest[year] = balance[year - 1]! * rate
    principal[year] = payment - interest[year]!
    balance[year] = balance[year - 1]! - principal[year]!
  }
  return { interest, principal, balance }
}

/**
 * SSC's cash loan: a system owned by a household or a company that saves on its bill, with a loan, taxes, grants and
 * credits. Inputs in SSC's names (percents as numbers of a hundred).
 *
 * @param firstYearKwh energy sold or used in the first year
 */
export function cashLoan(inputs: Fields, firstYearKwh: number): CashLoanResult {
  const years = inputs.number('analysis_period')
  const commercial = inputs.number('market', 1) === 1
  const deductsInterest = commercial || inputs.number('mortgage', 0) === 1
  const inflation = inputs.number('inflation_rate') / 100
  const realDiscount = inputs.number('real_discount_rate') / 100
  const discount = (1 + realDiscount) * (1 + inflation) - 1
  const cost = inputs.number('total_installed_cost')
  const capacity = inputs.number('system_capacity')
  const energy = degradationLine(inputs, years).map((left) => left * firstYearKwh)
  const given = (name: string): Line => line(years, (year) => inputs.numbers(name, [])[year] ?? 0)
  const value = sumLines(given('annual_energy_value'), given('annual_thermal_value'))
  const [federal, state] = [rateLine(inputs, 'federal_tax_rate', years), rateLine(inputs, 'state_tax_rate', years)]
  const effective = federal.map((rate, year) => state[year]! + (1 - state[year]!) * rate)
  const grants = grantsOf(inputs, cost, capacity)
  const bases = { fed: cost - grants.basisReduction('fed'), sta: cost - grants.basisReduction('sta') }
  const credits = {
    fed: investmentCredit(inputs, 'itc_fed', bases.fed, years),
    sta: investmentCredit(inputs, 'itc_sta', bases.sta, years),
  }
  const sum = (flows: Line): number => flows.reduce((total, flow) => total + flow, 0)
  const depreciable = (authority: 'fed' | 'sta'): number =>
    (['fed', 'sta'] as const).reduce((basis, payer) => {
      const half = (kind: 'amount' | 'percent', flows: Line): number =>
        inputs.number(`itc_${payer}_${kind}_deprbas_${authority}`, 0) ? 0.5 * sum(flows) : 0
      return basis - half('amount', credits[payer].fixed) - half('percent', credits[payer].share)
    }, bases[authority])
  const depreciated = {
    fed: commercial ? depreciation(inputs, 'fed', years) : line(years),
    sta: commercial ? depreciation(inputs, 'sta', years) : line(years),
  }
  const [fedBasis, staBasis] = [depreciable('fed'), depreciable('sta')]
  const fedDepreciation = depreciated.fed.map((share) => share * fedBasis)
  const staDepreciation = depreciated.sta.map((share) => share * staBasis)
  const payers = ['fed', 'sta', 'uti', 'oth'] as const
  const pbi = payers.map((payer) => productionIncentive(inputs, `pbi_${payer}`, energy, false))
  const pbiTotal = sumLines(...pbi)
  const pbiTaxed = (authority: 'fed' | 'sta'): Line =>
    line(years, (year) =>
      payers.reduce(
        (total, payer, i) => total + (inputs.number(`pbi_${payer}_tax_${authority}`, 0) ? pbi[i]![year]! : 0),
        0,
      ),
    )
  const ptc = {
    fed: productionIncentive(inputs, 'ptc_fed', energy, true),
    sta: productionIncentive(inputs, 'ptc_sta', energy, true),
  }

  const om = {
    fixed: escalated(inputs, 'om_fixed', 'om_fixed_escal', years, inflation),
    production: escalated(inputs, 'om_production', 'om_production_escal', years, inflation, 0.001).map(
      (rate, year) => rate * energy[year]!,
    ),
    capacity: escalated(inputs, 'om_capacity', 'om_capacity_escal', years, inflation).map((rate) => rate * capacity),
    fuel: escalated(
      inputs,
      'om_fuel_cost',
      'om_fuel_cost_escal',
      years,
      inflation,
      inputs.number('system_heat_rate', 0) / 1000,
    ).map((rate) => rate * inputs.number('annual_fuel_usage', 0)),
  }
  const assessed = line(
    years,
    (year) =>
      (cost *
        inputs.number('prop_tax_cost_assessed_percent', 100) *
        Math.max(0, 100 - (year - 1) * inputs.number('prop_tax_assessed_decline', 0))) /
      1e4,
  )
  const propertyTax = assessed.map((worth) => (worth * inputs.number('property_tax_rate', 0)) / 100)
  const insurance = line(
    years,
    (year) => (cost * inputs.number('insurance_rate', 0) * (1 + inflation) ** (year - 1)) / 100,
  )
  const salvage = line(years, (year) => (year === years ? (cost * inputs.number('salvage_percentage', 0)) / 100 : 0))
  const expenses = sumLines(om.fixed, om.production, om.capacity, om.fuel, propertyTax, insurance).map(
    (spent, year) => spent - salvage[year]!,
  )
  const deductible = (commercial ? expenses : propertyTax).map((spent) => -spent)

  const adjusted = cost - grants.total
  const borrowed = (inputs.number('debt_fraction', 0) / 100) * adjusted
  const loan = loanLines(borrowed, inputs.number('loan_rate', 0) / 100, inputs.number('loan_term', 1), years)
  const payment = sumLines(loan.interest, loan.principal)
  const interestDeducted = deductsInterest ? loan.interest : line(years)
  const firstYear = (amount: number): Line => line(years, (year) => (year === 1 ? amount : 0))

  const income = (incentives: Line, depreciationOf: Line, extra: Line): Line =>
    sumLines(deductible, incentives, extra).map(
      (amount, year) => amount - depreciationOf[year]! - interestDeducted[year]!,
    )
  const received = sumLines(pbiTotal, firstYear(grants.total))
  const taxedIncentives = {
    fed: sumLines(pbiTaxed('fed'), firstYear(grants.taxable('fed'))),
    sta: sumLines(pbiTaxed('sta'), firstYear(grants.taxable('sta'))),
  }
  const staIncome = income(received, staDepreciation, line(years))
  const staTaxable = income(taxedIncentives.sta, staDepreciation, line(years))
  const itc = {
    fed: sumLines(credits.fed.fixed, credits.fed.share),
    sta: sumLines(credits.sta.fixed, credits.sta.share),
  }
  const staSavings = staTaxable.map((amount, year) => ptc.sta[year]! - state[year]! * amount + itc.sta[year]!)
  const fedIncome = income(received, fedDepreciation, staSavings)
  const fedTaxable = income(taxedIncentives.fed, fedDepreciation, staSavings)
  const fedSavings = fedTaxable.map((amount, year) => ptc.fed[year]! - federal[year]! * amount + itc.fed[year]!)
  const taxSavings = sumLines(staSavings, fedSavings)

  const atYear0 = (amount: number, flows: Line): Line => [amount, ...flows.slice(1)]
  const invested = adjusted - borrowed
  const equity = atYear0(
    -invested,
    deductible.map(
      (spent, year) => (commercial ? spent : -expenses[year]!) - payment[year]! + pbiTotal[year]! + taxSavings[year]!,
    ),
  )
  const kept = effective.map((rate) => (commercial ? 1 - rate : 1))
  const cash = equity.map((flow, year) => (year === 0 ? flow : flow + kept[year]! * value[year]!))
  const grow = (year: number): number => (1 + discount) ** year
  const discountedCosts = atYear0(
    adjusted,
    equity.map(
      (flow, year) =>
        (-flow - payment[year]! + (deductsInterest ? loan.interest[year]! * effective[year]! : 0)) / grow(year),
    ),
  )
  const discountedSavings = line(years, (year) => (kept[year]! * value[year]!) / grow(year))
  const discountedPayback = discountedSavings.map((saved, year) => saved - discountedCosts[year]!)
  const interestKept = loan.interest.map((amount, year) => amount * (deductsInterest ? 1 - effective[year]! : 1))
  const withExpenses = atYear0(
    -adjusted,
    cash.map((flow, year) => flow + interestKept[year]! + loan.principal[year]!),
  )
  const withoutExpenses = atYear0(
    -adjusted,
    withExpenses.map((flow, year) => flow - deductible[year]! * (1 - effective[year]!)),
  )
  const bills = [inputs.numbers('utility_bill_wo_sys', []), inputs.numbers('utility_bill_w_sys', [])]
  const cents = line(years, (year) => 100 * ((bills[0]![year] ?? 0) - (bills[1]![year] ?? 0)))
  const perKwh = cents.map((amount, year) => (energy[year]! > 0 ? amount / energy[year]! : amount))
  const added = line(years, (year) => {
    let worth = 0
    for (let later = years; later >= year; later--) worth = worth / (1 + discount) + value[later]!
    return worth / (1 + discount) + salvage[year]!
  })
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
