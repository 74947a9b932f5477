import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliverDue } from '../src/app/deliver.ts'
import { hasMail, mailTemplates, setMail } from '../src/app/mails.ts'
import { openMailer } from '../src/platform/mail.ts'
import { langs } from '../src/platform/texts.ts'
import { isCallable, isPublicAddress } from '../src/platform/webhooks.ts'
import { doing } from './support/deeds.ts'
import { demoFolder, importPath, inside, onEveryStore } from './support/stores.ts'

test('every mail is there in every language, and what people wrote cannot be HTML or a header', () => {
  for (const template of mailTemplates)
    for (const lang of langs) expect(hasMail(lang, template), `${template} ${lang}`).toBe(true)
  const mail = setMail(
    {
      template: 'receipt',
      lang: 'fr',
      to: 'a@b.ma',
      values: {
        name: '<b>x</b>\r\nBcc: all@b.ma',
        year: '2019',
        amount: '10',
        paid_on: '2019-02-01',
        receipt: 'R\r\nX: y',
      },
    },
    { cluster: 'C', address: 'https://x.ma/c' },
  )!
  expect(mail.html).not.toContain('<b>x')
  expect(mail.subject).not.toMatch(/[\r\n]/)
})

test('a call never goes inside', () => {
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '192.168.1.1',
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '0.0.0.0',
    '100.64.1.1',
  ])
    expect(isPublicAddress(address), address).toBe(false)
  for (const address of ['8.8.8.8', '2606:4700::1111']) expect(isPublicAddress(address), address).toBe(true)
  for (const url of [
    'http://example.ma',
    'https://localhost/x',
    'https://127.0.0.1',
    'https://[::1]/',
    'https://u:p@example.ma',
    'ftp://example.ma',
    'javascript:alert(1)',
    'https://intra.local',
    'x',
  ])
    expect(isCallable(url), url).toBe(false)
  expect(isCallable('https://hooks.example.ma/grappe')).toBe(true)
})

onEveryStore('what goes out', (store) => {
  const slug = 'posted'
  const received: string[] = []
  const called: { body: string; signature: string }[] = []
  let failing = false
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _, done) {
      let text = ''
      stream.on('data', (part: Buffer) => {
        text += part.toString()
      })
      stream.on('end', () => {
        if (failing) return done(new Error('not now'))
        received.push(text)
        done()
      })
    },
  })
  const hook = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString()
    })
    request.on('end', () => {
      called.push({ body, signature: String(request.headers['grappe-signature']) })
      response.writeHead(failing ? 500 : 204).end()
    })
  })
  let mailer: ReturnType<typeof openMailer>
  let clock = new Date('2020-01-10T10:00:00Z')
  const deliver = () =>
    deliverDue({ store: store(), mailer, origin: 'https://grappe.example.ma', now: () => clock, allowPrivate: true })

  beforeAll(async () => {
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
    mailer = openMailer(
      `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
      'Cluster <office@example.ma>',
    )
    process.env.GRAPPE_PRIVATE_HOOKS = 'yes'
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
  })
  afterAll(async () => {
    delete process.env.GRAPPE_PRIVATE_HOOKS
    mailer.close()
    await new Promise<void>((resolve) => smtp.close(() => resolve()))
    await new Promise<void>((resolve) => hook.close(() => resolve()))
  })

  test('an invitation is a mail in the language of whoever gets it, and its link is kept nowhere once sent', async () => {
    const answer = await doing(
      store(),
      slug,
      'people.invite',
      { email: 'h@example.ma', name: 'هند', role: 'officer', lang: 'ar' },
      { on: '2020-01-10' },
    )
    expect(answer).toMatchObject({ ok: true })
    expect(await deliver()).toBe(1)
    expect(await deliver()).toBe(0)
    const text = received.at(-1)!
    expect(text).toContain('h@example.ma')
    expect(text).toMatch(/Message-ID: <[0-9a-f-]+@example\.ma>/i)
    const [row] = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`select body, done_at from outbox where cluster_id = ${cluster}`,
    )
    expect(row!.done_at).not.toBe(null)
    expect(JSON.stringify(row!.body)).not.toContain('"key"')
  })

  test('a program that asked is told of the deed, signed, and told again until it hears', async () => {
    const port = (hook.address() as AddressInfo).port
    const added = await doing(
      store(),
      slug,
      'webhooks.add',
      { address: `http://127.0.0.1:${port}/x`, deeds: [{ deed: 'organisations.add' }] },
      { on: '2020-01-10' },
    )
    if (!added.ok) throw new Error(JSON.stringify(added))
    const secret = added.secret!
    failing = true
    await doing(store(), slug, 'organisations.add', { name: 'Annoncée', nature: 'Entreprise' }, { on: '2020-01-10' })
    expect(await deliver()).toBe(0)
    expect(called).toHaveLength(1)
    expect(await deliver()).toBe(0)
    failing = false
    clock = new Date('2020-01-10T10:10:00Z')
    expect(await deliver()).toBe(1)
    const { body, signature } = called.at(-1)!
    expect(JSON.parse(body)).toMatchObject({
      cluster: slug,
      deed: 'organisations.add',
      records: [{ kind: 'organisation' }],
    })
    const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature)!
    expect(v1).toBe(createHmac('sha256', secret).update(`${t}.${body}`).digest('hex'))
    expect(
      await doing(store(), slug, 'webhooks.end', { webhook: added.done.webhook }, { on: '2020-01-10' }),
    ).toMatchObject({ ok: true })
    await doing(store(), slug, 'organisations.add', { name: 'Tue', nature: 'Entreprise' }, { on: '2020-01-10' })
    expect(await deliver()).toBe(0)
  })

  test('what never goes out is given up in the end, and shown', async () => {
    failing = true
    await doing(
      store(),
      slug,
      'people.invite',
      { email: 'z@example.ma', name: 'Z', role: 'board' },
      { on: '2020-01-10' },
    )
    for (let tries = 0; tries < 12; tries++) {
      clock = new Date(clock.getTime() + 24 * 3_600_000)
      await deliver()
    }
    const [row] = await inside(
      store(),
      slug,
      ({ sql, cluster }) =>
        sql`select tries, given_up_at, problem from outbox where cluster_id = ${cluster} and done_at is null`,
    )
    expect(row).toMatchObject({ tries: 9 })
    expect(row!.given_up_at).not.toBe(null)
    expect(row!.problem).toContain('not now')
  })
})
