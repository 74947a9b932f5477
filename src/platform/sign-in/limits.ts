import { newId, sha256 } from '../ids.ts'
import type { Sql } from '../store/store.ts'

/** So many tries of one kind in a while. */
export type Limit = { kind: string; most: number; windowMs: number }

const whoOf = ({ kind }: Limit, who: string): string => sha256(`${kind} ${who}`)

/** Counts a try, or says how many seconds to wait before the next; 0 when it may be made. Of many at once, no more pass than may. */
export async function tryOnce(sql: Sql, limit: Limit, by: string, now: Date): Promise<number> {
  const who = whoOf(limit, by)
  await sql`select pg_advisory_xact_lock(hashtextextended(${who}, 0))`
  const recent = await sql`
    select tried_at from sign_in_try where who = ${who} and tried_at > ${new Date(now.getTime() - limit.windowMs)} order by tried_at`
  if (recent.length >= limit.most)
    return Math.ceil((recent[0]!.tried_at.getTime() + limit.windowMs - now.getTime()) / 1000)
  await sql`insert into sign_in_try (id, who, tried_at) values (${newId()}, ${who}, ${now})`
  return 0
}

const dayMs = 86_400_000

/** Whoever came in has their tries forgiven; and those of yesterday are forgotten, whosever they were. */
export async function forgive(sql: Sql, limit: Limit, by: string, now: Date): Promise<void> {
  await sql`delete from sign_in_try where who = ${whoOf(limit, by)} or tried_at < ${new Date(now.getTime() - dayMs)}`
}
