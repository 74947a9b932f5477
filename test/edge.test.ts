import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { beforeAll, expect, test } from 'vitest'
import { type Config, readConfig } from '../src/app/config.ts'
import type { Heard } from '../src/app/house.ts'
import { makeServer } from '../src/app/server.ts'
import { openMailer } from '../src/platform/mail.ts'
import { hashPassword } from '../src/platform/sign-in/passwords.ts'
import { beginSession, newSignInKey } from '../src/platform/sign-in/sessions.ts'
import { doing } from './support/deeds.ts'
import { neighbour } from './support/neighbour.ts'
import { demoFolder, importPath, inside, onOneStore, root } from './support/stores.ts'
import { typed } from './support/terminal.ts'

test.runIf(neighbour)(
  'to another machine a mail goes encrypted or not at all, unless the address says so',
  async () => {
    const mail = { to: 'a@example.ma', subject: 's', text: 't', html: '<p>t</p>' }
    const taken: string[] = []
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, { envelope }, done) => {
        stream.resume()
        stream.on('end', () => {
          taken.push(JSON.stringify(envelope.rcptTo))
          done()
        })
      },
    })
    await new Promise<void>((resolve) => smtp.listen(0, '0.0.0.0', resolve))
    const { port } = smtp.server.address() as AddressInfo
    const sending = (address: string) => {
      const mailer = openMailer(`smtp://${address}`, 'office@example.ma')
      return mailer.send(mail, 'x').finally(() => mailer.close())
    }
    await expect(sending(`${neighbour}:${port}`)).rejects.toThrow(/STARTTLS|TLS/)
    expect(taken).toEqual([])
    await sending(`${neighbour}:${port}?requireTLS=false`)
    await sending(`127.0.0.1:${port}`)
    expect(taken).toHaveLength(2)
    await new Promise<void>((resolve) => smtp.close(() => resolve()))
  },
)

onOneStore((store) => {
  const slug = 'edge'
  const email = 'nadia@example.ma'
  const password = 'cinq tables vertes ensemble'
  let login = ''
  let clock = new Date('2020-01-15T09:00:00Z')
  const heard: Heard[] = []
  const errors: unknown[] = []
  const serverAt = (origin: string | undefined) =>
    makeServer({
      store: store(),
      root,
      origin,
      log: { error: (told: unknown) => void errors.push(told) } as never,
      now: () => clock,
      hear: (one) => void heard.push(one),
    })
  const secure = 'https://cluster.example'
  const ask = (
    path: string,
    { form, origin = secure, ...headers }: { form?: Record<string, string>; origin?: string; cookie?: string } = {},
  ) =>
    serverAt(origin).request(`${origin}/${slug}${path}`, {
      method: form ? 'POST' : 'GET',
      headers: {
        ...headers,
        ...(form ? { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(form ? { body: new URLSearchParams(form).toString() } : {}),
    })
  const comeIn = async (origin = secure) => {
    const answer = await ask('/connexion', { form: { step: 'password', email, password }, origin })
    return answer.headers.get('set-cookie')!
  }

  beforeAll(async () => {
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
    const invited = await doing(store(), slug, 'people.invite', { email, name: 'Nadia', role: 'secretary' })
    if (!invited.ok) throw new Error(invited.why)
    login = String(invited.done.login)
    const hash = await hashPassword(password)
    await store().open((sql) => sql`update login set password = ${hash} where id = ${login}`)
  })

  test('over https every answer says to stay there, and the cookie belongs to this host alone', async () => {
    for (const path of ['/', '/nothing', '/connexion', '/feed.atom', '/membres.csv']) {
      const { headers } = await ask(path)
      expect(headers.get('strict-transport-security'), path).toBe('max-age=63072000; includeSubDomains')
      expect(headers.get('content-security-policy'), path).toMatch(
        /object-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/,
      )
      expect(headers.get('referrer-policy'), path).toBe('same-origin')
      expect(headers.get('access-control-allow-origin'), path).toBe(null)
    }
    const cookie = await comeIn()
    expect(cookie).toMatch(/^__Host-grappe=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000; Secure$/)
    const secret = cookie.split(';')[0]!.split('=')[1]!
    expect((await ask('/bureau', { cookie: `__Host-grappe=${secret}` })).status).toBe(200)
    // A name without the prefix could have been set by a neighbouring host.
    expect((await ask('/bureau', { cookie: `grappe=${secret}` })).status).toBe(303)
    expect(await comeIn('http://localhost')).toMatch(
      /^grappe=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
    )
    expect((await ask('/', { origin: 'http://localhost' })).headers.get('strict-transport-security')).toBe(null)
  })

  test('every answer with a body says what it is, in which letters, and is taken for nothing else', async () => {
    const [cookie] = (await comeIn()).split(';')
    for (const path of [
      '/',
      '/membres.csv',
      '/membres.xlsx',
      '/membres.json',
      '/bilan/2019.pdf',
      '/bilan/2019.md',
      '/feed.atom',
      '/sitemap.xml',
      '/agenda.ics',
      '/iati.xml',
      '/bureau',
      '/nothing',
    ]) {
      const { headers } = await ask(path, { cookie: cookie! })
      const type = headers.get('content-type')!
      if (/^text\/|xml\b(?!formats)/.test(type)) expect(type, path).toMatch(/; ?charset=utf-8$/i)
      else expect(type, path).toMatch(/^application\/(json|pdf|vnd\.openxmlformats)/)
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    }
    expect((await serverAt(secure).request(`${secure}/assets/mark.svg`)).headers.get('content-type')).toContain('utf-8')
  }, 60_000)

  test('what is read with a session is kept by no cache, and forgotten at the way out', async () => {
    const [cookie] = (await comeIn()).split(';')
    for (const path of [
      `/${slug}/`,
      `/${slug}/bureau`,
      `/${slug}/membres.csv`,
      `/api/v1/${slug}/registers/organisations`,
    ]) {
      const answer = await serverAt(secure).request(secure + path, { headers: { cookie: cookie! } })
      expect(answer.headers.get('cache-control'), path).toBe('private, no-store')
    }
    const out = await ask('/deconnexion', { form: {}, cookie: cookie! })
    expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"')
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await ask('/bureau', { cookie: cookie! })).status).toBe(303)
  })

  test('a method that is not for here, a type that is not for forms, and a body that is too long are refused', async () => {
    const app = serverAt(secure)
    const send = (method: string, path: string, type: string, body?: string) =>
      app.request(secure + path, {
        method,
        headers: { 'sec-fetch-site': 'same-origin', 'content-type': type },
        ...(body === undefined ? {} : { body }),
      })
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect((await send(method, `/${slug}/connexion`, 'text/plain')).status, method).toBe(404)
    const unlike = await send('POST', `/${slug}/connexion`, 'text/plain', 'x')
    expect(unlike.status).toBe(415)
    expect(await unlike.text()).toContain('Cela n’est pas un formulaire')
    expect((await send('POST', `/api/v1/${slug}/deeds/organisations.add`, 'text/plain', '{}')).status).toBe(415)
    for (const [lang, title] of [
      ['', 'C’est trop grand'],
      ['/ar', 'الحجم أكبر من المسموح'],
      ['/en', 'This is too large'],
    ]) {
      const path = `/${slug}${lang}/connexion`
      const large = await send('POST', path, 'application/x-www-form-urlencoded', 'x'.repeat(300_000))
      expect(large.status).toBe(413)
      expect(large.headers.get('connection')).toBe('close')
      expect(await large.text()).toContain(title)
    }
    expect(
      (await send('POST', `/api/v1/${slug}/deeds/organisations.add`, 'application/json', 'x'.repeat(5_000_000))).status,
    ).toBe(413)
  })

  test('an address that asks too often waits until the next minute, and no other does', async () => {
    heard.length = 0
    const app = makeServer({
      store: store(),
      root,
      origin: secure,
      log: { error: () => {} },
      now: () => clock,
      hear: (one) => void heard.push(one),
      perMinute: 45,
    })
    const from = (address: string, path: string) =>
      app.request(secure + path, { headers: { 'x-forwarded-for': address } })
    for (const path of [`/${slug}/membres.xlsx`, `/${slug}/bilan/2019.xlsx`, `/${slug}/`, '/', '/', '/', '/'])
      expect((await from('10.2.0.1', path)).status, path).toBe(200)
    const late = await from('10.2.0.1', '/')
    expect(late.status).toBe(429)
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await late.text()).toContain('Trop de demandes')
    const call = await from('10.2.0.1', `/api/v1/${slug}/figures`)
    expect(await call.json()).toMatchObject({ status: 429, code: 'too-often' })
    expect((await from('10.2.0.1', '/health')).status).toBe(200)
    expect((await from('10.2.0.2', '/')).status).toBe(200)
    for (let place = 0; place < 46; place++) await from(`2001:db8:1:1::${place}`, '/')
    expect((await from('2001:db8:1:1::ffff', '/')).status).toBe(429)
    expect((await from('127.0.0.1', '/')).status).toBe(200)
    clock = new Date(clock.getTime() + 60_000)
    expect((await from('10.2.0.1', '/')).status).toBe(200)
    expect(heard.map(({ event, address }) => `${event} ${address}`)).toEqual([
      'too-often 10.2.0.1',
      'too-often 2001:db8:1:1::45',
    ])
  }, 30_000)

  test('only what was built for browsers is served: no folder, no file of the program', async () => {
    const app = serverAt(secure)
    for (const path of [
      '/assets/',
      '/assets/..%2f..%2fpackage.json',
      '/assets/%2e%2e/package.json',
      '/assets/assets.json',
      '/.git/config',
      '/package.json',
      '/src/app/server.ts',
      '/data/keys/secrets.key',
    ])
      expect((await app.request(secure + path)).status, path).toBe(404)
  })

  test('coming in again is another session, and the one before is over', async () => {
    const [first] = (await comeIn()).split(';')
    const again = await ask('/connexion', { form: { step: 'password', email, password }, cookie: first! })
    expect(again.headers.get('set-cookie')).not.toContain(first)
    expect((await ask('/bureau', { cookie: first! })).status).toBe(303)
  })

  test('a session ends a month after it began, however much it is used, and every page has the way out', async () => {
    const before = clock
    const [cookie] = (await comeIn()).split(';')
    for (let day = 1; day <= 31; day++) {
      const answer = await ask('/bureau', { cookie: cookie! })
      expect(answer.status, `day ${day}`).toBe(day <= 30 ? 200 : 303)
      if (day <= 30) expect(await answer.text()).toContain(`action="/${slug}/deconnexion"`)
      clock = new Date(before.getTime() + day * 86_400_000)
    }
    clock = before
  })

  test('tries at somebody from one address do not shut them out at another', async () => {
    const from = (address: string, given: string) =>
      serverAt(secure).request(`${secure}/${slug}/connexion`, {
        method: 'POST',
        headers: {
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
          'x-forwarded-for': address,
        },
        body: new URLSearchParams({ step: 'password', email, password: given }).toString(),
      })
    // At once, and no more pass than may.
    const tries = await Promise.all(Array.from({ length: 8 }, () => from('10.1.1.1', 'faux faux faux')))
    expect(tries.map(({ status }) => status).sort()).toEqual([422, 422, 422, 422, 422, 429, 429, 429])
    expect((await from('10.1.1.1', password)).status).toBe(429)
    expect((await from('10.1.1.2', password)).status).toBe(303)
  })

  test('what changes the ways in asks that one came in lately', async () => {
    const [cookie] = (await comeIn()).split(';')
    clock = new Date(clock.getTime() + 16 * 60_000)
    for (const form of [
      { do: 'password', old: password, new: 'six chaises rouges ensemble' },
      { do: 'totp-on', secret: 'A'.repeat(32), code: '123456' },
      { do: 'end-others' },
    ] as Record<string, string>[]) {
      const answer = await ask('/compte', { form, cookie: cookie! })
      expect(answer.status, form.do).toBe(422)
      expect(await answer.text(), form.do).toContain('/connexion?next=')
    }
    expect((await ask('/compte', { form: { do: 'lang', lang: 'fr' }, cookie: cookie! })).status).toBe(303)
  })

  test('who forgot a password comes by a link and chooses another, without the old one', async () => {
    await ask('/connexion', { form: { step: 'link', email } })
    const sent = await inside(
      store(),
      slug,
      ({ sql, cluster }) =>
        sql`select body from outbox where cluster_id = ${cluster} and kind = 'mail' and body->>'template' = 'sign-in' order by created_at desc, id desc limit 1`,
    )
    const link = `/connexion/lien/${sent[0]!.body.values.key}`
    const [cookie] = (await ask(link, { form: {} })).headers.get('set-cookie')!.split(';')
    expect(await (await ask('/compte', { cookie: cookie! })).text()).not.toContain('name="old"')
    // The same link again lets nobody in; and with a code switched on, a link alone does not either.
    expect((await ask(link, { form: {} })).status).toBe(422)
    const other = 'six chaises rouges ensemble'
    expect((await ask('/compte', { form: { do: 'password', new: other }, cookie: cookie! })).status).toBe(303)
    const [by] = (await ask('/connexion', { form: { step: 'password', email, password: other } })).headers
      .get('set-cookie')!
      .split(';')
    expect(await (await ask('/compte', { cookie: by! })).text()).toContain('name="old"')
    expect((await ask('/compte', { form: { do: 'password', new: password }, cookie: by! })).status).toBe(422)
    expect((await ask('/compte', { form: { do: 'password', old: other, new: password }, cookie: by! })).status).toBe(
      303,
    )
  })

  test('a link alone does not let in whoever has a code', async () => {
    await store().open((sql) => sql`update login set totp = 'x' where id = ${login}`)
    const key = await inside(store(), slug, ({ sql }) => newSignInKey(sql, login, 'sign-in', 10, clock))
    const answer = await ask(`/connexion/lien/${key}`, { form: {} })
    expect(answer.headers.get('set-cookie')).toBe(null)
    const ticket = /name="ticket" value="([\w-]+)"/.exec(await answer.text())![1]!
    // A ticket asks a code; it is no link.
    expect((await ask(`/connexion/lien/${ticket}`, { form: {} })).status).toBe(422)
    await store().open((sql) => sql`update login set totp = null where id = ${login}`)
  })

  test('a page beyond all pages is no defect', async () => {
    const [cookie] = (await comeIn()).split(';')
    for (const path of ['/bureau/journal', '/bureau/registres/organisations', '/membres', '/bilan/2019/members.count'])
      expect((await ask(`${path}?page=${'9'.repeat(30)}`, { cookie: cookie! })).status, path).toBeLessThan(500)
    const last = await (await ask(`/bureau/journal?page=${'9'.repeat(30)}`, { cookie: cookie! })).text()
    expect(last).not.toContain('Rien n’a encore été fait')
  })

  test('a code is asked for wherever the house is reached over https, unless it is told otherwise', () => {
    const asks = (env: NodeJS.ProcessEnv) => (readConfig(env) as Config).needsCode
    expect(asks({})).toBe(false)
    expect(asks({ GRAPPE_ORIGIN: 'http://10.0.0.7:4000' })).toBe(false)
    expect(asks({ GRAPPE_ORIGIN: 'https://cluster.example.ma' })).toBe(true)
    expect(asks({ GRAPPE_TLS: '/etc/grappe' })).toBe(true)
    expect(asks({ GRAPPE_ORIGIN: 'https://cluster.example.ma', GRAPPE_CODE: 'no' })).toBe(false)
    expect(asks({ GRAPPE_CODE: 'yes' })).toBe(true)
  })

  test('where a code is asked for, the office opens to whoever uses one', async () => {
    const app = makeServer({
      store: store(),
      root,
      origin: secure,
      log: { error: () => {} },
      now: () => clock,
      needsCode: true,
    })
    const cookie = `__Host-grappe=${await inside(store(), slug, ({ sql }) => beginSession(sql, login, 'x', clock))}`
    const get = (path: string) => app.request(secure + path, { headers: { cookie } })
    expect((await get(`/${slug}/bureau`)).headers.get('location')).toBe(`/${slug}/compte?code`)
    expect(await (await get(`/${slug}/compte?code`)).text()).toContain('Votre rôle demande un code')
    expect((await get(`/api/v1/${slug}/registers/organisations`)).status).toBe(401)
    const wants = await app.request(`${secure}/${slug}/actes/organisations.add`, {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'name=Nouvelle&nature=Entreprise',
    })
    expect(wants.headers.get('location')).toContain('/connexion')
    await store().open((sql) => sql`update login set totp = 'x' where id = ${login}`)
    expect((await get(`/${slug}/bureau`)).status).toBe(200)
    expect((await get(`/api/v1/${slug}/registers/organisations`)).status).toBe(200)
    await store().open((sql) => sql`update login set totp = null where id = ${login}`)
  })

  test('whoever runs the machine ends sessions, of one person or of all, and forgets a lost code', async () => {
    const run = (...argv: string[]) => typed(store(), ['sign-out', ...argv], clock)
    const begun = () => inside(store(), slug, ({ sql }) => beginSession(sql, login, 'x', clock))
    await store().open((sql) => sql`delete from session`)
    const cookie = `__Host-grappe=${await begun()}`
    await store().open((sql) => sql`update login set totp = 'x' where id = ${login}`)
    expect(await run(email)).toMatchObject({ code: 0, said: '1 sessions fermées\n' })
    expect((await ask('/bureau', { cookie })).status).toBe(303)
    expect((await store().open((sql) => sql`select totp from login where id = ${login}`))[0]!.totp).toBe('x')
    await begun()
    expect((await run(email, '--forget-code')).said).toContain('code oublié')
    expect((await store().open((sql) => sql`select totp from login where id = ${login}`))[0]!.totp).toBe(null)
    await begun()
    expect((await run('--all')).said).toBe('1 sessions fermées\n')
    expect((await run('nobody@example.ma')).code).toBe(1)
    expect((await run()).code).toBe(2)
  })

  test('who comes in, who tries to and what is refused is written down, and no secret with it', async () => {
    heard.length = 0
    const [cookie] = (await comeIn()).split(';')
    await ask('/connexion', { form: { step: 'password', email, password: 'faux faux faux' } })
    await ask('/connexion', { form: { step: 'code', ticket: 'z'.repeat(43), code: '123456' } })
    await ask('/bureau/personnes')
    await ask('/bureau/nothing-here', { cookie: cookie! })
    await serverAt(secure).request(`${secure}/api/v1/${slug}/deeds/organisations.add`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"name":"x","nature":"Entreprise"}',
    })
    await serverAt(secure).request(`${secure}/api/v1/${slug}/deeds/organisations.add`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: cookie!, 'sec-fetch-site': 'same-origin' },
      body: '{"name":"Secret de la maison","nature":"Rien de connu"}',
    })
    await serverAt(secure).request(`${secure}/${slug}/connexion`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    await serverAt(secure).request(`${secure}/${slug}/connexion/lien/${'k'.repeat(43)}`, { method: 'POST' })
    await ask('/deconnexion', { form: {}, cookie: cookie! })
    expect(heard).toMatchObject([
      { event: 'sign-in', cluster: slug, outcome: 'in', way: 'password', who: login },
      { event: 'sign-in', outcome: 'wrong-password', who: login },
      { event: 'sign-in', outcome: 'key-over' },
      { event: 'not-allowed', who: 'public', path: `/${slug}/bureau/personnes` },
      { event: 'deed-refused', who: 'public', deed: 'organisations.add', why: 'not-allowed', fields: '' },
      { event: 'refused', status: '401', path: `/api/v1/${slug}/deeds/organisations.add` },
      { event: 'deed-refused', who: login, deed: 'organisations.add', why: 'bad-input', fields: 'nature' },
      { event: 'refused', status: '403', path: `/${slug}/connexion` },
      { event: 'refused', status: '403', path: `/${slug}/connexion/lien/…` },
      { event: 'sign-out', who: login },
    ])
    const all = JSON.stringify(heard)
    for (const secret of [password, 'faux faux', 'Secret de la maison', email, cookie!.split('=')[1]!])
      expect(all).not.toContain(secret)
  })

  test('where a request came from is believed of our own proxy alone', async () => {
    heard.length = 0
    const form = { step: 'password', email: `${randomUUID()}@example.ma`, password: 'x' }
    const from = (origin: string | undefined) =>
      serverAt(origin).request(`http://localhost/${slug}/connexion`, {
        method: 'POST',
        headers: {
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
          'x-forwarded-for': '6.6.6.6, 10.0.0.7',
        },
        body: new URLSearchParams(form).toString(),
      })
    await from(undefined)
    await from('http://localhost')
    expect(heard.map(({ address }) => address)).toEqual(['', '10.0.0.7'])
  })

  test('what breaks is told by a reference, and its reason is written down for us alone', async () => {
    errors.length = 0
    await store().open((sql) => sql`update login set totp = 'sealed:1:00000000:AAAA' where id = ${login}`)
    const asked = await (await ask('/connexion', { form: { step: 'password', email, password } })).text()
    const ticket = /name="ticket" value="([\w-]+)"/.exec(asked)![1]!
    const broken = await ask('/connexion', { form: { step: 'code', ticket, code: '123456' } })
    expect(broken.status).toBe(500)
    const text = await broken.text()
    const [{ reference, reason }] = errors as { reference: string; reason: string }[] as [
      { reference: string; reason: string },
    ]
    expect(reason).toContain('not in keys/secrets.key')
    expect(text).toContain(reference)
    expect(text).not.toMatch(/secrets\.key|\n\s+at /)
    await store().open((sql) => sql`update login set totp = null where id = ${login}`)
  })
})
