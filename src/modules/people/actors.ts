import { type Actor, type Held, readers } from '../../core/permission.ts'
import type { Day } from '../../platform/day.ts'
import { hashOfSecret } from '../../platform/sign-in/secrets.ts'
import type { Session } from '../../platform/sign-in/sessions.ts'
import type { Scope, Sql } from '../../platform/store/store.ts'
import { emailKey } from './rules.ts'

/** Somebody signed in, with the roles they hold in this cluster on a day; `needsCode`: those of the office only for who uses a code. */
export async function actorOf(
  { sql, cluster }: Scope,
  { login, name, hasCode }: Session,
  today: Day,
  needsCode = false,
): Promise<Actor> {
  const rows = await sql`
    select role, organisation_id, programme_id from held_role
    where cluster_id = ${cluster} and login_id = ${login} and since <= ${today} and (until is null or until >= ${today})`
  const held = rows.map(heldOf)
  return { name, login, held: needsCode && !hasCode ? held.filter(({ role }) => !readers.includes(role)) : held }
}

/** Who comes in with an address. */
export async function loginOf(sql: Sql, email: string): Promise<string | undefined> {
  return (await sql`select id from login where email_key = ${emailKey(email)}`)[0]?.id
}

/** The program that calls with a token, with the one role the token was made for. */
export async function actorOfToken({ sql, cluster }: Scope, secret: string, today: Day): Promise<Actor | null> {
  const [row] = await sql`
    select id, name, role, organisation_id, programme_id, seen_on from api_token
    where cluster_id = ${cluster} and hash = ${hashOfSecret(secret)} and ended_at is null and until >= ${today}`
  if (!row) return null
  if (row.seen_on !== today)
    await sql`update api_token set seen_on = ${today} where cluster_id = ${cluster} and id = ${row.id}`
  return { name: row.name, login: row.id, held: [heldOf(row)] }
}

const heldOf = (row: Record<string, unknown>): Held => ({
  role: row.role as Held['role'],
  scope: (row.organisation_id ?? row.programme_id ?? null) as string | null,
})
