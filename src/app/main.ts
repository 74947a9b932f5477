import { join } from 'node:path'
import { type Holder, holderOf, isLock, type Lock, takeLock } from '../platform/store/lock.ts'
import { openStore, type Store } from '../platform/store/store.ts'
import type { Terminal } from './command-line.ts'
import { commands, runCommand, usage } from './commands.ts'
import { type Config, readConfig } from './config.ts'
import { runElsewhere } from './remote.ts'
import { said } from './said.fr.ts'
import { serve } from './serve.ts'

const terminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  cwd: process.cwd(),
}

/** One line on what is wrong, and the exit code. */
function sorry(reason: string): number {
  terminal.err(`grappe: ${reason}\n`)
  return 1
}

async function main(argv: string[]): Promise<number> {
  const config = readConfig(process.env)
  if ('error' in config) return sorry(said.wrongSetting(config.error))
  const [name = 'help'] = argv
  if (name === 'help' || name === '--help' || name === '-h') {
    terminal.out(`${usage()}\n`)
    return 0
  }
  if (name !== 'serve' && !commands[name]) return runCommand(argv, null as never, terminal, new Date())
  if (config.databaseUrl) return withStore(config, argv, null)
  const held = name === 'serve' ? null : await reachable(config.folder)
  if (held) return runElsewhere(held, argv, terminal)
  const taken = takeLock(config.folder)
  if (!isLock(taken)) return sorry(busyText(config, taken))
  try {
    return await withStore(config, argv, taken)
  } finally {
    taken.release()
  }
}

const startMs = 20_000

/** The server that holds the folder, given the time to finish its start; null when nobody does. */
async function reachable(folder: string): Promise<Holder | null> {
  for (const deadline = Date.now() + startMs; ; ) {
    const holder = holderOf(folder)
    if (!holder || holder.port !== null) return holder
    if (Date.now() > deadline) return null
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const busyText = ({ folder }: Config, { pid, since, address }: Holder): string => said.busy(folder, pid, since, address)

async function withStore(config: Config, argv: string[], lock: Lock | null): Promise<number> {
  let store: Store
  try {
    store = await openStore({
      databaseUrl: config.databaseUrl,
      folder: config.folder,
      migrations: join(config.root, 'migrations'),
    })
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0] ?? ''
    return sorry(config.databaseUrl ? said.databaseClosed(reason) : said.storeClosed(config.folder, reason))
  }
  try {
    return argv[0] === 'serve' ? await serve(config, store, lock) : await runCommand(argv, store, terminal, new Date())
  } catch (error) {
    return sorry((error as Error).message.split('\n')[0] ?? 'unknown')
  } finally {
    await store.close()
  }
}

process.exitCode = await main(process.argv.slice(2))
