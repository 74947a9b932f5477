/** The proof of a lottery as plain data, and a verifier that shares nothing with the solver. */

import { add, compare, type Dyadic, dyadic, multiply, negate, toNumber, ZERO } from '../dyadic.ts'
import type { SelectionInstance } from '../instance.ts'
import type { Lottery } from './lottery.ts'

/** The rule a dual belongs to. */
export type Rule =
  | { readonly kind: 'quota'; readonly feature: string; readonly value: string }
  | { readonly kind: 'size' }
  | { readonly kind: 'budget' }
  | { readonly kind: 'cut'; readonly cut: number }

export type CertificateStage = {
  /** Chance of the applicants settled here; no lottery as fair in the earlier stages gives all of them more. */
  readonly level: number
  /** One applicant of each group settled here; those alike share the chance. */
  readonly settled: readonly number[]
  readonly duals: readonly { readonly rule: Rule; readonly dual: number }[]
  /** Duals of "no chance above 1", by applicant. */
  readonly caps: readonly (readonly [applicant: number, dual: number])[]
}

export type Certificate = {
  readonly stages: readonly CertificateStage[]
  /** For every valid panel the weights of its members sum to at most `bound`; weights by one applicant per group. */
  readonly cuts: readonly {
    readonly weights: readonly (readonly [applicant: number, weight: number])[]
    readonly bound: number
  }[]
}

export type CertificateFault = { readonly stage: number; readonly reason: string }

export type CertificateCheck = {
  readonly ok: boolean
  /** The proven bound of each stage, rounded to a double for reading. */
  readonly bounds: readonly number[]
  readonly faults: readonly CertificateFault[]
}

const NOISE = 1e-13

export function certificateOf(lottery: Lottery): Certificate {
  const { space, levels, cuts } = lottery
  const first = (g: number) => space.groups[g]!.members[0]!
  const unit = Math.max(1, ...space.groups.map((group) => group.cost))
  const scales = cuts.map((cut) => cut.weights.reduce((most, w) => Math.max(most, w), 1))
  const entry = (dual: number, row: number): { rule: Rule; dual: number } => {
    const owner = space.rows[row]
    if (!owner)
      return { rule: { kind: 'cut', cut: row - space.rows.length }, dual: dual / scales[row - space.rows.length]! }
    if (owner.kind === 'quota')
      return { rule: { kind: 'quota', feature: owner.quota.feature, value: owner.quota.value }, dual }
    return owner.kind === 'size' ? { rule: { kind: 'size' }, dual } : { rule: { kind: 'budget' }, dual: dual / unit }
  }
  return {
    stages: levels.stages.map((stage) => ({
      level: stage.level,
      settled: stage.groups.map(first),
      duals: [...stage.rowDuals].map(entry).filter(({ dual }) => Math.abs(dual) > NOISE),
      caps: stage.capDuals.map(([g, dual]) => [first(g), dual] as const),
    })),
    cuts: cuts.map((cut) => ({
      weights: [...cut.weights].flatMap((w, g) => (w === 0 ? [] : [[first(g), w] as const])),
      bound: cut.bound,
    })),
  }
}

/** A group seen by the verifier: alike applicants, built afresh from the instance. */
type Kind = { readonly first: number; readonly size: number; readonly cost: number; weight: Dyadic; settledAt: number }

/**
 * Checks every stage in exact arithmetic. With duals y (any numbers will do), a_g = Σ_r y_r A_rg, and X the expected
 * counts under any lottery,
 *
 *     Σ_g a_g X_g <= C = Σ_{y_r > 0} y_r max_r + Σ_{y_r < 0} y_r min_r,
 *
 * so that, with the settled groups at their levels f and the open ones at least at t,
 *
 *     t <= (C - Σ_settled a_g size_g f_g + Σ_open a_g⁻ size_g) / Σ_open a_g⁺ size_g.
 *
 * The bound must not exceed the claimed level by more than `tolerance`. Cuts are taken as stated: prove them apart.
 */
export function verifyCertificate(
  instance: SelectionInstance,
  certificate: Certificate,
  tolerance = 1e-7,
): CertificateCheck {
  const kinds = kindsOf(instance)
  const faults: CertificateFault[] = []
  const bounds = certificate.stages.map((stage, at) => {
    const bound = stageBound(instance, certificate, kinds, at)
    if (bound === null) faults.push({ stage: at, reason: 'the duals bound nobody' })
    else if (compare(bound.above, multiply(bound.weight, add(dyadic(stage.level), dyadic(tolerance)))) > 0)
      faults.push({ stage: at, reason: `the duals prove ${quotient(bound)}, not ${stage.level}` })
    for (const id of stage.settled) faults.push(...settle(kinds, id, at, stage.level))
    return bound === null ? 1 : quotient(bound)
  })
  const open = [...kinds.values()].filter((kind) => kind.settledAt < 0).length
  if (open > 0) faults.push({ stage: certificate.stages.length, reason: `${open} kinds of applicants have no level` })
  return { ok: faults.length === 0, bounds, faults }
}

function kindKey(instance: SelectionInstance, id: number): string {
  const applicant = instance.applicants[id]!
  return JSON.stringify([instance.features.map((f) => applicant.v[f]), instance.budget === null ? 0 : applicant.cost])
}

function kindsOf(instance: SelectionInstance): Map<string, Kind> {
  const kinds = new Map<string, Kind>()
  for (const { id, cost } of instance.applicants) {
    const key = kindKey(instance, id)
    const known = kinds.get(key)
    kinds.set(key, { first: id, cost, weight: ZERO, settledAt: -1, ...known, size: (known?.size ?? 0) + 1 })
  }
  return kinds
}

function settle(kinds: Map<string, Kind>, id: number, stage: number, level: number): CertificateFault[] {
  const kind = [...kinds.values()].find((candidate) => candidate.first === id)
  if (!kind) return [{ stage, reason: `applicant ${id} stands for no kind` }]
  if (kind.settledAt >= 0) return [{ stage, reason: `applicant ${id} is settled twice` }]
  if (level < 1 && kind.weight.n <= 0n) return [{ stage, reason: `applicant ${id} is settled without a proof` }]
  kind.settledAt = stage
  return []
}

type Bound = { readonly above: Dyadic; readonly weight: Dyadic }

function quotient(bound: Bound): number {
  return toNumber(bound.above) / toNumber(bound.weight)
}

/** Sets the weight a_g of every kind and returns the bound as a fraction; null when nobody open weighs anything. */
function stageBound(
  instance: SelectionInstance,
  certificate: Certificate,
  kinds: Map<string, Kind>,
  at: number,
): Bound | null {
  const stage = certificate.stages[at]!
  if (stage.level >= 1) return { above: dyadic(1), weight: dyadic(1) }
  for (const kind of kinds.values()) kind.weight = ZERO
  let above = ZERO
  for (const { rule, dual } of stage.duals) {
    const { min, max } = rangeOf(instance, certificate, rule)
    above = add(above, multiply(dyadic(dual), dyadic(dual > 0 ? max : min)))
    for (const kind of kinds.values()) {
      const coefficient = coefficientOf(instance, certificate, kinds, rule, kind)
      if (coefficient !== 0) kind.weight = add(kind.weight, multiply(dyadic(dual), dyadic(coefficient)))
    }
  }
  for (const [id, dual] of stage.caps) {
    const kind = kinds.get(kindKey(instance, id))!
    kind.weight = add(kind.weight, dyadic(dual))
    if (dual > 0) above = add(above, multiply(dyadic(dual), dyadic(kind.size)))
  }
  let weight = ZERO
  for (const kind of kinds.values()) {
    const total = multiply(kind.weight, dyadic(kind.size))
    if (kind.settledAt >= 0)
      above = add(above, negate(multiply(total, dyadic(certificate.stages[kind.settledAt]!.level))))
    else if (total.n > 0n) weight = add(weight, total)
    else above = add(above, negate(total))
  }
  return weight.n > 0n ? { above, weight } : null
}

function rangeOf(instance: SelectionInstance, certificate: Certificate, rule: Rule): { min: number; max: number } {
  switch (rule.kind) {
    case 'quota':
      return instance.quotas.find((q) => q.feature === rule.feature && q.value === rule.value)!
    case 'size':
      return { min: instance.k, max: instance.k }
    case 'budget':
      return { min: 0, max: instance.budget! }
    case 'cut':
      return { min: 0, max: certificate.cuts[rule.cut]!.bound }
  }
}

function coefficientOf(
  instance: SelectionInstance,
  certificate: Certificate,
  kinds: Map<string, Kind>,
  rule: Rule,
  kind: Kind,
): number {
  switch (rule.kind) {
    case 'quota':
      return instance.applicants[kind.first]!.v[rule.feature] === rule.value ? 1 : 0
    case 'size':
      return 1
    case 'budget':
      return kind.cost
    case 'cut':
      return (
        certificate.cuts[rule.cut]!.weights.find(
          ([id]) => kinds.get(kindKey(instance, id))!.first === kind.first,
        )?.[1] ?? 0
      )
  }
}
