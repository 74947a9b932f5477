import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe } from 'vitest'
import { importInto } from '../../src/app/import-dossier.ts'
import { officeActor } from '../../src/core/permission.ts'
import { findCluster } from '../../src/modules/directory/index.ts'
import { openStore, type Scope, type Store } from '../../src/platform/store/store.ts'

export const root = join(import.meta.dirname, '../..')
export const demoFolder = join(root, 'demo/cluster-solaire-2019')
export const migrations = join(root, 'migrations')
export const demoDay = '2019-12-23'

/** The store in memory, always; a database of its own on a real server, where one is to be had. */
async function open(engine: string): Promise<{ store: Store; drop: () => Promise<void> }> {
  if (engine === 'embedded') {
    const store = await openStore({ folder: null, migrations })
    return { store, drop: () => store.close() }
  }
  const server = process.env.TEST_DATABASE_URL!
  const name = `grappe_test_${randomBytes(6).toString('hex')}`
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const store = await openStore({ databaseUrl: url.href, folder: null, migrations })
  return {
    store,
    drop: async () => {
      await store.close()
      await admin.unsafe(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

export const engines = ['embedded', ...(process.env.TEST_DATABASE_URL ? ['postgresql'] : [])]

/** The same tests on every size of engine. */
export function onEveryStore(name: string, tests: (store: () => Store) => void): void {
  describe.each(engines)(`${name} (%s)`, (engine) => {
    let opened: Awaited<ReturnType<typeof open>>
    beforeAll(async () => {
      opened = await open(engine)
    })
    afterAll(() => opened?.drop())
    tests(() => opened.store)
  })
}

/** The same on the embedded store alone, where the engine makes no difference. */
export function onOneStore(tests: (store: () => Store) => void): void {
  let opened: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    opened = await open('embedded')
  })
  afterAll(() => opened?.drop())
  tests(() => opened.store)
}

export const importPath = (
  store: Store,
  path: string,
  slug: string,
  more: { dryRun?: boolean; skipUnknownColumns?: boolean } = {},
) =>
  importInto(store, {
    path,
    slug,
    dryRun: false,
    skipUnknownColumns: false,
    actor: officeActor,
    when: new Date('2019-12-24T09:00:00Z'),
    ...more,
  })

export async function inside<T>(store: Store, slug: string, work: (scope: Scope) => Promise<T>): Promise<T> {
  const cluster = await findCluster(store, slug)
  if (!cluster) throw new Error(`no cluster ${slug}`)
  return store.within(cluster.id, work)
}
