import type { Fields } from '../fields.ts'
import { grantsOf } from './incentives.ts'
import {
  degradationLine,
  escalated,
  investmentCredit,
  type Line,
  line,
  MACRS_5,
  productionIncentive,
  rateLine,
  scheduleLine,
  straightLine,
  sumLines,
} from './ssc-flows.ts'

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

/** The project of a cash loan by year: bill savings, expenses, loan, taxes, and what is left. */
export function cashLoanProject(inputs: Fields, firstYearKwh: number) {
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
  return {
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
  }
}
