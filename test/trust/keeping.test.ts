import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openArchive, writeArchive } from '../../src/platform/keep/archive.ts'
import { move, restore } from '../../src/platform/keep/place.ts'
import { signerOf } from '../../src/platform/signing.ts'
import { openStore, type Store } from '../../src/platform/store/store.ts'
import { demoFolder, importPath, migrations } from '../support/stores.ts'
import { rot } from './rot.ts'

const now = new Date('2019-12-24T10:00:00Z')

describe('what is kept', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'grappe-keep-'))
  const at = (name: string) => join(scratch, name)
  const first = at('first.grappe')
  let store: Store
  beforeAll(async () => {
    store = await openStore({ folder: at('a'), migrations })
    await importPath(store, demoFolder, 'one')
    await importPath(store, demoFolder, 'two')
    store.documents.put(Buffer.from('an invoice'))
    signerOf(at('a'))
    await writeArchive(store, first, '0.1.0', now)
  })
  afterAll(async () => {
    await store.close()
    rmSync(scratch, { recursive: true, force: true })
  })

  const archived = async (from: Store, name: string) => {
    const { tables, files } = await writeArchive(from, at(name), '0.1.0', now)
    return { tables, files: files.filter((file) => !file.name.startsWith('tables/')) }
  }
  const opened = async <T>(config: Parameters<typeof openStore>[0], work: (store: Store) => Promise<T>): Promise<T> => {
    const other = await openStore(config)
    try {
      return await work(other)
    } finally {
      await other.close()
    }
  }

  test('comes back into an empty place, the same to the last digest, with its keys, walls and files', async () => {
    const archive = openArchive(first)!
    const result = await restore({ folder: at('b'), migrations }, archive, () => {})
    archive.close()
    expect(result).toMatchObject({ ok: true })
    expect(readdirSync(at('b')).sort()).toEqual(['documents', 'keys', 'store'])
    expect(statSync(join(at('b'), 'keys/journal.pem')).mode & 0o777).toBe(0o600)
    const shape = (from: Store) =>
      from.owned(
        (sql) => sql`select (select count(*) from pg_constraint where contype = 'f')::int as keys,
        (select count(*) from pg_class where relforcerowsecurity)::int as walls, to_regclass('filling') as filling`,
      )
    await opened({ folder: at('b'), migrations }, async (other) => {
      expect(await archived(other, 'second.grappe')).toEqual(await archived(store, 'third.grappe'))
      expect(await shape(other)).toEqual(await shape(store))
    })
  })

  test('is never put over what is there', async () => {
    const archive = openArchive(first)!
    expect(await restore({ folder: at('b'), migrations }, archive, () => {})).toMatchObject({
      ok: false,
      why: 'occupied',
    })
    archive.close()
  })

  test('by a newer version is refused; by an older one is brought forward', async () => {
    const archive = openArchive(first)!
    const { manifest } = archive
    const newer = { ...manifest, migrations: [...manifest.migrations, { name: '999-later.sql', sha256: '0' }] }
    expect(await restore({ folder: at('n'), migrations }, { ...archive, manifest: newer }, () => {})).toEqual({
      ok: false,
      why: 'newer',
      table: '999-later.sql',
    })
    expect(existsSync(at('n'))).toBe(false)
    const more = at('migrations')
    cpSync(migrations, more, { recursive: true })
    writeFileSync(join(more, '998-later.sql'), 'alter table login add column nickname text;')
    expect(await restore({ folder: at('o'), migrations: more }, archive, () => {})).toMatchObject({ ok: true })
    await opened({ folder: at('o'), migrations: more }, async (other) =>
      expect(await other.open((sql) => sql`select nickname from login`)).toEqual([]),
    )
    archive.close()
  })

  test('a damaged archive is known before anything is written', () => {
    expect(rot({ path: first, places: 40, seed: 1 })).toMatchObject({ ok: true, faults: [] })
  })

  test.runIf(process.env.TEST_DATABASE_URL)(
    'moves to a server and back, also when it was cut on the way, and every table is the same',
    async () => {
      const name = `grappe_move_${randomBytes(4).toString('hex')}`
      const admin = postgres(process.env.TEST_DATABASE_URL!, { max: 1, onnotice: () => {} })
      // Not a superuser: the walls hold for the owner too.
      await admin.unsafe(`create role ${name} login createrole`)
      await admin.unsafe(`create database ${name} owner ${name}`)
      const url = new URL(process.env.TEST_DATABASE_URL!)
      Object.assign(url, { pathname: `/${name}`, username: name })
      const server = { folder: at('b'), databaseUrl: url.href, migrations }
      try {
        await opened({ folder: at('b'), migrations }, async (from) => {
          let tables = 0
          const cut = move(from, server, () => {
            if (++tables === 20) throw new Error('cut')
          })
          await expect(cut).rejects.toThrow('cut')
          await expect(openStore(server)).rejects.toThrow('not filled to the end')
          tables = 0
          expect(await move(from, server, () => tables++)).toMatchObject({ ok: true })
          expect(tables).toBeGreaterThan(20)
          expect(existsSync(join(at('b'), 'store.moved-1'))).toBe(true)
        })
        await opened(server, async (there) => {
          expect((await archived(there, 'fourth.grappe')).tables).toEqual(
            (await archived(store, 'fifth.grappe')).tables,
          )
          expect(await move(there, { folder: at('b'), migrations }, () => {})).toMatchObject({ ok: true })
          expect(await move(there, server, () => {})).toMatchObject({ ok: false, why: 'not-empty' })
        })
        await opened({ folder: at('b'), migrations }, async (back) =>
          expect((await archived(back, 'sixth.grappe')).tables).toEqual(
            (await archived(store, 'seventh.grappe')).tables,
          ),
        )
      } finally {
        await admin.unsafe(`drop database ${name} with (force)`)
        await admin.unsafe(`drop owned by ${name}`)
        await admin.unsafe(`drop role ${name}`)
        await admin.end()
      }
    },
    60_000,
  )

  test('opens with tar, where this program is not at hand', () => {
    expect(readFileSync(first).toString('latin1', 257, 262)).toBe('ustar')
  })
})
