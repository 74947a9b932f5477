import { grantOutputs } from './incentives.ts'
import { annualCosts, coverLine, percentIrr } from './owner-flows.ts'
import { PAYERS } from './owner-incentives.ts'
import type { OwnerSetting, PricedProject } from './owner-project.ts'
import { type Line, presentOf } from './ssc-flows.ts'

/** The return an owner aims at: percent in a year. */
export interface ReturnTarget {
  readonly percent: number
  readonly year: number
}

/** Energy, revenue and price of the first year by delivery period. */
function periodOutputs({ sales }: OwnerSetting, p: PricedProject): Record<string, number> {
  const periods: Record<string, number> = {}
  sales.firstYear.byPeriod.forEach((months, k) => {
    const energy = months.reduce((a, b) => a + b, 0)
    const weighted = sales.firstYear.weightedByPeriod[k]!.reduce((a, b) => a + b, 0)
    const money = (weighted * p.price[1]!) / 100
    periods[`firstyear_energy_dispatch${k + 1}`] = energy
    periods[`firstyear_revenue_dispatch${k + 1}`] = money
    periods[`firstyear_energy_price${k + 1}`] = energy > 0 ? (money / energy) * 100 : 0
  })
  return periods
}

/** Every single output, by SSC's names. Present values at the nominal rate unless the name says real. */
export function ownerOutputs(
  setting: OwnerSetting,
  p: PricedProject,
  cents: number,
  target: ReturnTarget,
): Record<string, number | null> {
  const { inputs, sales, incentives, written, finance } = setting
  const { years, sold, discount, real, effective, escalation, om, insurance, propertyTax, prefinancing } = sales
  const { watts, assessed, salvage, curtailment, capacityPayment, salvageLine, thermal } = sales
  const { grants, pbi, ptc, taxableGrants } = incentives
  const { itc, allocation, depreciated, basisCost } = written
  const { terms, feeShare } = finance
  const { debt } = p
  const npvEnergy = presentOf(sold, discount)
  const npvEnergyReal = presentOf(sold, real)
  const per = (value: number, energy: number): number => (energy === 0 ? 0 : (value / energy) * 100)
  const revenue = presentOf(p.value, discount)
  const costs = annualCosts(setting, p)
  const npvCosts = -(presentOf(costs, discount) + costs[0]!)
  const gross = 1 - effective[1]!
  const credits = { fed: presentOf(ptc.fed, discount) / gross, sta: presentOf(ptc.sta, discount) / gross }
  const endIrr = percentIrr(p.after, years)
  const fraction = p.installed > 0 ? debt.amount / p.installed : 0
  const positive = coverLine(p).filter((value) => value !== 0)
  const sumOf = (flows: Line): number => flows.reduce((a, b) => a + b, 0)
  const npvNow = (flows: Line): number => presentOf(flows, discount)
  const oandm = npvNow(om.fixed) + npvNow(om.capacity) + npvNow(om.production)
  return {
    ...grantOutputs(grants),
    cbi_statax_total: taxableGrants.sta.capacity,
    cbi_fedtax_total: taxableGrants.fed.capacity,
    ibi_statax_total: taxableGrants.sta.investment,
    ibi_fedtax_total: taxableGrants.fed.investment,
    itc_total_fed: sumOf(itc.fed),
    itc_total_sta: sumOf(itc.sta),
    itc_total: sumOf(itc.fed) + sumOf(itc.sta),
    lppa_real: per(revenue, npvEnergyReal),
    lppa_nom: per(revenue, npvEnergy),
    ppa: cents,
    ppa_price: cents,
    ppa_escalation: escalation * 100,
    npv_ppa_revenue: revenue,
    debt_fraction: fraction * 100,
    flip_target_year: target.year,
    flip_target_irr: target.percent,
    flip_actual_year: target.year,
    flip_actual_irr: percentIrr(p.after, target.year),
    lcoe_real: per(npvCosts, npvEnergyReal),
    lcoe_nom: per(npvCosts, npvEnergy),
    npv_energy_nom: npvEnergy,
    npv_energy_real: npvEnergyReal,
    present_value_oandm: oandm + npvNow(om.fuel),
    present_value_oandm_nonfuel: oandm,
    present_value_fuel: npvNow(om.fuel),
    present_value_insandproptax: npvNow(insurance) + npvNow(propertyTax),
    lcoptc_fed_real: per(credits.fed, npvEnergyReal),
    lcoptc_fed_nom: per(credits.fed, npvEnergy),
    lcoptc_sta_real: per(credits.sta, npvEnergyReal),
    lcoptc_sta_nom: per(credits.sta, npvEnergy),
    wacc: 100 * ((1 - fraction) * ((endIrr ?? 0) / 100) + fraction * terms.rate * (1 - effective[1]!)),
    effective_tax_rate: effective[1]! * 100,
    analysis_period_irr: endIrr,
    ...periodOutputs(setting, p),
    cost_debt_upfront: feeShare * debt.amount,
    cost_financing: p.installed - prefinancing + grants.total,
    cost_prefinancing: prefinancing,
    cost_installed: p.installed,
    cost_installedperwatt: p.installed / watts,
    nominal_discount_rate: discount,
    prop_tax_assessed_value: assessed,
    salvage_value: salvage,
    depr_alloc_none_percent: allocation.nonePercent,
    depr_alloc_none: allocation.none,
    pre_depr_alloc_basis: basisCost,
    pre_itc_qual_basis: basisCost,
    ...depreciated.bases.sta.outputs,
    ...depreciated.bases.fed.outputs,
    cash_for_debt_service: sumOf(p.forDebt),
    pv_cafds: sumOf(p.presentCash),
    size_of_debt: debt.amount,
    size_of_equity: p.equity,
    cf_length: years + 1,
    purchase_of_property: p.purchase,
    issuance_of_equity: p.equity,
    project_return_aftertax_irr: endIrr,
    project_return_aftertax_npv: npvNow(p.after) + p.after[0]!,
    npv_annual_costs: npvCosts,
    adjusted_installed_cost: p.installed - grants.total,
    min_dscr: positive.length > 0 ? Math.min(...positive) : 0,
    npv_curtailment_revenue: npvNow(curtailment),
    npv_capacity_revenue: npvNow(capacityPayment),
    ...Object.fromEntries(PAYERS.map((payer, i) => [`npv_${payer}_pbi_income`, npvNow(pbi[i]!)])),
    npv_salvage_value: npvNow(salvageLine),
    npv_thermal_value: npvNow(thermal),
    system_use_recapitalization: inputs.number('system_use_recapitalization', 0),
    system_use_lifetime_output: inputs.number('system_use_lifetime_output', 0),
  }
}
