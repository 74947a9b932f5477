import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { flushFile, flushTree } from '../store/disk.ts'
import { foreignTo, migrationsIn } from '../store/migrate.ts'
import { openStore, type Store, type StoreConfig } from '../store/store.ts'
import { type Archive, keptFolders } from './archive.ts'
import { type Filled, fill, sourceOf } from './fill.ts'
import type { Counted } from './tables.ts'

/** Filling is long work of few statements: a key added over millions of rows is not a hung engine. */
const answerMs = 60 * 60_000

type Place = Pick<StoreConfig, 'migrations' | 'databaseUrl'> & { folder: string }
type OnTable = (name: string, counted: Counted) => void

export type Restored = Filled | { ok: false; why: 'newer' | 'occupied'; table: string }

/** Where an embedded store is built before it gets its name: a store that is there is a store that is whole. */
const draftOf = (folder: string): string => join(folder, 'filling')

/** What of a data folder is in the way of a store to be put there. */
export const occupied = (folder: string, names: string[]): string | undefined =>
  names.find((name) => existsSync(join(folder, name)) && readdirSync(join(folder, name)).length > 0)

/** Puts an archive into an empty place, in the form it was written in, and brings it forward to this version's. */
export async function restore(place: Place, { manifest, source, file }: Archive, onTable: OnTable): Promise<Restored> {
  const { folder, databaseUrl, migrations } = place
  const foreign = foreignTo(manifest.migrations, migrationsIn(migrations))
  if (foreign) return { ok: false, why: 'newer', table: foreign }
  const draft = draftOf(folder)
  const inTheWay = occupied(folder, [...(databaseUrl ? [] : ['store']), ...(existsSync(draft) ? [] : keptFolders)])
  if (inTheWay) return { ok: false, why: 'occupied', table: inTheWay }
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  const config = { ...place, folder: draft, answerMs, isFilling: true }
  const only = manifest.migrations.map(({ name }) => name)
  const filled = await withStore({ ...config, only }, (store) => fill(store, source, onTable))
  if (!filled.ok) return filled
  await withStore(config, async () => {})
  for (const { name } of manifest.files.filter((held) => keptFolders.includes(held.name.split('/')[0]!))) {
    mkdirSync(dirname(join(draft, name)), { recursive: true, mode: 0o700 })
    writeFileSync(join(draft, name), Buffer.concat([...file(name)]), { mode: 0o600 })
  }
  await settle(folder, [...keptFolders, 'store'])
  return filled
}

/** Copies everything from one store to another that is empty, or that was begun to be filled from the same. */
export async function move(from: Store, to: Place, onTable: OnTable): Promise<Filled> {
  const { folder, databaseUrl } = to
  const draft = draftOf(folder)
  if (!databaseUrl) {
    if (occupied(folder, ['store'])) return { ok: false, why: 'not-empty', table: 'store' }
    mkdirSync(draft, { recursive: true, mode: 0o700 })
  }
  const config = { ...to, folder: databaseUrl ? folder : draft, answerMs, isFilling: true }
  const filled = await withStore(config, async (store) => fill(store, await sourceOf(from), onTable))
  if (!filled.ok) return filled
  if (databaseUrl) {
    // The store that was left keeps its rows under another name: two stores that go on apart would be worse than none.
    if (existsSync(join(folder, 'store'))) await setAside(folder)
  } else await settle(folder, ['store'])
  return filled
}

async function setAside(folder: string): Promise<void> {
  for (let number = 1; ; number++) {
    const name = join(folder, `store.moved-${number}`)
    if (existsSync(name)) continue
    renameSync(join(folder, 'store'), name)
    return flushFile(folder)
  }
}

async function withStore<T>(config: StoreConfig, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(config)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** Gives what was built its names, the store last: until then nothing is there. */
async function settle(folder: string, names: string[]): Promise<void> {
  const draft = draftOf(folder)
  await flushTree(draft)
  for (const name of names) {
    if (!existsSync(join(draft, name))) continue
    rmSync(join(folder, name), { recursive: true, force: true })
    renameSync(join(draft, name), join(folder, name))
  }
  rmSync(draft, { recursive: true, force: true })
  await flushFile(folder)
}
