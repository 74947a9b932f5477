import { type Authority, CLASSES } from './depreciation.ts'
import { AUTHORITIES, PAYERS } from './owner-incentives.ts'
import type { OwnerSetting, PricedProject } from './owner-project.ts'
import { EQUIPMENT } from './owner-sales.ts'
import { MONTH_NAMES } from './power-sales.ts'
import { type Line, line, presentOf, sumLines } from './ssc-flows.ts'
import { sscIrr } from './ssc-irr.ts'

type Flows = Record<string, readonly (number | null)[]>

/** Internal rate of return of the flows up to a year, percent; null when there is none. */
export function percentIrr(flows: readonly number[], to: number): number | null {
  const rate = sscIrr(flows.slice(0, to + 1))
  return rate === null ? null : rate * 100
}

const irrLine = (flows: readonly number[]): (number | null)[] =>
  flows.map((_, year) => (year === 0 ? null : percentIrr(flows, year)))

const npvLine = (flows: readonly number[], discount: number): Line =>
  flows.map((_, year) => presentOf(flows.slice(0, year + 1), discount) + flows[0]!)

/** What the owner spends and receives each year but for the sales: the base of the levelised cost. */
export function annualCosts({ sales, incentives, written }: OwnerSetting, p: PricedProject): Line {
  const { years, equipment, salvageLine } = sales
  const { pbiTotal, ptc } = incentives
  const { itc } = written
  const { debt } = p
  const costs = line(
    years,
    (year) =>
      pbiTotal[year]! +
      p.staTax[year]! +
      p.fedTax[year]! -
      debt.interest[year]! -
      debt.principal[year]! -
      p.operating[year]! +
      ptc.fed[year]! +
      ptc.sta[year]! -
      equipment.reduce((sum, e) => sum + e.funding[year]!, 0) -
      p.working.funding[year]! -
      p.receivables.funding[year]! -
      debt.funding[year]! +
      p.reserveInterest[year]! -
      debt.release[year]! -
      p.working.disbursement[year]! +
      salvageLine[year]! +
      itc.fed[year]! +
      itc.sta[year]!,
  )
  costs[0] = -p.equity
  return costs
}

/** Debt service cover by year, 0 where nothing is due. */
export const coverLine = (p: PricedProject): Line =>
  p.debt.payment.map((payment, year) => (payment === 0 ? 0 : p.forDebt[year]! / payment))

/** Flows by delivery period and by month. */
function salesFlows({ sales }: OwnerSetting, p: PricedProject): Flows {
  const { firstYear, scaled } = sales
  const flows: Flows = {}
  const firstPrice = p.price[1]!
  const inMoney = (energy: number): Line => scaled(energy).map((e, year) => (e * p.price[year]!) / 100)
  firstYear.byPeriod.forEach((months, k) => {
    const weighted = firstYear.weightedByPeriod[k]!
    flows[`cf_energy_sales_dispatch${k + 1}`] = scaled(months.reduce((a, b) => a + b, 0))
    flows[`cf_revenue_dispatch${k + 1}`] = inMoney(weighted.reduce((a, b) => a + b, 0))
    flows[`cf_energy_sales_monthly_firstyear_TOD${k + 1}`] = [...months]
    flows[`cf_revenue_monthly_firstyear_TOD${k + 1}`] = [...weighted].map((e) => (e * firstPrice) / 100)
  })
  MONTH_NAMES.forEach((name, month) => {
    flows[`cf_energy_sales_${name}`] = scaled(firstYear.byMonth[month]!)
    flows[`cf_revenue_${name}`] = inMoney(firstYear.weightedByMonth[month]!)
  })
  return flows
}

/** Flows of taxes by authority, of incentives by payer, of equipment by piece. */
function partFlows({ sales, incentives, written }: OwnerSetting, p: PricedProject): Flows {
  const { equipment } = sales
  const { pbi, ptc } = incentives
  const { depreciated, depreciation, itc } = written
  const flows: Flows = {}
  const authorityFlows = (a: Authority): void => {
    const tag = `cf_${a}depr`
    CLASSES.forEach((name, c) => {
      flows[`${tag}_${name}`] = depreciation[a].classes[c]!
    })
    EQUIPMENT.forEach((k, i) => {
      flows[`${tag}_me${k}`] = depreciation[a].equipmentLines[i]!
    })
    flows[`${tag}_total`] = depreciation[a].total
    flows[`cf_${a}tax_taxable_incentives`] = p.taxed[a]
    flows[`cf_itc_${a}`] = itc[a]
    flows[`cf_itc_${a}_percent_amount`] = depreciated.share[a]
    flows[`cf_ptc_${a}`] = ptc[a]
  }
  AUTHORITIES.forEach(authorityFlows)
  PAYERS.forEach((payer, i) => {
    flows[`cf_pbi_total_${payer}`] = pbi[i]!
  })
  EQUIPMENT.forEach((k, i) => {
    flows[`cf_reserve_equip${k}`] = equipment[i]!.reserve
    flows[`cf_funding_equip${k}`] = equipment[i]!.funding
    flows[`cf_disbursement_equip${k}`] = equipment[i]!.disbursement
    flows[`cf_project_me${k}ra`] = p.accounts.equipment[i]!
    flows[`cf_project_me${k}cs`] = equipment[i]!.disbursement
  })
  return flows
}

/** Every yearly flow, by SSC's names. */
export function ownerFlows(setting: OwnerSetting, p: PricedProject): Flows {
  const { tax, effective, discount, scaled, firstYear, net, sold, thermal, curtailed, curtailment } = setting.sales
  const { capacityPayment, om, assessedLine, propertyTax, insurance, salvageLine } = setting.sales
  const { itc } = setting.written
  const { debt } = p
  const afterIrr = irrLine(p.after)
  let best = 0
  const maxIrr = afterIrr.map((rate, year) => {
    if (year === 0) return null
    best = Math.max(best, rate ?? 0)
    return best
  })
  return {
    ...salesFlows(setting, p),
    ...partFlows(setting, p),
    cf_federal_tax_frac: tax.fed,
    cf_state_tax_frac: tax.sta,
    cf_effective_tax_frac: effective,
    cf_statax_income_prior_incentives: p.staBefore,
    cf_statax_income_with_incentives: p.staWith,
    cf_statax: p.staTax,
    cf_fedtax_income_prior_incentives: p.fedBefore,
    cf_fedtax_income_with_incentives: p.fedWith,
    cf_fedtax: p.fedTax,
    cf_itc_total: sumLines(itc.fed, itc.sta),
    cf_energy_net: net,
    cf_energy_sales: sold,
    cf_energy_purchases: scaled(firstYear.bought),
    cf_ppa_price: p.price,
    cf_energy_value: p.value,
    cf_thermal_value: thermal,
    cf_curtailment_value: curtailment,
    cf_capacity_payment: capacityPayment,
    cf_energy_curtailed: curtailed,
    cf_utility_bill: p.utility,
    cf_om_fixed_expense: om.fixed,
    cf_om_production_expense: om.production,
    cf_om_capacity_expense: om.capacity,
    cf_om_fuel_expense: om.fuel,
    cf_land_lease_expense: om.land,
    cf_property_tax_assessed_value: assessedLine,
    cf_property_tax_expense: propertyTax,
    cf_insurance_expense: insurance,
    cf_operating_expenses: p.operating,
    cf_net_salvage_value: salvageLine,
    cf_total_revenue: p.revenue,
    cf_ebitda: p.ebitda,
    cf_reserve_debtservice: debt.reserve,
    cf_reserve_om: p.working.reserve,
    cf_reserve_receivables: p.receivables.reserve,
    cf_reserve_total: p.reserveTotal,
    cf_reserve_interest: p.reserveInterest,
    cf_funding_debtservice: debt.funding,
    cf_funding_om: p.working.funding,
    cf_funding_receivables: p.receivables.funding,
    cf_disbursement_debtservice: debt.release,
    cf_disbursement_om: p.working.disbursement,
    cf_disbursement_receivables: p.receivables.disbursement,
    cf_cash_for_ds: p.forDebt,
    cf_pv_interest_factor: p.interestFactor,
    cf_pv_cash_for_ds: p.presentCash,
    cf_debt_size: setting.finance.coverSized
      ? p.presentCash.map((cash) => (p.cover === 0 ? 0 : cash / p.cover))
      : debt.principal,
    cf_debt_balance: debt.balance,
    cf_debt_payment_interest: debt.interest,
    cf_debt_payment_principal: debt.principal,
    cf_debt_payment_total: debt.payment,
    cf_project_operating_activities: p.operatingFlow,
    cf_project_dsra: p.accounts.dsra,
    cf_project_wcra: p.accounts.wcra,
    cf_project_receivablesra: p.accounts.receivablesra,
    cf_project_ra: p.accountsTotal,
    cf_project_mecs: p.spent,
    cf_project_investing_activities: p.investing,
    cf_project_financing_activities: p.financing,
    cf_pretax_cashflow: p.pretax,
    cf_project_return_pretax: p.returned,
    cf_project_return_pretax_irr: irrLine(p.returned),
    cf_project_return_pretax_npv: npvLine(p.returned, discount),
    cf_project_return_aftertax_cash: p.returned,
    cf_project_return_aftertax: p.after,
    cf_project_return_aftertax_irr: afterIrr,
    cf_project_return_aftertax_max_irr: maxIrr,
    cf_project_return_aftertax_npv: npvLine(p.after, discount),
    cf_annual_costs: annualCosts(setting, p),
    cf_pretax_dscr: coverLine(p),
    cf_pbi_total: setting.incentives.pbiTotal,
  }
}
