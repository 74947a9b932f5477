import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { day, integer } from '../../core/sheet.ts'
import type { Effect } from '../../platform/outbox.ts'
import { enter } from '../dossier/index.ts'
import { feeOf, feesOn } from './fees.ts'
import { dues } from './sheets.ts'

/**
 * Calls the dues of a year from every member that has not been called yet, by the scale of the day. A second call reaches only those
 * who joined since.
 */
export const callDues = deed({
  name: 'dues.call',
  may: ['secretary', 'accountant'],
  asks: {
    year: integer('Exercice', { required: true }),
    on: day('Membres au', { required: true }),
    due: day('À payer avant le'),
  },
  refuses: ['no-fee', 'nobody-to-call'],
  does: async (doing, { year, on, due }): Promise<Outcome> => {
    const { sql, cluster } = doing.scope
    const members = await sql`
      select distinct on (m.organisation_id) m.organisation_id, m.college, o.name, o.headcount, o.email
      from membership m join organisation o on o.cluster_id = ${cluster} and o.id = m.organisation_id
      where m.cluster_id = ${cluster} and m.joined <= ${on} and (m.left_on is null or m.left_on > ${on})
        and m.organisation_id not in (select d.organisation_id from due d where d.cluster_id = ${cluster} and d.year = ${Number(year)})
      order by m.organisation_id, m.joined desc`
    if (members.length === 0) return refusal('nobody-to-call', 'year')
    const fees = await feesOn(doing.scope, on)
    const without = members.find(({ college, headcount }) => !feeOf(fees, college, headcount))
    if (without) return refusal('no-fee', 'on', { college: without.college ?? '—', organisation: without.name })
    const lines = members.map(({ organisation_id, college, headcount }) => ({
      values: { organisation: organisation_id as string, year, called: feeOf(fees, college, headcount)!.amount },
    }))
    const entered = await enter(doing, 'dues.call', dues, lines)
    if (!entered.ok) return entered
    const effects = members.flatMap(({ name, email }, place): Effect[] => {
      const values = { name, year, amount: lines[place]!.values.called, due: due ?? '' }
      return email ? [{ kind: 'mail', to: email, template: 'dues-call', lang: 'fr', values }] : []
    })
    const total = lines.reduce((sum, { values }) => sum + Number(values.called), 0)
    const summary = { body: { year, on, called: lines.length, total: String(total), mails: effects.length } }
    return {
      ok: true,
      done: { called: lines.length, total, mails: effects.length, to: '/bureau/cotisations' },
      facts: [summary, ...entered.facts],
      effects,
    }
  },
})
