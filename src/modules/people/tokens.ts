import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { choice, day, reference, text } from '../../core/sheet.ts'
import { isUuid, newId } from '../../platform/ids.ts'
import { hashOfSecret, newSecret } from '../../platform/sign-in/secrets.ts'
import { personRoles, scopeOf } from './rules.ts'

const longestDays = 366

/** Makes a token for a program: one role, one scope, an end. The secret is in the answer and nowhere else. */
export const makeToken = deed({
  name: 'tokens.make',
  may: ['secretary'],
  asks: {
    name: text('Nom', { required: true }),
    role: choice('Rôle', personRoles, { required: true }),
    organisation: reference('organisations', 'Organisation'),
    programme: reference('programmes', 'Programme'),
    until: day('Fin', { required: true }),
  },
  refuses: ['scope-needed', 'scope-unfit', 'until-past', 'until-far'],
  does: async ({ scope, actor, when, today }, { name, role, organisation, programme, until }): Promise<Outcome> => {
    const { sql, cluster } = scope
    if (scopeOf[role] === 'organisation' && !organisation) return refusal('scope-needed', 'organisation')
    if (organisation && scopeOf[role] !== 'organisation') return refusal('scope-unfit', 'organisation')
    if (programme && role !== 'officer') return refusal('scope-unfit', 'programme')
    if (until < today) return refusal('until-past', 'until')
    if (Date.parse(until) - Date.parse(today) > longestDays * 86_400_000) return refusal('until-far', 'until')
    const [id, secret] = [newId(), newSecret()]
    await sql`
      insert into api_token (cluster_id, id, hash, name, role, organisation_id, programme_id, created_by, created_at, until)
      values (${cluster}, ${id}, ${hashOfSecret(secret)}, ${name}, ${role}, ${organisation}, ${programme}, ${actor.name}, ${when}, ${until})`
    const fact = { record: { kind: 'api_token', id }, body: { name, role, organisation, programme, until } }
    return { ok: true, done: { token: id }, secret, facts: [fact] }
  },
})

/** Ends a token at once. */
export const endToken = deed({
  name: 'tokens.end',
  may: ['secretary'],
  asks: { token: text('Jeton', { required: true }) },
  refuses: ['no-record'],
  does: async ({ scope: { sql, cluster }, when }, { token: id }): Promise<Outcome> => {
    const ended = isUuid(id)
      ? await sql`update api_token set ended_at = ${when} where cluster_id = ${cluster} and id = ${id} and ended_at is null returning id`
      : []
    if (ended.length === 0) return refusal('no-record', 'token')
    return { ok: true, done: { token: id }, facts: [{ record: { kind: 'api_token', id }, body: { ended: true } }] }
  },
})
