import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { deedsByName, modules } from '../src/app/modules.ts'
import { makeServer } from '../src/app/server.ts'
import { findCluster } from '../src/modules/directory/index.ts'
import { newId } from '../src/platform/ids.ts'
import { beginSession } from '../src/platform/sign-in/sessions.ts'
import { doing, recordOf } from './support/deeds.ts'
import { cellsOf, columns, declaredRows, sampleOf, tableOf } from './support/permissions.ts'
import { demoFolder, importPath, inside, onOneStore, root } from './support/stores.ts'

const path = join(root, 'docs/permissions.md')

test('the table of permissions is the one that was read: a deed or page without its row fails here', () => {
  const table = tableOf(declaredRows())
  if (process.env.GRAPPE_WRITE) writeFileSync(path, table)
  expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(table)
})

onOneStore((store) => {
  const slug = 'roles'
  const now = new Date('2020-01-15T09:00:00Z')
  const cookies = new Map<string, string>()
  const samples: Record<string, string> = {
    year: '2019',
    other: '2018',
    key: 'x'.repeat(43),
    format: 'csv',
    lang: 'fr',
  }
  const app = () =>
    makeServer({ store: store(), root, origin: undefined, log: { error: () => {} } as never, now: () => now })
  const asked = (role: string) => (cookies.has(role) ? { cookie: `grappe=${cookies.get(role)}` } : {})

  beforeAll(async () => {
    for (const one of [slug, 'elsewhere']) expect((await importPath(store(), demoFolder, one)).ok).toBe(true)
    const funder = await inside(
      store(),
      slug,
      async ({ sql, cluster }) =>
        (await sql`select organisation_id as id from programme_funder where cluster_id = ${cluster} limit 1`)[0]!.id,
    )
    const one = async (table: string, column = 'id') =>
      inside(
        store(),
        slug,
        async ({ sql, cluster }) =>
          (
            await sql`select ${sql(column)} as value from ${sql(table)} where cluster_id = ${cluster} order by id limit 1`
          )[0]?.value as string,
      )
    const invite = async (cluster: string, role: string, more: object = {}) => {
      const answer = await doing(
        store(),
        cluster,
        'people.invite',
        { email: `${role}@${cluster}.example.ma`, name: role, role, ...more },
        { on: '2020-01-10' },
      )
      if (!answer.ok) throw new Error(JSON.stringify(answer))
      const login = answer.done.login as string
      return inside(store(), cluster, ({ sql }) => beginSession(sql, login, 'test', now))
    }
    for (const role of columns.filter((role) => role !== 'public')) {
      const organisation =
        role === 'funder' ? funder : role === 'member' || role === 'participant' ? await one('organisation') : undefined
      cookies.set(role, await invite(slug, role, organisation ? { organisation } : {}))
    }
    cookies.set(
      'expired secretary',
      await invite(slug, 'secretary', { email: 'late@example.ma', since: '2019-01-01', until: '2019-12-31' }),
    )
    cookies.set('secretary of another cluster', await invite('elsewhere', 'secretary'))
    cookies.set('nobody we know', 'y'.repeat(43))
    Object.assign(samples, {
      deed: 'organisations.add',
      kind: 'organisation',
      id: await one('organisation'),
      code: await one('programme', 'code'),
      number: await one('label', 'number'),
      reference: 'CA-2019-02',
      figure: 'members.count',
      tag: 'x',
    })
    recordOf(
      await doing(store(), slug, 'fees.set', { college: 'Entreprises', amount: '1', since: '2019-01-01' }).then(
        (answer) => ({ ...answer, done: { record: { kind: 'x', id: 'x' } } }) as never,
      ),
    )
    const due = await one('due')
    const paid = await inside(
      store(),
      slug,
      async ({ sql, cluster }) =>
        (await sql`select id from due where cluster_id = ${cluster} and coalesce(paid, 0) = 0 limit 1`)[0]?.id ?? due,
    )
    const payment = await doing(
      store(),
      slug,
      'dues.pay',
      { due: paid, amount: '1', paid_on: '2020-01-02' },
      { on: '2020-01-03' },
    )
    if (!payment.ok) throw new Error(JSON.stringify(payment))
    samples['/bureau/recus/:id.pdf id'] = payment.done.payment as string
    samples['/sources/:id id'] = await one('source')
    // A document, to be asked for by those who may not have it.
    const document = store().documents.put(Buffer.from('%PDF-1.4 essai'))
    const attached = await doing(store(), slug, 'documents.attach', {
      kind: 'organisation',
      record: samples.id,
      document,
      name: 'essai.pdf',
    })
    if (!attached.ok) throw new Error(JSON.stringify(attached))
    samples['/documents/:id id'] = attached.done.document as string
  })

  test('every deed is refused to whoever has no cell for it, and to nobody else', async () => {
    const cluster = (await findCluster(store(), slug))!
    const wrong: string[] = []
    for (const { kind, name, role, allowed } of cellsOf(readFileSync(path, 'utf8'))) {
      if (kind !== 'deed') continue
      const answer = await app().request(`/api/v1/${slug}/deeds/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...asked(role) },
        body: '{"no such field":1}',
      })
      const { code } = (await answer.json()) as { code: string }
      if ((code !== 'not-allowed') !== allowed) wrong.push(`${name} by ${role}: ${answer.status} ${code}`)
    }
    expect(wrong).toEqual([])
    expect(deedsByName.size).toBeGreaterThan(80)
    expect(cluster.slug).toBe(slug)
  })

  test('every page is shown to whoever has a cell for it, and to nobody else', async () => {
    const wrong: string[] = []
    for (const { kind, name, role, allowed } of cellsOf(readFileSync(path, 'utf8'))) {
      if (kind !== 'page') continue
      const answer = await app().request(`/${slug}${sampleOf(name, samples)}`, { headers: asked(role) })
      const location = answer.headers.get('location') ?? ''
      const refused = answer.status === 404 || /\/connexion\?next/.test(location)
      if (answer.status >= 500) wrong.push(`${name} by ${role}: ${answer.status}`)
      // A page of one's own may answer that there is nothing of one's own; it is never shown to somebody without a cell.
      if (!allowed && !refused) wrong.push(`${name} by ${role}: shown (${answer.status})`)
      if (allowed && refused && !mayBeEmpty(name, role))
        wrong.push(`${name} by ${role}: refused (${answer.status} ${location})`)
    }
    expect(wrong).toEqual([])
  })

  // What one's own page or record is, depends on whose it is: these are tested where they are made.
  const mayBeEmpty = (name: string, role: string) =>
    /^\/(compte|actes|presse|espace|bailleur|label|agenda|pilotes|bilan\/:year\/avec)/.test(name) ||
    (name.includes('recus') && role === 'member')

  test('every view answers whoever has a cell for it, and nobody else', async () => {
    const wrong: string[] = []
    for (const { kind, name, role, allowed } of cellsOf(readFileSync(path, 'utf8'))) {
      if (kind !== 'view') continue
      const answer = await app().request(`/api/v1/${slug}/views/${name}`, { headers: asked(role) })
      if ((answer.status === 200) !== allowed) wrong.push(`${name} by ${role}: ${answer.status}`)
    }
    expect(wrong).toEqual([])
  })

  test('a role that is over, one of another cluster and a made-up session are worth what everybody has', async () => {
    const wrong: string[] = []
    for (const role of ['expired secretary', 'secretary of another cluster', 'nobody we know']) {
      for (const { name } of declaredRows().filter(({ kind, may }) => kind === 'deed' && !may.includes('public'))) {
        const answer = await app().request(`/api/v1/${slug}/deeds/${name}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...asked(role) },
          body: '{}',
        })
        if (answer.status !== 401) wrong.push(`${name} by ${role}: ${answer.status}`)
      }
      for (const page of modules.flatMap(({ pages }) => pages).filter(({ may }) => may)) {
        const answer = await app().request(`/${slug}${sampleOf(page.path, samples)}`, { headers: asked(role) })
        if (answer.status !== 404 && !/\/connexion\?next/.test(answer.headers.get('location') ?? ''))
          wrong.push(`${page.path} by ${role}: ${answer.status}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('a form or a call from another site is refused, whoever is signed in', async () => {
    const headers = { ...asked('secretary'), 'sec-fetch-site': 'cross-site' }
    const form = await app().request(`/${slug}/actes/organisations.add`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'name=x',
    })
    expect(form.status).toBe(403)
    const call = await app().request(`/api/v1/${slug}/deeds/organisations.add`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(call.status).toBe(403)
    const old = await app().request(`/${slug}/actes/organisations.add`, {
      method: 'POST',
      headers: {
        ...asked('secretary'),
        origin: 'https://evil.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'name=x',
    })
    expect(old.status).toBe(403)
  })

  test('what a member and a funder read is theirs', async () => {
    const list = async (role: string, sheet: string) => {
      const answer = await app().request(`/${slug}/bureau/registres/${sheet}.json`, { headers: asked(role) })
      return (await answer.json()) as Record<string, unknown>[]
    }
    expect(await list('member', 'organisations')).toHaveLength(1)
    const all = await list('secretary', 'programmes')
    const funded = await list('funder', 'programmes')
    expect(funded.length).toBeGreaterThan(0)
    expect(funded.length).toBeLessThan(all.length)
    expect(await list('member', 'ecritures')).toHaveLength(0)
    expect(JSON.stringify(await list('funder', 'candidatures'))).not.toMatch(/Candidat"/)
    const id = newId()
    expect((await app().request(`/${slug}/records/organisation/${id}`, { headers: asked('member') })).status).toBe(404)
  })
})

onOneStore((store) => {
  test('who owes dues is not found by the public: in no figure, record, link or source', async () => {
    const slug = 'discreet'
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
    const app = makeServer({
      store: store(),
      root,
      origin: undefined,
      log: { error: () => {} } as never,
      now: () => new Date('2020-01-15T09:00:00Z'),
    })
    const read = async (path: string) => (await app.request(`/${slug}${path}`)).text()
    const [due] = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`
      select d.id, d.organisation_id, d.source_id, d.source_row, o.name from due d join organisation o on o.cluster_id = ${cluster} and o.id = d.organisation_id
      where d.cluster_id = ${cluster} and coalesce(d.paid, 0) = 0 limit 1`,
    )
    for (const path of [
      '/bilan/2019/dues.called',
      '/bilan/2019/dues.called.json',
      '/bilan/2019/dues.called.csv',
      '/bilan/2019/members.up_to_date',
      `/records/due/${due!.id}`,
      `/sources/${due!.source_id}`,
    ])
      expect(await read(path), path).not.toContain(due!.name)
    expect(await read(`/records/organisation/${due!.organisation_id}`)).not.toContain(`/records/due/`)
  })
})
