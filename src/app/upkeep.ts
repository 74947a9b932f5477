import type { Logger } from 'pino'
import { listClusters } from '../modules/directory/index.ts'
import { versionOf } from '../platform/keep/archive.ts'
import { signerOf } from '../platform/signing.ts'
import type { Store } from '../platform/store/store.ts'
import { backUpIfDue } from './backups.ts'
import type { Config } from './config.ts'
import { headsOf, signHead } from './proof.ts'

const everyMs = 10 * 60_000
const firstMs = 60_000
const dayMs = 86_400_000

/** What an installation does for itself while it serves: signs each journal's head once a day, and makes the day's backup. */
export function startUpkeep(store: Store, config: Config, log: Pick<Logger, 'info' | 'error'>): () => void {
  let isBusy = false
  const round = async () => {
    if (isBusy) return
    isBusy = true
    try {
      const now = new Date()
      await signDaily(store, now)
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

export async function signDaily(store: Store, now: Date): Promise<void> {
  if (store.folder === null) return
  const signer = signerOf(store.folder)
  for (const { id } of await listClusters(store))
    await store.within(id, async (scope) => {
      const last = (await headsOf(scope)).at(-1)
      if (!last || now.getTime() - Date.parse(last.signedAt) >= dayMs) await signHead(scope, signer, now)
    })
}
