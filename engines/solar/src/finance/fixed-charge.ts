/** Levelised cost by fixed charge rate: (charge x capital + fixed) / energy + variable, per kWh (Short et al. 1995). */
export const levelisedByFixedCharge = (
  capital: number,
  fixedPerYear: number,
  variablePerKwh: number,
  chargeRate: number,
  annualKwh: number,
): number => (chargeRate * capital + fixedPerYear) / annualKwh + variablePerKwh

/** What a fixed charge rate is computed from; percents as numbers of a hundred, as SAM asks for them. */
export interface ChargeInputs {
  readonly inflationPercent: number
  readonly equityReturnPercent: number
  readonly debtPercent: number
  readonly interestPercent: number
  readonly taxPercent: number
  readonly lifetime: number
  /** Depreciation of each year, percent of the depreciable base. */
  readonly depreciationPercent: readonly number[]
  readonly constructionInterestPercent: number
  /** Share of the cost spent in each year of construction, percent. */
  readonly constructionPercent: readonly number[]
}

/** Factors whose product is the fixed charge rate. */
export interface ChargeFactors {
  readonly capitalRecovery: number
  /** Weighted average cost of capital, real. */
  readonly wacc: number
  readonly projectFinancing: number
  readonly constructionFinancing: number
  readonly fixedCharge: number
}

/** Fixed charge rate from financing inputs (SAM's lcoefcr_design: real WACC, tax-adjusted depreciation). */
export function fixedChargeRate(inputs: ChargeInputs): ChargeFactors {
  const inflation = inputs.inflationPercent / 100
  const roe = inputs.equityReturnPercent / 100
  const interest = inputs.interestPercent / 100
  const debt = inputs.debtPercent / 100
  const tax = inputs.taxPercent / 100
  const realEquity = (1 + roe) / (1 + inflation) - 1
  const realInterest = (1 + interest) / (1 + inflation) - 1
  const nominal =
    (1 - debt) * ((1 + realEquity) * (1 + inflation) - 1) +
    debt * ((1 + realInterest) * (1 + inflation) - 1) * (1 - tax)
  const wacc = (1 + nominal) / (1 + inflation) - 1
  const capitalRecovery = wacc / (1 - (1 + wacc) ** -inputs.lifetime)
  const depreciation = inputs.depreciationPercent.reduce(
    (sum, percent, i) => sum + percent / 100 / ((1 + wacc) * (1 + inflation)) ** (i + 1),
    0,
  )
  const projectFinancing = (1 - tax * depreciation) / (1 - tax)
  const construction = inputs.constructionInterestPercent / 100
  const constructionFinancing = inputs.constructionPercent.reduce(
    (sum, percent, i) => sum + (percent / 100) * (1 + (1 - tax) * ((1 + construction) ** (i + 0.5) - 1)),
    0,
  )
  return {
    capitalRecovery,
    wacc,
    projectFinancing,
    constructionFinancing,
    fixedCharge: capitalRecovery * projectFinancing * constructionFinancing,
  }
}
