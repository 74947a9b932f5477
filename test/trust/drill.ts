/** The restore drill at size: a store with many rows is backed up while it runs, put back elsewhere, and compared table by table; then moved to a server and back, where one is. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '../../src/platform/ids.ts'
import { openArchive, writeArchive } from '../../src/platform/keep/archive.ts'
import { restore } from '../../src/platform/keep/place.ts'
import { openStore, type Store } from '../../src/platform/store/store.ts'
import { ownDatabase } from './database.ts'
import { rot } from './rot.ts'
import type { Engine, Finding } from './seeded.ts'

const migrations = join(import.meta.dirname, '../../migrations')
/** 3.9 million rows in three minutes in a folder, in one on a server. */
const perSecondMin = { embedded: 3_900_000 / 180, postgresql: 3_900_000 / 60 }
const batch = 5000

type Place = { folder: string; databaseUrl?: string }
type Drill = { rows: number; places: number; seed: number; engine: Engine }

async function filled(place: Place, rows: number): Promise<Store> {
  const store = await openStore({ ...place, migrations })
  const cluster = newId()
  await store.open((sql) => sql`insert into cluster values (${cluster}, 'trust', ${new Date()})`)
  for (let from = 0; from < rows; from += batch)
    await store.within(
      cluster,
      ({ sql }) => sql`insert into setting (cluster_id, id, key, digest, field, value)
        select ${cluster}::uuid, gen_random_uuid(), 'k' || n, md5(n::text), 'f', repeat(md5(n::text), 3) from generate_series(${from + 1}::int, ${from + batch}::int) n`,
    )
  for (let number = 0; number < 20; number++) store.documents.put(Buffer.alloc(50_000, number))
  return store
}

/** The drill, and the damaging of its archive. */
export async function drill({ rows, places, seed, engine }: Drill): Promise<Finding[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'grappe-trust-'))
  const at = (name: string) => join(scratch, name)
  const databases = engine === 'postgresql' ? [await ownDatabase(), await ownDatabase()] : []
  const [here, there] = ['a', 'b'].map((name, which) => ({
    folder: at(name),
    ...(databases[which] ? { databaseUrl: databases[which].url } : {}),
  })) as [Place, Place]
  const faults: string[] = []
  const now = new Date()
  const store = await filled(here, rows)
  const begun = performance.now()
  const manifest = await writeArchive(store, at('x.tar'), '0', now)
  const written = performance.now()
  await store.close()
  const archive = openArchive(at('x.tar'))!
  const result = await restore({ ...there, migrations }, archive, () => {})
  const restoredMs = performance.now() - written
  archive.close()
  const other = await openStore({ ...there, migrations })
  const again = await writeArchive(other, at('y.tar'), '0', now)
  await other.close()
  if (!result.ok) faults.push(`not restored: ${result.why} ${result.table}`)
  if (JSON.stringify(manifest.tables) !== JSON.stringify(again.tables)) faults.push('a table is not the same')
  const documents = ({ files }: typeof manifest) =>
    JSON.stringify(files.filter(({ name }) => !name.startsWith('tables/')))
  if (documents(manifest) !== documents(again)) faults.push('a document is not the same')
  const perSecond = (rows / restoredMs) * 1000
  const wanted = perSecondMin[engine]
  const mb = statSync(at('x.tar')).size / 1024 / 1024
  const found = places > 0 ? [rot({ path: at('x.tar'), places, seed })] : []
  rmSync(scratch, { recursive: true, force: true })
  for (const { drop } of databases) await drop()
  return [
    {
      name: `T13 restore drill (${engine})`,
      target: `the same to the last digest, ${Math.round(wanted)} rows a second`,
      figure: `${rows} rows and 20 documents: backed up in ${((written - begun) / 1000).toFixed(1)} s (${mb.toFixed(1)} MB), checked and restored in ${(restoredMs / 1000).toFixed(1)} s, ${Math.round(perSecond)} rows a second`,
      ok: faults.length === 0 && perSecond >= wanted,
      faults,
    },
    ...found,
  ]
}
