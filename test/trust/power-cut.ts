/**
 * A power cut, simulated: a store works on a disk that notes every change and every flush; then the notes are played up to a random
 * place, what was not flushed is dropped or kept page by page at random, and the store must open with every acknowledged deed.
 * What a file's flush makes last: its bytes and its own name. What a folder's flush makes last: the names in it. Of all else,
 * each 4 KiB page may hold any of its states since the last flush, torn at a sector, and each name may be old or new.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { setEnvironmentData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { record } from '../../src/core/journal.ts'
import { newId } from '../../src/platform/ids.ts'
import { openStore } from '../../src/platform/store/store.ts'
import { type Finding, seeded } from './seeded.ts'

export type Note = {
  kind: 'write' | 'flush' | 'cut' | 'file' | 'folder' | 'rename' | 'unlink'
  path: string
  to?: string
  position?: number
  acknowledged: number
  bytes: number
}
type Noted = Note & { data: Buffer }

const root = join(import.meta.dirname, '../..')
const migrations = join(root, 'migrations')
const pageBytes = 4096
const sectorBytes = 512
const when = new Date('2019-12-24T09:00:00Z')

/** Works a while on a recording disk, and gives the folder as it was before, and the notes. */
async function recorded(scratch: string, deeds: number, random: () => number) {
  const folder = join(scratch, 'live')
  const cluster = newId()
  const before = await openStore({ folder, migrations })
  await before.open((sql) => sql`insert into cluster values (${cluster}, 'trust', ${when})`)
  await before.close()
  const base = join(scratch, 'base')
  cpSync(join(folder, 'store'), base, { recursive: true })
  const acknowledged = new SharedArrayBuffer(4)
  const path = join(scratch, 'notes')
  setEnvironmentData('recording', { acknowledged, path } as never)
  const store = await openStore({
    folder,
    migrations,
    engineProgram: new URL('./recording-engine.ts', import.meta.url),
  })
  for (let number = 1; number <= deeds; number++) {
    await store.within(cluster, async (scope) => {
      // Now and then a large one, so that the engine writes pages before their commit and fills more than one segment of its log.
      const size = random() < 0.05 ? 200_000 : Math.floor(random() * 3000)
      await scope.sql`insert into setting (cluster_id, id, key, digest, field, value)
        values (${cluster}, ${newId()}, ${`k${number}`}, '', 'f', ${noise(random, size)})`
      if (number % 3 === 0)
        await scope.sql`update setting set digest = ${String(number)} where cluster_id = ${cluster} and key = ${`k${Math.ceil(number / 2)}`}`
      await record(scope, [{ deed: 'trust', actor: 'test', happenedAt: when, body: { number } }])
    })
    Atomics.store(new Int32Array(acknowledged), 0, number)
  }
  await store.close()
  setEnvironmentData('recording', undefined)
  return { base, place: join(folder, 'store'), notes: readNotes(path) }
}

const noise = (random: () => number, size: number): string => {
  let text = ''
  while (text.length < size) text += random().toString(36).slice(2)
  return text.slice(0, size)
}

function readNotes(path: string): Noted[] {
  const all = readFileSync(path)
  const notes: Noted[] = []
  for (let at = 0; at < all.length; ) {
    const end = all.indexOf(10, at)
    const head = JSON.parse(all.toString('utf8', at, end)) as Note
    notes.push({ ...head, data: all.subarray(end + 1, end + 1 + head.bytes) })
    at = end + 1 + head.bytes
  }
  return notes
}

type Change = { position: number; data: Buffer } | { length: number }
type File = { lasting: Buffer; changes: Change[] }
type Naming = { path: string; before: File | 'folder' | null; after: File | 'folder' | null }

/** The files as the machine sees them, and what of them would be there after a cut. */
class Platter {
  /** As the running machine sees them. */
  seen = new Map<string, File | 'folder'>()
  /** Namings that no flush has made lasting. */
  loose: Naming[] = []
  touched = new Set<string>()

  constructor(base: string) {
    for (const entry of readdirSync(base, { recursive: true, withFileTypes: true })) {
      const full = join(entry.parentPath, entry.name)
      const name = relative(base, full)
      this.seen.set(name, entry.isDirectory() ? 'folder' : { lasting: readFileSync(full), changes: [] })
    }
  }

  #name(path: string, after: File | 'folder' | null): void {
    this.loose.push({ path, before: this.seen.get(path) ?? null, after })
    this.touched.add(path)
    if (after) this.seen.set(path, after)
    else this.seen.delete(path)
  }

  play({ kind, position = 0, data }: Noted, path: string, to: string): void {
    const file = this.seen.get(path)
    if (kind === 'folder') this.#name(path, 'folder')
    if (kind === 'file') this.#name(path, { lasting: Buffer.alloc(0), changes: [] })
    if (kind === 'unlink') this.#name(path, null)
    if (kind === 'rename') {
      this.#name(to, file!)
      this.#name(path, null)
    }
    if (kind === 'flush') this.#flush(path)
    if (!file || file === 'folder') return
    this.touched.add(path)
    if (kind === 'write') file.changes.push({ position, data })
    if (kind === 'cut') file.changes.push({ length: position })
  }

  #flush(path: string): void {
    const file = this.seen.get(path)
    const isFolder = path === '' || file === 'folder'
    this.loose = this.loose.filter((naming) => {
      const lasts = isFolder ? folderOf(naming.path) === path : naming.path === path
      return !lasts
    })
    if (!file || file === 'folder') return
    file.lasting = file.changes.reduce(applied, file.lasting)
    file.changes = []
  }

  /** Writes into a copy of the base what a cut would leave of the touched files. */
  leave(folder: string, random: () => number): void {
    const kept = new Map<string, File | 'folder' | null>()
    for (const path of this.touched) kept.set(path, this.seen.get(path) ?? null)
    // Undo namings that did not last, last first; one that is undone undoes later ones of the same name.
    const chance = random()
    const undone = new Set<string>()
    const firstUndone = new Map<string, Naming>()
    for (const naming of this.loose) {
      if (undone.has(naming.path) || random() >= chance) continue
      undone.add(naming.path)
      firstUndone.set(naming.path, naming)
    }
    for (const [path, { before }] of firstUndone) kept.set(path, before)
    const page = random()
    for (const [path, file] of [...kept].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const full = join(folder, path)
      if (file === null) rmSync(full, { recursive: true, force: true })
      else if (file === 'folder') mkdirSync(full, { recursive: true })
      else {
        mkdirSync(dirname(full), { recursive: true })
        writeFileSync(full, left(file, page, random))
      }
    }
  }
}

const folderOf = (path: string): string => (dirname(path) === '.' ? '' : dirname(path))

function applied(bytes: Buffer, change: Change): Buffer {
  if ('length' in change) {
    const next = Buffer.alloc(change.length)
    bytes.copy(next, 0, 0, change.length)
    return next
  }
  const end = change.position + change.data.length
  // Grown by doubling inside a larger buffer would be faster; a file of the engine is small enough.
  const next = end > bytes.length ? Buffer.concat([bytes, Buffer.alloc(end - bytes.length)]) : Buffer.from(bytes)
  change.data.copy(next, change.position)
  return next
}

/** Any page may be as it was after any of the writes that touched it since the flush, the last one torn at a sector. */
function left({ lasting, changes }: File, chance: number, random: () => number): Buffer {
  const pages = new Map<number, { position: number; data: Buffer }[]>()
  let bytes = lasting
  for (const change of changes) {
    if ('length' in change) {
      if (random() < chance) bytes = applied(bytes, change)
      continue
    }
    const { position, data } = change
    for (let from = position; from < position + data.length; ) {
      const page = Math.floor(from / pageBytes)
      const end = Math.min((page + 1) * pageBytes, position + data.length)
      const part = { position: from, data: data.subarray(from - position, end - position) }
      pages.set(page, [...(pages.get(page) ?? []), part])
      from = end
    }
  }
  const parts: { position: number; data: Buffer }[] = []
  for (const writes of pages.values()) {
    if (random() >= chance) continue
    const last = Math.floor(random() * writes.length)
    parts.push(...writes.slice(0, last))
    const { position, data } = writes[last]!
    const torn = random() < 0.2
    for (let from = 0; from < data.length; from += sectorBytes)
      if (!torn || random() < 0.5)
        parts.push({ position: position + from, data: data.subarray(from, from + sectorBytes) })
  }
  const length = Math.max(bytes.length, ...parts.map(({ position, data }) => position + data.length), 0)
  const whole = Buffer.alloc(length)
  bytes.copy(whole)
  for (const { position, data } of parts) data.copy(whole, position)
  return whole
}

/** What is wrong with a store that was cut, for who was promised `acknowledged` deeds. */
async function faultsOf(folder: string, acknowledged: number): Promise<string | null> {
  let db: PGlite | null = null
  try {
    db = new PGlite(folder, { extensions: { btree_gist } })
    await db.waitReady
    const numbers = async (text: string) => (await db!.query<{ n: number }>(text)).rows.map(({ n }) => n)
    const journal = await numbers(`select (body->>'number')::int as n from journal order by seq`)
    const rows = await numbers('select substr(key, 2)::int as n from setting order by length(key), key')
    const indexed = await numbers(
      `select count(*)::int as n from setting where (cluster_id, id) in (select cluster_id, id from setting)`,
    )
    const whole = Array.from({ length: journal.length }, (_, place) => place + 1).join()
    if (journal.length < acknowledged) return `lost: ${acknowledged} acknowledged, ${journal.length} there`
    if (journal.join() !== whole || rows.join() !== whole) return 'torn: rows and journal do not agree'
    if (indexed[0] !== rows.length) return 'torn: an index does not agree with its table'
    return null
  } catch (error) {
    return `not opened: ${(error as Error).message.slice(0, 120)}`
  } finally {
    await db?.close().catch(() => {})
  }
}

/** With `lying`, the disk says it has flushed and has not: what the test must then find shows that it can. */
export async function powerCuts({
  cuts,
  deeds,
  seed,
  lying = false,
}: {
  cuts: number
  deeds: number
  seed: number
  lying?: boolean
}): Promise<Finding> {
  const scratch = mkdtempSync(join(tmpdir(), 'grappe-trust-'))
  const random = seeded(seed)
  const faults: string[] = []
  try {
    const { base, place, notes } = await recorded(scratch, deeds, random)
    const first = notes.findIndex(({ acknowledged }) => acknowledged > 0)
    const places = Array.from({ length: cuts }, () => first + Math.floor(random() * (notes.length - first))).sort(
      (a, b) => a - b,
    )
    const platter = new Platter(base)
    let played = 0
    for (const [number, cut] of places.entries()) {
      for (; played < cut; played++) {
        const note = notes[played]!
        if (lying && note.kind === 'flush') continue
        platter.play(note, relative(place, note.path), relative(place, note.to ?? ''))
      }
      const folder = join(scratch, 'cut')
      cpSync(base, folder, { recursive: true })
      platter.leave(folder, seeded(seed * 1_000_003 + number))
      const fault = await faultsOf(folder, notes[cut]!.acknowledged)
      if (fault) faults.push(`seed ${seed}, cut ${number} at ${cut}: ${fault}`)
      rmSync(folder, { recursive: true, force: true })
    }
    const figure = `${cuts} cuts in ${notes.length} changes and flushes of ${deeds} deeds, ${faults.length} with something lost, torn or closed`
    return { name: 'T2 power cuts', target: '0 lost', figure, ok: faults.length === 0, faults }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
