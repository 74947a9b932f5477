import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { modules } from '../src/app/modules.ts'
import { makeServer } from '../src/app/server.ts'
import { readXlsx } from '../src/platform/files/xlsx-read.ts'
import type { Store } from '../src/platform/store/store.ts'
import { buildAll } from '../tools/build.mjs'
import { demoWith, scratchFolder, setCell } from './support/dossiers.ts'
import { demoFolder, importPath, inside, onEveryStore, onOneStore, root } from './support/stores.ts'

const errors: unknown[] = []
const serverOf = (store: Store): Hono =>
  makeServer({
    store,
    root,
    origin: undefined,
    log: { error: (error: unknown) => errors.push(error) } as never,
    now: () => new Date('2019-12-24T10:00:00Z'),
  })

/** What a person reads: the text without its marks, spaces made one. */
const read = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"')
    .replace(/[\s\u00a0]+/g, ' ')

beforeAll(() => buildAll())

onEveryStore('the site', (store) => {
  let app: Hono
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(`http://cluster.example${path}`, { headers })
  const text = async (path: string) => {
    const answer = await get(path)
    expect(answer.status, path).toBe(200)
    return answer.text()
  }

  beforeAll(async () => {
    await importPath(store(), demoFolder, 'cluster-solaire')
    app = serverOf(store())
  })

  test('opens the year with what the press said of it, from the records alone', async () => {
    const says =
      'le Cluster solaire dispose de 130 membres, a noué 10 partenariats et engagé une levée de fonds de 15 MDH. Son label a été remis 28 fois, à 27 entreprises ; 105 entrepreneurs sont retenus, et 26 des 53 start-up accompagnées sont financées.'
    expect(read(await text('/cluster-solaire/bilan/2019'))).toContain(says)
    expect(read(await text('/cluster-solaire/'))).toContain(says)
    expect(read(await text('/cluster-solaire/en/bilan/2019'))).toContain(
      'the Cluster solaire has 130 members, has signed 10 partnerships and engaged funds of MAD 15 million',
    )
    expect(read(await text('/cluster-solaire/ar/bilan/2019'))).toContain(
      'يضم Cluster solaire 130 عضوا، وأبرم 10 شراكات، والتزم بتعبئة 15 مليون درهم',
    )
  })

  test('tells what the board decided, and has a part for each programme and activity', async () => {
    const page = read(await text('/cluster-solaire/bilan/2019'))
    expect(page).toContain('Le conseil du 23 décembre 2019 a nommé Rachid Bayed, secrétaire permanent.')
    expect(page).toContain(
      "a adopté : Nomination du secrétaire permanent, Approbation des comptes, Plan d'action 2020, Budget 2020.",
    )
    for (const part of [
      'Label Taqapro',
      'Green Business Booster',
      'CSP indUse',
      'TAM III',
      'Apprendre à entreprendre Green',
      'Green Business Incubator',
      'Formations et logiciels',
      'Rencontres d’affaires',
      'Salons',
      'Mobilité électrique à Rabat-Agdal',
      "Village solaire intégré d'Id Mjahdi",
      'Dans la presse',
    ])
      expect(page, part).toContain(part)
  })

  test('opens a figure on its definition, its rows, the record and the cell', async () => {
    const page = await text('/cluster-solaire/bilan/2019/members.count')
    expect(read(page)).toContain('Organisations dont une adhésion est ouverte au 23 décembre 2019')
    expect(read(page)).toContain('Les 130 lignes')
    const [, record] = /href="([^"]+\/records\/membership\/[^"]+)"/.exec(page)!
    const [, source] = /href="([^"]+\/sources\/[^"]+)"/.exec(page)!
    expect(read(await text(record!))).toMatch(/Date d'adhésion.*adhesions\.csv, ligne \d+/s)
    const cells = read(await text(source!.replaceAll('&amp;', '&')))
    expect(cells).toContain("Date d'adhésion")
    expect(cells).toMatch(/empreinte SHA-256 [0-9a-f]{64}/)
  })

  test('every figure opens, in every language, and every file of it', async () => {
    const { figures } = (await (await get('/cluster-solaire/bilan/2019.json')).json()) as {
      figures: Record<string, unknown>
    }
    for (const name of Object.keys(figures).filter((one) => !one.includes('/'))) {
      for (const lang of ['', '/ar', '/en'])
        expect(await text(`/cluster-solaire${lang}/bilan/2019/${name}`)).toMatch(/<h1/)
      expect(Array.isArray(JSON.parse(await text(`/cluster-solaire/bilan/2019/${name}.json`)))).toBe(true)
    }
  }, 120_000)

  test('a part of a figure opens on its rows alone', async () => {
    expect(read(await text('/cluster-solaire/bilan/2019/members.count?region=Oriental'))).toContain('Les 7 lignes')
    expect(read(await text('/cluster-solaire/bilan/2019/applications.received?programme=CSP'))).toMatch(
      /Les \d+ lignes/,
    )
  })

  test('a past day has its own bilan', async () => {
    expect(await (await get('/cluster-solaire/bilan/2019.json?as_of=2019-06-30')).json()).toMatchObject({
      as_of: '2019-06-30',
    })
    expect(await (await get('/cluster-solaire/bilan/2018.json')).json()).toMatchObject({
      year: 2018,
      as_of: '2018-12-31',
      figures: { 'members.count': 129 },
    })
    expect(read(await text('/cluster-solaire/bilan/1999'))).toContain(
      'Les registres ne disent rien encore de l’année 1999',
    )
  })

  test('finds members whatever the accents and case, and exports just what it shows', async () => {
    const found = read(await text('/cluster-solaire/membres?q=MEDINA+instruments'))
    expect(found).toContain('Médina Instruments')
    const shown = /<b>(\d+)<\/b>/.exec(
      await text('/cluster-solaire/membres?q=medina&region=Casablanca-Settat&sort=-joined'),
    )![1]
    const csv = await text('/cluster-solaire/membres.csv?q=medina&region=Casablanca-Settat&sort=-joined')
    expect(csv.trim().split('\r\n')).toHaveLength(Number(shown) + 1)
    const days = csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(';').at(-1)!)
    expect(days).toEqual(days.toSorted().reverse())
    expect(read(await text('/cluster-solaire/membres?q=zzzz'))).toContain('Rien ne correspond')
  })

  test('a label is checked by its number', async () => {
    expect(read(await text('/cluster-solaire/label/TP-PVP-2019-0017'))).toContain(
      'Azolis tient le label PV+ n° TP-PVP-2019-0017, valide au 23 décembre 2019.',
    )
    expect((await get('/cluster-solaire/label/tp-pvp-2019-0017')).status).toBe(200)
    const unknown = await get('/cluster-solaire/label/TP-XXX')
    expect(unknown.status).toBe(404)
    expect(read(await unknown.text())).toContain('Aucun label ne porte le numéro TP-XXX')
  })

  test('related articles share tags and words', async () => {
    const page = read(await text('/cluster-solaire/presse/2020-02-15-cluster-solaire-un-bon-bilan-en-2019'))
    expect(page).toMatch(/Sur le même sujet.*CSP indUse/s)
    expect(read(await text('/cluster-solaire/presse?etiquette=taqapro'))).toContain(
      '28 entreprises labellisées Taqa Pro',
    )
  })

  test('the feed and the map of the site are whole XML, and every place on the map answers', async () => {
    const map = await text('/cluster-solaire/sitemap.xml')
    const feed = await text('/cluster-solaire/feed.atom')
    expect(feed).toContain('<feed xmlns="http://www.w3.org/2005/Atom"')
    expect(await text('/cluster-solaire/feed.atom')).toBe(feed)
    if (spawnSync('xmllint', ['--version']).status === 0)
      for (const xml of [map, feed]) execFileSync('xmllint', ['--noout', '-'], { input: xml })
    const places = [...map.matchAll(/<loc>http:\/\/cluster\.example([^<]+)<\/loc>/g)].map(([, path]) => path!)
    expect(places.length).toBeGreaterThan(90)
    for (const path of places) expect((await get(path)).status, path).toBe(200)
  }, 60_000)

  test('does not show private persons to the public, anywhere', async () => {
    const names = [
      'Hajar Outamount',
      'Tilelli Umnia',
      'Oumaima Tiguerti',
      'contact@toubkalstructures.example',
      '+212532160049',
    ]
    const sources = await inside(
      store(),
      'cluster-solaire',
      ({ sql, cluster }) => sql`select id, sheet from source where cluster_id = ${cluster}`,
    )
    const of = (sheet: string) => sources.find((source) => source.sheet === sheet)!.id
    const [application] = await inside(
      store(),
      'cluster-solaire',
      ({ sql, cluster }) =>
        sql`select id from application where cluster_id = ${cluster} and candidate = 'Hajar Outamount'`,
    )
    const [organisation] = await inside(
      store(),
      'cluster-solaire',
      ({ sql, cluster }) =>
        sql`select id from organisation where cluster_id = ${cluster} and name = 'Toubkal Structures'`,
    )
    const paths = [
      '/bilan/2019',
      '/bilan/2019/applications.received',
      '/bilan/2019/trainings.people',
      '/bilan/2019/trainings.people.json',
      '/bilan/2019/applications.received.csv',
      '/bilan/2019.md',
      `/records/application/${application!.id}`,
      `/records/organisation/${organisation!.id}`,
      `/sources/${of('candidatures')}?row=2`,
      `/sources/${of('presences_formation')}?row=2`,
      `/sources/${of('accompagnements')}?row=2`,
      `/sources/${of('organisations')}?row=2`,
      '/membres.json',
    ]
    for (const path of paths) {
      const page = await text(`/cluster-solaire${path}`)
      for (const name of names) expect(page.includes(name), `${name} in ${path}`).toBe(false)
    }
  })

  test('every view is asked over the API, and gives the public no private person', async () => {
    const names = modules.flatMap(({ views }) => views.map(({ name }) => name))
    expect(names.length).toBeGreaterThan(15)
    for (const name of names) {
      const rows = JSON.parse(await text(`/api/v1/cluster-solaire/views/${name}`)) as object[]
      expect(rows.length, name).toBeGreaterThan(0)
      expect((await text(`/api/v1/cluster-solaire/views/${name}.csv`)).trim().split('\r\n').length, name).toBe(
        rows.length + 1,
      )
      expect(JSON.stringify(rows)).not.toMatch(/Hajar Outamount|@toubkalstructures/)
    }
    expect((await get('/api/v1/cluster-solaire/views/nothing')).status).toBe(404)
    expect((await get('/api/v1/nobody/views/members.directory')).status).toBe(404)
  })

  test('two imports at once wait for each other', async () => {
    const both = await Promise.all([
      importPath(store(), demoFolder, 'at-once'),
      importPath(store(), demoFolder, 'at-once'),
    ])
    expect(both.map(({ ok, added }) => ({ ok, added })).sort((a, b) => a.added - b.added)).toEqual([
      { ok: true, added: 0 },
      { ok: true, added: 5026 },
    ])
  })

  test('says plainly what is not there', async () => {
    for (const path of [
      '/nobody/',
      '/cluster-solaire/nothing',
      '/cluster-solaire/bilan/2019/members.nothing',
      '/cluster-solaire/bilan/20199',
      '/cluster-solaire/records/organisation/nope',
      '/cluster-solaire/records/pg_user/01a20d91-75c8-702c-87e7-d13368ba36df',
      '/cluster-solaire/sources/1',
      '/cluster-solaire/programmes/%00',
      '/cluster-solaire/presse/..%2f..%2fetc',
      '/cluster-solaire/agenda/%E0%A4%A',
      "/cluster-solaire/label/'%20or%201=1--",
    ]) {
      const answer = await get(path)
      expect(answer.status, path).toBe(404)
      expect(await answer.text()).not.toMatch(/\n\s+at |postgres|select /)
    }
    for (const path of [
      '/cluster-solaire/membres?q=%00%27%3B--&region=%3Cscript%3E&sort=__proto__',
      '/cluster-solaire/bilan/2019/members.count?page=-5&region[]=x',
      '/cluster-solaire/bilan/2019?as_of=never',
      '/cluster-solaire/sources/x?row=1e99',
    ])
      expect([200, 404], path).toContain((await get(path)).status)
    expect(errors).toEqual([])
  })

  test('a reader of one cluster is given nothing of another', async () => {
    await importPath(store(), demoFolder, 'autre')
    const [theirs] = await inside(
      store(),
      'autre',
      ({ sql, cluster }) => sql`select id, source_id from organisation where cluster_id = ${cluster} limit 1`,
    )
    expect((await get(`/cluster-solaire/records/organisation/${theirs!.id}`)).status).toBe(404)
    expect((await get(`/cluster-solaire/sources/${theirs!.source_id}`)).status).toBe(404)
  })

  test('answers from memory until the records change', async () => {
    const first = await get('/cluster-solaire/bilan/2019')
    const again = await get('/cluster-solaire/bilan/2019', { 'if-none-match': first.headers.get('etag')! })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    await importPath(
      store(),
      demoWith((tables) => setCell(tables, 'cotisations', 2, 'Montant payé', '4000')),
      'cluster-solaire',
    )
    const changed = await get('/cluster-solaire/bilan/2019', { 'if-none-match': first.headers.get('etag')! })
    expect(changed.status).toBe(200)
    expect(read(await changed.text())).toContain('83 membres sont à jour')
  })

  test('sends its headers with every answer', async () => {
    for (const path of ['/', '/cluster-solaire/', '/nobody/', '/health', '/assets/nothing.css']) {
      const { headers } = await get(path)
      expect(headers.get('content-security-policy'), path).toContain("default-src 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})

onOneStore((store) => {
  let app: Hono
  const get = (path: string) => app.request(`http://cluster.example${path}`)
  const evil = '<script>alert(1)</script>"\'&{{x}}'

  beforeAll(async () => {
    const path = demoWith((tables) => {
      const name = tables.organisations![1]![0]
      for (const rows of Object.values(tables))
        for (const row of rows) for (const [place, cell] of row.entries()) if (cell === name) row[place] = evil
      setCell(tables, 'programmes', 2, 'Nom', `${evil}]*_#|`)
      setCell(tables, 'presse', 2, 'Titre', `=HYPERLINK("x")${evil}`)
      setCell(tables, 'presse', 3, 'URL', 'javascript:alert(1)')
      setCell(tables, 'presse', 2, 'Étiquettes', evil)
      setCell(tables, 'evenements', 2, 'Intitulé', '=1+1')
      setCell(tables, 'cluster', 2, 'Valeur', evil)
    })
    expect(await importPath(store(), path, 'evil')).toMatchObject({ ok: true })
    app = serverOf(store())
  })

  test('nothing a cell holds becomes markup, in any page or file', async () => {
    const map = await (await get('/evil/sitemap.xml')).text()
    const places = [...map.matchAll(/<loc>http:\/\/cluster\.example([^<]+)<\/loc>/g)].map(([, path]) =>
      path!.replaceAll('&amp;', '&'),
    )
    for (const path of ['/', ...places, '/evil/feed.atom', '/evil/bilan/2019.md']) {
      const page = await (await get(path)).text()
      expect(page, path).not.toContain('<script>alert')
      expect(page, path).not.toContain('href="javascript:')
    }
  }, 60_000)

  test('no cell of an export runs as a formula', async () => {
    for (const path of ['/evil/membres.csv', '/evil/label.csv', '/evil/bilan/2019/b2b.events.csv']) {
      const csv = await (await get(path)).text()
      for (const cell of csv.replace(/^\ufeff/, '').split(/[;\r\n]+/))
        expect(cell.replace(/^"/, ''), path).not.toMatch(/^[=+@\t]|^-\D/)
    }
  })

  test('the PDF is PDF/A, tagged, in French and Arabic, and says what the page says', async () => {
    for (const [path, lang] of [
      ['/evil/bilan/2019.pdf', 'fr'],
      ['/evil/ar/bilan/2019.pdf', 'ar'],
    ] as const) {
      const bytes = Buffer.from(await (await get(path)).arrayBuffer())
      const raw = bytes.toString('latin1')
      expect(raw.startsWith('%PDF-1.')).toBe(true)
      expect(raw).toContain('pdfaid')
      expect(raw).toMatch(/\/Marked true/)
      expect(raw).toContain(`/Lang (${lang})`)
      if (spawnSync('pdftotext', ['-v']).status === 0) {
        const file = join(scratchFolder(), 'bilan.pdf')
        writeFileSync(file, bytes)
        expect(execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })).toMatch(/130/)
      }
    }
    expect(Buffer.from(await (await get('/evil/bilan/2019.pdf')).arrayBuffer())).toEqual(
      Buffer.from(await (await get('/evil/bilan/2019.pdf')).arrayBuffer()),
    )
  }, 60_000)

  test('the workbook holds every figure, split and row of evidence', async () => {
    const read = await readXlsx(Buffer.from(await (await get('/evil/bilan/2019.xlsx')).arrayBuffer()))
    if ('error' in read) throw new Error(read.error.reason)
    expect(read.tables.map(({ name }) => name)).toEqual(['Bilan', 'splits', 'evidence'])
    expect(read.tables[0]!.lines.find(({ cells }) => cells[0] === 'members.count')!.cells[2]).toBe('130')
    expect(read.tables[2]!.lines.filter(({ cells }) => cells[0] === 'members.count')).toHaveLength(130)
  }, 60_000)

  test('a public page is sent less than ten kilobytes of script', () => {
    const scripts = readdirSync(join(root, 'build/assets')).filter((name) => name.endsWith('.js'))
    expect(scripts).toHaveLength(1)
    for (const name of scripts) expect(statSync(join(root, 'build/assets', name)).size).toBeLessThan(10 * 1024)
  })
})
