import { isLock, takeLock } from '../platform/store/lock.ts'
import { openStore } from '../platform/store/store.ts'
import { join } from 'node:path'
import { readConfig } from './config.ts'
import { runCommand, usage } from './commands.ts'

const config = readConfig(process.env)
if ('error' in config) { console.error(config.error); process.exit(2) }
const lock = takeLock(config.folder)
if (!isLock(lock)) { console.error('busy'); process.exit(1) }
const store = await openStore({ databaseUrl: config.databaseUrl, folder: config.folder, migrations: join(config.root, 'migrations') })
const code = await runCommand(process.argv.slice(2), store, { out: (t) => process.stdout.write(t), err: (t) => process.stderr.write(t), isTerminal: process.stderr.isTTY, cwd: process.cwd() }, new Date())
await store.close(); lock.release()
process.exitCode = code
