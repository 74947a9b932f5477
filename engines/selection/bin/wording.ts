import type { Infeasibility, LeftOut, Limit } from '../src/index.ts'

/** A number for a person: as it is when whole, else four significant figures. */
export function figure(value: unknown): string {
  if (typeof value !== 'number') return String(value)
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)))
}

export function limitWords(limit: Limit): string {
  if (limit.kind === 'budget') return `budget ${limit.budget}`
  const { feature, value, min, max } = limit.quota
  return limit.kind === 'min'
    ? `at least ${min} with ${feature} = ${value}`
    : `at most ${max} with ${feature} = ${value}`
}

export function clashLines(infeasibility: Infeasibility): string[] {
  const { clashes, relaxations, budgetNeeded } = infeasibility
  return [
    ...clashes.map((clash) => `cannot hold together: ${clash.map(limitWords).join('; ')}`),
    ...relaxations.map(
      ({ changes }) => `would do: ${changes.map(({ limit, by }) => `${limitWords(limit)}, moved by ${by}`).join('; ')}`,
    ),
    ...(budgetNeeded === null
      ? []
      : [
          `the least budget ${relaxations.length === 0 ? 'with all quotas kept' : 'that helps, quotas kept or moved as above,'} is ${budgetNeeded}`,
        ]),
  ]
}

const QUOTAS_NAMED = 3

export function leftOutSentence(entry: LeftOut): string {
  const who = `applicant ${entry.applicant}, score ${entry.score}`
  if (entry.reason === 'budget') return `${who}: budget; the cheapest fitting swap would cost ${entry.over} too much`
  if (entry.reason === 'quota') {
    const rules = entry.quotas.slice(0, QUOTAS_NAMED).map(({ quota, bound, blocks }) => {
      const limit = bound === 'max' ? `at most ${quota.max}` : `at least ${quota.min}`
      return `${limit} with ${quota.feature} = ${quota.value} (${blocks})`
    })
    return `${who}: quota; ${entry.lowerChosen} chosen with a lower score hold places the rules keep from them: ${rules.join(', ')}`
  }
  const line = entry.toBeat === null ? '' : `; the lowest score whose place is open to them is ${entry.toBeat}`
  return `${who}: score${line}`
}
