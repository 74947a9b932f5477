import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { listClusters } from '../modules/directory/index.ts'
import { openArchive } from '../platform/keep/archive.ts'
import { keysFolder } from '../platform/keys.ts'
import { keyFile } from '../platform/sealing.ts'
import { freeBytes, usualRoom } from '../platform/store/disk.ts'
import type { Scope, Store } from '../platform/store/store.ts'
import { backupsIn } from './backups.ts'
import { type Context, done, refused, type Terminal } from './command-line.ts'
import { type Config, readConfig } from './config.ts'
import { flawText } from './flaws.ts'
import { headsOf, ownKeysOf, proofOf } from './proof.ts'
import { said } from './said.fr.ts'
import { brokenSecrets } from './secrets.ts'

/** One thing looked at: as it should be, or what is wrong and how to mend it. */
export type Look = { ok: boolean; what: string; mend?: string }

const words = said.doctor
const good = (what: string): Look => ({ ok: true, what })
const bad = (what: string, mend: string): Look => ({ ok: false, what, mend })

const dayMs = 86_400_000

/** Looks at a whole installation: room, rights, files, journals, backups, what waits to be sent. */
export async function runDoctor({ store, terminal, now }: Context): Promise<number> {
  const config = readConfig(process.env)
  if ('error' in config) throw new Error(config.error)
  const looks = [
    good(words.opens(store.engine)),
    ...lookAtFolder(config),
    ...lookAtBackups(config, now),
    ...(await lookAtSecrets(store)),
  ]
  for (const { id, slug } of await listClusters(store))
    looks.push(...(await store.within(id, (scope) => lookInside(store, scope, slug, now))))
  return tell(terminal, looks)
}

export function tell(terminal: Terminal, looks: Look[]): number {
  for (const { ok, what, mend } of looks)
    terminal.out(`${ok ? words.good : words.bad}  ${what}\n${mend ? `       ${mend}\n` : ''}`)
  return looks.every(({ ok }) => ok) ? done : refused
}

/** What can be seen of a data folder without opening its store. */
export function lookAtFolder({ folder, databaseUrl }: Config): Look[] {
  if (!existsSync(folder)) return [bad(words.noFolder(folder), words.startOnce)]
  const looks: Look[] = []
  const free = freeBytes(folder)
  const mb = Math.floor(free / 1024 / 1024)
  looks.push(free < usualRoom.floorBytes ? bad(words.full(mb), words.makeRoom) : good(words.free(mb)))
  const keys = ['journal.pem', keyFile].map((name) => join(keysFolder(folder), name)).filter((path) => existsSync(path))
  const open = keys.filter((path) => (statSync(path).mode & 0o077) !== 0)
  if (keys.length > 0)
    looks.push(open.length === 0 ? good(words.keySafe) : bad(words.keyOpen, words.closeKey(open.join(' '))))
  const names = readdirSync(folder)
  if (names.includes('filling')) looks.push(bad(words.halfFilled, words.fillAgain))
  if (!databaseUrl && !names.includes('store') && names.some((name) => name.startsWith('store.moved')))
    looks.push(bad(words.moved, words.setUrl))
  if (!databaseUrl && names.includes('store') && free > 2 * usualRoom.floorBytes)
    looks.push(names.includes('ballast') ? good(words.ballast) : bad(words.noBallast, words.startOnce))
  return looks
}

function lookAtBackups({ backups: folder }: Config, now: Date): Look[] {
  if (folder === null) return [bad(words.backupsOff, words.turnOn)]
  const newest = backupsIn(folder).at(-1)
  if (!newest) return [bad(words.noBackup(folder), words.backUp)]
  const archive = openArchive(join(folder, newest.name))
  if (!archive) return [bad(words.backupDamaged(newest.name), words.backUp)]
  archive.close()
  const days = Math.floor((now.getTime() - newest.madeAt.getTime()) / dayMs)
  return [days > 1 ? bad(words.backupOld(newest.name, days), words.backUp) : good(words.backupWhole(newest.name))]
}

async function lookAtSecrets(store: Store): Promise<Look[]> {
  const { broken, clear, count } = await brokenSecrets(store)
  const looks = broken.map((of) => bad(words.secretLost(of), words.secretMend))
  if (clear > 0) looks.push(bad(words.secretsClear(clear), words.startOnce))
  if (looks.length === 0 && count > 0) looks.push(good(words.secretsSealed(count)))
  return looks
}

async function lookInside(store: Store, scope: Scope, slug: string, now: Date): Promise<Look[]> {
  const { sql, cluster } = scope
  const { entries, heads, flaws } = await proofOf(scope, ownKeysOf(store), [])
  const looks = flaws.map((flaw) => bad(`${slug} : ${flawText(flaw)}`, words.journalMend))
  if (flaws.length === 0) looks.push(good(words.journal(slug, entries, heads)))
  const last = (await headsOf(scope)).at(-1)
  if (last && last.seq < entries && now.getTime() - Date.parse(last.signedAt) > 2 * dayMs)
    looks.push(bad(words.headOld(slug, last.signedAt.slice(0, 10)), words.signNow(slug)))
  const documents = await sql`select sha256, name from document where cluster_id = ${cluster}`
  const lost = documents.filter(({ sha256 }) => store.documents.read(sha256) === null)
  for (const { name } of lost.slice(0, 5)) looks.push(bad(words.documentLost(slug, name), words.documentMend))
  if (lost.length === 0) looks.push(good(words.documents(slug, documents.length)))
  const [waiting] = await sql`
    select count(*) filter (where given_up_at is not null)::int as given_up,
      count(*) filter (where given_up_at is null and due_at < ${new Date(now.getTime() - dayMs)})::int as late
    from outbox where cluster_id = ${cluster} and done_at is null`
  if (waiting!.given_up + waiting!.late > 0)
    looks.push(bad(words.unsent(slug, waiting!.given_up, waiting!.late), words.unsentMend))
  return looks
}
