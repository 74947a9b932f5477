import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { may } from '../../core/permission.ts'
import { choice, day, reference, text } from '../../core/sheet.ts'
import { newId } from '../../platform/ids.ts'
import { newSignInKey } from '../../platform/sign-in/sessions.ts'
import { langs } from '../../platform/texts.ts'
import { emailKey, isEmail, personRoles, scopeOf } from './rules.ts'

const invitationMinutes = 7 * 24 * 60

/** Gives somebody a role in the cluster, from a day and until another, and writes to them how to come in. */
export const invite = deed({
  name: 'people.invite',
  may: ['secretary'],
  asks: {
    email: text('Courriel', { required: true, personal: true }),
    name: text('Nom', { required: true }),
    role: choice('Rôle', personRoles, { required: true }),
    organisation: reference('organisations', 'Organisation'),
    programme: reference('programmes', 'Programme'),
    since: day('Début'),
    until: day('Fin'),
    lang: choice('Langue', langs),
  },
  refuses: ['bad-email', 'scope-needed', 'scope-unfit', 'order', 'already-held'],
  does: async ({ scope, actor, when, today }, asked): Promise<Outcome> => {
    const { sql, cluster } = scope
    const { name, role, organisation, programme } = asked
    const [since, until] = [asked.since ?? today, asked.until]
    if (!isEmail(asked.email)) return refusal('bad-email', 'email')
    const wanted = scopeOf[role]
    if (wanted === 'organisation' && !organisation) return refusal('scope-needed', 'organisation')
    if (organisation && wanted !== 'organisation') return refusal('scope-unfit', 'organisation')
    if (programme && role !== 'officer') return refusal('scope-unfit', 'programme')
    if (until && until < since) return refusal('order', 'until', { value: until, from: since, column: 'Début' })
    const login = await loginFor(asked.email, name, asked.lang ?? 'fr')
    const [held] = await sql`
      select id from held_role where cluster_id = ${cluster} and login_id = ${login} and role = ${role}
        and organisation_id is not distinct from ${organisation} and programme_id is not distinct from ${programme}
        and (until is null or until >= ${since})`
    if (held) return refusal('already-held', 'role')
    const id = newId()
    await sql`
      insert into held_role (cluster_id, id, login_id, role, organisation_id, programme_id, since, until, given_by, given_at)
      values (${cluster}, ${id}, ${login}, ${role}, ${organisation}, ${programme}, ${since}, ${until}, ${actor.name}, ${when})`
    const key = await newSignInKey(sql, login, 'sign-in', invitationMinutes, when)
    return {
      ok: true,
      done: { role: id, login },
      // Only the machine's own office sees the link: whoever may invite must not be able to come in as the invited.
      ...(may(actor, []) ? { secret: key } : {}),
      facts: [{ record: { kind: 'held_role', id }, body: { role, organisation, programme, since, until, login } }],
      effects: [
        {
          kind: 'mail',
          to: asked.email,
          template: 'invitation',
          lang: asked.lang ?? 'fr',
          values: { name, key, by: actor.name, role },
        },
      ],
    }

    async function loginFor(email: string, called: string, lang: string): Promise<string> {
      const fresh = newId()
      // Whoever is known already keeps the name and the language they chose.
      await sql`
        insert into login (id, email, email_key, name, lang, created_at)
        values (${fresh}, ${email}, ${emailKey(email)}, ${called}, ${lang}, ${when}) on conflict (email_key) do nothing`
      return (await sql`select id from login where email_key = ${emailKey(email)}`)[0]!.id
    }
  },
})
