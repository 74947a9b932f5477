import type { Fields } from '../fields.ts'
import { firstYearSales } from './power-sales.ts'
import { equipmentReserve } from './reserves.ts'
import { degradationLine, escalated, type Line, line, rateLine } from './ssc-flows.ts'

/** Equipment replaced in turn, by the number its inputs carry. */
export const EQUIPMENT = [1, 2, 3] as const

/**
 * What a single owner's plant sells and spends, whatever its price: energy, payments beside the price, operation,
 * taxes on property, insurance, and money set aside for equipment.
 */
export function ownerSales(inputs: Fields, generation: (hour: number) => number) {
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
  return {
    years,
    inflation,
    real,
    discount,
    prefinancing,
    capacity,
    firstYear,
    degradation,
    scaled,
    net,
    sold,
    tax,
    effective,
    thermal,
    salvage,
    salvageLine,
    prices,
    escalation,
    solves,
    priceLine,
    curtailed,
    curtailment,
    capacityPayment,
    om,
    assessed,
    assessedLine,
    propertyTax,
    insurance,
    watts,
    equipment,
  }
}

export type OwnerSales = ReturnType<typeof ownerSales>
