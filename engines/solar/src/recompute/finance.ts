import { type Fields, fieldsOf, isObject, type Json, type JsonObject } from '../fields.ts'
import { irr, npv } from '../finance/cash-flow.ts'
import { fixedChargeRate, levelisedByFixedCharge } from '../finance/fixed-charge.ts'
import { evaluateProject, type ProjectResult } from '../finance/project.ts'
import { accepted, type Outcome, type Refusal } from '../outcome.ts'

const objects = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])

/** Recomputes each row's result; the first fault stops the table. */
function each(
  rows: readonly JsonObject[],
  path: string,
  compute: (inputs: Fields, row: JsonObject) => JsonObject,
): Outcome<JsonObject[]> {
  const faults: Refusal[] = []
  const done = rows.map((row, i) => {
    const inputs = fieldsOf(isObject(row.inputs) ? row.inputs : row, `${path}[${i}]`)
    const result = { ...row, ...compute(inputs, row) }
    if (inputs.fault) faults.push(inputs.fault)
    return result
  })
  return faults[0] ?? accepted(done)
}

function definitionOutputs(result: ProjectResult): JsonObject {
  const { dscr } = result
  return {
    annuity_factor_crf: result.capitalRecovery,
    annual_debt_service: result.debtService,
    interest_year1: result.interestYear1,
    interest_total: result.interestTotal,
    balance_after_5: result.balanceAfter(5),
    lcoe_nominal: result.lcoeNominal,
    lcoe_real: result.lcoeReal,
    lcoe_fcr: result.lcoeFixedCharge,
    npv_project_pretax: result.npvPretax,
    npv_project_aftertax: result.npvAftertax,
    irr_project_pretax: result.irrPretax,
    irr_project_aftertax: result.irrAftertax,
    npv_equity: result.npvEquity,
    irr_equity: result.irrEquity,
    dscr_min: dscr.length > 0 ? Math.min(...dscr) : null,
    dscr_avg: dscr.length > 0 ? dscr.reduce((sum, ratio) => sum + ratio, 0) / dscr.length : null,
    dscr_by_year: dscr,
    llcr: result.llcr,
    payback_simple: result.paybackSimple,
    payback_discounted: result.paybackDiscounted,
    equity_cash_flow: result.equityFlows,
    real_discount_rate: result.realDiscountRate,
  }
}

/** Recomputes the table of finance definitions. */
export function recomputeDefinitions(file: JsonObject): Outcome<JsonObject> {
  const rows = each(objects(file.rows), 'rows', (inputs) => ({
    outputs: definitionOutputs(
      evaluateProject({
        lifeYears: inputs.number('life_years'),
        capex: inputs.number('capex'),
        energyYear1: inputs.number('energy_year1_kwh'),
        degradation: inputs.number('degradation'),
        tariffYear1: inputs.number('tariff_year1'),
        tariffEscalation: inputs.number('tariff_escalation'),
        omYear1: inputs.number('om_year1'),
        omEscalation: inputs.number('om_escalation'),
        discountRate: inputs.number('nominal_discount_rate'),
        inflation: inputs.number('inflation'),
        debtFraction: inputs.number('debt_fraction'),
        debtRate: inputs.number('debt_rate'),
        debtTerm: inputs.number('debt_term'),
        taxRate: inputs.number('tax_rate'),
        depreciationYears: inputs.number('straight_line_depreciation_years'),
      }),
    ),
  }))
  return rows.ok ? accepted({ ...file, rows: rows.value }) : rows
}

/** Recomputes the table of rates of return at the edge. */
export function recomputeIrrEdge(file: JsonObject): Outcome<JsonObject> {
  const rows = each(objects(file.rows), 'rows', (inputs) => {
    const flows = inputs.numbers('cash_flow')
    return { 'irr_bisection_-0.99_to_10': irr(flows), npv_at_10pct: npv(0.1, flows) }
  })
  return rows.ok ? accepted({ ...file, rows: rows.value }) : rows
}

function designOutputs(inputs: Fields): JsonObject {
  const factors = fixedChargeRate({
    inflationPercent: inputs.number('c_inflation'),
    equityReturnPercent: inputs.number('c_equity_return'),
    debtPercent: inputs.number('c_debt_percent'),
    interestPercent: inputs.number('c_nominal_interest_rate'),
    taxPercent: inputs.number('c_tax_rate'),
    lifetime: inputs.number('c_lifetime'),
    depreciationPercent: inputs.numbers('c_depreciation_schedule'),
    constructionInterestPercent: inputs.number('c_construction_interest'),
    constructionPercent: inputs.numbers('c_construction_cost'),
  })
  const typed = inputs.number('ui_fcr_input_option', 1) === 0
  const given = typed
    ? inputs.number('ui_fixed_charge_rate', inputs.number('fixed_charge_rate', 0))
    : factors.fixedCharge
  const electricity = inputs.number('annual_electricity_consumption', 0) * inputs.number('electricity_rate', 0)
  const fixed = inputs.number('fixed_operating_cost') + electricity
  const levelised = levelisedByFixedCharge(
    inputs.number('total_installed_cost'),
    fixed,
    inputs.number('variable_operating_cost'),
    given,
    inputs.number('annual_energy'),
  )
  return {
    outputs: {
      lcoe_fcr: levelised,
      crf: factors.capitalRecovery,
      wacc: factors.wacc,
      pfin: factors.projectFinancing,
      cfin: factors.constructionFinancing,
      fixed_charge_rate_calc: factors.fixedCharge,
    },
  }
}

/** Recomputes the table of levelised costs by fixed charge rate. */
export function recomputeLevelised(file: JsonObject): Outcome<JsonObject> {
  const simple = each(objects(file.lcoefcr), 'lcoefcr', (inputs) => ({
    lcoe_fcr: levelisedByFixedCharge(
      inputs.number('capital_cost'),
      inputs.number('fixed_operating_cost'),
      inputs.number('variable_operating_cost'),
      inputs.number('fixed_charge_rate'),
      inputs.number('annual_energy'),
    ),
  }))
  const heat = each(objects(file.iph_to_lcoefcr), 'iph_to_lcoefcr', (inputs) => ({
    fixed_operating_cost_out:
      inputs.number('fixed_operating_cost') +
      inputs.number('annual_electricity_consumption') * inputs.number('electricity_rate'),
  }))
  const design = each(objects(file.lcoefcr_design), 'lcoefcr_design', designOutputs)
  if (!simple.ok) return simple
  if (!heat.ok) return heat
  if (!design.ok) return design
  return accepted({ ...file, lcoefcr: simple.value, iph_to_lcoefcr: heat.value, lcoefcr_design: design.value })
}
