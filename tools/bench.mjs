// Measures what is promised, side by side in one run.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { findPostgres } from './outfit.mjs'

const root = join(import.meta.dirname, '..')
const out = join(root, 'build')
await build({
  absWorkingDir: root,
  entryPoints: { bench: 'bench/year.ts', 'bench-office': 'bench/office.ts' },
  outdir: out,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  packages: 'external',
  logLevel: 'warning',
})
const scratch = mkdtempSync(join(tmpdir(), 'grappe-bench-'))
const postgres = await findPostgres(scratch)
const env = { ...process.env, GRAPPE_ROOT: root, ...(postgres.url ? { TEST_DATABASE_URL: postgres.url } : {}) }
const { status } = spawnSync(process.execPath, [join(out, 'bench.mjs')], { cwd: root, stdio: 'inherit', env })
spawnSync(process.execPath, [join(out, 'bench-office.mjs')], { cwd: root, stdio: 'inherit', env })
spawnSync(process.execPath, [join(root, 'bench/flush.ts')], { cwd: root, stdio: 'inherit', env })
postgres.stop()
rmSync(scratch, { recursive: true, force: true })
process.exit(status ?? 1)
