import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { serve } from '@hono/node-server'
import { importInto } from '../src/app/import-dossier.ts'
import { figures, sheets } from '../src/app/modules.ts'
import { makeServer } from '../src/app/server.ts'
import { atDay, valuesOf } from '../src/core/figure.ts'
import { officeActor } from '../src/core/permission.ts'
import { columnsOf } from '../src/core/records.ts'
import { defaultZone, findCluster } from '../src/modules/directory/index.ts'
import { newId } from '../src/platform/ids.ts'
import { writeRows } from '../src/platform/store/bulk.ts'
import { openStore, type Store } from '../src/platform/store/store.ts'
import { bilanByHand } from './by-hand.ts'

const root = process.env.GRAPPE_ROOT!
const demo = join(root, 'demo/cluster-solaire-2019')
const at = atDay('2019-12-23', defaultZone)

type Line = { what: string; measured: string; goal: string }
const lines: Line[] = []
const say = (what: string, measured: string, goal = '') => lines.push({ what, measured, goal })

const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!
const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`

/** Two things measured in turn, so that what disturbs the machine disturbs both. */
async function inTurn(
  rounds: number,
  a: () => Promise<unknown>,
  b: () => Promise<unknown>,
): Promise<{ a: number; b: number; ratio: number }> {
  const [times, others, ratios]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await a()
    const middle = performance.now()
    await b()
    times.push(middle - start)
    others.push(performance.now() - middle)
    ratios.push(times.at(-1)! / others.at(-1)!)
  }
  return { a: median(times), b: median(others), ratio: median(ratios) }
}

const importing = (store: Store, path: string, slug: string) =>
  importInto(store, { path, slug, dryRun: false, skipUnknownColumns: false, actor: officeActor, when: new Date() })

async function within<T>(store: Store, slug: string, work: Parameters<typeof store.within<T>>[1]): Promise<T> {
  return store.within((await findCluster(store, slug))!.id, work)
}

/** The same rows written bare: no reading, no checks, no journal. */
async function bareInsert(store: Store, from: string): Promise<() => Promise<void>> {
  const tables = await within(store, from, async (scope) => {
    const read = []
    for (const sheet of sheets)
      read.push({
        sheet,
        rows: await scope.sql`select * from ${scope.sql(sheet.table)} where cluster_id = ${scope.cluster}`,
      })
    return {
      read,
      people: await scope.sql`select * from person where cluster_id = ${scope.cluster}`,
      sources: await scope.sql`select * from source where cluster_id = ${scope.cluster}`,
    }
  })
  return () =>
    store.within(newId(), async (scope) => {
      const { sql, cluster } = scope
      await sql`insert into cluster values (${cluster}, ${`bare-${cluster}`}, ${new Date()})`
      await sql`insert into source ${sql(tables.sources.map((row) => ({ ...row, cluster_id: cluster })))}`
      await writeRows(
        scope,
        'person',
        ['id uuid', 'key text', 'name text', 'name_key text', 'digest text', 'source_id uuid', 'source_row int'].map(
          (one) => ({ name: one.split(' ')[0]!, type: one.split(' ')[1]! }),
        ),
        tables.people,
      )
      for (const { sheet, rows } of tables.read) await writeRows(scope, sheet.table, columnsOf(sheet), rows)
    })
}

function dossierOf(rows: number, folder: string): string {
  for (const name of readdirSync(demo)) {
    const text = readFileSync(join(demo, name), 'utf8').trimEnd().split('\n')
    const sheet = basename(name, '.csv')
    const more =
      { releves: Math.round(rows * 0.5), ecritures: Math.round(rows * 0.25), candidatures: Math.round(rows * 0.1) }[
        sheet
      ] ?? 0
    for (let place = 0; place < more; place++) {
      if (sheet === 'releves')
        text.push(
          `PI-AGD;${new Date(Date.UTC(2019, 0, 1) + place * 1_800_000).toISOString().slice(0, 19)}Z;energie_active;${place};kWh`,
        )
      if (sheet === 'ecritures')
        text.push(
          place % 2
            ? `ZZ-${place >> 1};2019-05-0${1 + (place % 9)};OD;5141;Ligne ${place};;100.00;;`
            : `ZZ-${place >> 1};2019-05-0${1 + (place % 9)};OD;6144;Ligne ${place};100.00;;;`,
        )
      if (sheet === 'candidatures')
        text.push(
          `CZ-${place};AP-A2E-1;Candidat ${place};personne;F;1990;Oriental;Projet ${place};2019-10-28;oui;10;11;12;refusée;2019-12-18`,
        )
    }
    writeFileSync(join(folder, name), `${text.join('\n')}\n`)
  }
  return folder
}

/** CPU of this process for one request, over many, the client's share the same on both sides. */
async function cpuOf(port: number, path: string, requests: number): Promise<{ cpu: number; bytes: number }> {
  const ask = () =>
    new Promise<number>((done) =>
      get({ port, path, host: '127.0.0.1', agent: false, headers: { 'accept-encoding': 'gzip' } }, (answer) => {
        let bytes = 0
        answer.on('data', (part: Buffer) => {
          bytes += part.length
        })
        answer.on('end', () => done(bytes))
      }),
    )
  let bytes = 0
  for (let place = 0; place < 50; place++) bytes = await ask()
  const before = process.cpuUsage()
  for (let place = 0; place < requests; place++) await ask()
  const { user, system } = process.cpuUsage(before)
  return { cpu: (user + system) / requests, bytes }
}

async function measure(name: string, store: Store, bilanGoal: number): Promise<void> {
  await importing(store, demo, 'warm')
  let run = 0
  const bare = await bareInsert(store, 'warm')
  const imports = await inTurn(5, () => importing(store, demo, `import-${++run}`), bare)
  say(
    `${name}: import of the demo, rows a second`,
    `${Math.round((5026 / imports.a) * 1000)} (bare bulk insert ${Math.round((5026 / imports.b) * 1000)}, ${imports.ratio.toFixed(1)}x its time)`,
  )
  const hand = await inTurn(
    40,
    () => within(store, 'warm', (scope) => valuesOf(scope, figures, at, 'published')),
    () => within(store, 'warm', (scope) => bilanByHand(scope, at)),
  )
  say(
    `${name}: the whole bilan, every figure and split`,
    `${ms(hand.a)}, ${hand.ratio.toFixed(2)}x the hand-written SQL (${ms(hand.b)})`,
    `${bilanGoal} ms, 2x`,
  )
  const folder = mkdtempSync(join(tmpdir(), 'grappe-bench-'))
  const start = performance.now()
  const big = await importing(store, dossierOf(20_000 - 5026 + 3000, folder), 'big')
  rmSync(folder, { recursive: true })
  const rows = Object.values(big.rows).reduce((sum, count) => sum + count, 0)
  say(
    `${name}: a dossier of ${rows} rows`,
    big.ok ? `${((performance.now() - start) / 1000).toFixed(1)} s` : `refused: ${big.problems[0]!.message}`,
    '10 s',
  )

  const app = makeServer({
    store,
    root,
    origin: undefined,
    log: { error: console.error } as never,
    now: () => new Date('2019-12-24'),
  })
  const port = await new Promise<number>((ready) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => {
      ready(info.port)
      server.unref()
    })
  })
  for (const path of ['/warm/bilan/2019', '/warm/membres']) {
    const answer = await app.request(`http://127.0.0.1${path}`, { headers: { 'accept-encoding': 'gzip' } })
    const body = Buffer.from(await answer.arrayBuffer())
    const raw = createServer((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' }).end(body),
    )
    await new Promise<void>((ready) => raw.listen(0, '127.0.0.1', ready))
    const rawPort = (raw.address() as AddressInfo).port
    const [ours, theirs] = [[] as number[], [] as number[]]
    for (let round = 0; round < 5; round++) {
      ours.push((await cpuOf(port, path, 150)).cpu)
      theirs.push((await cpuOf(rawPort, path, 150)).cpu)
    }
    raw.close()
    let fresh = 0
    const before = process.cpuUsage()
    for (; fresh < 20; fresh++) await app.request(`http://127.0.0.1${path}?fresh=${newId()}`)
    const { user, system } = process.cpuUsage(before)
    say(
      `${name}: CPU of ${path.replace('/warm', '')}, client included`,
      `${Math.round(median(ours))} µs, ${(median(ours) / median(theirs)).toFixed(1)}x a raw node:http answer of the same ${body.length} bytes (${Math.round(median(theirs))} µs); made anew each time ${Math.round((user + system) / fresh / 1000)} ms`,
    )
  }
}

const url = process.env.TEST_DATABASE_URL
const migrations = join(root, 'migrations')
const embedded = await openStore({ folder: null, migrations })
await measure(embedded.engine, embedded, 150)
const memory = process.memoryUsage().rss
await embedded.close()
if (url) {
  const { default: postgres } = await import('postgres')
  const admin = postgres(url, { max: 1, onnotice: () => {} })
  const name = `grappe_bench_${process.pid}`
  await admin.unsafe(`create database ${name}`)
  const target = new URL(url)
  target.pathname = `/${name}`
  const store = await openStore({ databaseUrl: target.href, folder: null, migrations })
  await measure(store.engine, store, 50)
  await store.close()
  await admin.unsafe(`drop database ${name} with (force)`)
  await admin.end()
} else say('PostgreSQL', 'not measured: none was found (apt-get install postgresql, or TEST_DATABASE_URL)')
const scripts = readdirSync(join(root, 'build/assets')).filter((name) => name.endsWith('.js'))
say(
  'script sent by a public page',
  `${scripts.reduce((sum, name) => sum + statSync(join(root, 'build/assets', name)).size, 0)} bytes`,
  '10240 bytes',
)
say('memory of the process, embedded store and all', `${Math.round(memory / 1048576)} MB`)
for (const { what, measured, goal } of lines)
  console.log(`${what.padEnd(62)} ${measured}${goal ? `   [goal: ${goal}]` : ''}`)
process.exit(0)
