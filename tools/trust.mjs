// Runs the programs of trust at full length: kills, power cuts, full disks, damaged archives, a journal tampered with, a simulated year, many at once, malice.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const args = ['--import', join(root, 'tools/tsx.mjs'), join(root, 'test/trust/long.ts'), ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
process.exit(status ?? 1)
