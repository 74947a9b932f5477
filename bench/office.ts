/**
 * What the office waits for: a signed-in list, a deed, a search and long lists. Each server is a process of its own, so that its CPU
 * is its own and not the client's; the raw server of the same run stands beside every figure.
 */
import { fork } from 'node:child_process'
import { Agent, createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { aroundOf } from '../src/app/around.ts'
import { importInto } from '../src/app/import-dossier.ts'
import { deedsByName, sheets } from '../src/app/modules.ts'
import { makeServer } from '../src/app/server.ts'
import { perform } from '../src/core/deed.ts'
import { record } from '../src/core/journal.ts'
import { officeActor } from '../src/core/permission.ts'
import { findCluster } from '../src/modules/directory/index.ts'
import { listRegister, searchAll } from '../src/modules/dossier/index.ts'
import { newId } from '../src/platform/ids.ts'
import { beginSession } from '../src/platform/sign-in/sessions.ts'
import { columnTypes, writeRows } from '../src/platform/store/bulk.ts'
import { openStore, type Scope } from '../src/platform/store/store.ts'

const root = process.env.GRAPPE_ROOT!
const day = '2019-12-24'
const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!

type Ready = { port: number; cookie?: string; said?: string[] }

/** A server that tells its own CPU when asked. */
function tellCpu(): void {
  process.on('message', (asked) => {
    if (asked === 'cpu') {
      const { user, system } = process.cpuUsage()
      process.send!({ cpu: user + system })
    } else process.exit(0)
  })
}

async function raw(): Promise<void> {
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('hello'))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  tellCpu()
  process.send!({ port: (server.address() as AddressInfo).port })
}

async function house(databaseUrl: string | undefined): Promise<void> {
  const store = await openStore({ databaseUrl, folder: null, migrations: join(root, 'migrations') })
  const now = new Date(`${day}T10:00:00Z`)
  const path = join(root, 'demo/cluster-solaire-2019')
  await importInto(store, {
    path,
    slug: 'warm',
    dryRun: false,
    skipUnknownColumns: false,
    actor: officeActor,
    when: now,
  })
  const { id: cluster } = (await findCluster(store, 'warm'))!
  const around = () => aroundOf(store, officeActor, now)
  const invited = await perform({ store, cluster }, around(), deedsByName.get('people.invite')!, {
    email: 'b@example.ma',
    name: 'B',
    role: 'secretary',
  })
  if (!invited.ok) throw new Error(invited.why)
  const cookie = await store.within(cluster, ({ sql }) => beginSession(sql, String(invited.done.login), 'bench', now))
  const said = await deedAgainstBare()

  /** A deed beside what it does to the tables, bare, in turn. */
  async function deedAgainstBare(): Promise<string[]> {
    const add = deedsByName.get('licences.add')!
    const organisation = await store.within(
      cluster,
      async ({ sql }) => (await sql`select id from organisation where cluster_id = ${cluster} limit 1`)[0]!.id,
    )
    const whole = (place: number) =>
      perform({ store, cluster }, around(), add, {
        software: `Logiciel ${place}`,
        organisation,
        seats: 1,
        started: '2019-01-01',
      })
    const bare = (place: number) =>
      store.within(cluster, async (scope) => {
        const { sql } = scope
        const [id, source] = [newId(), newId()]
        await sql`select pg_advisory_xact_lock(hashtextextended(${cluster}, 0))`
        await sql`insert into source (cluster_id, id, file, sheet, columns, sha256, imported_at) values (${cluster}, ${source}, 'bare', 'licences', ${['Logiciel']}, '', ${now})`
        await sql`insert into source_line (cluster_id, source_id, line, cells) values (${cluster}, ${source}, 1, ${[`x${place}`]})`
        await sql`insert into licence (cluster_id, id, key, digest, source_id, source_row, software, organisation_id, seats, started) values (${cluster}, ${id}, ${id}, '', ${source}, 1, ${`x${place}`}, ${organisation}, 1, '2019-01-01')`
        await sql`insert into search_entry (cluster_id, kind, record_id, title, words) values (${cluster}, 'licence', ${id}, 'x', 'x')`
        await record(scope, [
          {
            deed: 'bare',
            actor: 'office',
            happenedAt: now,
            record: { kind: 'licence', id },
            body: { after: { software: 'x' } },
          },
        ])
      })
    const [ours, theirs] = [[] as number[], [] as number[]]
    for (let place = 0; place < 60; place++) {
      const start = performance.now()
      await whole(place)
      const middle = performance.now()
      await bare(place)
      if (place < 10) continue
      ours.push(middle - start)
      theirs.push(performance.now() - middle)
    }
    return [
      `a deed: ${median(ours).toFixed(2)} ms, ${(median(ours) / median(theirs)).toFixed(2)}x the bare transaction it does (${median(theirs).toFixed(2)} ms)   [goal: 5x]`,
    ]
  }

  /** A cluster of 10,000 organisations and 100,000 records to be found. */
  await store.within(cluster, async (scope) => {
    const source = newId()
    await scope.sql`insert into source (cluster_id, id, file, sheet, columns, sha256, imported_at) values (${cluster}, ${source}, 'bench', 'organisations', ${['Nom']}, '', ${now})`
    const names = Array.from({ length: 10_000 }, (_, place) => `Société ${(place * 7919) % 10_007} Énergie ${place}`)
    const organisations = names.map((name, place) => ({
      id: newId(),
      key: `bench:${place}`,
      digest: '',
      source_id: source,
      source_row: place + 1,
      name,
      name_key: name.toLowerCase(),
      nature: 'Entreprise',
      city: ['Rabat', 'Fès', 'Agadir'][place % 3],
    }))
    await writeRows(
      scope,
      'organisation',
      columnTypes(
        'id uuid, key text, digest text, source_id uuid, source_row integer, name text, name_key text, nature text, city text',
      ),
      organisations,
    )
    const entries = Array.from({ length: 100_000 }, (_, place) => ({
      kind: 'bench',
      record_id: newId(),
      title: `Fiche ${place}`,
      words: `fiche ${place} societe ${(place * 7919) % 10_007} energie solaire casablanca ${place % 97}`,
    }))
    await writeRows(scope, 'search_entry', columnTypes('kind text, record_id uuid, title text, words text'), entries)
  })
  await store.open((sql) => sql`select 1`)
  const timed = async (rounds: number, work: (scope: Scope, place: number) => Promise<unknown>) => {
    const times = []
    for (let place = 0; place < rounds; place++) {
      const start = performance.now()
      await store.within(cluster, (scope) => work(scope, place))
      times.push(performance.now() - start)
    }
    return median(times)
  }
  const words = ['énergie 55', 'casablanca 12 societe', 'fiche 99999', 'introuvable partout', 'solaire']
  const search = await timed(15, (scope, place) => searchAll(scope, words[place % words.length]!))
  said.push(`search among 100,000 records: ${search.toFixed(0)} ms   [goal: 100 ms on PostgreSQL]`)
  const organisations = sheets.find(({ name }) => name === 'organisations')!
  const list = await timed(15, (scope, place) =>
    listRegister(scope, organisations, sheets, {
      text: place % 2 ? 'energie' : undefined,
      only: place % 3 ? {} : { nature: 'Entreprise' },
      sort: place % 2 ? 'name' : 'city',
      down: place % 3 === 0,
      from: 5000,
      most: 130,
      reach: 'all',
      persons: true,
    }),
  )
  said.push(
    `a page of a list of 10,000 rows, sorted and filtered: ${list.toFixed(0)} ms   [goal: 100 ms on PostgreSQL]`,
  )
  const app = makeServer({ store, root, origin: undefined, log: { error: console.error } as never, now: () => now })
  const port = await new Promise<number>((ready) =>
    serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => ready(info.port)),
  )
  tellCpu()
  process.send!({ port, cookie, said })
}

async function measured(kind: string, databaseUrl?: string) {
  const child = fork(process.argv[1]!, [kind, ...(databaseUrl ? [databaseUrl] : [])], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Ready))
    child.once('exit', () => reject(new Error(`${kind} ended`)))
  })
  const cpu = () =>
    new Promise<number>((resolve) => {
      child.once('message', (message) => resolve((message as { cpu: number }).cpu))
      child.send('cpu')
    })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = (path: string) =>
    new Promise<number>((done, fail) =>
      get(
        {
          port: ready.port,
          path,
          host: '127.0.0.1',
          agent,
          headers: { ...(ready.cookie ? { cookie: `grappe=${ready.cookie}` } : {}) },
        },
        (answer) => {
          let bytes = 0
          answer.on('data', (part: Buffer) => {
            bytes += part.length
          })
          answer.on('end', () =>
            answer.statusCode === 200 ? done(bytes) : fail(new Error(`${path}: ${answer.statusCode}`)),
          )
        },
      ).on('error', fail),
    )
  const per = async (path: string, count: number) => {
    for (let place = 0; place < 30; place++) await ask(path)
    const before = await cpu()
    for (let place = 0; place < count; place++) await ask(path)
    return ((await cpu()) - before) / count
  }
  return { ready, per, end: () => child.send('end') }
}

const [, , kind, url] = process.argv
if (kind === 'raw') await raw()
else if (kind === 'house') await house(url)
else {
  const hello = await measured('raw')
  const engines: [string, string | undefined, number][] = [['embedded', undefined, 260]]
  let drop = async () => {}
  if (process.env.TEST_DATABASE_URL) {
    const { default: postgres } = await import('postgres')
    const admin = postgres(process.env.TEST_DATABASE_URL, { max: 1, onnotice: () => {} })
    const name = `grappe_office_${process.pid}`
    await admin.unsafe(`create database ${name}`)
    const target = new URL(process.env.TEST_DATABASE_URL)
    target.pathname = `/${name}`
    engines.push(['PostgreSQL', target.href, 90])
    drop = async () => {
      await admin.unsafe(`drop database ${name} with (force)`)
      await admin.end()
    }
  }
  for (const [name, database, goal] of engines) {
    const own = await measured('house', database)
    const ratios = []
    let [ours, theirs] = [0, 0]
    for (let round = 0; round < 5; round++) {
      ours = await own.per('/warm/bureau/registres/adhesions', 120)
      theirs = await hello.per('/', 1500)
      ratios.push(ours / theirs)
    }
    console.log(
      `${name}: a signed-in list of 130 rows: ${Math.round(ours)} µs of CPU, ${median(ratios).toFixed(0)}x a raw node:http hello (${theirs.toFixed(0)} µs)   [goal: ${goal}x]`,
    )
    for (const line of own.ready.said ?? []) console.log(`${name}: ${line}`)
    own.end()
  }
  hello.end()
  await drop()
  process.exit(0)
}
