import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { day, reference, text } from '../../core/sheet.ts'
import { enter, enterRefuses } from '../dossier/index.ts'
import { memberships } from './sheets.ts'

/** A membership ends on a day: the organisation is out on that day already. What it owes stays owed. */
export const end = deed({
  name: 'membership.end',
  may: ['secretary'],
  on: { sheet: 'adhesions', field: 'membership' },
  asks: {
    membership: reference('adhesions', 'Adhésion', { required: true }),
    left_on: day('Date de sortie', { required: true }),
    reason: text('Motif de sortie', { required: true }),
  },
  refuses: ['already-ended', ...enterRefuses],
  does: async (doing, { membership, left_on, reason }): Promise<Outcome> => {
    const { sql, cluster } = doing.scope
    const [held] = await sql`select left_on from membership where cluster_id = ${cluster} and id = ${membership}`
    if (held!.left_on) return refusal('already-ended', 'membership', { day: held!.left_on })
    const values = { left_on, leaving_reason: reason }
    const entered = await enter(doing, 'membership.end', memberships, [{ id: membership, values }])
    if (!entered.ok) return entered
    return { ok: true, done: { record: { kind: 'membership', id: membership } }, facts: entered.facts }
  },
})

/** An organisation that was a member and left comes back: a new period, the old one stays as it was. */
export const rejoin = deed({
  name: 'membership.rejoin',
  may: ['secretary'],
  on: { sheet: 'organisations', field: 'organisation' },
  asks: {
    organisation: reference('organisations', 'Organisation', { required: true }),
    joined: day("Date d'adhésion", { required: true }),
    college: text('Collège'),
  },
  refuses: ['never-member', ...enterRefuses],
  does: async (doing, { organisation, joined, college }): Promise<Outcome> => {
    const { sql, cluster } = doing.scope
    const [before] = await sql`
      select college from membership where cluster_id = ${cluster} and organisation_id = ${organisation} and joined < ${joined} order by joined desc limit 1`
    if (!before) return refusal('never-member', 'organisation')
    const values = { organisation, joined, college: college ?? before.college }
    const entered = await enter(doing, 'membership.rejoin', memberships, [{ values }])
    if (!entered.ok) return entered
    return { ok: true, done: { record: { kind: 'membership', id: entered.ids[0]! } }, facts: entered.facts }
  },
})
