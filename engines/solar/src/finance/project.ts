import { capitalRecovery, irr, npv, payback, presentValue, realRate } from './cash-flow.ts'
import { amortise, coverRatios, type Loan } from './debt.ts'

/**
 * A project of annual flows at year ends. Money in one currency; rates and shares as fractions of one; energy kWh.
 */
export interface Project {
  readonly lifeYears: number
  readonly capex: number
  readonly energyYear1: number
  readonly degradation: number
  readonly tariffYear1: number
  readonly tariffEscalation: number
  readonly omYear1: number
  readonly omEscalation: number
  readonly discountRate: number
  readonly inflation: number
  readonly debtFraction: number
  readonly debtRate: number
  readonly debtTerm: number
  readonly graceYears?: number
  readonly taxRate: number
  readonly depreciationYears: number
  /** Public grant received with the investment. */
  readonly grant?: number
  /** Value added tax on the investment that cannot be recovered, fraction of capex. */
  readonly unrecoveredVat?: number
}

/** What the project is worth. Null where a rate or a payback does not exist. */
export interface ProjectResult {
  readonly capitalRecovery: number
  readonly debtService: number
  readonly interestYear1: number
  readonly interestTotal: number
  readonly balanceAfter: (year: number) => number
  readonly lcoeNominal: number
  readonly lcoeReal: number
  readonly lcoeFixedCharge: number
  readonly realDiscountRate: number
  readonly npvPretax: number
  readonly npvAftertax: number
  readonly irrPretax: number | null
  readonly irrAftertax: number | null
  readonly npvEquity: number
  readonly irrEquity: number | null
  readonly dscr: readonly number[]
  readonly llcr: number | null
  readonly paybackSimple: number | null
  readonly paybackDiscounted: number | null
  readonly equityFlows: readonly number[]
}

const growing = (first: number, rate: number, years: number): number[] =>
  Array.from({ length: years }, (_, i) => first * (1 + rate) ** i)

/**
 * Cash flows, rates of return and levelised costs of a project. Taxes fall on EBITDA less interest less straight-line
 * depreciation and are credited at once when negative; the project's own flows carry no interest.
 */
export function evaluateProject(p: Project): ProjectResult {
  const n = p.lifeYears
  const outlay = p.capex * (1 + (p.unrecoveredVat ?? 0)) - (p.grant ?? 0)
  const energy = growing(p.energyYear1, -p.degradation, n)
  const tariff = growing(p.tariffYear1, p.tariffEscalation, n)
  const om = growing(p.omYear1, p.omEscalation, n)
  const ebitda = energy.map((kwh, i) => kwh * tariff[i]! - om[i]!)
  const loan: Loan = {
    amount: outlay * p.debtFraction,
    rate: p.debtRate,
    years: p.debtTerm,
    graceYears: p.graceYears ?? 0,
  }
  const schedule = amortise(loan)
  const depreciation = ebitda.map((_, i) => (i < p.depreciationYears ? outlay / p.depreciationYears : 0))
  const tax = (interest: (i: number) => number) =>
    ebitda.map((cash, i) => p.taxRate * (cash - interest(i) - depreciation[i]!))
  const unlevered = tax(() => 0)
  const levered = tax((i) => schedule[i]?.interest ?? 0)
  const service = (i: number): number => (schedule[i] ? schedule[i].interest + schedule[i].principal : 0)
  const pretax = [-outlay, ...ebitda]
  const aftertax = [-outlay, ...ebitda.map((cash, i) => cash - unlevered[i]!)]
  const equityFlows = [-(outlay - loan.amount), ...ebitda.map((cash, i) => cash - service(i) - levered[i]!)]
  const real = realRate(p.discountRate, p.inflation)
  const cost = outlay + presentValue(p.discountRate, om)
  const crf = capitalRecovery(p.discountRate, n)
  return {
    capitalRecovery: crf,
    debtService: schedule.length > 0 ? service(schedule.length - 1) : 0,
    interestYear1: schedule[0]?.interest ?? 0,
    interestTotal: schedule.reduce((sum, year) => sum + year.interest, 0),
    balanceAfter: (year) => (year === 0 ? loan.amount : (schedule[year - 1]?.balance ?? 0)),
    lcoeNominal: cost / presentValue(p.discountRate, energy),
    lcoeReal: cost / presentValue(real, energy),
    lcoeFixedCharge: (outlay * crf + p.omYear1) / p.energyYear1,
    realDiscountRate: real,
    npvPretax: npv(p.discountRate, pretax),
    npvAftertax: npv(p.discountRate, aftertax),
    irrPretax: irr(pretax),
    irrAftertax: irr(aftertax),
    npvEquity: npv(p.discountRate, equityFlows),
    irrEquity: irr(equityFlows),
    dscr: coverRatios(ebitda, schedule),
    llcr: loan.amount > 0 ? presentValue(p.debtRate, ebitda.slice(0, schedule.length)) / loan.amount : null,
    paybackSimple: payback(pretax),
    paybackDiscounted: payback(pretax, p.discountRate),
    equityFlows,
  }
}
