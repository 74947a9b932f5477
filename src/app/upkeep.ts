import type { Logger } from 'pino'
import { perform } from '../core/deed.ts'
import { officeActor } from '../core/permission.ts'
import { listClusters } from '../modules/directory/index.ts'
import { reindex } from '../modules/dossier/index.ts'
import { forgetAccounts } from '../modules/people/index.ts'
import { versionOf } from '../platform/keep/archive.ts'
import { signerOf } from '../platform/signing.ts'
import type { Store } from '../platform/store/store.ts'
import { aroundOf } from './around.ts'
import { backUpIfDue } from './backups.ts'
import type { Config } from './config.ts'
import { deedsByName, sheets } from './modules.ts'
import { headsOf, signHead } from './proof.ts'
import { sealSecrets } from './secrets.ts'

const everyMs = 10 * 60_000
const firstMs = 60_000
const dayMs = 86_400_000

/** What an installation does for itself while it serves: signs each journal's head once a day, seals secrets kept in clear, forgets accounts nobody needs, and makes the day's backup. */
export function startUpkeep(store: Store, config: Config, log: Pick<Logger, 'info' | 'error'>): () => void {
  let isBusy = false
  const round = async () => {
    if (isBusy) return
    isBusy = true
    try {
      const now = new Date()
      await wordsOnce(store)
      await sealSecrets(store)
      await signDaily(store, now)
      await remindDaily(store, now)
      await forgetAccounts(store, now)
      const made = config.backups && (await backUpIfDue(store, config.backups, versionOf(config.root), now))
      if (made) log.info({ backup: made })
    } catch (error) {
      log.error({ upkeep: (error as Error).message })
    } finally {
      isBusy = false
    }
  }
  const first = setTimeout(round, firstMs).unref()
  const timer = setInterval(round, everyMs).unref()
  return () => {
    clearTimeout(first)
    clearInterval(timer)
  }
}

/** A store filled before there was a search gets its words once. */
async function wordsOnce(store: Store): Promise<void> {
  for (const { id } of await listClusters(store))
    await store.within(id, async (scope) => {
      const { sql, cluster } = scope
      const [has] = await sql`
        select exists (select from search_entry where cluster_id = ${cluster}) as words, exists (select from organisation where cluster_id = ${cluster}) as records`
      if (has!.records && !has!.words) await reindex(scope, sheets)
    })
}

/** Whom the house writes to by itself: the secretaries, of agreements about to end. A deed like any other, done by the office. */
async function remindDaily(store: Store, now: Date): Promise<void> {
  const deed = deedsByName.get('agreements.remind')!
  for (const { id: cluster } of await listClusters(store))
    await perform({ store, cluster }, aroundOf(store, officeActor, now), deed, {})
}

export async function signDaily(store: Store, now: Date): Promise<void> {
  if (store.folder === null) return
  const signer = signerOf(store.folder)
  for (const { id } of await listClusters(store))
    await store.within(id, async (scope) => {
      const last = (await headsOf(scope)).at(-1)
      if (!last || now.getTime() - Date.parse(last.signedAt) >= dayMs) await signHead(scope, signer, now)
    })
}
