import { listClusters } from '../modules/directory/index.ts'
import { SealBroken } from '../platform/sealing.ts'
import { totpSecret } from '../platform/sign-in/totp.ts'
import type { Sql, Store } from '../platform/store/store.ts'
import { hookSecret } from '../platform/webhooks.ts'

type Kept = { about: string; of: string; secret: string; write(sql: Sql, sealed: string): Promise<unknown> }

/** Every secret that is kept to be read again: of people's codes, and of calls to other programs. */
async function eachKept(store: Store, take: (kept: Kept, sql: Sql) => Promise<void>): Promise<void> {
  await store.open(async (sql) => {
    for (const { id, email, totp } of await sql`select id, email, totp from login where totp is not null order by id`)
      await take(
        {
          about: totpSecret(id),
          of: email,
          secret: totp,
          // Only as it was read: a code that was switched off meanwhile stays off.
          write: (tx, sealed) => tx`update login set totp = ${sealed} where id = ${id} and totp = ${totp}`,
        },
        sql,
      )
  })
  for (const { id: cluster } of await listClusters(store))
    await store.within(cluster, async ({ sql }) => {
      const hooks =
        await sql`select id, url, secret from webhook where cluster_id = ${cluster} and ended_at is null order by id`
      for (const { id, url, secret } of hooks)
        await take(
          {
            about: hookSecret(cluster, id),
            of: url,
            secret,
            write: (tx, sealed) =>
              tx`update webhook set secret = ${sealed} where cluster_id = ${cluster} and id = ${id}`,
          },
          sql,
        )
    })
}

/** Seals what was kept in clear by an older version, or under a key that was followed by a newer one. */
export async function sealSecrets(store: Store): Promise<number> {
  let count = 0
  await eachKept(store, async ({ about, secret, write }, sql) => {
    const renewed = unlessBroken(() => store.seals.renewed(secret, about))
    if (!renewed) return
    await write(sql, renewed)
    count += 1
  })
  return count
}

/** Whose secrets do not open: their key is not here, or somebody touched them. */
export async function brokenSecrets(store: Store): Promise<{ broken: string[]; clear: number; count: number }> {
  const broken: string[] = []
  let [clear, count] = [0, 0]
  await eachKept(store, async ({ about, of, secret }) => {
    count += 1
    const opened = unlessBroken(() => store.seals.open(secret, about))
    if (opened === null) broken.push(of)
    if (opened === secret) clear += 1
  })
  return { broken, clear, count }
}

function unlessBroken<T>(open: () => T): T | null {
  try {
    return open()
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}
