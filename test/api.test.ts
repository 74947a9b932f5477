import { Validator } from '@seriousme/openapi-schema-validator'
import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { Grappe, type GrappeOptions, Refused } from '../clients/typescript/grappe.ts'
import { registerQuery } from '../src/app/api-registers.ts'
import { deeds, sheets, viewsByName } from '../src/app/modules.ts'
import { openApi } from '../src/app/openapi.ts'
import { makeServer } from '../src/app/server.ts'
import { newId, sha256 } from '../src/platform/ids.ts'
import { langs } from '../src/platform/texts.ts'
import { doing } from './support/deeds.ts'
import { demoFolder, importPath, inside, onEveryStore, root } from './support/stores.ts'

const now = new Date('2020-01-15T09:00:00Z')

test.each(langs)('the description of the interface is valid OpenAPI 3.1, in %s', async (lang) => {
  for (const slug of [null, 'solaire']) {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(structuredClone(openApi(lang, slug)))
    expect(errors ?? []).toEqual([])
    expect(valid).toBe(true)
    expect(validator.version).toBe('3.1')
  }
})

test('the validator is seen to refuse, and no schema has a type that is none', async () => {
  const planted = structuredClone(openApi('fr', null)) as { paths: Record<string, { post: { responses?: unknown } }> }
  planted.paths['/deeds/organisations.add']!.post.responses = { ok: 'x' }
  expect((await new Validator().validate(planted)).valid).toBe(false)
  expect(JSON.stringify(openApi('fr', null))).not.toMatch(/"type":(null|\[null)/)
})

test('the description has every deed, register and view, and resolves all it refers to', () => {
  const { paths, components } = openApi('fr', null) as {
    paths: Record<string, Record<string, { operationId: string }>>
    components: Record<string, Record<string, unknown>>
  }
  for (const { name } of deeds) expect(paths[`/deeds/${name}`]?.post, name).toBeTruthy()
  for (const { name } of sheets) expect(paths[`/registers/${name}`]?.get, name).toBeTruthy()
  for (const name of viewsByName.keys()) expect(paths[`/views/${name}`]?.get, name).toBeTruthy()
  const text = JSON.stringify({ paths, components })
  for (const [, group, name] of text.matchAll(/"#\/components\/(\w+)\/([^"]+)"/g))
    expect(components[group!]?.[name!], `${group} ${name}`).toBeTruthy()
  const ids = Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId))
  expect(new Set(ids).size).toBe(ids.length)
  // A column of this name could not be asked for.
  for (const { name, columns } of sheets)
    for (const key of registerQuery) expect(Object.keys(columns), name).not.toContain(key)
})

onEveryStore('the API', (store) => {
  const slug = 'solaire'
  let app: Hono
  const tokens: Record<string, string> = {}
  const organisations: Record<string, string> = {}
  const raw = (path: string, who?: string, init: RequestInit = {}) =>
    app.request(`http://cluster.example/api/v1${path}`, {
      ...init,
      headers: { ...(who ? { authorization: `Bearer ${tokens[who]}` } : {}), ...(init.headers as object) },
    })
  const clientOf = (who?: string, more: Partial<GrappeOptions> = {}) =>
    new Grappe({
      origin: 'http://cluster.example',
      cluster: slug,
      ...(who ? { token: tokens[who]! } : {}),
      fetch: (url, init) => app.request(url, init),
      ...more,
    })
  const refusal = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    )
    if (!(error instanceof Refused)) throw new Error(`not refused: ${error}`)
    return error.problem
  }

  beforeAll(async () => {
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
    expect((await importPath(store(), demoFolder, 'elsewhere')).ok).toBe(true)
    app = makeServer({ store: store(), root, origin: undefined, log: console, now: () => now })
    const rows = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`
        select o.name, o.id from organisation o where o.cluster_id = ${cluster} and (o.name in ('GIZ', 'Fondation Drosos')
          or o.id in (select d.organisation_id from due d where d.cluster_id = ${cluster} order by d.source_row limit 2))`,
    )
    organisations.drosos = rows.find(({ name }) => name === 'Fondation Drosos')!.id
    organisations.giz = rows.find(({ name }) => name === 'GIZ')!.id
    const [first, second] = rows.filter(({ name }) => !/GIZ|Drosos/.test(name))
    Object.assign(organisations, { ours: first!.id, theirs: second!.id })
    const make = async (who: string, role: string, organisation?: string, cluster = slug) => {
      const given = { name: who, role, until: '2020-06-30', ...(organisation ? { organisation } : {}) }
      const answer = await doing(store(), cluster, 'tokens.make', given, { on: '2020-01-10' })
      if (!answer.ok) throw new Error(JSON.stringify(answer))
      tokens[who] = answer.secret!
    }
    await make('secretary', 'secretary')
    await make('board', 'board')
    await make('member', 'member', organisations.ours)
    await make('funder', 'funder', organisations.giz)
    await make('drosos', 'funder', organisations.drosos)
    await make('participant', 'participant', organisations.ours)
    await make('stranger', 'secretary', undefined, 'elsewhere')
  })

  test('the description is served for all clusters and for one', async () => {
    const all = await raw('/openapi.json')
    expect(all.status).toBe(200)
    expect(((await all.json()) as { openapi: string }).openapi).toBe('3.1.0')
    const one = (await (await raw(`/${slug}/openapi.json`)).json()) as { servers: { url: string }[] }
    expect(one.servers[0]!.url).toBe(`/api/v1/${slug}`)
    expect((await raw('/nobody/openapi.json')).status).toBe(404)
  })

  test('a deed is done through the client, once under one key, and refused with its reasons', async () => {
    const grappe = clientOf('secretary', { lang: 'en' })
    const given = { name: 'Par Programme', nature: 'Entreprise', headcount: 7 } as const
    const done = await grappe.deeds['organisations.add'](given, { key: 'api-1' })
    const id = done.done.record!.id
    expect((await grappe.deeds['organisations.add'](given, { key: 'api-1' })).done.record!.id).toBe(id)
    expect(await grappe.registers.organisations.get(id)).toMatchObject({ id, name: 'Par Programme', headcount: 7 })
    const problem = await refusal(grappe.deeds['organisations.add']({ name: '', nature: 'X' as 'Startup' }))
    expect(problem).toMatchObject({ status: 422, code: 'bad-input', type: 'urn:grappe:bad-input' })
    expect(problem.errors!.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'name missing-cell',
      'nature not-in-list',
    ])
    expect(problem.title).toBe('There are fields to correct.')
    expect(await refusal(clientOf('board').deeds['organisations.add'](given))).toMatchObject({ status: 403 })
    expect(await refusal(clientOf().deeds['organisations.add'](given))).toMatchObject({ status: 401 })
    expect(await refusal(clientOf('stranger').deeds['organisations.add'](given))).toMatchObject({ status: 401 })
  })

  test('a register is read whole, page by page, each record once and in the same order', async () => {
    const grappe = clientOf('secretary')
    const pages = []
    for (let page = 1; ; page += 1) {
      const listed = await grappe.registers.organisations.list({ page, limit: 50, sort: '-name' })
      pages.push(listed)
      if (!listed.more) break
    }
    const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id))
    expect(ids.length).toBe(pages[0]!.total)
    expect(new Set(ids).size).toBe(ids.length)
    expect(pages.every(({ total }) => total === ids.length)).toBe(true)
    const all = []
    for await (const row of grappe.registers.organisations.all({ sort: '-name' })) all.push(row.id)
    expect(all).toEqual(ids)
    const behind = await grappe.registers.organisations.list({ page: 999, limit: 50 })
    expect(behind).toMatchObject({ total: ids.length, rows: [], more: false })
    const startups = await grappe.registers.organisations.list({ where: { nature: 'Startup' }, limit: 1000 })
    expect(startups.total).toBeGreaterThan(10)
    expect(startups.rows.every(({ nature }) => nature === 'Startup')).toBe(true)
    const found = await grappe.registers.organisations.list({ q: 'fondation drosos' })
    expect(found.rows.map(({ name }) => name)).toContain('Fondation Drosos')
    const link = (await raw(`/${slug}/registers/organisations?limit=50&page=2`, 'secretary')).headers.get('link')!
    expect(link).toContain('page=3>; rel="next"')
    expect(link).toContain('page=1>; rel="prev"')
  })

  test.each(['limit=0', 'limit=1001', 'limit=x', 'page=0', 'sort=nothing', 'nothing=1', 'name=a&name=b'])(
    'a question not understood is refused, not half answered: %s',
    async (query) => {
      const answer = await raw(`/${slug}/registers/organisations?${query}`, 'secretary')
      expect(answer.status).toBe(400)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      expect(await answer.json()).toMatchObject({ code: 'bad-query', status: 400 })
    },
  )

  test('the rows are those of the office’s page, and a role reaches as far there as here', async () => {
    const member = clientOf('member')
    expect((await member.registers.organisations.list()).rows.map(({ id }) => id)).toEqual([organisations.ours])
    const dues = await member.registers.cotisations.list()
    expect(dues.total).toBeGreaterThan(0)
    const others = await inside(
      store(),
      slug,
      ({ sql, cluster }) =>
        sql`select id from due where cluster_id = ${cluster} and organisation_id = ${organisations.theirs!} limit 1`,
    )
    expect(await refusal(member.registers.cotisations.get(others[0]!.id))).toMatchObject({
      status: 404,
      code: 'no-record',
    })
    expect(await refusal(member.registers.organisations.get(organisations.theirs!))).toMatchObject({ status: 404 })
    const funder = clientOf('funder')
    expect((await funder.registers.programmes.list()).rows.map(({ code }) => code).sort()).toEqual(['TAM3', 'TAQAPRO'])
    const foreign = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`select id from programme where cluster_id = ${cluster} and code = 'A2E'`,
    )
    expect(await refusal(funder.registers.programmes.get(foreign[0]!.id))).toMatchObject({ status: 404 })
    // Facts about private persons are not told, and cannot be asked for either.
    const seen = await funder.registers.presences_formation.list()
    expect(JSON.stringify(seen.rows)).not.toContain('"person"')
    expect(await refusal(funder.registers.presences_formation.list({ where: { person: 'x' } }))).toMatchObject({
      code: 'bad-query',
    })
    // Nor found by their names.
    const drosos = clientOf('drosos')
    const [path] = (
      await clientOf('secretary').registers.parcours.list({ where: { programme: 'Apprendre à entreprendre Green' } })
    ).rows
    expect((await clientOf('secretary').registers.parcours.list({ q: path!.beneficiary! })).total).toBeGreaterThan(0)
    expect((await drosos.registers.parcours.list({ q: path!.stage! })).total).toBeGreaterThan(0)
    expect((await drosos.registers.parcours.list({ q: path!.beneficiary! })).total).toBe(0)
    expect(await refusal(clientOf('participant').registers.organisations.list())).toMatchObject({ status: 403 })
    expect(await refusal(clientOf().registers.organisations.list())).toMatchObject({ status: 401 })
    expect(await refusal(clientOf('stranger').registers.organisations.list())).toMatchObject({ code: 'bad-token' })
    expect((await raw(`/${slug}/registers/nothing`, 'secretary')).status).toBe(404)
    expect((await raw(`/${slug}/registers/organisations/${newId()}`, 'secretary')).status).toBe(404)
    expect((await raw(`/${slug}/registers/organisations/1`, 'secretary')).status).toBe(404)
  })

  test('figures are told on a day, with their rule and their parts', async () => {
    const grappe = clientOf(undefined, { lang: 'en' })
    const { as_of, figures } = await grappe.figures()
    expect(as_of).toBe('2019-12-23')
    expect(figures.find(({ name }) => name === 'members.count')).toMatchObject({ value: 130, title: 'Members' })
    const one = await grappe.figure('members.count', '2018-12-31')
    expect(one.as_of).toBe('2018-12-31')
    expect(one.value).toBeLessThan(130)
    expect(one.rule).toContain('31 December 2018')
    const rows = (await (await app.request(`http://cluster.example${one.evidence}`)).json()) as object[]
    expect(rows).toHaveLength(one.value!)
    const engaged = await grappe.figure('funds.engaged')
    const parts = Object.values(engaged.splits.programme!).reduce((sum, part) => sum + part, 0)
    expect(parts).toBeCloseTo(engaged.value!, 2)
    expect(await refusal(grappe.figure('nothing'))).toMatchObject({ status: 404, code: 'no-figure' })
    expect(await refusal(grappe.figures('31/31/2019'))).toMatchObject({ status: 400, code: 'bad-query' })
  })

  test('who has an answer already is told so, until something changes', async () => {
    const path = `/${slug}/registers/formations?limit=5`
    const first = await raw(path, 'secretary')
    const etag = first.headers.get('etag')!
    expect(etag).toMatch(/^"[0-9a-f]{24}"$/)
    expect(first.headers.get('cache-control')).toContain('private')
    const again = await raw(path, 'secretary', { headers: { 'if-none-match': `"other", W/${etag}` } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    for (const other of [`/${slug}/figures`, `/${slug}/views/events.agenda`, `/${slug}/journal`, '/openapi.json']) {
      const tag = (await raw(other, 'secretary')).headers.get('etag')!
      expect((await raw(other, 'secretary', { headers: { 'if-none-match': tag } })).status, other).toBe(304)
    }
    const [row] = ((await first.json()) as { rows: { id: string }[] }).rows
    await clientOf('secretary').deeds['formations.correct']({ record: row!.id, place: 'Tinghir', reason: 'essai' })
    expect((await raw(path, 'secretary', { headers: { 'if-none-match': etag } })).status).toBe(200)
  })

  test('the journal is read from a number on, by those who may', async () => {
    const grappe = clientOf('board')
    const first = await grappe.journal(0, 2)
    expect(first.map(({ seq }) => seq)).toEqual([1, 2])
    const next = await grappe.journal(2, 2)
    expect(next[0]!.previous).toBe(first[1]!.hash)
    expect(await refusal(clientOf('member').journal())).toMatchObject({ status: 403 })
    expect(await refusal(clientOf().journal())).toMatchObject({ status: 401 })
  })

  test('a view is read through the client', async () => {
    const rows = await clientOf().views['programmes.list']({ asOf: '2019-12-23' })
    expect(rows.map(({ code }) => code)).toContain('A2E')
    expect(await refusal(clientOf().views['programmes.list']({ asOf: 'hier' }))).toMatchObject({ code: 'bad-query' })
  })

  test('a document is sent, known by its content, and attached by a deed', async () => {
    const grappe = clientOf('secretary')
    const bytes = Buffer.from('%PDF-1.4 un reçu')
    const sent = await grappe.sendDocument(new Blob([bytes]), 'recu.pdf')
    expect(sent).toEqual({ document: sha256(bytes), type: 'application/pdf', size: bytes.length })
    const attached = await grappe.deeds['documents.attach']({
      kind: 'organisation',
      record: organisations.ours!,
      document: sent.document,
      name: 'recu.pdf',
    })
    expect(attached.done.record).toEqual({ kind: 'organisation', id: organisations.ours })
    const plain = await raw(`/${slug}/documents?name=notes.txt`, 'secretary', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: 'des notes',
    })
    expect(plain.status).toBe(201)
    const page = await raw(`/${slug}/documents?name=page.html`, 'secretary', { method: 'POST', body: '<script>' })
    expect(page.status).toBe(415)
    expect(await refusal(clientOf('board').sendDocument(new Blob([bytes]), 'x.pdf'))).toMatchObject({ status: 403 })
    expect(await refusal(clientOf().sendDocument(new Blob([bytes]), 'x.pdf'))).toMatchObject({ status: 401 })
    expect((await raw(`/${slug}/documents`, 'secretary', { method: 'POST' })).status).toBe(400)
    const tooLong = await raw(`/${slug}/documents?name=x.txt`, 'secretary', {
      method: 'POST',
      headers: { 'content-length': String(40 * 1024 * 1024) },
      body: 'x',
    })
    expect(tooLong.status).toBe(413)
  })

  test('what is not there is told as a problem, in the caller’s language', async () => {
    for (const path of ['/', '/nothing', `/${slug}/nothing/at/all`, `/${slug}/deeds`]) {
      const answer = await raw(path, undefined, { headers: { 'accept-language': 'en' } })
      expect(answer.status, path).toBe(404)
      expect(answer.headers.get('content-type'), path).toBe('application/problem+json')
      expect(await answer.json()).toMatchObject({ code: 'no-route', title: 'There is nothing at this address.' })
    }
    expect((await raw(`/${slug}/registers/organisations`, 'secretary', { method: 'DELETE' })).status).toBe(404)
  })
})
