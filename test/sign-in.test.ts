import { dictionary as passwords } from '@zxcvbn-ts/language-common'
import { Secret, TOTP } from 'otpauth'
import { beforeAll, expect, test } from 'vitest'
import { deedsByName, sheets } from '../src/app/modules.ts'
import { makeServer } from '../src/app/server.ts'
import { columnsFor, listRegister } from '../src/modules/dossier/index.ts'
import { hashPassword, isPassword, leastPassword, weaknessOf } from '../src/platform/sign-in/passwords.ts'
import { stepOf } from '../src/platform/sign-in/totp.ts'
import type { Sql } from '../src/platform/store/store.ts'
import { doing } from './support/deeds.ts'
import { demoFolder, importPath, inside, onEveryStore, root } from './support/stores.ts'

test('a password is long, not one of those tried first, and kept only as its hash', async () => {
  const own = ['samira.alaoui', 'Samira Alaoui']
  expect(await weaknessOf('court', own)).toBe('password-short')
  expect(await weaknessOf('x'.repeat(201), own)).toBe('password-long')
  for (const poor of [
    'motdepasse2024',
    'aaaaaaaaaaaa',
    '123456789012',
    'samira alaoui 1',
    'azerty azerty',
    'clustersolaire2019',
    'Casablanca2026!',
    'administrateur',
    'p@ssw0rdp@ssw0rd',
    'x'.repeat(200),
  ])
    expect(await weaknessOf(poor, own), poor).toBe('password-common')
  for (const good of [
    'cinq tables vertes ensemble',
    'tafraout ouarzazate kenitra',
    'xK9!mQ2pLw7z',
    'أربع موائد خضراء معا',
  ])
    expect(await weaknessOf(good, own), good).toBe(null)
  const hash = await hashPassword('cinq tables vertes ensemble')
  expect(hash).toMatch(/^scrypt\$17\$/)
  expect(await isPassword('cinq tables vertes ensemble', hash)).toBe(true)
  expect(await isPassword('cinq tables vertes ensembl', hash)).toBe(false)
  expect(await isPassword('', null)).toBe(false)
})

test('none of the most used passwords will do, long by itself or made so', async () => {
  const used = passwords['passwords-common'] as string[]
  const long = used.filter((word) => word.length >= leastPassword)
  expect(long.length).toBeGreaterThan(300)
  // Of the first 3,000 each tenth, twice or as often as it takes.
  const made = Array.from({ length: 300 }, (_, place) => used[place * 10]!).map((word) =>
    word.repeat(Math.ceil(leastPassword / word.length)),
  )
  const found = await Promise.all([...long, ...made].map((password) => weaknessOf(password, [])))
  expect(found.filter((weakness) => weakness !== 'password-common')).toEqual([])
})

test('a code is good once, and for its half minute and the one beside', () => {
  const secret = new Secret({ size: 20 }).base32
  const now = new Date('2020-01-01T00:00:15Z')
  const code = (at: Date) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })
  const step = stepOf(secret, code(now), null, now)!
  expect(step).toBe(Math.floor(now.getTime() / 30_000))
  expect(stepOf(secret, code(now), step, now)).toBe(null)
  expect(stepOf(secret, code(new Date(now.getTime() - 30_000)), null, now)).toBe(step - 1)
  expect(stepOf(secret, code(new Date(now.getTime() - 90_000)), null, now)).toBe(null)
  expect(stepOf(secret, 'abcdef', null, now)).toBe(null)
})

onEveryStore('coming in', (store) => {
  const slug = 'door'
  let clock = new Date('2020-01-15T09:00:00Z')
  const app = () =>
    makeServer({ store: store(), root, origin: undefined, log: { error: () => {} } as never, now: () => clock })
  // Each journey comes from an address of its own, or the limits of one would stop another.
  const browser = (address: string) => {
    let cookie = ''
    const server = makeServer({
      store: store(),
      root,
      origin: 'http://localhost',
      log: { error: () => {} } as never,
      now: () => clock,
    })
    const ask = async (path: string, form?: Record<string, string>) => {
      const answer = await server.request(`http://localhost/${slug}${path}`, {
        method: form ? 'POST' : 'GET',
        headers: {
          'sec-fetch-site': 'same-origin',
          'x-forwarded-for': address,
          'user-agent': `Essai ${address}`,
          ...(cookie ? { cookie: `grappe=${cookie}` } : {}),
          ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        },
        ...(form ? { body: new URLSearchParams(form).toString() } : {}),
      })
      const set = answer.headers.get('set-cookie')
      if (set) cookie = /grappe=([^;]*)/.exec(set)![1]!
      const retry = Number(answer.headers.get('retry-after') ?? 0)
      return { status: answer.status, to: answer.headers.get('location'), text: await answer.text(), set, retry }
    }
    return { ask, cookie: () => cookie }
  }
  // The tries of each engine's run are its own.
  const run = Math.random().toString(36).slice(2, 8)
  const email = `samira.${run}@example.ma`
  const stranger = `personne.${run}@example.ma`
  const password = 'cinq tables vertes ensemble'

  beforeAll(async () => {
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
    const invited = await doing(
      store(),
      slug,
      'people.invite',
      { email, name: 'Samira', role: 'secretary' },
      { on: '2020-01-10' },
    )
    expect(invited).toMatchObject({ ok: true })
  })

  const linkSent = () =>
    inside(
      store(),
      slug,
      async ({ sql, cluster }) =>
        (
          await sql`select body from outbox where cluster_id = ${cluster} and kind = 'mail' order by created_at desc, id desc limit 1`
        )[0]!.body.values.key as string,
    )

  test('by the link of an invitation: once, by its button, and then a password is chosen', async () => {
    const key = await linkSent()
    const { ask } = browser('10.0.0.1')
    const door = (await ask('/connexion')).text
    const ids = [...door.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
    expect(new Set(ids).size).toBe(ids.length)
    const seen = await ask(`/connexion/lien/${key}`)
    expect(seen.status).toBe(200)
    const entered = await ask(`/connexion/lien/${key}`, {})
    expect(entered).toMatchObject({ status: 303, to: `/${slug}/compte` })
    expect(entered.set).toMatch(/HttpOnly; SameSite=Lax/)
    expect((await browser('10.0.0.2').ask(`/connexion/lien/${key}`, {})).status).toBe(422)
    const short = await ask('/compte', { do: 'password', new: 'court' })
    expect(short.status).toBe(422)
    expect(short.text).toContain('trop court')
    expect(await ask('/compte', { do: 'password', new: password })).toMatchObject({ status: 303 })
    const page = await ask('/compte')
    expect(page.text).toContain('Essai 10.0.0.1')
  })

  test('by password, five tries in a quarter of an hour, and the same answer for whoever is not known', async () => {
    const { ask } = browser('10.0.0.3')
    const known = await ask('/connexion', { step: 'password', email, password: 'faux faux faux' })
    const unknown = await ask('/connexion', {
      step: 'password',
      email: stranger,
      password: 'faux faux faux',
    })
    expect([known.status, unknown.status]).toEqual([422, 422])
    expect(known.text.replaceAll(email, '')).toBe(unknown.text.replaceAll(stranger, ''))
    for (let tries = 0; tries < 4; tries++)
      await ask('/connexion', { step: 'password', email: stranger, password: 'x' })
    const stopped = await ask('/connexion', { step: 'password', email: stranger, password: 'x' })
    expect(stopped.status).toBe(429)
    expect(stopped.retry).toBeGreaterThan(0)
    expect(stopped.retry).toBeLessThanOrEqual(900)
    expect(
      await ask('/connexion', { step: 'password', email, password, next: `/${slug}/bureau/journal` }),
    ).toMatchObject({ status: 303, to: `/${slug}/bureau/journal` })
    const away = await browser('10.0.0.4').ask('/connexion', {
      step: 'password',
      email,
      password,
      next: 'https://evil.example/',
    })
    expect(away.to).toBe(`/${slug}/bureau`)
  })

  test('by a link asked for, which says nothing of who is known', async () => {
    const { ask } = browser('10.0.0.5')
    const before = await linkSent()
    const unknown = await ask('/connexion', { step: 'link', email: `inconnu.${run}@example.ma` })
    expect(await linkSent()).toBe(before)
    const known = await ask('/connexion', { step: 'link', email })
    expect(known.text).toBe(unknown.text)
    const key = await linkSent()
    expect(key).not.toBe(before)
    clock = new Date(clock.getTime() + 21 * 60_000)
    expect((await ask(`/connexion/lien/${key}`, {})).status).toBe(422)
  })

  test('with a code, once it is asked for, after password or link', async () => {
    const { ask } = browser('10.0.0.6')
    await ask('/connexion', { step: 'password', email, password })
    const secret = /name="secret" value="([A-Z2-7]{32})"/.exec((await ask('/compte')).text)![1]!
    const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.getTime() })
    expect((await ask('/compte', { do: 'totp-on', secret, code: '000000' })).status).toBe(422)
    expect((await ask('/compte', { do: 'totp-on', secret, code: code() })).status).toBe(303)
    const other = browser('10.0.0.7')
    const asked = await other.ask('/connexion', { step: 'password', email, password })
    expect(asked.status).toBe(200)
    const ticket = /name="ticket" value="([\w-]+)"/.exec(asked.text)![1]!
    // The code that switched it on has served.
    const again = await other.ask('/connexion', { step: 'code', ticket, code: code() })
    expect(again.status).toBe(422)
    clock = new Date(clock.getTime() + 60_000)
    const next = /name="ticket" value="([\w-]+)"/.exec(again.text)![1]!
    expect(await other.ask('/connexion', { step: 'code', ticket: next, code: code() })).toMatchObject({ status: 303 })
    expect((await other.ask('/bureau')).status).toBe(200)
    clock = new Date(clock.getTime() + 60_000)
    expect((await ask('/compte', { do: 'totp-off', code: code() })).status).toBe(303)
  })

  test('sessions are listed and ended; a new password ends the others; they end by themselves', async () => {
    const [a, b] = [browser('10.0.0.8'), browser('10.0.0.9')]
    for (const one of [a, b]) await one.ask('/connexion', { step: 'password', email, password })
    const page = (await a.ask('/compte')).text
    expect(page).toContain('Essai 10.0.0.9')
    const row = page.split('<tr').find((part) => part.includes('Essai 10.0.0.9'))!
    const session = /name="session" value="(\w+)"/.exec(row)![1]!
    await a.ask('/compte', { do: 'end', session })
    expect((await b.ask('/bureau')).to).toContain('/connexion')
    await b.ask('/connexion', { step: 'password', email, password })
    expect((await a.ask('/compte', { do: 'password', old: password, new: `${password} dehors` })).status).toBe(303)
    expect((await b.ask('/bureau')).to).toContain('/connexion')
    expect((await a.ask('/bureau')).status).toBe(200)
    clock = new Date(clock.getTime() + 4 * 86_400_000)
    expect((await a.ask('/bureau')).to).toContain('/connexion')
    expect(
      (await app().request(`http://localhost/${slug}/bureau`, { headers: { cookie: `grappe=${'z'.repeat(43)}` } }))
        .status,
    ).toBe(303)
  })

  test('the last secretary cannot be sent away', async () => {
    const [role] = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`select id from held_role where cluster_id = ${cluster} and role = 'secretary'`,
    )
    const end = () => doing(store(), slug, 'people.end-role', { role: role!.id, reason: 'essai' }, { on: '2020-02-01' })
    expect(await end()).toMatchObject({ why: 'last-secretary' })
    await doing(
      store(),
      slug,
      'people.invite',
      { email: 'autre@example.ma', name: 'Autre', role: 'secretary' },
      { on: '2020-01-20' },
    )
    expect(await end()).toMatchObject({ ok: true })
    expect(deedsByName.has('people.invite')).toBe(true)
  })

  test('a list asks the same number of questions for one row as for thirty', async () => {
    const counted = async (sheetName: string, most: number) =>
      inside(store(), slug, async (scope) => {
        let count = 0
        const sql = new Proxy(scope.sql, {
          apply: (target, _, args) => {
            const query = Reflect.apply(target as never, undefined, args) as { then?: (...given: unknown[]) => unknown }
            if (Array.isArray(args[0]) && 'raw' in args[0] && query.then) {
              const then = query.then.bind(query)
              Reflect.set(query, 'then', (...given: unknown[]) => {
                count += 1
                return then(...given)
              })
            }
            return query
          },
        }) as Sql
        const sheet = sheets.find(({ name }) => name === sheetName)!
        const { rows } = await listRegister({ ...scope, sql }, sheet, sheets, {
          only: {},
          sort: '',
          down: false,
          from: 0,
          most,
          reach: 'all',
          persons: true,
        })
        return { count, rows: rows.length, columns: columnsFor(sheet, true).length }
      })
    for (const name of ['organisations', 'conventions', 'adhesions', 'ecritures', 'candidatures']) {
      const [one, thirty] = [await counted(name, 1), await counted(name, 30)]
      expect(one.rows, name).toBe(1)
      expect(thirty.rows, name).toBeGreaterThan(20)
      expect(one.count, name).toBeGreaterThan(0)
      expect(thirty.count, name).toBe(one.count)
    }
  })
})
