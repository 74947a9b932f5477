import type { Sql } from '../store/store.ts'
import { hashOfSecret, newSecret } from './secrets.ts'

/** How somebody came in: with a password, or by a link from their mail. */
export type Way = 'password' | 'link'

/** Somebody who is signed in on some device. */
export type Session = {
  hash: string
  login: string
  name: string
  email: string
  lang: string
  createdAt: Date
  way: Way
  hasCode: boolean
}

const dayMs = 86_400_000
/** A session ends a month after it began, or when it has not been used for three days. */
export const sessionDays = 30
const idleMs = 3 * dayMs
const noticeMs = 5 * 60_000
const freshMs = 15 * 60_000

/** Whether somebody came in a moment ago: what changes the ways in asks for that. */
export const isFresh = ({ createdAt }: Session, now: Date): boolean => now.getTime() - createdAt.getTime() < freshMs

/** Begins a session and gives the secret for the browser to keep. */
export async function beginSession(
  sql: Sql,
  login: string,
  agent: string,
  now: Date,
  way: Way = 'password',
): Promise<string> {
  const secret = newSecret()
  await sql`
    insert into session (hash, login_id, created_at, seen_at, ends_at, agent, way)
    values (${hashOfSecret(secret)}, ${login}, ${now}, ${now}, ${new Date(now.getTime() + sessionDays * dayMs)}, ${agent.slice(0, 200)}, ${way})`
  return secret
}

export async function sessionOf(sql: Sql, secret: string, now: Date): Promise<Session | null> {
  const hash = hashOfSecret(secret)
  const [row] = await sql`
    select s.login_id, s.seen_at, s.created_at, s.way, l.name, l.email, l.lang, l.totp is not null as has_code,
      current_setting('transaction_read_only') = 'on' as is_full
    from session s join login l on l.id = s.login_id
    where s.hash = ${hash} and s.ends_at > ${now} and s.seen_at > ${new Date(now.getTime() - idleMs)}`
  if (!row) return null
  // Noting every click would make a write of every page; and on a full disk reading must go on.
  if (!row.is_full && now.getTime() - row.seen_at.getTime() > noticeMs)
    await sql`update session set seen_at = ${now} where hash = ${hash}`
  const { login_id: login, name, email, lang, created_at: createdAt, way, has_code: hasCode } = row
  return { hash, login, name, email, lang, createdAt, way, hasCode }
}

export async function endSession(sql: Sql, hash: string, login: string): Promise<boolean> {
  return (await sql`delete from session where hash = ${hash} and login_id = ${login} returning hash`).length > 0
}

/** Ends every session of somebody, or of everybody. */
export async function endSessions(sql: Sql, login: string | null): Promise<number> {
  return (
    login === null
      ? await sql`delete from session returning hash`
      : await sql`delete from session where login_id = ${login} returning hash`
  ).length
}

/** Ends every session of somebody, but one: a new password is also for the devices that know the old one. */
export async function endOtherSessions(sql: Sql, login: string, but: string | null): Promise<number> {
  return (await sql`delete from session where login_id = ${login} and hash <> ${but ?? ''} returning hash`).length
}

export type Device = { hash: string; agent: string; createdAt: Date; seenAt: Date }

export async function devicesOf(sql: Sql, login: string, now: Date): Promise<Device[]> {
  const rows =
    await sql`select hash, agent, created_at, seen_at from session where login_id = ${login} and ends_at > ${now} order by seen_at desc`
  return rows.map((row) => ({ hash: row.hash, agent: row.agent, createdAt: row.created_at, seenAt: row.seen_at }))
}

/** What a key is good for: a link lets in; a ticket asks the code of whoever showed a password, or a link, before. */
export type Purpose = 'sign-in' | `code-${Way}`

/** Makes a key that lets somebody in once, and forgets those that are over. */
export async function newSignInKey(
  sql: Sql,
  login: string,
  purpose: Purpose,
  minutes: number,
  now: Date,
): Promise<string> {
  const secret = newSecret()
  await sql`delete from sign_in_key where ends_at < ${new Date(now.getTime() - 30 * dayMs)}`
  await sql`
    insert into sign_in_key (hash, login_id, purpose, created_at, ends_at)
    values (${hashOfSecret(secret)}, ${login}, ${purpose}, ${now}, ${new Date(now.getTime() + minutes * 60_000)})`
  return secret
}

/** Uses a key: whose it is and for what, or null when it is over, used, unknown or for something else. The update decides between two who use it at once. */
export async function useSignInKey(
  sql: Sql,
  secret: string,
  purposes: readonly Purpose[],
  now: Date,
): Promise<{ login: string; purpose: Purpose } | null> {
  const [row] = await sql`
    update sign_in_key set used_at = ${now}
    where hash = ${hashOfSecret(secret)} and used_at is null and ends_at > ${now} and purpose = any(${[...purposes]}) returning login_id, purpose`
  return row ? { login: row.login_id, purpose: row.purpose } : null
}
