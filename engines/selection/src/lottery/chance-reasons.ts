/** Why a chance is what it is, read off the certificate: the rules that hold it down. */

import type { Quota, SelectionInstance } from '../instance.ts'
import type { Certificate, Rule } from './certificate.ts'

export type ChanceReason = {
  readonly applicant: number
  readonly chance: number
  /** k / n: what everybody would have without quotas. */
  readonly equalShare: number
  /** Stage of the certificate at which the chance is proven; 0 is the smallest. */
  readonly stage: number
  /** Maximums of values the applicant has, strongest first. */
  readonly ceilings: readonly (Quota & { readonly pool: number })[]
  /** Minimums of values the applicant does not have: places set aside for others, strongest first. */
  readonly setAside: readonly (Quota & { readonly pool: number })[]
  readonly budget: boolean
}

/** One reason per applicant, in order of id. `probability` are the chances actually reached. */
export function chanceReasons(
  instance: SelectionInstance,
  certificate: Certificate,
  probability: ArrayLike<number>,
): ChanceReason[] {
  const kindOf = (id: number) => {
    const applicant = instance.applicants[id]!
    return JSON.stringify([instance.features.map((f) => applicant.v[f]), instance.budget === null ? 0 : applicant.cost])
  }
  const stageOf = new Map(
    certificate.stages.flatMap((stage, at) => stage.settled.map((id) => [kindOf(id), at] as const)),
  )
  const pools = poolSizes(instance)
  const equalShare = instance.k / instance.applicants.length
  return instance.applicants.map((applicant) => {
    const stage = stageOf.get(kindOf(applicant.id)) ?? certificate.stages.length - 1
    const duals = [...(certificate.stages[stage]?.duals ?? [])].sort((a, b) => Math.abs(b.dual) - Math.abs(a.dual))
    const has = (rule: Rule) => rule.kind === 'quota' && applicant.v[rule.feature] === rule.value
    const named = (wanted: typeof duals) => wanted.flatMap(({ rule }) => quotaOf(instance, pools, rule))
    return {
      applicant: applicant.id,
      chance: probability[applicant.id]!,
      equalShare,
      stage,
      ceilings: named(duals.filter(({ rule, dual }) => dual > 0 && has(rule))),
      setAside: named(duals.filter(({ rule, dual }) => dual < 0 && !has(rule))),
      budget: duals.some(({ rule }) => rule.kind === 'budget'),
    }
  })
}

function poolSizes(instance: SelectionInstance): Map<string, number> {
  const pools = new Map<string, number>()
  for (const applicant of instance.applicants)
    for (const feature of instance.features) {
      const key = `${feature}\n${applicant.v[feature]}`
      pools.set(key, (pools.get(key) ?? 0) + 1)
    }
  return pools
}

function quotaOf(
  instance: SelectionInstance,
  pools: ReadonlyMap<string, number>,
  rule: Rule,
): (Quota & { pool: number })[] {
  if (rule.kind !== 'quota') return []
  const quota = instance.quotas.find((q) => q.feature === rule.feature && q.value === rule.value)
  return quota ? [{ ...quota, pool: pools.get(`${quota.feature}\n${quota.value}`) ?? 0 }] : []
}

const NAMED_MOST = 3

/** The reason as one English sentence for a jury. */
export function chanceSentence(reason: ChanceReason): string {
  const chance = `${percent(reason.chance)} (an equal share would be ${percent(reason.equalShare)})`
  if (reason.chance >= 1 - 1e-9) return `${chance}: chosen in every panel, the quotas cannot be met otherwise.`
  if (reason.ceilings.length > 0)
    return `${chance}: ${some(reason.ceilings.map(ceiling))}${reason.setAside.length > 0 ? `; ${some(reason.setAside.map(floor))}` : ''}.`
  if (reason.setAside.length > 0)
    return `${chance}: ${some(reason.setAside.map(floor))}; the other places are shared evenly.`
  if (reason.budget) return `${chance}: the budget holds it there.`
  return `${chance}: the places are shared evenly among all who are alike in the rules.`
}

function ceiling(quota: Quota & { pool: number }): string {
  return `at most ${quota.max} of the ${quota.pool} applicants with ${quota.feature} = ${quota.value} can be chosen`
}

function floor(quota: Quota & { pool: number }): string {
  return `at least ${quota.min} places go to the ${quota.pool} with ${quota.feature} = ${quota.value}`
}

function some(phrases: readonly string[]): string {
  const rest = phrases.length - NAMED_MOST
  return phrases.slice(0, NAMED_MOST).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 2 : 1)} %`
}
