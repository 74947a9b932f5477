/** Checks panels and lotteries from their published form alone, with none of the solver's code. */

import { fail, formatAt, listAt, objectAt, reading, stringAt, wholeAt } from '../format/reader.ts'
import type { SelectionInstance } from '../instance.ts'
import { type Certificate, verifyCertificate } from '../lottery/certificate.ts'
import type { DrawPanel } from '../lottery/draw.ts'
import type { ReadLottery } from '../lottery/solution.ts'
import type { Outcome } from '../refusal.ts'
import { type Verdict, verdict } from './verdict.ts'

/** Reads a `selection-1-best` document: the ids of the chosen. */
export function readBest(document: unknown, instance: SelectionInstance): Outcome<readonly number[]> {
  return reading(() => {
    const fields = objectAt(document, '')
    formatAt(fields, 'selection-1-best')
    if (stringAt(fields.instance, 'instance') !== instance.name)
      fail('wrong-use', 'instance', `the solution is for "${fields.instance}", the instance is "${instance.name}"`)
    const last = instance.applicants.length - 1
    return listAt(fields.members, 'members').map((id, i) => wholeAt(id, `members[${i}]`, 0, last))
  })
}

export function checkBest(instance: SelectionInstance, members: readonly number[]): Verdict {
  const errors = panelErrors(instance, { p: 1, members, pools: [] })
  const chosen = [...new Set(members)].map((id) => instance.applicants[id]!)
  const score = chosen.reduce((sum, { score }) => sum + score, 0)
  const cost = chosen.reduce((sum, { cost }) => sum + cost, 0)
  return verdict(errors, { score, cost, k: instance.k })
}

const SUM_TOLERANCE = 1e-6
const CHANCE_TOLERANCE = 1e-6
const ERRORS_PER_PANEL = 3

/** Every panel, the weights, and, where the lottery carries one, the certificate against the chances reached. */
export function checkLottery(instance: SelectionInstance, lottery: ReadLottery): Verdict {
  const errors: string[] = []
  lottery.panels.forEach((panel, at) => {
    if (panel.p < -1e-12) errors.push(`panel ${at}: probability ${panel.p}`)
    for (const error of panelErrors(instance, panel).slice(0, ERRORS_PER_PANEL)) errors.push(`panel ${at}: ${error}`)
  })
  const sum = lottery.panels.reduce((total, { p }) => total + p, 0)
  if (Math.abs(sum - 1) > SUM_TOLERANCE) errors.push(`the probabilities sum to ${sum}`)
  const chance = chances(instance, lottery.panels)
  const proof = lottery.certificate ? proofTerms(instance, lottery.certificate, chance, errors) : {}
  return verdict(errors, { ...chanceTerms(chance), panels: lottery.panels.length, ...proof })
}

function panelErrors(instance: SelectionInstance, panel: DrawPanel): string[] {
  const errors: string[] = []
  if (new Set(panel.members).size !== panel.members.length) errors.push('an applicant is chosen twice')
  const firsts = panel.pools.map(({ applicants }) => applicants[0])
  if (new Set(firsts).size !== firsts.length) errors.push('alike applicants are listed twice')
  const chosen = [...panel.members.map((id) => [id, 1] as const), ...panel.pools.map(poolEntry)]
  const size = chosen.reduce((total, [, count]) => total + count, 0)
  if (size !== instance.k) errors.push(`${size} chosen, not ${instance.k}`)
  for (const { feature, value, min, max } of instance.quotas) {
    const count = chosen.reduce((n, [id, c]) => n + (instance.applicants[id]!.v[feature] === value ? c : 0), 0)
    if (count < min || count > max) errors.push(`${feature} = ${value}: ${count}, quota ${min} to ${max}`)
  }
  if (instance.budget !== null) {
    if (panel.pools.length > 0) errors.push('a panel given by counts cannot be checked against a budget')
    const cost = panel.members.reduce((total, id) => total + instance.applicants[id]!.cost, 0)
    if (cost > instance.budget) errors.push(`cost ${cost} over budget ${instance.budget}`)
  }
  return errors
}

function poolEntry({ applicants, count }: DrawPanel['pools'][number]): readonly [number, number] {
  return [applicants[0]!, count]
}

/** Chance of each applicant under a published lottery. */
export function chances(instance: SelectionInstance, panels: readonly DrawPanel[]): Float64Array {
  const chance = new Float64Array(instance.applicants.length)
  for (const { p, members, pools } of panels) {
    for (const id of members) chance[id] = chance[id]! + p
    for (const { applicants, count } of pools)
      for (const id of applicants) chance[id] = chance[id]! + (p * count) / applicants.length
  }
  return chance
}

const HEAD_SHARES = [0, 100, 20, 10, 4, 2]

function chanceTerms(chance: Float64Array): Verdict['terms'] {
  const sorted = chance.slice().sort()
  const n = sorted.length
  const sum = sorted.reduce((a, b) => a + b, 0)
  const spread = sorted.reduce((total, value, i) => total + (2 * i - n + 1) * value, 0)
  const logs = sorted.reduce((total, value) => total + Math.log(value), 0)
  return {
    min: sorted[0]!,
    max: sorted[n - 1]!,
    mean: sum / n,
    gini: sum > 0 ? spread / (n * sum) : 0,
    geometricMean: sorted[0]! > 0 ? Math.exp(logs / n) : 0,
    leximinHead: HEAD_SHARES.map((share) => sorted[share === 0 ? 0 : Math.floor(n / share)]!),
    zero: sorted.filter((value) => value < 1e-9).length,
  }
}

function proofTerms(
  instance: SelectionInstance,
  certificate: Certificate,
  chance: Float64Array,
  errors: string[],
): Verdict['terms'] {
  const check = verifyCertificate(instance, certificate)
  for (const { stage, reason } of check.faults) errors.push(`certificate, stage ${stage}: ${reason}`)
  const missed = certificate.stages.map(({ level, settled }) =>
    settled.some((id) => chance[id]! < level - CHANCE_TOLERANCE),
  )
  const reached = missed.indexOf(true)
  return {
    minBound: check.bounds[0] ?? 1,
    stages: certificate.stages.length,
    stagesProven: check.ok ? (reached < 0 ? certificate.stages.length : reached) : 0,
    cuts: certificate.cuts.length,
  }
}
