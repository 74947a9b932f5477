import type postgres from 'postgres'
import { type Documents, openDocuments } from '../files/documents.ts'
import { isUuid } from '../ids.ts'
import { openSeals, type Seals } from '../sealing.ts'
import type { Room } from './disk.ts'
import { openEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { openRemote } from './remote.ts'

export type Sql = postgres.TransactionSql
export type Fragment = postgres.PendingQuery<postgres.Row[]>

/** A cluster's own room in the store: what runs in it sees that cluster's rows and no other's. */
export type Scope = { sql: Sql; cluster: string }

export type Store = {
  /** One transaction of one cluster. Every statement still binds `cluster_id`; the row policies are the second wall. */
  within<T>(cluster: string, work: (scope: Scope) => Promise<T>): Promise<T>
  /** The few statements that belong to no cluster: which clusters there are. */
  open<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  /** One transaction of whoever made the tables, for keeping the store whole: backup, restore, moving. No request handler takes it. */
  owned<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  engine: string
  /** The data folder, where files are kept beside the tables; null in memory. */
  folder: string | null
  /** The files records point to. */
  documents: Documents
  /** For secrets that are kept in the tables and must be read again. */
  seals: Seals
  close(): Promise<void>
}

export type StoreConfig = {
  databaseUrl?: string | undefined
  folder: string | null
  migrations: string
  /** Only these migrations: an older archive is read in its own form, then brought forward. */
  only?: readonly string[]
  /** Opened to be filled: a store whose filling was cut is refused otherwise. */
  isFilling?: boolean
  room?: Room
  /** The longest one statement may take on the embedded store before its engine is taken for hung. */
  answerMs?: number
  /** The program of the embedded engine's thread; tests bring one with a disk that fails. */
  engineProgram?: URL
}

/** No room is left to write in: reading goes on, and writing too as soon as there is room again. */
export class StoreFull extends Error {
  readonly code = 'store-full'
}

// Read-only transaction, disk full, and what the system says of a file.
const fullCodes = new Set(['25006', '53100', 'ENOSPC', 'store-full'])

export const isFull = (error: unknown): boolean => fullCodes.has((error as { code?: string }).code ?? '')

export async function openStore(config: StoreConfig): Promise<Store> {
  const opened = config.databaseUrl ? openRemote(config.databaseUrl) : await openEmbedded(config)
  const begun = async <T>(first: string, work: (sql: Sql) => Promise<T>): Promise<T> => {
    try {
      return await opened.begin(async (tx) => {
        await tx.unsafe(opened.mode() + first)
        return work(tx)
      })
    } catch (error) {
      throw isFull(error) ? new StoreFull('no room to write') : error
    }
  }
  try {
    const engine = await opened.run(async (sql) => {
      await migrate(sql, config.migrations, config.only)
      const [found] =
        await sql`select to_regclass('filling') is not null as is_cut, current_setting('server_version') as engine`
      if (found!.is_cut && !config.isFilling)
        throw new Error('this store was not filled to the end: run the same command again')
      return found!.engine as string
    })
    return {
      folder: config.folder,
      documents: openDocuments(config.folder),
      seals: openSeals(config.folder),
      engine: `PostgreSQL ${engine}${config.databaseUrl ? '' : ' (embedded)'}`,
      within: (cluster, work) => {
        if (!isUuid(cluster)) throw new Error('not a cluster id')
        // SET LOCAL takes no parameter; the id is checked above, and this is the only place that writes it into a statement.
        return begun(`set local role grappe_app; set local app.cluster_id = '${cluster}'`, (sql) =>
          work({ sql, cluster }),
        )
      },
      open: (work) => begun('set local role grappe_app', work),
      owned: opened.begin,
      close: opened.stop,
    }
  } catch (error) {
    await opened.stop()
    throw error
  }
}
