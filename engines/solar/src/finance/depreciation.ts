import type { Fields } from '../fields.ts'
import type { Grants } from './incentives.ts'
import { type Line, line } from './ssc-flows.ts'

/** The depreciation classes of a project, in SSC's names. */
export const CLASSES = ['macrs_5', 'macrs_15', 'sl_5', 'sl_15', 'sl_20', 'sl_39', 'custom'] as const
export type DepreciationClass = (typeof CLASSES)[number]
export type Authority = 'sta' | 'fed'

const MACRS_15 = [
  0.05, 0.095, 0.0855, 0.077, 0.0693, 0.0623, 0.059, 0.059, 0.0591, 0.059, 0.0591, 0.059, 0.0591, 0.059, 0.0591, 0.0295,
]
const STRAIGHT_15 = [
  0.0333, 0.0667, 0.0667, 0.0667, 0.0667, 0.0667, 0.0667, 0.0666, 0.0667, 0.0666, 0.0667, 0.0666, 0.0667, 0.0666,
  0.0667, 0.0333,
]

const halfYear = (years: number): number[] =>
  Array.from({ length: years + 1 }, (_, i) => (i === 0 || i === years ? 0.5 : 1) / years)

/** Shares of each class by year of service (half-year convention). */
export function classSchedule(inputs: Fields, name: DepreciationClass, years: number): Line {
  const custom = inputs.numbers('depr_custom_schedule', [0]).map((percent) => percent / 100)
  const shares: Record<DepreciationClass, readonly number[]> = {
    macrs_5: [0.2, 0.32, 0.192, 0.1152, 0.1152, 0.0576],
    macrs_15: MACRS_15,
    sl_5: halfYear(5),
    sl_15: STRAIGHT_15,
    sl_20: halfYear(20),
    sl_39: halfYear(39),
    custom,
  }
  return line(years, (year) => shares[name][year - 1] ?? 0)
}

/** Bases of one tax authority by class, before and after grants, credits and the first year's bonus. */
export interface Bases {
  /** What is written off by schedule, by class. */
  readonly basis: Readonly<Record<DepreciationClass, number>>
  readonly bonus: Readonly<Record<DepreciationClass, number>>
  /** Cost that earns the investment credit. */
  readonly qualifying: number
  readonly outputs: Readonly<Record<string, number>>
}

export interface Credits {
  /** Fixed amounts over the years, and the share of the qualifying cost by year. */
  readonly fixed: Line
  readonly share: (qualifying: number) => Line
}

const byClass = (value: (name: DepreciationClass) => number): Record<DepreciationClass, number> =>
  Object.fromEntries(CLASSES.map((name) => [name, value(name)])) as Record<DepreciationClass, number>

const totalOf = (values: Readonly<Record<DepreciationClass, number>>): number =>
  CLASSES.reduce((sum, name) => sum + values[name], 0)

const DISALLOWED = 0.5

/** A project's cost shared among the classes, before anything is taken off. */
export interface Allocation {
  readonly total: number
  readonly none: number
  readonly nonePercent: number
  readonly shares: Readonly<Record<DepreciationClass, number>>
  readonly amounts: Readonly<Record<DepreciationClass, number>>
}

export function allocate(inputs: Fields, cost: number): Allocation {
  const given = byClass((name) => inputs.number(`depr_alloc_${name}_percent`, 0) / 100)
  const whole = totalOf(given)
  const shares = byClass((name) => (whole > 0 ? given[name] / whole : 0))
  const total = whole * cost
  return {
    total,
    none: (1 - whole) * total,
    nonePercent: (1 - whole) * 100,
    shares,
    amounts: byClass((name) => shares[name] * total),
  }
}

/** Depreciation bases of both authorities; each one's credits may lower the other's. */
export function depreciationBases(
  inputs: Fields,
  allocation: Allocation,
  grants: Grants,
  credits: Readonly<Record<Authority, Credits>>,
): { readonly bases: Readonly<Record<Authority, Bases>>; readonly share: Readonly<Record<Authority, Line>> } {
  const sum = (flows: Line): number => flows.reduce((a, b) => a + b, 0)
  const prepared = (authority: Authority) => {
    const reduction = grants.basisReduction(authority)
    const first = inputs.number(`depr_${authority}bas_method`, 0) === 0
    const takes = byClass((name) => (first ? (name === 'macrs_5' ? 1 : 0) : allocation.shares[name]))
    const counts = byClass((name) => (inputs.number(`depr_itc_${authority}_${name}`, 0) ? 1 : 0))
    const qualifying = byClass((name) => counts[name] * (allocation.amounts[name] - takes[name] * reduction))
    const total = totalOf(qualifying)
    const share = credits[authority].share(total)
    const fixed = sum(credits[authority].fixed)
    const disallowed = (amount: number): Record<DepreciationClass, number> =>
      byClass((name) => (total > 0 ? (counts[name] * DISALLOWED * qualifying[name] * amount) / total : 0))
    return {
      takes,
      qualifying,
      total,
      share,
      percentDisallowed: disallowed(sum(share)),
      fixedDisallowed: disallowed(fixed),
      percentTotal: sum(share),
      fixedTotal: fixed,
    }
  }
  const by = { sta: prepared('sta'), fed: prepared('fed') }
  const basesOf = (authority: Authority): Bases => {
    const mine = by[authority]
    const flag = (payer: Authority, kind: 'percent' | 'amount'): number =>
      inputs.number(`itc_${payer}_${kind}_deprbas_${authority}`, 0) ? 1 : 0
    const from = (payer: Authority): Record<DepreciationClass, number> =>
      byClass(
        (name) =>
          flag(payer, 'percent') * by[payer].percentDisallowed[name] +
          flag(payer, 'amount') * by[payer].fixedDisallowed[name],
      )
    const [bySta, byFed] = [from('sta'), from('fed')]
    const split = grants.basisReductions(authority)
    const bonusShare = inputs.number(`depr_bonus_${authority}`, 0) / 100
    const after = byClass(
      (name) =>
        allocation.amounts[name] - mine.takes[name] * (split.investment + split.capacity) - bySta[name] - byFed[name],
    )
    const bonus = byClass((name) =>
      inputs.number(`depr_bonus_${authority}_${name}`, 0) ? bonusShare * after[name] : 0,
    )
    const basis = byClass((name) => after[name] - bonus[name])
    const outputs: Record<string, number> = {}
    const tag = `depr_${authority}bas`
    const put = (name: string, suffix: string, value: number): void => {
      outputs[`${name}_${suffix}`] = value
    }
    for (const name of CLASSES) {
      const percent = mine.total > 0 ? (100 * mine.qualifying[name]) / mine.total : 0
      put(`${tag}_percent`, name, mine.takes[name] * 100)
      put('depr_alloc', name, allocation.amounts[name])
      put(`${tag}_ibi_reduc`, name, mine.takes[name] * split.investment)
      put(`${tag}_cbi_reduc`, name, mine.takes[name] * split.capacity)
      put(`${tag}_prior_itc`, name, allocation.amounts[name] - mine.takes[name] * (split.investment + split.capacity))
      put(`itc_${authority}_qual`, name, mine.qualifying[name])
      put(`${tag}_percent_qual`, name, percent)
      put(`${tag}_percent_amount`, name, (percent / 100) * mine.percentTotal)
      put(`itc_disallow_${authority}_percent`, name, mine.percentDisallowed[name])
      put(`${tag}_fixed_amount`, name, (percent / 100) * mine.fixedTotal)
      put(`itc_disallow_${authority}_fixed`, name, mine.fixedDisallowed[name])
      put(`${tag}_itc_sta_reduction`, name, bySta[name])
      put(`${tag}_itc_fed_reduction`, name, byFed[name])
      put(`${tag}_after_itc`, name, after[name])
      put(`${tag}_first_year_bonus`, name, bonus[name])
      outputs[`${tag}_${name}`] = basis[name]
    }
    Object.assign(outputs, {
      depr_alloc_total: allocation.total,
      [`${tag}_percent_total`]: totalOf(mine.takes) * 100,
      [`${tag}_ibi_reduc_total`]: split.investment,
      [`${tag}_cbi_reduc_total`]: split.capacity,
      [`${tag}_prior_itc_total`]: allocation.total - split.investment - split.capacity,
      [`itc_${authority}_qual_total`]: mine.total,
      [`${tag}_percent_qual_total`]: 100,
      [`${tag}_percent_amount_total`]: mine.percentTotal,
      [`itc_disallow_${authority}_percent_total`]: totalOf(mine.percentDisallowed),
      [`${tag}_fixed_amount_total`]: mine.fixedTotal,
      [`itc_disallow_${authority}_fixed_total`]: totalOf(mine.fixedDisallowed),
      [`${tag}_itc_sta_reduction_total`]: totalOf(bySta),
      [`${tag}_itc_fed_reduction_total`]: totalOf(byFed),
      [`${tag}_after_itc_total`]: totalOf(after),
      [`${tag}_first_year_bonus_total`]: totalOf(bonus),
      [`${tag}_total`]: totalOf(basis),
      [`itc_${authority}_percent_total`]: mine.percentTotal,
      [`itc_${authority}_fixed_total`]: mine.fixedTotal,
    })
    return { basis, bonus, qualifying: mine.total, outputs }
  }
  return {
    bases: { sta: basesOf('sta'), fed: basesOf('fed') },
    share: { sta: by.sta.share, fed: by.fed.share },
  }
}
