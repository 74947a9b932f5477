import { join } from 'node:path'
import { type Holder, holderOf, isLock, type Lock, takeLock } from '../platform/store/lock.ts'
import { openStore, type Store } from '../platform/store/store.ts'
import { misuse, parseArguments, type Terminal } from './command-line.ts'
import { commands, runCommand, usage } from './commands.ts'
import { type Config, readConfig } from './config.ts'
import { lookAtFolder, tell } from './doctor.ts'
import { placing } from './placing.ts'
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
  if (name !== 'serve' && !commands[name] && !placing[name])
    return runCommand(argv, null as never, terminal, new Date())
  if (placing[name]) return place(config, argv)
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

/** Puts a store where none is: the folder is ours alone meanwhile. */
async function place(config: Config, [name = '', ...rest]: string[]): Promise<number> {
  const command = placing[name]!
  const parsed = parseArguments(rest, command)
  if ('error' in parsed) return misuse(terminal, parsed.error, said.usage(command.usage))
  const taken = takeLock(config.folder)
  if (!isLock(taken)) return sorry(busyText(config, taken))
  try {
    return await command.run({ config, terminal, ...parsed })
  } catch (error) {
    return sorry((error as Error).message.split('\n')[0] ?? 'unknown')
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
  // Whoever took the folder thinks this process dead: not one more write.
  lock?.onLost(() => process.exit(sorry(said.folderLost(config.folder))))
  let store: Store
  try {
    store = await openStore({
      databaseUrl: config.databaseUrl,
      folder: config.folder,
      migrations: join(config.root, 'migrations'),
    })
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0] ?? ''
    if (argv[0] === 'doctor')
      tell(terminal, [{ ok: false, what: reason, mend: said.doctor.closedMend }, ...lookAtFolder(config)])
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
