import type { Fields } from '../fields.ts'
import { ownerFinancing } from './owner-debt.ts'
import { ownerFlows } from './owner-flows.ts'
import { ownerDepreciation, ownerIncentives } from './owner-incentives.ts'
import { ownerOutputs, type ReturnTarget } from './owner-outputs.ts'
import { type OwnerSetting, projectAt } from './owner-project.ts'
import { ownerSales } from './owner-sales.ts'
import { presentOf } from './ssc-flows.ts'

export interface SingleOwnerResult {
  readonly outputs: Readonly<Record<string, number | null>>
  readonly flows: Readonly<Record<string, readonly (number | null)[]>>
}

const HIGHEST_PRICE = 1e5
const PRICE_TOLERANCE = 1e-9

/** The price (cents per kWh) at which the return of the target year is reached: it grows with the price. */
function priceFor(setting: OwnerSetting, target: ReturnTarget): number {
  const surplus = (cents: number): number => {
    const flows = projectAt(setting, cents).after
    return presentOf(flows.slice(0, target.year + 1), target.percent / 100) + flows[0]!
  }
  let [low, high] = [0, 10]
  while (surplus(high) < 0 && high < HIGHEST_PRICE) [low, high] = [high, high * 2]
  for (let pass = 0; pass < 100 && high - low > PRICE_TOLERANCE * high; pass++) {
    const middle = (low + high) / 2
    if (surplus(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * SSC's single owner: a power plant that sells its energy at an agreed price, owned and financed by one party, with
 * taxes, credits, grants, depreciation, reserves and term debt (a share of the cost, or sized by a cover ratio).
 *
 * @param generation kW of each hour of the first year
 */
export function singleOwner(inputs: Fields, generation: (hour: number) => number): SingleOwnerResult {
  const sales = ownerSales(inputs, generation)
  const incentives = ownerIncentives(inputs, sales)
  const written = ownerDepreciation(inputs, sales, incentives)
  const setting = { inputs, sales, incentives, written, finance: ownerFinancing(inputs, sales.years) }
  const target = {
    year: inputs.number('flip_target_year', sales.years),
    percent: inputs.number('flip_target_percent', 0),
  }
  const cents = sales.solves ? priceFor(setting, target) : (sales.prices[0] ?? 0) * 100
  const project = projectAt(setting, cents)
  return { outputs: ownerOutputs(setting, project, cents, target), flows: ownerFlows(setting, project) }
}
