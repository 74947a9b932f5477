import { createHash } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'
import { flushFile } from '../store/disk.ts'
import { type Applied, appliedOf } from '../store/migrate.ts'
import type { Sql, Store } from '../store/store.ts'
import type { Source } from './fill.ts'
import { type Counted, Counter, clusterIds, linesOf, plainTexts, type Table, tablesOf } from './tables.ts'
import { partsOf, readTar, TarWriter } from './tar.ts'

/** What an archive says of itself. */
export type Manifest = {
  grappe: string
  form: 1
  madeAt: string
  engine: string
  migrations: Applied[]
  tables: (Counted & Pick<Table, 'name' | 'columns'>)[]
  files: { name: string; size: number; sha256: string }[]
}

/** A part of a packed file holds some sixty lines; a statement is worth thousands. */
const linesAtOnce = 2000

const manifestName = 'manifest.json'
const tablePath = (name: string) => `tables/${name}.jsonl.gz`
/** What is kept beside the tables, in the data folder. */
export const keptFolders = ['documents', 'keys']

/** Writes a whole running system into one file: the tables as they were at one moment, and the files beside them. */
export async function writeArchive(store: Store, path: string, version: string, now: Date): Promise<Manifest> {
  const draft = `${path}.part`
  rmSync(draft, { force: true })
  const tar = new TarWriter(draft, now)
  try {
    const { tables, migrations } = await store.owned(async (sql) => {
      await sql`set transaction isolation level repeatable read, read only`
      await sql.unsafe(plainTexts)
      return { tables: await writeTables(sql, tar), migrations: await appliedOf(sql) }
    })
    // After the tables: what a row points to was there before the row.
    for (const file of filesIn(store.folder)) await tar.add(file, createReadStream(join(store.folder!, file)))
    const files = tar.held.map(({ name, size, sha256 }) => ({ name, size, sha256 }))
    const manifest: Manifest = {
      grappe: version,
      form: 1,
      madeAt: now.toISOString(),
      engine: store.engine,
      migrations,
      tables,
      files,
    }
    await tar.add(manifestName, [Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)])
    await tar.close()
    renameSync(draft, path)
    await flushFile(dirname(path))
    return manifest
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

async function writeTables(sql: Sql, tar: TarWriter): Promise<Manifest['tables']> {
  const clusters = await clusterIds(sql)
  const written: Manifest['tables'] = []
  for (const table of await tablesOf(sql)) {
    const counter = new Counter()
    const texts = async function* () {
      for await (const lines of linesOf(sql, table, clusters)) yield counter.add(lines)
    }
    await tar.add(tablePath(table.name), Readable.from(texts(), { objectMode: true }).pipe(createGzip()))
    written.push({ name: table.name, columns: table.columns, ...counter.done() })
  }
  return written
}

/** The files of a data folder that belong to its records; drafts that were never finished do not. */
function filesIn(folder: string | null): string[] {
  if (folder === null) return []
  return keptFolders
    .filter((name) => existsSync(join(folder, name)))
    .flatMap((name) => readdirSync(join(folder, name), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /^([0-9a-f]{64}|[a-z-]+\.(pem|key))$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

export type Archive = { manifest: Manifest; source: Source; file(name: string): Iterable<Buffer>; close(): void }

/** Opens an archive after every byte of it was checked; null when it is damaged, or none of ours. */
export function openArchive(path: string): Archive | null {
  const file = openSync(path, 'r')
  const manifest = checked(file)
  if (!manifest) {
    closeSync(file)
    return null
  }
  const held = readTar(file)!
  const bytes = (name: string) => partsOf(file, held.get(name)!.at, held.get(name)!.size)
  return {
    manifest,
    file: bytes,
    close: () => closeSync(file),
    source: {
      tables: manifest.tables,
      counted: (name) => manifest.tables.find((table) => table.name === name) ?? null,
      each: async (name, take) => {
        let rest = ''
        let lines: string[] = []
        const text = Readable.from(bytes(tablePath(name))).pipe(createGunzip())
        text.setEncoding('utf8')
        for await (const part of text) {
          lines.push(...(rest + part).split('\n'))
          rest = lines.pop() ?? ''
          if (lines.length < linesAtOnce) continue
          await take(lines)
          lines = []
        }
        await take(lines)
      },
    },
  }
}

function checked(file: number): Manifest | null {
  const held = readTar(file)
  const own = held?.get(manifestName)
  if (!held || !own) return null
  const manifest = JSON.parse(Buffer.concat([...partsOf(file, own.at, own.size)]).toString('utf8')) as Manifest
  if (manifest.form !== 1 || manifest.files.length !== held.size - 1) return null
  const isWhole = manifest.files.every(({ name, size, sha256 }) => {
    const entry = held.get(name)
    if (!entry || entry.size !== size) return false
    const hash = createHash('sha256')
    for (const part of partsOf(file, entry.at, entry.size)) hash.update(part)
    return hash.digest('hex') === sha256
  })
  return isWhole ? manifest : null
}

/** The version of a copy of the program. */
export const versionOf = (root: string): string =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version
