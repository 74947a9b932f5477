/** Does deeds in a data folder, or in the database that is named too, for ever, saying each one's number as soon as it is acknowledged. First it says what was there, and whether it was whole. */
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { record } from '../../src/core/journal.ts'
import { newId } from '../../src/platform/ids.ts'
import { isLock, takeLock } from '../../src/platform/store/lock.ts'
import { openStore } from '../../src/platform/store/store.ts'

const [folder = '', cluster = '', databaseUrl] = process.argv.slice(2)
const say = (text: string) => writeSync(1, `${text}\n`)

if (!databaseUrl && !isLock(takeLock(folder))) {
  say('held')
  process.exit(1)
}
const store = await openStore({ databaseUrl, folder, migrations: join(import.meta.dirname, '../../migrations') })
const when = new Date()
const numbers = (rows: { n: unknown }[]) => rows.map(({ n }) => Number(n))
const [journal, rows] = await store.within(cluster, async ({ sql }) => {
  await sql`insert into cluster values (${cluster}, 'trust', ${when}) on conflict do nothing`
  return [
    numbers(
      await sql<{ n: number }[]>`select body->>'number' as n from journal where cluster_id = ${cluster} order by seq`,
    ),
    numbers(
      await sql<
        { n: number }[]
      >`select substr(key, 2)::int as n from setting where cluster_id = ${cluster} order by substr(key, 2)::int`,
    ),
  ] as const
})
const whole = journal.every((number, place) => number === place + 1) && journal.join() === rows.join()
say(`there ${journal.length} ${whole ? 'whole' : 'torn'}`)
for (let number = journal.length + 1; ; number++) {
  await store.within(cluster, async (scope) => {
    await scope.sql`insert into setting (cluster_id, id, key, digest, field, value) values (${cluster}, ${newId()}, ${`k${number}`}, '', 'f', ${'x'.repeat(number % 700)})`
    await record(scope, [{ deed: 'trust', actor: 'test', happenedAt: when, body: { number } }])
  })
  say(`did ${number}`)
}
