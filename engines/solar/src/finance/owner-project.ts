import type { Fields } from '../fields.ts'
import type { Authority } from './depreciation.ts'
import { debtOf, type OwnerFinancing } from './owner-debt.ts'
import type { OwnerDepreciation, OwnerIncentives } from './owner-incentives.ts'
import type { OwnerSales } from './owner-sales.ts'
import type { ProjectDebt } from './project-debt.ts'
import { workingReserve } from './reserves.ts'
import { type Line, line, sumLines } from './ssc-flows.ts'

/** All of a single owner's project that does not depend on the price. */
export interface OwnerSetting {
  readonly inputs: Fields
  readonly sales: OwnerSales
  readonly incentives: OwnerIncentives
  readonly written: OwnerDepreciation
  readonly finance: OwnerFinancing
}

/** The project at a price of the first year, cents per kWh: revenue, debt, reserves, taxes and returns by year. */
export function projectAt(setting: OwnerSetting, cents: number) {
  const { inputs, sales, finance } = setting
  const { years, degradation, firstYear, tax, thermal, salvageLine, priceLine, curtailment, capacityPayment } = sales
  const { om, propertyTax, insurance, equipment, prefinancing } = sales
  const { grants, pbiForDebt, pbiApart, pbiTaxed, ptc, taxableGrants } = setting.incentives
  const { itc, depreciation } = setting.written
  const { terms, feeShare, otherFinancing } = finance
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
  const { debt, cover } = debtOf({
    inputs,
    sales,
    financing: finance,
    forDebt,
    presentCash,
    installedWith,
    working: working.reserve[0]!,
    grantsTotal,
  })
  const installed = installedWith(debt)
  const reserveTotal = sumLines(debt.reserve, working.reserve, receivables.reserve, ...equipment.map((e) => e.reserve))
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

export type PricedProject = ReturnType<typeof projectAt>
