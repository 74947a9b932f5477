import type { Fields } from '../fields.ts'

const PAYERS = ['fed', 'sta', 'uti', 'oth'] as const
export type Payer = (typeof PAYERS)[number]

/** Grants by payer: investment based (fixed and by share) and capacity based, money. */
export interface Grants {
  readonly amount: Readonly<Record<Payer, number>>
  readonly share: Readonly<Record<Payer, number>>
  readonly capacity: Readonly<Record<Payer, number>>
  readonly investmentTotal: number
  readonly capacityTotal: number
  readonly total: number
  /** What of the grants lowers the depreciation basis for a tax authority. */
  basisReduction(authority: 'fed' | 'sta'): number
  /** The same, apart: investment based and capacity based. */
  basisReductions(authority: 'fed' | 'sta'): { readonly investment: number; readonly capacity: number }
  /** What of the grants is taxed in the first year. */
  taxable(authority: 'fed' | 'sta'): number
  /** The same, apart. */
  taxables(authority: 'fed' | 'sta'): { readonly investment: number; readonly capacity: number }
}

const byPayer = (value: (payer: Payer) => number): Record<Payer, number> => ({
  fed: value('fed'),
  sta: value('sta'),
  uti: value('uti'),
  oth: value('oth'),
})
const total = (values: Readonly<Record<Payer, number>>): number => PAYERS.reduce((sum, payer) => sum + values[payer], 0)

/** Grants from SSC's ibi_* and cbi_* inputs. */
export function grantsOf(inputs: Fields, cost: number, capacityKw: number): Grants {
  const most = (name: string): number => inputs.number(`${name}_maxvalue`, 1e38)
  const amount = byPayer((payer) => inputs.number(`ibi_${payer}_amount`, 0))
  const share = byPayer((payer) =>
    Math.min(most(`ibi_${payer}_percent`), (inputs.number(`ibi_${payer}_percent`, 0) / 100) * cost),
  )
  const capacity = byPayer((payer) =>
    Math.min(most(`cbi_${payer}`), 1000 * capacityKw * inputs.number(`cbi_${payer}_amount`, 0)),
  )
  const apart = (what: 'deprbas' | 'tax', authority: string) => {
    const on = (name: string): boolean => inputs.number(`${name}_${what}_${authority}`, 0) !== 0
    let investment = 0
    let byCapacity = 0
    for (const payer of PAYERS) {
      if (on(`ibi_${payer}_amount`)) investment += amount[payer]
      if (on(`ibi_${payer}_percent`)) investment += share[payer]
      if (on(`cbi_${payer}`)) byCapacity += capacity[payer]
    }
    return { investment, capacity: byCapacity }
  }
  const flagged = (what: 'deprbas' | 'tax', authority: string): number => {
    const { investment, capacity: byCapacity } = apart(what, authority)
    return investment + byCapacity
  }
  return {
    amount,
    share,
    capacity,
    investmentTotal: total(amount) + total(share),
    capacityTotal: total(capacity),
    total: total(amount) + total(share) + total(capacity),
    basisReduction: (authority) => flagged('deprbas', authority),
    taxable: (authority) => flagged('tax', authority),
    basisReductions: (authority) => apart('deprbas', authority),
    taxables: (authority) => apart('tax', authority),
  }
}

/** The totals by payer in SSC's output names. */
export function grantOutputs(grants: Grants): Record<string, number> {
  const outputs: Record<string, number> = {}
  for (const payer of PAYERS) {
    outputs[`ibi_total_${payer}`] = grants.amount[payer] + grants.share[payer]
    outputs[`cbi_total_${payer}`] = grants.capacity[payer]
  }
  return { ...outputs, ibi_total: grants.investmentTotal, cbi_total: grants.capacityTotal }
}
