import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { type Documents, openDocuments } from '../files/documents.ts'
import { isUuid } from '../ids.ts'
import { migrate } from './migrate.ts'
import { startEngine } from './wire.ts'

export type Sql = postgres.TransactionSql
export type Fragment = postgres.PendingQuery<postgres.Row[]>

/** A cluster's own room in the store: what runs in it sees that cluster's rows and no other's. */
export type Scope = { sql: Sql; cluster: string }

export type Store = {
  /** One transaction of one cluster. Every statement still binds `cluster_id`; the row policies are the second wall. */
  within<T>(cluster: string, work: (scope: Scope) => Promise<T>): Promise<T>
  /** The few statements that belong to no cluster: which clusters there are. */
  open<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  engine: string
  /** The files records point to. */
  documents: Documents
  close(): Promise<void>
}

export type StoreConfig = { databaseUrl?: string | undefined; folder: string | null; migrations: string }

const types = {
  // A civil day is text, never an instant of some zone.
  day: { to: 1082, from: [1082], serialize: (day: string) => day, parse: (day: string) => day },
}

export async function openStore(config: StoreConfig): Promise<Store> {
  const { sql, stop } = config.databaseUrl ? remote(config.databaseUrl) : await embedded(config.folder)
  try {
    await migrate(sql, config.migrations)
    const engine = (await sql<{ v: string }[]>`select current_setting('server_version') as v`)[0]!.v
    return {
      documents: openDocuments(config.folder),
      engine: `PostgreSQL ${engine}${config.databaseUrl ? '' : ' (embedded)'}`,
      within: (cluster, work) => {
        if (!isUuid(cluster)) throw new Error('not a cluster id')
        return sql.begin(async (tx) => {
          // SET LOCAL takes no parameter; the id is checked above, and this is the only place that writes it into a statement.
          await tx.unsafe(`set local role grappe_app; set local app.cluster_id = '${cluster}'`)
          return work({ sql: tx, cluster })
        }) as never
      },
      open: (work) =>
        sql.begin(async (tx) => {
          await tx.unsafe('set local role grappe_app')
          return work(tx)
        }) as never,
      close: stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function remote(url: string) {
  const sql = postgres(url, { types, max: 8, onnotice: () => {}, connection: { application_name: 'grappe' } })
  return { sql, stop: () => sql.end({ timeout: 5 }) }
}

async function embedded(folder: string | null) {
  const place = folder && join(folder, 'store')
  if (place) mkdirSync(place, { recursive: true })
  const engine = await startEngine(place)
  const options = {
    types,
    max: 1,
    onnotice: () => {},
    socket: async () => engine.socket(),
    user: 'postgres',
    database: 'postgres',
  }
  const sql = postgres(options as postgres.Options<Record<string, postgres.PostgresType>>)
  return {
    sql,
    stop: async () => {
      await sql.end({ timeout: 5 })
      await engine.close()
    },
  }
}
