import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { versionOf, writeArchive } from '../platform/keep/archive.ts'
import { signerOf } from '../platform/signing.ts'
import { backupName } from './backups.ts'
import { type Command, type Context, done, inCluster, misuse, refused } from './command-line.ts'
import { readConfig } from './config.ts'
import { runDoctor } from './doctor.ts'
import { flawText } from './flaws.ts'
import { type Head, type Heads, headsOf, ownKeysOf, proofOf, signHead } from './proof.ts'
import { said } from './said.fr.ts'

/** The commands that keep an installation whole and prove that it is. */
export const keeping: Record<string, Command> = {
  backup: { usage: 'backup [--out FILE]', says: said.does.backup, takes: ['out'], run: runBackup },
  doctor: { usage: 'doctor', says: said.does.doctor, takes: [], run: runDoctor },
  heads: {
    usage: 'heads --cluster SLUG [--out FILE]',
    says: said.does.heads,
    takes: ['cluster', 'out'],
    run: runHeads,
  },
  verify: {
    usage: 'verify --cluster SLUG [--heads FILE]',
    says: said.does.verify,
    takes: ['cluster', 'heads'],
    run: runVerify,
  },
}

async function runBackup({ store, terminal, options, now }: Context): Promise<number> {
  const config = readConfig(process.env)
  if ('error' in config) throw new Error(config.error)
  const folder = config.backups ?? join(config.folder, 'backups')
  const path = options.out ? resolve(terminal.cwd, String(options.out)) : join(folder, backupName(now))
  if (existsSync(path)) return misuse(terminal, said.fileThere(path), said.usage(keeping.backup!.usage))
  if (!options.out) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { tables, files } = await writeArchive(store, path, versionOf(config.root), now)
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const documents = files.filter(({ name }) => name.startsWith('documents/')).length
  terminal.out(`${said.backedUp(path, rows, tables.length, documents, statSync(path).size)}\n`)
  return done
}

function runHeads(context: Context): Promise<number> {
  const { store, terminal, options, now } = context
  return inCluster(context, async (scope) => {
    if (store.folder === null) return refused
    await signHead(scope, signerOf(store.folder), now)
    const heads: Heads = { cluster: scope.cluster, heads: await headsOf(scope) }
    const text = `${JSON.stringify(heads, null, 1)}\n`
    if (!options.out) {
      terminal.out(text)
      return done
    }
    const path = resolve(terminal.cwd, String(options.out))
    writeFileSync(path, text)
    terminal.out(`${said.headsOut(heads.heads.length, path)}\n`)
    return done
  })
}

async function runVerify(context: Context): Promise<number> {
  const { store, terminal, options, usage } = context
  let outside: Head[] = []
  if (options.heads) {
    const path = resolve(terminal.cwd, String(options.heads))
    if (!existsSync(path)) return misuse(terminal, said.noFile(path), said.usage(usage))
    const read = readHeads(readFileSync(path, 'utf8'))
    if (!read) return misuse(terminal, said.notHeads(path), said.usage(usage))
    outside = read
  }
  return inCluster(context, async (scope) => {
    const { entries, last, heads, flaws } = await proofOf(scope, ownKeysOf(store), outside)
    for (const flaw of flaws) terminal.out(`${flawText(flaw)}\n`)
    if (flaws.length === 0) terminal.out(`${said.journalHolds(entries, last, heads)}\n`)
    return flaws.length === 0 ? done : refused
  })
}

function readHeads(text: string): Head[] | null {
  try {
    const { heads } = JSON.parse(text) as Heads
    return heads.every(({ seq, hash, signature }) => Number.isSafeInteger(seq) && hash && signature) ? heads : null
  } catch {
    return null
  }
}
