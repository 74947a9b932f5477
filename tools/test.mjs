// Runs every test: on the embedded store always, on a real PostgreSQL and in a real Chromium where they are to be had. Says plainly what was left out.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium, findPostgres } from './outfit.mjs'

const root = join(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'grappe-test-'))
const report = join(scratch, 'report.json')

const chromium = findChromium()
const postgres = await findPostgres(scratch)
const leftOut = []
if (!chromium)
  leftOut.push(
    'no Chromium: the journeys in a browser were left out (have them: apt-get install chromium, or set CHROMIUM to its path)',
  )
if (!postgres.url)
  leftOut.push(
    'no PostgreSQL: the tests on it were left out (have them: apt-get install postgresql, or set TEST_DATABASE_URL)',
  )

const env = {
  ...process.env,
  ...(chromium ? { CHROMIUM: chromium } : {}),
  ...(postgres.url ? { TEST_DATABASE_URL: postgres.url } : {}),
}
delete env.DATABASE_URL
delete env.GRAPPE_DATA
const args = [
  join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env })
postgres.stop()

const result = existsSync(report)
  ? JSON.parse(readFileSync(report, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 }
rmSync(scratch, { recursive: true, force: true })
for (const line of leftOut) console.log(line)
// A file that does not load has no tests to fail: it counts as one.
const unloaded = (result.testResults ?? []).filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
).length
const failed = result.numFailedTests + unloaded || (status === 0 ? 0 : 1)
const skipped = result.numPendingTests + (result.numTodoTests ?? 0)
console.log(`${result.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exit(failed === 0 ? 0 : 1)
