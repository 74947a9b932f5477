/** What it costs that a deed is on the disk before it is acknowledged: the same deed with and without, in turn. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { record } from '../src/core/journal.ts'
import { newId } from '../src/platform/ids.ts'
import { openStore } from '../src/platform/store/store.ts'

const scratch = mkdtempSync(join(tmpdir(), 'grappe-flush-'))
const migrations = join(import.meta.dirname, '../migrations')
const when = new Date()
const rounds = 300

async function world(name: string, engineProgram?: URL) {
  const store = await openStore({
    folder: join(scratch, name),
    migrations,
    ...(engineProgram ? { engineProgram } : {}),
  })
  const cluster = newId()
  await store.open((sql) => sql`insert into cluster values (${cluster}, 'bench', ${when})`)
  const deed = () =>
    store.within(cluster, async (scope) => {
      await scope.sql`insert into setting (cluster_id, id, key, digest, field, value) values (${cluster}, ${newId()}, ${newId()}, '', 'f', 'v')`
      await record(scope, [{ deed: 'bench', actor: 'bench', happenedAt: when, body: { amount: '1200.00' } }])
    })
  return { store, deed }
}

const flushed = await world('flushed')
const unflushed = await world('unflushed', new URL('./unflushed-engine.ts', import.meta.url))
const times: Record<'with' | 'without', number[]> = { with: [], without: [] }
for (let round = 0; round < rounds; round++)
  for (const [name, { deed }] of [
    ['with', flushed],
    ['without', unflushed],
  ] as const) {
    const begun = performance.now()
    await deed()
    times[name].push(performance.now() - begun)
  }
for (const { store } of [flushed, unflushed]) await store.close()
rmSync(scratch, { recursive: true, force: true })
const at = (list: number[], part: number) =>
  list.toSorted((a, b) => a - b)[Math.floor((list.length - 1) * part)]!.toFixed(2)
console.log(
  `a deed on the embedded store: ${at(times.with, 0.5)} ms flushed (slowest of twenty ${at(times.with, 0.95)}), ${at(times.without, 0.5)} ms unflushed (${at(times.without, 0.95)}), ${rounds} in turn`,
)
