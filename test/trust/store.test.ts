import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backupName, backupsIn, overdue } from '../../src/app/backups.ts'
import { makeServer } from '../../src/app/server.ts'
import { newId } from '../../src/platform/ids.ts'
import { isLock, takeLock } from '../../src/platform/store/lock.ts'
import { migrationsIn } from '../../src/platform/store/migrate.ts'
import { openStore } from '../../src/platform/store/store.ts'
import { clusterTables } from '../support/house-rules.ts'
import { demoFolder, importPath, migrations, root } from '../support/stores.ts'

const scratch = mkdtempSync(join(tmpdir(), 'grappe-store-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const when = new Date('2019-12-24T09:00:00Z')

describe('the embedded store', () => {
  const folder = join(scratch, 'a')

  test('asks the disk to flush', async () => {
    const store = await openStore({ folder, migrations })
    const settings = await store.open(
      (sql) =>
        sql`select current_setting('fsync') as flush, current_setting('full_page_writes') as whole_pages, current_setting('data_checksums') as sums`,
    )
    expect(settings).toMatchObject([{ flush: 'on', whole_pages: 'on', sums: 'on' }])
    await importPath(store, demoFolder, 'one')
    await store.close()
  })

  test('that falls silent is ended, and the next call finds another with every row', async () => {
    const store = await openStore({ folder, migrations, answerMs: 700 })
    await expect(store.open((sql) => sql`select count(*) from generate_series(1, 400000000)`)).rejects.toThrow(
      'no answer',
    )
    expect(await store.open((sql) => sql`select slug from cluster`)).toMatchObject([{ slug: 'one' }])
    await store.close()
  })

  test('below the floor refuses to write with a page and 507, and is read on', async () => {
    const store = await openStore({ folder, migrations, room: { floorBytes: 2 ** 60, ballastBytes: 0 } })
    const app = makeServer({ store, root, origin: undefined, log: { error: () => {} } as never, now: () => when })
    const write = async () => {
      await store.open((sql) => sql`insert into cluster values (${newId()}, 'two', ${when})`)
      return new Response()
    }
    app.put('/one/write', write)
    app.put('/api/write', write)
    await expect(write()).rejects.toMatchObject({ code: 'store-full' })
    const page = await app.request('/one/write', { method: 'PUT' })
    expect([page.status, await page.text()]).toEqual([507, expect.stringContaining('Plus de place pour écrire')])
    const problem = await app.request('/api/write', { method: 'PUT' })
    expect([problem.status, await problem.json()]).toEqual([507, expect.objectContaining({ code: 'store-full' })])
    expect((await app.request('/one/bilan/2019')).status).toBe(200)
    await store.close()
  })
})

describe('the lock', () => {
  const folder = join(scratch, 'lock')
  const path = join(folder, 'grappe.lock')
  const foreign = (seconds: number) => {
    writeFileSync(
      path,
      JSON.stringify({ pid: 1, born: '1', since: '', address: null, port: null, token: '', home: 'elsewhere' }),
    )
    const then = new Date(Date.now() - seconds * 1000)
    utimesSync(path, then, then)
  }

  test('of a holder that cannot be looked at is believed while its heart beats, and taken over when it is silent', () => {
    const first = takeLock(folder)
    if (isLock(first)) first.release()
    foreign(3)
    expect(isLock(takeLock(folder))).toBe(false)
    foreign(60)
    const taken = takeLock(folder)
    expect(isLock(taken)).toBe(true)
    if (isLock(taken)) taken.release()
  })

  test('that was taken by another tells its old holder, and is not released by it', async () => {
    const mine = takeLock(folder)
    if (!isLock(mine)) throw new Error('not taken')
    const lost = new Promise<void>((resolve) => mine.onLost(resolve))
    foreign(0)
    await lost
    mine.release()
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ home: 'elsewhere' })
  })
})

test('the newest backup of each of seven days, five weeks and twelve months is kept', () => {
  const folder = join(scratch, 'backups')
  const dayMs = 86_400_000
  const all = Array.from({ length: 800 }, (_, day) => new Date(when.getTime() + (day * dayMs) / 2)).map((madeAt) => ({
    name: backupName(madeAt),
    madeAt,
  }))
  const gone = new Set(overdue(all).map(({ name }) => name))
  const kept = all.filter(({ name }) => !gone.has(name))
  expect(kept.at(-1)).toEqual(all.at(-1))
  expect(kept.length).toBeGreaterThan(18)
  expect(kept.length).toBeLessThanOrEqual(24)
  expect(backupsIn(folder)).toEqual([])
})

describe('the spread over Citus', () => {
  let db: PGlite
  beforeAll(async () => {
    db = new PGlite({ extensions: { btree_gist } })
    await db.waitReady
  })
  afterAll(() => db.close())

  // The extension is not to be had in the embedded engine: doubles of its calls note what is asked of it, in the order it would refuse.
  test('asks for every cluster’s table, when no foreign key is in the way, and gives the keys back', async () => {
    await db.exec(`
      create table pg_dist_partition (logicalrelid oid primary key);
      create table asked (place serial, kind text, name text, keys_in_the_way int);
      create function note(kind text, t regclass) returns void language sql as $$
        insert into asked (kind, name, keys_in_the_way) select kind, t::text, count(*) from pg_constraint
        where contype = 'f' and connamespace = 'public'::regnamespace and (conrelid = t or confrelid = t);
        insert into pg_dist_partition values (t) $$;
      create function create_reference_table(t regclass) returns void language sql as $$ select note('reference', t) $$;
      create function create_reference_table(t text) returns void language sql as $$ select note('reference', t::regclass) $$;
      create function create_distributed_table(t regclass, c text) returns void language sql as $$ select note(c, t) $$;
    `)
    for (const { name } of migrationsIn(migrations)) await db.exec(readFileSync(join(migrations, name), 'utf8'))
    const shape = () =>
      db.query(
        `select conrelid::regclass::text as of, conname, pg_get_constraintdef(oid) as is from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`,
      )
    const before = (await shape()).rows
    const spread = readFileSync(join(migrations, 'spread.sql'), 'utf8')
    await db.exec(spread)
    expect((await db.query('select * from asked')).rows).toEqual([])
    await db.exec(
      `insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion) values (99999, 'citus', 10, 11, false, '13.2')`,
    )
    await db.exec(spread)
    const asked = (
      await db.query<{ kind: string; name: string; keys_in_the_way: number }>(
        'select kind, name, keys_in_the_way from asked order by place',
      )
    ).rows
    expect(asked[0]).toMatchObject({ kind: 'reference', name: 'cluster' })
    expect(new Set(asked.filter(({ kind }) => kind === 'cluster_id').map(({ name }) => name))).toEqual(clusterTables)
    expect(asked.filter((one) => one.keys_in_the_way > 0)).toEqual([])
    expect((await shape()).rows).toEqual(before)
    await db.exec(spread)
    expect((await db.query('select count(*)::int as n from asked')).rows).toEqual([{ n: asked.length }])
  })
})

test.runIf(process.env.TEST_DATABASE_URL)(
  'a server that ends every connection refuses what was under way, and nothing else',
  async () => {
    const name = `grappe_lost_${newId().slice(-8)}`
    const admin = postgres(process.env.TEST_DATABASE_URL!, { max: 1, onnotice: () => {} })
    await admin.unsafe(`create database ${name}`)
    const url = Object.assign(new URL(process.env.TEST_DATABASE_URL!), { pathname: `/${name}` })
    const store = await openStore({ databaseUrl: url.href, folder: null, migrations })
    const slow = Array.from({ length: 10 }, () =>
      store
        .open((sql) => sql`select pg_sleep(1)`)
        .then(
          () => 'done',
          (error: Error) => error.message,
        ),
    )
    await new Promise((resolve) => setTimeout(resolve, 300))
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`
    const told = await Promise.all(slow)
    expect(told.filter((one) => one !== 'done').length).toBeGreaterThan(0)
    const again = await Promise.all(Array.from({ length: 12 }, () => store.open((sql) => sql`select 1 as one`)))
    expect(again).toHaveLength(12)
    await store.close()
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end()
  },
)
