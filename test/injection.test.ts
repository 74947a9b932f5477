import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import excel from 'exceljs'
import type { Hono } from 'hono'
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliverDue } from '../src/app/deliver.ts'
import { mailTemplates, setMail } from '../src/app/mails.ts'
import { modules, sheets } from '../src/app/modules.ts'
import { makeServer } from '../src/app/server.ts'
import type { Sheet } from '../src/core/sheet.ts'
import { defuse, readCsv } from '../src/platform/files/csv.ts'
import { sheetKey } from '../src/platform/fold.ts'
import { beginSession } from '../src/platform/sign-in/sessions.ts'
import { langs } from '../src/platform/texts.ts'
import { doing } from './support/deeds.ts'
import { demoWith, setCell, type Tables } from './support/dossiers.ts'
import { sampleOf } from './support/permissions.ts'
import { importPath, inside, onOneStore, root } from './support/stores.ts'

const slug = 'hostile'
const now = new Date('2020-01-15T09:00:00Z')
// Nothing a list of names is parted by, so that a name stays one.
const evil = '<img src=x onerror=alert(1)>"\' onx="1 ]]>&lt \u0001\u202egro.\u2066'
const starts = ['=1+1 ', '+1 ', '-1 ', '@x ', '']

/** What a text of the dossier becomes: another for each, and the same wherever it stands. */
function marked(text: string): string {
  const sum = [...text].reduce((total, sign) => total + sign.codePointAt(0)!, 0)
  return `${starts[sum % starts.length]}${text} ${evil}`
}

/** Sets a payload into every cell that takes any words, and into every name by which other tables call it. */
function poison(tables: Tables): void {
  for (const [name, rows] of Object.entries(tables)) {
    const sheet = sheets.find((one) => sheetKey(one.name) === sheetKey(name))!
    if (sheet.name === 'cluster') continue
    for (const [place, header] of rows[0]!.entries()) {
      const how = wayOf(sheet, header)
      if (how) for (const row of rows.slice(1)) if (row[place]) row[place] = how(row[place])
    }
  }
  // With letters of a script our fonts do not have, and one that is in no font at all.
  for (const row of [2, 3]) setCell(tables, 'cluster', row, 'Valeur', marked('Grappe ⵜⴰⴼⵓⴽⵜ \ue0ff'))
  setCell(tables, 'presse', 3, 'URL', 'javascript:alert(1)')
}

const words = new Set(['text', 'long', 'name', 'person', 'party'])

function wayOf(sheet: Sheet, header: string): ((text: string) => string) | null {
  const [key, column] = Object.entries(sheet.columns).find(([, one]) => one.header === header) ?? []
  if (!key || !column || key === 'url') return null
  const { cell } = column
  if (words.has(cell.kind)) return marked
  if (cell.kind === 'choice') return cell.closed ? null : marked
  if (cell.kind === 'reference') return isWorded(cell.to) ? marked : null
  if (cell.kind === 'references') return isWorded(cell.to) ? (text) => text.split(', ').map(marked).join(', ') : null
  return null
}

/** Whether the records of a sheet are called by words, and not by a number that has a form of its own. */
function isWorded(name: string): boolean {
  const sheet = sheets.find((one) => one.name === name)!
  const by = sheet.calledBy?.[0] ?? sheet.key[0]!
  return words.has(sheet.columns[by]!.cell.kind)
}

onOneStore((store) => {
  let app: Hono
  let cookie = ''
  const samples: Record<string, string> = {}
  const errors: unknown[] = []
  const get = (path: string, as: 'public' | 'secretary' = 'public') =>
    app.request(
      `http://cluster.example/${slug}${path}`,
      as === 'public' ? {} : { headers: { cookie: `grappe=${cookie}` } },
    )
  const text = async (path: string, as?: 'secretary') => (await get(path, as)).text()
  const bytes = async (path: string, as?: 'secretary') => Buffer.from(await (await get(path, as)).arrayBuffer())
  const one = (table: string, column: string) =>
    inside(
      store(),
      slug,
      async ({ sql, cluster }) =>
        (
          await sql`select ${sql(column)} as value from ${sql(table)} where cluster_id = ${cluster} order by id limit 1`
        )[0]!.value as string,
    )
  const places = async () =>
    [...(await text('/sitemap.xml')).matchAll(/<loc>http:\/\/cluster\.example\/hostile([^<]*)<\/loc>/g)].map(
      ([, path]) => path!.replaceAll('&amp;', '&'),
    )
  // Pages with a file of their own in each of these forms.
  const listed = modules
    .flatMap(({ pages }) => pages.map(({ path }) => path))
    .filter((path) => path.includes('csv'))
    .map((path) => sampleOf(path, samples))

  beforeAll(async () => {
    const result = await importPath(store(), demoWith(poison), slug)
    expect(result.problems.slice(0, 5)).toEqual([])
    const invited = await doing(store(), slug, 'people.invite', {
      email: 's@example.ma',
      name: evil,
      role: 'secretary',
    })
    if (!invited.ok) throw new Error(invited.why)
    cookie = await inside(store(), slug, ({ sql }) =>
      beginSession(sql, String(invited.done.login), evil.slice(0, 60), now),
    )
    app = makeServer({
      store: store(),
      root,
      origin: undefined,
      log: { error: (told: unknown) => void errors.push(told) } as never,
      now: () => now,
    })
    Object.assign(samples, {
      deed: 'organisations.correct',
      kind: 'organisation',
      id: await one('organisation', 'id'),
      code: encodeURIComponent(await one('programme', 'code')),
      number: encodeURIComponent(await one('label', 'number')),
      reference: encodeURIComponent(await one('meeting', 'reference')),
      figure: 'members.count',
      year: '2019',
      tag: 'x',
      '/sources/:id id': await one('source', 'id'),
    })
  }, 60_000)

  test('the payload is everywhere: names, codes, titles and words', async () => {
    const counted = async (table: string, column: string) =>
      inside(
        store(),
        slug,
        async ({ sql, cluster }) =>
          (
            await sql`select count(*)::int as all, count(*) filter (where position('onerror' in ${sql(column)}) > 0)::int as hit from ${sql(table)} where cluster_id = ${cluster}`
          )[0]!,
      )
    for (const [table, column] of [
      ['organisation', 'name'],
      ['person', 'name'],
      ['programme', 'name'],
      ['programme', 'code'],
      ['call', 'title'],
      ['article', 'title'],
      ['resolution', 'subject'],
      ['ledger_line', 'label'],
    ] as const) {
      const { all, hit } = await counted(table, column)
      expect(all, table).toBeGreaterThan(0)
      expect(hit, `${table}.${column}`).toBe(all)
    }
    // What nobody sees is no part of a text.
    const [turned] = await inside(
      store(),
      slug,
      ({ sql, cluster }) =>
        sql`select count(*)::int as count from organisation where cluster_id = ${cluster} and name ~ ${'[\u0001\u202a-\u202e\u2066-\u2069]'}`,
    )
    expect(turned!.count).toBe(0)
  })

  test('no page shows what a cell holds as markup, in any language', async () => {
    const office = modules
      .flatMap(({ pages }) => pages)
      .map(({ path }) => sampleOf(path, samples))
      .filter((path) => !path.includes(':') && !/\.(pdf|xml|ics|atom)$/.test(path))
    const open = await places()
    expect(open.length).toBeGreaterThan(50)
    expect(office.length).toBeGreaterThan(40)
    let shown = 0
    for (const [path, as] of [
      ...open.filter((_, place) => place % 4 === 0).map((path) => [path, 'public'] as const),
      ...office.map((path) => [path, 'secretary'] as const),
    ])
      for (const lang of langs) {
        const address = lang === 'fr' ? path : `/${lang}${path}`
        const answer = await get(address, as)
        // A text file is saved, and never taken for a page.
        if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
        const page = await answer.text()
        if (page.includes('onerror')) shown += 1
        expect(page, address).not.toContain('<img src=x')
        expect(page, address).not.toMatch(/[^\\]" onx=/)
        expect(page, address).not.toContain('href="javascript:')
      }
    expect(shown).toBeGreaterThan(100)
    expect(errors).toEqual([])
  }, 240_000)

  test('no cell of a file runs as a formula, and a negative number stays one', async () => {
    expect(defuse('-12.50')).toBe('-12.50')
    for (const start of ['=', '+', '-', '@', '\t', '\r'])
      expect(defuse(`${start}x`), JSON.stringify(start)).toBe(`'${start}x`)
    let cells = 0
    for (const path of [...listed, '/bilan/2019/members.count', '/bilan/2019/b2b.events']) {
      const csv = await bytes(`${path}.csv`, 'secretary')
      // Read as a spreadsheet does, and not as our own import, which takes the quote away again.
      const read = readCsv(Buffer.from(csv.toString('utf8').replaceAll(/(^|;|")'(?=[=+\-@])/gm, '$1ʼ')))
      if ('error' in read) throw new Error(`${path}: ${read.error.reason}`)
      for (const cell of read.lines.flatMap((line) => line.cells)) {
        if (cell.startsWith('ʼ')) cells += 1
        expect(cell, path).not.toMatch(/^[=+@\t\r]|^-(?!\d+([.,]\d+)?$)/)
      }
      const book = new excel.Workbook()
      await book.xlsx.load((await bytes(`${path}.xlsx`, 'secretary')) as never)
      for (const sheet of book.worksheets)
        sheet.eachRow((row) => row.eachCell((cell) => expect(cell.formula, `${path} ${cell.address}`).toBe(undefined)))
    }
    expect(cells).toBeGreaterThan(100)
  }, 120_000)

  test('feeds, calendars and IATI stay whole, whatever their texts hold', async () => {
    await doing(store(), slug, 'cluster.add', { field: 'Identifiant IATI', value: 'MA-ICE-001234567000089' })
    for (const path of ['/feed.atom', '/sitemap.xml', '/bureau/iati.xml']) {
      const document = await text(path, 'secretary')
      expect(document, path).toContain('<?xml')
      if (path !== '/sitemap.xml') expect(document, path).toContain('onerror')
      const parser = new SaxesParser({ xmlns: true })
      parser.on('error', (error) => {
        throw new Error(`${path}: ${error.message}`)
      })
      parser.on('opentag', ({ name }) => expect(name, path).not.toBe('img'))
      parser.write(document).close()
    }
    const calendar = await text('/agenda.ics', 'secretary')
    expect(calendar).toContain('onerror')
    for (const line of calendar.split('\r\n').slice(0, -1)) {
      expect(line).toMatch(/^( |[A-Z-]+[;:])/)
      expect(line).not.toMatch(/\p{Cc}/u)
    }
    const json = await get('/membres.json', 'secretary')
    expect(JSON.stringify(await json.json())).toContain('onerror')
  })

  test('a mail has one subject line, and its HTML shows what was written', () => {
    const given = `${evil}\r\nBcc: all@example.ma\r\n\r\nx`
    for (const template of mailTemplates)
      for (const lang of langs) {
        const words =
          'name by cluster year amount due paid_on receipt count list organ held reference place agenda minutes'
        const values = Object.fromEntries(words.split(' ').map((key) => [key, given]))
        Object.assign(values, { amount: '10', due: '2019-02-01', paid_on: '2019-02-01', held: '2019-02-01' })
        const mail = setMail(
          { template, lang, to: 'a@example.ma', values },
          { cluster: given, address: 'https://x.ma/c' },
        )!
        expect(mail.subject, template).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
        expect(mail.html, template).not.toContain('<img')
        expect(mail.html, template).not.toContain('" onx=')
        expect(mail.html, template).toContain('onerror')
      }
  })

  test('the PDF and the Markdown of the year are made, and Markdown is not led', async () => {
    for (const lang of langs) {
      const inside = lang === 'fr' ? '' : `/${lang}`
      const pdf = await bytes(`${inside}/bilan/2019.pdf`)
      expect(errors).toEqual([])
      expect(pdf.subarray(0, 5).toString(), lang).toBe('%PDF-')
      // PDF/A would forbid the letters no font has: it is a plain PDF, and not none.
      expect(pdf.toString('latin1'), lang).not.toContain('pdfaid')
      expect(await text(`${inside}/bilan/2019.md`), lang).not.toMatch(/(^|[^\\])<img/)
    }
  }, 120_000)

  test('the name of a file leads no header and no line astray', async () => {
    const names = ['../../etc/passwd\r\nSet-Cookie: a=b"; x="\u202efdp.exe.pdf', 'تقرير.pdf', `${evil}.pdf`]
    for (const [place, name] of names.entries()) {
      const document = store().documents.put(Buffer.from(`%PDF-1.4 ${place}`))
      const attached = await doing(store(), slug, 'documents.attach', {
        kind: 'organisation',
        record: samples.id,
        document,
        name,
      })
      if (!attached.ok) throw new Error(attached.why)
      const { headers } = await get(`/documents/${attached.done.document}`, 'secretary')
      const said = headers.get('content-disposition')!
      expect(said).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%!'()*~-]+$/)
      expect(decodeURIComponent(said)).not.toMatch(/[\r\n\u202a-\u202e\u2066-\u2069]|\.\.\//)
      expect(headers.get('set-cookie')).toBe(null)
    }
    for (const name of ['x.svg', 'x.html', 'x.js']) {
      const document = store().documents.put(Buffer.from(`<svg onload="alert(1)">${name}</svg>`))
      const attached = await doing(store(), slug, 'documents.attach', {
        kind: 'organisation',
        record: samples.id,
        document,
        name,
      })
      expect(attached, name).toMatchObject({ ok: false, why: 'type-refused' })
    }
  })

  test('a call to another program says what was written, and follows no redirect', async () => {
    const called: string[] = []
    const hook = createServer((request, response) => {
      let body = ''
      request.on('data', (part: Buffer) => {
        body += part.toString()
      })
      request.on('end', () => {
        called.push(`${request.url} ${body}`)
        response.writeHead(302, { location: '/elsewhere' }).end()
      })
    })
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
    afterAll(() => void hook.close())
    process.env.GRAPPE_PRIVATE_HOOKS = 'yes'
    const address = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/here`
    const added = await doing(store(), slug, 'webhooks.add', { address, deeds: [{ deed: 'organisations.add' }] })
    delete process.env.GRAPPE_PRIVATE_HOOKS
    expect(added.ok).toBe(true)
    await doing(store(), slug, 'organisations.add', { name: `${evil} nouvelle`, nature: 'Entreprise' })
    await deliverDue({ store: store(), mailer: null, origin: 'http://localhost', now: () => now, allowPrivate: true })
    expect(called).toHaveLength(1)
    const [path, ...rest] = called[0]!.split(' ')
    expect(path).toBe('/here')
    expect(JSON.parse(rest.join(' '))).toMatchObject({ cluster: slug, deed: 'organisations.add' })
    const [waiting] = await inside(
      store(),
      slug,
      ({ sql, cluster }) =>
        sql`select problem from outbox where cluster_id = ${cluster} and kind = 'webhook' order by created_at desc limit 1`,
    )
    expect(waiting!.problem).toBe('HTTP 302')
  })
})
