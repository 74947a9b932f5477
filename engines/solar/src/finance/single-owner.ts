import type { Fields } from '../fields.ts'
import { type Authority, allocate, CLASSES, classSchedule, depreciationBases } from './depreciation.ts'
import { grantOutputs, grantsOf } from './incentives.ts'
import { firstYearSales, MONTH_NAMES } from './power-sales.ts'
import { type ProjectDebt, sculptedDebt, termDebt } from './project-debt.ts'
import {
  degradationLine,
  escalated,
  investmentCredit,
  type Line,
  line,
  presentOf,
  productionIncentive,
  rateLine,
  sumLines,
} from './ssc-flows.ts'
import { sscIrr } from './ssc-irr.ts'

export interface SingleOwnerResult {
  readonly outputs: Readonly<Record<string, number | null>>
  readonly flows: Readonly<Record<string, readonly (number | null)[]>>
}

const PAYERS = ['fed', 'sta', 'uti', 'oth'] as const
const EQUIPMENT = [1, 2, 3] as const
const AUTHORITIES = ['sta', 'fed'] as const

interface Equipment {
  readonly funding: Line
  readonly disbursement: Line
  readonly reserve: Line
}

/** Money set aside each year for a piece of equipment replaced every so many years. */
function equipmentReserve(cost: number, every: number, watts: number, inflation: number, years: number): Equipment {
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
function workingReserve(values: Line, share: number, years: number): Equipment {
  const [funding, disbursement, reserve] = [line(years), line(years), line(years)]
  for (let year = 0; year < years; year++) {
    reserve[year] = share * values[year + 1]!
    funding[year] = reserve[year]! - (year > 0 ? reserve[year - 1]! : 0)
  }
  disbursement[years] = -(reserve[years - 1] ?? 0)
  return { funding, disbursement, reserve }
}

/**
 * SSC's single owner: a power plant that sells its energy at an agreed price, owned and financed by one party, with
 * taxes, credits, grants, depreciation, reserves and term debt (a share of the cost, or sized by a cover ratio).
 *
 * @param generation kW of each hour of the first year
 */
export function singleOwner(inputs: Fields, generation: (hour: number) => number): SingleOwnerResult {
  const years = inputs.number('analysis_period')
  const inflation = inputs.number('inflation_rate') / 100
  const real = inputs.number('real_discount_rate') / 100
  const discount = (1 + inflation) * (1 + real) - 1
  const prefinancing = inputs.number('total_installed_cost')
  const capacity = inputs.number('system_capacity')
  const degradation = degradationLine(inputs, years)
  const firstYear = firstYearSales(inputs, generation)
  const scaled = (value: number): Line => degradation.map((left, year) => (year === 0 ? 0 : left * value))
  const [net, sold] = [scaled(firstYear.net), scaled(firstYear.sold)]
  const tax = {
    fed: rateLine(inputs, 'federal_tax_rate', years),
    sta: rateLine(inputs, 'state_tax_rate', years),
  }
  const effective = tax.fed.map((rate, year) => tax.sta[year]! + (1 - tax.sta[year]!) * rate)
  const thermal = line(years, (year) => inputs.numbers('annual_thermal_value', [])[year] ?? 0)
  const salvage = (inputs.number('salvage_percentage', 0) / 100) * prefinancing
  const salvageLine = line(years, (year) => (year === years ? salvage : 0))
  const prices = inputs.numbers('ppa_price_input', [0])
  const escalation = inputs.number('ppa_escalation', 0) / 100
  const solves = inputs.number('ppa_soln_mode', 0) === 0
  const priceLine = (cents: number): Line =>
    line(years, (year) =>
      !solves && prices.length > 1 ? (prices[year - 1] ?? 0) * 100 : cents * (1 + escalation) ** (year - 1),
    )

  const curtailed = line(years, (year) =>
    Math.max(0, inputs.number('annual_energy_pre_curtailment_ac', 0) * degradation[year]! - net[year]!),
  )
  const curtailPrice = inputs.numbers('grid_curtailment_price', [0])
  const curtailGrowth = 1 + inputs.number('grid_curtailment_price_esc', 0) / 100
  const curtailment = line(years, (year) =>
    curtailPrice.length === 1
      ? curtailed[year]! * curtailPrice[0]! * curtailGrowth ** (year - 1)
      : curtailed[year]! * (curtailPrice[year - 1] ?? 0),
  )
  const capacityPay = inputs.numbers('cp_capacity_payment_amount', [0])
  const capacityCredit = inputs.numbers('cp_capacity_credit_percent', [0])
  const capacityPayment = line(years, (year) => {
    const growth = (1 + inputs.number('cp_capacity_payment_esc', 0) / 100) ** (year - 1)
    const amount = capacityPay.length === 1 ? capacityPay[0]! * growth : (capacityPay[year - 1] ?? 0)
    if (inputs.number('cp_capacity_payment_type', 0) !== 0) return amount
    const credit = capacityCredit.length === 1 ? capacityCredit[0]! : (capacityCredit[year - 1] ?? 0)
    return (amount * credit * inputs.number('cp_system_nameplate', 0)) / 100
  })

  const cost = (name: string, growth: string, scale = 1): Line =>
    escalated(inputs, name, growth, years, inflation, scale)
  const fuelUse = inputs.number('annual_fuel_usage', 0)
  const om = {
    fixed: cost('om_fixed', 'om_fixed_escal'),
    production: cost('om_production', 'om_production_escal', 0.001).map((rate, year) => rate * sold[year]!),
    capacity: cost('om_capacity', 'om_capacity_escal', capacity),
    fuel: cost('om_fuel_cost', 'om_fuel_cost_escal', inputs.number('system_heat_rate', 0) * 0.001 * fuelUse),
    land: cost('om_land_lease', 'om_land_lease_escal', inputs.number('land_area', 0)),
  }
  const assessed = prefinancing * (inputs.number('prop_tax_cost_assessed_percent', 100) / 100)
  const decline = inputs.number('prop_tax_assessed_decline', 0)
  const assessedLine = line(years, (year) => assessed * Math.max(0, (100 - (year - 1) * decline) / 100))
  const propertyTax = assessedLine.map((value) => (value * inputs.number('property_tax_rate', 0)) / 100)
  const insurance = line(
    years,
    (year) => ((prefinancing * inputs.number('insurance_rate', 0)) / 100) * (1 + inflation) ** (year - 1),
  )
  const watts = capacity * 1000
  const equipment = EQUIPMENT.map((k) =>
    equipmentReserve(
      inputs.number(`equip${k}_reserve_cost`, 0),
      inputs.number(`equip${k}_reserve_freq`, 0),
      watts,
      inflation,
      years,
    ),
  )
  const grants = grantsOf(inputs, prefinancing, capacity)
  const pbi = PAYERS.map((payer) => productionIncentive(inputs, `pbi_${payer}`, sold, false))
  const pbiFlag = (name: string): boolean => inputs.number(name, 0) !== 0
  const pbiWhere = (test: (payer: string) => boolean): Line =>
    line(years, (year) => PAYERS.reduce((sum, payer, i) => sum + (test(payer) ? pbi[i]![year]! : 0), 0))
  const pbiTotal = sumLines(...pbi)
  const pbiForDebt = pbiWhere((payer) => pbiFlag(`pbi_${payer}_for_ds`))
  const pbiApart = pbiTotal.map((value, year) => value - pbiForDebt[year]!)
  const pbiTaxed = (authority: Authority): Line =>
    pbiWhere((payer) => pbiFlag(`pbi_${payer}_tax_${authority}`) && !pbiFlag(`pbi_${payer}_for_ds`))
  const ptc = {
    fed: productionIncentive(inputs, 'ptc_fed', sold, true),
    sta: productionIncentive(inputs, 'ptc_sta', sold, true),
  }

  const basisCost =
    prefinancing + inputs.number('construction_financing_cost', 0) + inputs.number('cost_other_financing', 0)
  const allocation = allocate(inputs, basisCost)
  const credit = (name: string) => ({
    fixed: investmentCredit(inputs, name, 0, years).fixed,
    share: (qualifying: number): Line => investmentCredit(inputs, name, qualifying, years).share,
  })
  const depreciated = depreciationBases(inputs, allocation, grants, { sta: credit('itc_sta'), fed: credit('itc_fed') })
  const itc = Object.fromEntries(
    AUTHORITIES.map((a) => [a, sumLines(credit(`itc_${a}`).fixed, depreciated.share[a])]),
  ) as Record<Authority, Line>
  const schedules = CLASSES.map((name) => classSchedule(inputs, name, years))
  const written = (authority: Authority): Line[] =>
    CLASSES.map((name, c) => schedules[c]!.map((share) => share * depreciated.bases[authority].basis[name]))
  const bonus = (authority: Authority): Line =>
    line(years, (year) =>
      year === 1 ? CLASSES.reduce((sum, name) => sum + depreciated.bases[authority].bonus[name], 0) : 0,
    )
  const equipmentWritten = (authority: Authority): Line[] => {
    const schedule = schedules[inputs.number(`equip_reserve_depr_${authority}`, 0)] ?? schedules[0]!
    return equipment.map(({ disbursement }) => {
      const lineOf = line(years)
      disbursement.forEach((spent, at) => {
        for (let year = at; spent !== 0 && year <= years; year++) lineOf[year]! -= spent * schedule[year - at + 1]!
      })
      return lineOf
    })
  }
  const depreciation = Object.fromEntries(
    AUTHORITIES.map((a) => {
      const classes = written(a)
      const equipmentLines = equipmentWritten(a)
      return [a, { classes, equipmentLines, total: sumLines(...classes, ...equipmentLines, bonus(a)) }]
    }),
  ) as Record<Authority, { classes: Line[]; equipmentLines: Line[]; total: Line }>

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
  const taxableGrants = { sta: grants.taxables('sta'), fed: grants.taxables('fed') }

  /** Everything that depends on the price, in cents per kWh. */
  const project = (cents: number) => {
    const price = priceLine(cents)
    const value = price.map((p, year) => (p / 100) * firstYear.weighted * degradation[year]!)
    value[0] = 0
    const bill = price.map((p, year) => (year === 0 ? 0 : (-p / 100) * firstYear.boughtWeighted * degradation[year]!))
    const given = inputs.numbers('utility_bill_w_sys', [])
    const utility = given.length > 0 ? line(years, (year) => given[year] ?? 0) : bill
    const operating = sumLines(om.fixed, om.production, om.capacity, om.fuel, om.land, propertyTax, insurance, utility)
    const revenue = sumLines(value, thermal, curtailment, capacityPayment, pbiForDebt, salvageLine)
    const ebitda = revenue.map((r, year) => r - operating[year]!)
    const working = workingReserve(operating, inputs.number('months_working_reserve', 0) / 12, years)
    const receivables = workingReserve(
      sumLines(value, thermal, curtailment, capacityPayment),
      inputs.number('months_receivables_reserve', 0) / 12,
      years,
    )
    const forDebt = ebitda.map((cash, year) =>
      year <= terms.tenor
        ? cash - equipment.reduce((sum, e) => sum + e.funding[year]!, 0) - receivables.funding[year]!
        : 0,
    )
    const interestFactor = line(years, (year) => (year <= terms.tenor ? (1 + terms.rate) ** -year : 0))
    interestFactor[0] = 1 / (1 + terms.rate)
    const presentCash = forDebt.map((cash, year) => cash * interestFactor[year]!)
    const grantsTotal = grants.total
    const installedWith = (debt: ProjectDebt): number =>
      prefinancing +
      otherFinancing +
      feeShare * debt.amount +
      debt.reserve[0]! +
      working.reserve[0]! +
      receivables.reserve[0]! -
      grantsTotal
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
        const installed = prefinancing + otherFinancing + reserve + working.reserve[0]! - grantsTotal
        amount = terms.tenor === 0 ? 0 : share * installed * (1 + share * feeShare)
        reserve = termDebt(terms, amount, equalPrincipal, moratorium).reserve[0]!
        if (Math.abs(reserve - before) <= 1e-3) break
      }
      debt = termDebt(terms, amount, equalPrincipal, moratorium)
    }
    const installed = installedWith(debt)
    const reserveTotal = sumLines(
      debt.reserve,
      working.reserve,
      receivables.reserve,
      ...equipment.map((e) => e.reserve),
    )
    const reserveRate = inputs.number('reserves_interest', 0) / 100
    const reserveInterest = line(years, (year) => reserveRate * reserveTotal[year - 1]!)
    const equity = installed - debt.amount
    const purchase = -installed + debt.reserve[0]! + working.reserve[0]! + receivables.reserve[0]!
    const negative = (a: Line, b: Line): Line => a.map((x, year) => -x - b[year]!)
    const accounts = {
      dsra: negative(debt.funding, debt.release),
      wcra: negative(working.funding, working.disbursement),
      receivablesra: negative(receivables.funding, receivables.disbursement),
      equipment: equipment.map((e) => negative(e.funding, e.disbursement)),
    }
    const accountsTotal = sumLines(accounts.dsra, accounts.wcra, accounts.receivablesra, ...accounts.equipment)
    const spent = sumLines(...equipment.map((e) => e.disbursement))
    const operatingFlow = ebitda.map(
      (cash, year) => cash + reserveInterest[year]! - debt.interest[year]! + pbiApart[year]!,
    )
    const investing = accountsTotal.map((a, year) => a + spent[year]! + (year === 0 ? purchase : 0))
    const financing = debt.principal.map((p, year) => -p + (year === 0 ? equity + debt.amount : 0))
    const pretax = operatingFlow.map((cash, year) => cash + investing[year]! + financing[year]!)
    const returned = pretax.map((cash, year) => cash - (year === 0 ? equity : 0))
    const firstYearGrants = (a: Authority): Line =>
      line(years, (year) => (year === 1 ? taxableGrants[a].investment + taxableGrants[a].capacity : 0))
    const income = (a: Authority, added: Line): Line =>
      line(
        years,
        (year) =>
          ebitda[year]! + reserveInterest[year]! - debt.interest[year]! - depreciation[a].total[year]! + added[year]!,
      )
    const taxed = (a: Authority): Line => sumLines(pbiTaxed(a), firstYearGrants(a))
    const staBefore = income('sta', line(years))
    const staWith = sumLines(staBefore, taxed('sta'))
    const staTax = staWith.map((i, year) => -tax.sta[year]! * i)
    const fedBefore = income('fed', sumLines(staTax, ptc.sta, itc.sta))
    const fedWith = sumLines(fedBefore, taxed('fed'))
    const fedTax = fedWith.map((i, year) => -tax.fed[year]! * i)
    const after = sumLines(returned, ptc.fed, ptc.sta, staTax, fedTax, itc.fed, itc.sta)
    after[0] = returned[0]!
    return {
      price,
      value,
      utility,
      operating,
      revenue,
      ebitda,
      working,
      receivables,
      forDebt,
      interestFactor,
      presentCash,
      cover,
      debt,
      installed,
      reserveTotal,
      reserveInterest,
      equity,
      purchase,
      accounts,
      accountsTotal,
      spent,
      operatingFlow,
      investing,
      financing,
      pretax,
      returned,
      staBefore,
      staWith,
      staTax,
      fedBefore,
      fedWith,
      fedTax,
      taxed: { sta: taxed('sta'), fed: taxed('fed') },
      after,
    }
  }

  const targetYear = inputs.number('flip_target_year', years)
  const target = inputs.number('flip_target_percent', 0)
  let cents = (prices[0] ?? 0) * 100
  if (solves) {
    // The return in the target year grows with the price: bracket it, then false position on its present value.
    const surplus = (p: number): number => {
      const flows = project(p).after
      return presentOf(flows.slice(0, targetYear + 1), target / 100) + flows[0]!
    }
    let [low, high] = [0, 10]
    while (surplus(high) < 0 && high < 1e5) [low, high] = [high, high * 2]
    for (let pass = 0; pass < 100 && high - low > 1e-9 * high; pass++) {
      const middle = (low + high) / 2
      if (surplus(middle) < 0) low = middle
      else high = middle
    }
    cents = (low + high) / 2
  }
  const p = project(cents)
  return assemble()

  function assemble(): SingleOwnerResult {
    const { debt } = p
    const percentIrr = (flows: readonly number[], to: number): number | null => {
      const rate = sscIrr(flows.slice(0, to + 1))
      return rate === null ? null : rate * 100
    }
    const irrLine = (flows: readonly number[]): (number | null)[] =>
      flows.map((_, year) => (year === 0 ? null : percentIrr(flows, year)))
    const npvLine = (flows: readonly number[]): Line =>
      flows.map((_, year) => presentOf(flows.slice(0, year + 1), discount) + flows[0]!)
    const afterIrr = irrLine(p.after)
    let best = 0
    const maxIrr = afterIrr.map((rate, year) => {
      if (year === 0) return null
      best = Math.max(best, rate ?? 0)
      return best
    })
    const npvEnergy = presentOf(sold, discount)
    const npvEnergyReal = presentOf(sold, real)
    const per = (value: number, energy: number): number => (energy === 0 ? 0 : (value / energy) * 100)
    const revenue = presentOf(p.value, discount)
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
    const npvCosts = -(presentOf(costs, discount) + costs[0])
    const gross = 1 - effective[1]!
    const credits = { fed: presentOf(ptc.fed, discount) / gross, sta: presentOf(ptc.sta, discount) / gross }
    const endIrr = percentIrr(p.after, years)
    const fraction = p.installed > 0 ? debt.amount / p.installed : 0
    const dscr = debt.payment.map((payment, year) => (payment === 0 ? 0 : p.forDebt[year]! / payment))
    const positive = dscr.filter((value) => value !== 0)
    const sumOf = (flows: Line): number => flows.reduce((a, b) => a + b, 0)
    const npvNow = (flows: Line): number => presentOf(flows, discount)
    const oandm = npvNow(om.fixed) + npvNow(om.capacity) + npvNow(om.production)
    const firstPrice = p.price[1]!
    const periods: Record<string, number> = {}
    const flows: Record<string, readonly (number | null)[]> = {}
    firstYear.byPeriod.forEach((months, k) => {
      const energy = months.reduce((a, b) => a + b, 0)
      const weighted = firstYear.weightedByPeriod[k]!.reduce((a, b) => a + b, 0)
      const money = (weighted * firstPrice) / 100
      periods[`firstyear_energy_dispatch${k + 1}`] = energy
      periods[`firstyear_revenue_dispatch${k + 1}`] = money
      periods[`firstyear_energy_price${k + 1}`] = energy > 0 ? (money / energy) * 100 : 0
      flows[`cf_energy_sales_dispatch${k + 1}`] = scaled(energy)
      flows[`cf_revenue_dispatch${k + 1}`] = scaled(weighted).map((e, year) => (e * p.price[year]!) / 100)
      flows[`cf_energy_sales_monthly_firstyear_TOD${k + 1}`] = [...months]
      flows[`cf_revenue_monthly_firstyear_TOD${k + 1}`] = [...firstYear.weightedByPeriod[k]!].map(
        (e) => (e * firstPrice) / 100,
      )
    })
    MONTH_NAMES.forEach((name, month) => {
      flows[`cf_energy_sales_${name}`] = scaled(firstYear.byMonth[month]!)
      flows[`cf_revenue_${name}`] = scaled(firstYear.weightedByMonth[month]!).map(
        (e, year) => (e * p.price[year]!) / 100,
      )
    })
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
    const minusPv = p.interestFactor.map((f, year) => (year === 0 ? f : f))
    Object.assign(flows, {
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
      cf_pv_interest_factor: minusPv,
      cf_pv_cash_for_ds: p.presentCash,
      cf_debt_size: coverSized ? p.presentCash.map((cash) => (p.cover === 0 ? 0 : cash / p.cover)) : debt.principal,
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
      cf_project_return_pretax_npv: npvLine(p.returned),
      cf_project_return_aftertax_cash: p.returned,
      cf_project_return_aftertax: p.after,
      cf_project_return_aftertax_irr: afterIrr,
      cf_project_return_aftertax_max_irr: maxIrr,
      cf_project_return_aftertax_npv: npvLine(p.after),
      cf_annual_costs: costs,
      cf_pretax_dscr: dscr,
      cf_pbi_total: pbiTotal,
    })
    const outputs: Record<string, number | null> = {
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
      flip_target_year: targetYear,
      flip_target_irr: target,
      flip_actual_year: targetYear,
      flip_actual_irr: percentIrr(p.after, targetYear),
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
      ...periods,
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
    return { outputs, flows }
  }
}
