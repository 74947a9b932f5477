import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { sheets } from '../src/app/modules.ts'
import { entriesOf, firstBroken, record } from '../src/core/journal.ts'
import { columnsOf } from '../src/core/records.ts'
import { newId } from '../src/platform/ids.ts'
import { holderOf, isLock, takeLock } from '../src/platform/store/lock.ts'
import { encrypted, openRemote } from '../src/platform/store/remote.ts'
import { buildAll } from '../tools/build.mjs'
import { clusterTables } from './support/house-rules.ts'
import { neighbour } from './support/neighbour.ts'
import { demoFolder, importPath, inside, onEveryStore, root } from './support/stores.ts'

test('to another machine the database is asked encrypted, unless the address says so', () => {
  const asIs = [
    'postgres://u:p@localhost/grappe',
    'postgres://u:p@127.0.0.1:5432/grappe?application_name=a',
    'postgres://u@[::1]:5432/grappe',
    'postgres://u@/grappe?host=/run/postgresql',
    'postgres://u@%2Frun%2Fpostgresql/grappe',
    'postgres://u:p@db/grappe?sslmode=disable',
    'postgres://u:p@db/grappe?sslmode=require',
  ]
  for (const url of asIs) expect(encrypted(url)).toBe(url)
  expect(encrypted('postgres://u:p@db/grappe')).toBe('postgres://u:p@db/grappe?sslmode=verify-full')
  expect(encrypted('postgres://u:p@127.0.0.1,10.0.0.7:5433/g?a=b')).toMatch(/a=b&sslmode=verify-full$/)
  expect(encrypted('postgres://localhost@db.example.ma/g')).toMatch(/verify-full$/)
  // The driver does not take a host from there.
  expect(encrypted('postgres://u:p@db/grappe?host=localhost')).toMatch(/&sslmode=verify-full$/)
  vi.stubEnv('PGHOST', 'db.example.ma')
  expect(encrypted('postgres:///grappe')).toMatch(/verify-full$/)
  vi.unstubAllEnvs()
})

test.runIf(neighbour)(
  'to another machine the database is asked encrypted or not at all, unless the address says so',
  async () => {
    // A server that speaks in the clear alone: who asks and what is never reaches it.
    const heard: Buffer[] = []
    const clear = createServer((socket) =>
      socket
        .on('error', () => {})
        .on('data', (bytes) => {
          heard.push(bytes)
          socket.write('N')
        }),
    )
    await new Promise<void>((resolve) => clear.listen(0, '0.0.0.0', resolve))
    const { port } = clear.address() as AddressInfo
    const opened = openRemote(`postgres://someone:a-password@${neighbour}:${port}/grappe`)
    await expect(opened.run((sql) => sql`select 1`)).rejects.toThrow(/does not encrypt/)
    const all = Buffer.concat(heard).toString('latin1')
    expect(heard[0]).toEqual(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]))
    for (const secret of ['someone', 'a-password', 'select']) expect(all).not.toContain(secret)
    await opened.stop()
    clear.close()
  },
)

onEveryStore('the store', (store) => {
  test('every key, foreign key and policy of a cluster’s table carries its cluster first', async () => {
    const rows = await store().open(
      (sql) => sql`
        select c.relname as table, k.contype as kind, k.conname as name,
          (select array_agg(a.attname::text order by u.place) from unnest(k.conkey) with ordinality u(num, place) join pg_attribute a on a.attrelid = c.oid and a.attnum = u.num) as columns
        from pg_constraint k join pg_class c on c.oid = k.conrelid
        where c.relname = any(${[...clusterTables]}) and k.contype in ('p', 'u', 'f', 'x')
          and (k.contype <> 'f' or exists (select from pg_attribute t where t.attrelid = k.confrelid and t.attname = 'cluster_id'))`,
    )
    expect(rows.length).toBeGreaterThan(100)
    for (const { table, name, columns } of rows) expect(columns[0], `${table}.${name}`).toBe('cluster_id')
    const walls = await store().open(
      (
        sql,
      ) => sql`select c.relname as table, c.relrowsecurity and c.relforcerowsecurity as walled, (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
        from pg_class c where c.relname = any(${[...clusterTables]}) and c.relkind = 'r'`,
    )
    expect(walls).toHaveLength(clusterTables.size)
    for (const { table, walled, policies } of walls)
      expect({ table, walled, policies }).toEqual({ table, walled: true, policies: 1 })
  })

  test('every index of a cluster’s table begins with the cluster', async () => {
    const rows = await store().open(
      (sql) => sql`select c.relname as table, i.relname as index, a.attname as first
        from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
        where c.relname = any(${[...clusterTables]})`,
    )
    for (const { table, index, first } of rows)
      expect(`${table}.${index} ${first}`).toBe(`${table}.${index} cluster_id`)
  })

  test('each sheet’s declared columns are those of its table', async () => {
    for (const sheet of sheets) {
      const rows = await store().open(
        (sql) =>
          sql`select column_name as name, data_type as type from information_schema.columns where table_name = ${sheet.table} and column_name <> 'cluster_id'`,
      )
      const sorted = (list: { name: string; type: string }[]) => list.map(({ name, type }) => `${name} ${type}`).sort()
      expect(sorted(rows as never), sheet.name).toEqual(sorted(columnsOf(sheet)))
    }
  })

  test('two clusters do not see each other, even when a statement forgets to say which', async () => {
    await importPath(store(), demoFolder, 'one')
    await importPath(store(), demoFolder, 'two')
    const all = await inside(
      store(),
      'one',
      ({ sql }) => sql`select count(*)::int as n, count(distinct cluster_id)::int as clusters from organisation`,
    )
    expect(all[0]).toEqual({ n: 254, clusters: 1 })
    const other = await inside(store(), 'two', async ({ cluster }) => cluster)
    const stolen = await inside(
      store(),
      'one',
      ({ sql }) => sql`select * from organisation where cluster_id = ${other}`,
    )
    expect(stolen).toHaveLength(0)
    await expect(
      inside(
        store(),
        'one',
        ({ sql }) =>
          sql`insert into setting (cluster_id, id, key, digest, field, value) values (${other}, ${newId()}, 'k', '', 'Nom', 'x')`,
      ),
    ).rejects.toMatchObject({ code: '42501' })
    const touched = await inside(
      store(),
      'one',
      ({ sql }) => sql`update setting set value = value returning cluster_id`,
    )
    expect(new Set(touched.map(({ cluster_id }) => cluster_id)).size).toBe(1)
  })

  test('outside of any cluster there is nothing to see', async () => {
    expect(await store().open((sql) => sql`select * from organisation`)).toHaveLength(0)
    expect(await store().open((sql) => sql`select slug from cluster order by slug`)).toMatchObject([
      { slug: 'one' },
      { slug: 'two' },
    ])
  })

  test('one organisation cannot be admitted twice at once, whoever asks', async () => {
    await expect(
      inside(store(), 'one', async ({ sql, cluster }) => {
        const [open] = await sql`select * from membership where cluster_id = ${cluster} and left_on is null limit 1`
        await sql`insert into membership (cluster_id, id, key, digest, source_id, source_row, organisation_id, joined)
          values (${cluster}, ${newId()}, 'twice', '', ${open!.source_id}, 1, ${open!.organisation_id}, '2019-06-01')`
      }),
    ).rejects.toMatchObject({ code: '23P01' })
  })

  test('the journal is only added to, and a change in it is found', async () => {
    await inside(store(), 'one', (scope) =>
      record(scope, [
        {
          deed: 'note',
          actor: 'office',
          happenedAt: new Date('2019-12-24T10:00:00Z'),
          body: { b: 1, a: [true, null, 'é'] },
        },
      ]),
    )
    const entries = await inside(store(), 'one', (scope) => entriesOf(scope))
    expect(entries.at(-1)).toMatchObject({ deed: 'note', body: { a: [true, null, 'é'], b: 1 } })
    expect(firstBroken(entries)).toBeNull()
    expect(firstBroken(entries.map((entry, place) => (place === 1 ? { ...entry, actor: 'somebody' } : entry)))).toBe(2)
    expect(firstBroken(entries.toSpliced(0, 1))).toBe(1)
    expect(firstBroken(entries.toReversed())).toBe(1)
    for (const change of [
      'update journal set actor = actor',
      'delete from journal',
      'update source set file = file',
      'delete from source_line',
    ])
      await expect(inside(store(), 'one', ({ sql }) => sql.unsafe(change))).rejects.toMatchObject({ code: '42501' })
  })

  test('the wire gives each question its own answer, errors among them', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, place) =>
        inside(store(), 'one', async ({ sql }) => {
          if (place % 5 === 4) return sql`select 1 / 0`.catch((error) => error.code)
          const [row] =
            await sql`select ${place}::int as n, ${'x'.repeat(place * 997)}::text as text, ${[place, 1]}::int[] as list`
          return [row!.n, row!.text.length, row!.list]
        }).catch((error) => error.code),
      ),
    )
    expect(answers).toEqual(
      answers.map((_, place) =>
        place % 5 === 4 ? expect.stringMatching(/^(22012|25P02)$/) : [place, place * 997, [place, 1]],
      ),
    )
  })
})

describe('the data folder', () => {
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'grappe-data-'))
    await buildAll()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const run = (args: string[], more: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [join(root, 'build/grappe.mjs'), ...args], {
      env: { PATH: process.env.PATH!, GRAPPE_DATA: folder, GRAPPE_DEMO: 'no', PORT: '0', HOST: '127.0.0.1', ...more },
      cwd: root,
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (part) => (out += part))
    child.stderr.on('data', (part) => (err += part))
    const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
      child.on('close', (code) => resolve({ code, out, err })),
    )
    const says = (word: string) =>
      new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          if (out.includes(word)) resolve(clearInterval(timer))
        }, 20)
      })
    return { child, ended, says }
  }

  test('is held by one process; commands reach it, a second server is refused', async () => {
    const server = run(['serve'])
    await server.says('http://localhost')
    const second = await run(['serve']).ended
    expect(second.code).toBe(1)
    expect(second.err).toMatch(/tenu par le processus \d+ depuis .*qui sert http:\/\/localhost/)
    const imported = await run(['import', 'demo/cluster-solaire-2019', '--cluster', 'through-the-door', '--json']).ended
    expect(JSON.parse(imported.out)).toMatchObject({ ok: true, added: 5026 })
    const port = /localhost:(\d+)/.exec(second.err)![1]
    expect(await (await fetch(`http://127.0.0.1:${port}/through-the-door/bilan/2019.json`)).json()).toMatchObject({
      year: 2019,
      figures: { 'members.count': 130 },
    })
    expect(await run(['bilan', '--cluster', 'nobody']).ended).toMatchObject({
      code: 2,
      err: expect.stringContaining('connus : through-the-door'),
    })
    server.child.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)
    expect(holderOf(folder)).toBeNull()
    expect(await run(['clusters']).ended).toMatchObject({ code: 0, out: 'through-the-door\n' })
    expect(await run(['verify', '--cluster', 'through-the-door']).ended).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 écritures au journal, toutes à leur place'),
    })
  }, 90_000)

  test('left behind by a dead process is taken over, with every row', async () => {
    const server = run(['serve'])
    await server.says('http://localhost')
    server.child.kill('SIGKILL')
    await server.ended
    expect(await run(['clusters']).ended).toMatchObject({ code: 0, out: 'through-the-door\n' })
  }, 60_000)

  test('has a lock that is whole or not there', () => {
    const place = mkdtempSync(join(tmpdir(), 'grappe-lock-'))
    const taken = takeLock(place)
    expect(isLock(taken)).toBe(true)
    expect(isLock(takeLock(place))).toBe(false)
    if (isLock(taken)) taken.release()
    writeFileSync(
      join(place, 'grappe.lock'),
      JSON.stringify({ pid: 2 ** 22 - 3, born: '1', since: '', address: null, port: null, token: '' }),
    )
    const over = takeLock(place)
    expect(isLock(over)).toBe(true)
    rmSync(place, { recursive: true })
  })

  test.each([
    [['nonsense'], {}, 2, /la commande « nonsense » n’existe pas/],
    [['import'], {}, 2, /un seul chemin est attendu/],
    [['import', 'x', '--cluster', 'Bad Slug'], {}, 2, /--cluster NOM/],
    [['bilan', '--cluster', 'through-the-door', '--as-of', '2019-02-30'], {}, 2, /n’est pas une date/],
    [['evidence', 'members.counts', '--cluster', 'through-the-door'], {}, 2, /aucun chiffre ne s’appelle/],
    [['bilan', '--colour'], {}, 2, /l’option « --colour » n’existe pas/],
    [['clusters'], { PORT: 'many' }, 1, /un réglage est faux : PORT/],
    [['clusters'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, 1, /la base de DATABASE_URL ne s’ouvre pas/],
  ])('a mistake in %j is told in a line, without a trace', async (args, more, code, reason) => {
    const ended = await run(args, more).ended
    expect(ended.err).toMatch(reason)
    expect(ended.err).not.toMatch(/\n\s+at /)
    expect(ended.code).toBe(code)
  })
})
