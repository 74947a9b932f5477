import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { proofOf, signHead } from '../src/app/proof.ts'
import { brokenSecrets, sealSecrets } from '../src/app/secrets.ts'
import { makeServer } from '../src/app/server.ts'
import { openArchive, writeArchive } from '../src/platform/keep/archive.ts'
import { restore } from '../src/platform/keep/place.ts'
import { openSeals } from '../src/platform/sealing.ts'
import { hashPassword } from '../src/platform/sign-in/passwords.ts'
import { newTotpSecret, totpSecret } from '../src/platform/sign-in/totp.ts'
import { publicKeysOf, signerOf } from '../src/platform/signing.ts'
import { openStore, type Store } from '../src/platform/store/store.ts'
import { doing } from './support/deeds.ts'
import { demoFolder, importPath, inside, migrations, onEveryStore, root } from './support/stores.ts'
import { typed } from './support/terminal.ts'

const scratch = mkdtempSync(join(tmpdir(), 'grappe-secrets-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test('a secret opens for its own record and under its own key alone', () => {
  const seals = openSeals(join(scratch, 'a'))
  const kept = seals.seal('a word', 'webhook 1')
  expect(kept).toMatch(/^sealed:1:[0-9a-f]{8}:[\w-]+$/)
  expect(kept).not.toBe(seals.seal('a word', 'webhook 1'))
  expect(statSync(join(scratch, 'a/keys/secrets.key')).mode & 0o777).toBe(0o600)
  expect(seals.open(kept, 'webhook 1')).toBe('a word')
  expect(seals.open('before there were seals', 'webhook 1')).toBe('before there were seals')
  expect(() => seals.open(kept, 'webhook 2')).toThrow('of another record')
  expect(() => seals.open(`${kept.slice(0, -6)}AAAAAA`, 'webhook 1')).toThrow('was changed')
  expect(() => seals.open(kept.slice(0, 24), 'webhook 1')).toThrow('was changed')
  expect(() => openSeals(join(scratch, 'b')).open(kept, 'webhook 1')).toThrow('not in keys/secrets.key')
  expect(existsSync(join(scratch, 'b/keys'))).toBe(false)
})

test('a new key in the first line seals from then on, and the old one still opens', () => {
  const seals = openSeals(join(scratch, 'c'))
  const path = join(scratch, 'c/keys/secrets.key')
  const old = seals.seal('a word', 'x')
  writeFileSync(path, `${randomBytes(32).toString('base64')}\n${readFileSync(path, 'utf8')}`)
  const renewed = seals.renewed(old, 'x')!
  expect(renewed).not.toBe(old)
  expect(seals.renewed(renewed, 'x')).toBe(null)
  writeFileSync(path, readFileSync(path, 'utf8').split('\n')[0]!)
  expect(seals.open(renewed, 'x')).toBe('a word')
  expect(() => seals.open(old, 'x')).toThrow('not in keys/secrets.key')
  writeFileSync(path, 'no key\n')
  expect(() => seals.seal('x', 'x')).toThrow('32 bytes')
})

/** Gives somebody a password and a code, the code's secret kept as an older version kept it. */
async function withCode(store: Store, slug: string, secret: string, password: string): Promise<string> {
  const invited = await doing(store, slug, 'people.invite', {
    email: 'hind@example.ma',
    name: 'Hind',
    role: 'secretary',
  })
  if (!invited.ok) throw new Error(invited.why)
  const login = String(invited.done.login)
  const hash = await hashPassword(password)
  await store.open((sql) => sql`update login set password = ${hash}, totp = ${secret} where id = ${login}`)
  return login
}

onEveryStore('secrets in the tables', (store) => {
  const slug = 'sealed'
  const secret = newTotpSecret()
  const password = 'cinq tables vertes ensemble'
  let login = ''
  let clock = new Date('2020-01-15T09:00:00Z')
  const post = async (form: Record<string, string>) => {
    const app = makeServer({ store: store(), root, origin: undefined, log: { error: () => {} }, now: () => clock })
    const answer = await app.request(`http://localhost/${slug}/connexion`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    })
    return { status: answer.status, text: await answer.text() }
  }
  const comesIn = async () => {
    const asked = await post({ step: 'password', email: 'hind@example.ma', password })
    const ticket = /name="ticket" value="([\w-]+)"/.exec(asked.text)![1]!
    clock = new Date(clock.getTime() + 60_000)
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.getTime() })
    return (await post({ step: 'code', ticket, code })).status
  }
  const kept = async () => (await store().open((sql) => sql`select totp from login where id = ${login}`))[0]!.totp

  beforeAll(async () => {
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
    login = await withCode(store(), slug, secret, password)
  })

  test('a code kept in clear by an older version works, is sealed in the upkeep, and works on', async () => {
    expect(await comesIn()).toBe(303)
    expect(await brokenSecrets(store())).toEqual({ broken: [], clear: 1, count: 1 })
    expect(await sealSecrets(store())).toBe(1)
    expect(await kept()).toMatch(/^sealed:1:/)
    expect(await sealSecrets(store())).toBe(0)
    expect(await comesIn()).toBe(303)
    expect(store().seals.open(await kept(), totpSecret(login))).toBe(secret)
  })

  test('the secret of a call is kept sealed from the first', async () => {
    const asks = { address: 'https://hooks.example.ma/x', deeds: [{ deed: '*' }] }
    const added = await doing(store(), slug, 'webhooks.add', asks)
    if (!added.ok) throw new Error(added.why)
    const [row] = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`select secret from webhook where cluster_id = ${cluster}`,
    )
    expect(row!.secret).toMatch(/^sealed:1:/)
    expect(row!.secret).not.toContain(added.secret)
    expect(await brokenSecrets(store())).toEqual({ broken: [], clear: 0, count: 2 })
  })
})

test('the journal’s key is renewed: the new one signs, and of the old one its public half is enough', async () => {
  const folder = join(scratch, 'g')
  const path = join(folder, 'keys/journal.pem')
  const store = await openStore({ folder: null, migrations })
  expect((await importPath(store, demoFolder, 'signed')).ok).toBe(true)
  const sign = () => inside(store, 'signed', (scope) => signHead(scope, signerOf(folder), new Date()))
  const flaws = () => inside(store, 'signed', async (scope) => (await proofOf(scope, publicKeysOf(folder), [])).flaws)
  expect(publicKeysOf(folder)).toBe(null)
  const first = await sign()
  const old = createPublicKey(readFileSync(path, 'utf8')).export({ type: 'spki', format: 'pem' })
  const fresh = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  writeFileSync(path, `${fresh}${old}`)
  await doing(store, 'signed', 'organisations.add', { name: 'Signée', nature: 'Entreprise' })
  expect((await sign())!.publicKey).not.toBe(first!.publicKey)
  expect(await flaws()).toEqual([])
  writeFileSync(path, fresh)
  expect(await flaws()).toMatchObject([{ kind: 'forged', seq: first!.seq }])
  await store.close()
})

describe('the key of secrets', () => {
  const at = (name: string) => join(scratch, name)
  let store: Store
  beforeAll(async () => {
    store = await openStore({ folder: at('d'), migrations })
    expect((await importPath(store, demoFolder, 'kept')).ok).toBe(true)
    await withCode(store, 'kept', newTotpSecret(), 'cinq tables vertes ensemble')
    await sealSecrets(store)
  })
  afterAll(() => store.close())

  test('goes with a backup and comes back with it', async () => {
    const { files } = await writeArchive(store, at('e.grappe'), '0.1.0', new Date('2019-12-24T10:00:00Z'))
    expect(files.map(({ name }) => name)).toContain('keys/secrets.key')
    const archive = openArchive(at('e.grappe'))!
    expect(await restore({ folder: at('f'), migrations }, archive, () => {})).toMatchObject({ ok: true })
    archive.close()
    const other = await openStore({ folder: at('f'), migrations })
    expect(await brokenSecrets(other)).toEqual({ broken: [], clear: 0, count: 1 })
    await other.close()
  })

  test('is missed by the doctor when it is lost, or open to others', async () => {
    const path = at('d/keys/secrets.key')
    const doctor = async () => {
      const before = process.env.GRAPPE_DATA
      process.env.GRAPPE_DATA = at('d')
      const { said } = await typed(store, ['doctor'], new Date())
      if (before === undefined) delete process.env.GRAPPE_DATA
      else process.env.GRAPPE_DATA = before
      return said
    }
    expect(await doctor()).toContain('1 secrets, tous scellés')
    chmodSync(path, 0o644)
    expect(await doctor()).toContain('une clé est lisible par d’autres')
    renameSync(path, at('lost.key'))
    expect(await doctor()).toContain('le secret de hind@example.ma ne s’ouvre pas')
    renameSync(at('lost.key'), path)
  })
})
