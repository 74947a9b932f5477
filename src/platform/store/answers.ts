import type { Scope } from './store.ts'

/** The answers given under a key, so that a request sent twice is done once (IETF draft-ietf-httpapi-idempotency-key-header). */
export type Answered = { digest: string; answer: unknown }

export async function answered({ sql, cluster }: Scope, key: string): Promise<Answered | null> {
  const [row] = await sql`select digest, answer from answered where cluster_id = ${cluster} and key = ${key}`
  return row ? { digest: row.digest, answer: row.answer } : null
}

export async function remember(
  { sql, cluster }: Scope,
  { key, digest, answer, when }: Answered & { key: string; when: Date },
): Promise<void> {
  await sql`
    insert into answered (cluster_id, key, digest, answer, happened_at)
    values (${cluster}, ${key}, ${digest}, ${JSON.stringify(answer)}::text::jsonb, ${when})`
}
