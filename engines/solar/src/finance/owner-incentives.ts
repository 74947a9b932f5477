import type { Fields } from '../fields.ts'
import { type Authority, allocate, CLASSES, classSchedule, depreciationBases } from './depreciation.ts'
import { grantsOf } from './incentives.ts'
import type { OwnerSales } from './owner-sales.ts'
import { investmentCredit, type Line, line, productionIncentive, sumLines } from './ssc-flows.ts'

export const PAYERS = ['fed', 'sta', 'uti', 'oth'] as const
export const AUTHORITIES = ['sta', 'fed'] as const

/** Grants, production incentives and production credits of a single owner. */
export function ownerIncentives(inputs: Fields, sales: OwnerSales) {
  const { sold, years } = sales
  const grants = grantsOf(inputs, sales.prefinancing, sales.capacity)
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
  const taxableGrants = { sta: grants.taxables('sta'), fed: grants.taxables('fed') }
  return {
    grants,
    pbi,
    pbiTotal,
    pbiForDebt,
    pbiApart,
    pbiTaxed,
    ptc,
    taxableGrants,
  }
}

export type OwnerIncentives = ReturnType<typeof ownerIncentives>

/** Depreciation by class and authority, and the investment credits its bases give. */
export function ownerDepreciation(inputs: Fields, sales: OwnerSales, incentives: OwnerIncentives) {
  const { equipment, prefinancing, years } = sales
  const { grants } = incentives
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
  return {
    basisCost,
    allocation,
    depreciated,
    itc,
    depreciation,
  }
}

export type OwnerDepreciation = ReturnType<typeof ownerDepreciation>
