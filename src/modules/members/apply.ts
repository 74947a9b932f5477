import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { may, reachOf, staff } from '../../core/permission.ts'
import { day, long, reference, text } from '../../core/sheet.ts'
import { newId } from '../../platform/ids.ts'

/** An organisation asks to be a member. The board decides. */
export const apply = deed({
  name: 'membership.apply',
  may: ['secretary', 'officer', 'participant'],
  on: { sheet: 'organisations', field: 'organisation' },
  asks: {
    organisation: reference('organisations', 'Organisation', { required: true }),
    college: text('Collège'),
    asked_on: day('Date de la demande'),
    letter: long('Lettre'),
  },
  refuses: ['not-yours', 'already-member', 'already-asked'],
  does: async ({ scope, actor, today }, { organisation, college, asked_on, letter }): Promise<Outcome> => {
    const { sql, cluster } = scope
    const reach = reachOf(actor)
    if (!may(actor, staff) && reach !== 'all' && !reach.organisations.includes(organisation))
      return refusal('not-yours', 'organisation')
    const on = asked_on ?? today
    const [member] = await sql`
      select id from membership where cluster_id = ${cluster} and organisation_id = ${organisation} and joined <= ${on} and (left_on is null or left_on > ${on})`
    if (member) return refusal('already-member', 'organisation')
    const [open] = await sql`
      select id from candidacy where cluster_id = ${cluster} and organisation_id = ${organisation} and decided_on is null`
    if (open) return refusal('already-asked', 'organisation')
    const id = newId()
    await sql`
      insert into candidacy (cluster_id, id, organisation_id, college, asked_on, letter) values (${cluster}, ${id}, ${organisation}, ${college}, ${on}, ${letter})`
    const record = { kind: 'organisation', id: organisation }
    return {
      ok: true,
      done: { candidacy: id, record },
      facts: [{ record, body: { candidacy: id, college, asked_on: on } }],
    }
  },
})
