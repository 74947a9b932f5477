import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { makeServer } from '../src/app/server.ts'
import { beginSession } from '../src/platform/sign-in/sessions.ts'
import { doing } from './support/deeds.ts'
import { scratchFolder } from './support/dossiers.ts'
import { demoFolder, importPath, inside, onEveryStore, root } from './support/stores.ts'

const now = new Date('2020-01-15T09:00:00Z')
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0

/** What a person reads: the text without its marks, spaces made one. */
const read = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/[\s\u00a0]+/g, ' ')

onEveryStore('faces', (store) => {
  const slug = 'solaire'
  let app: Hono
  const cookies: Record<string, string> = {}
  const organisations: Record<string, { id: string; name: string }> = {}
  const get = (path: string, who?: string) =>
    app.request(`http://cluster.example/${slug}${path}`, { headers: who ? { cookie: `grappe=${cookies[who]}` } : {} })
  const text = async (path: string, who?: string) => {
    const answer = await get(path, who)
    expect(answer.status, path).toBe(200)
    return answer.text()
  }
  const rowOf = (statement: (scope: Parameters<Parameters<typeof inside>[2]>[0]) => Promise<Record<string, never>[]>) =>
    inside(store(), slug, async (scope) => (await statement(scope))[0]!)

  async function comeIn(who: string, roles: { role: string; organisation?: string }[]) {
    let login = ''
    for (const role of roles) {
      const answer = await doing(
        store(),
        slug,
        'people.invite',
        { email: `${who}@example.ma`, name: who, ...role },
        { on: '2020-01-10' },
      )
      if (!answer.ok) throw new Error(JSON.stringify(answer))
      login = answer.done.login as string
    }
    cookies[who] = await inside(store(), slug, ({ sql }) => beginSession(sql, login, 'test', now))
  }

  beforeAll(async () => {
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
    app = makeServer({ store: store(), root, origin: undefined, log: console, now: () => now })
    // The company that sent most people to trainings, another that did too, and the two busiest funders.
    const companies = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`
        select o.id, o.name from trainee p join organisation o on o.cluster_id = ${cluster} and o.id = p.organisation_id
        where p.cluster_id = ${cluster} and p.half_days > 0
          and o.id in (select d.organisation_id from due d where d.cluster_id = ${cluster})
        group by o.id, o.name order by count(*) desc, o.name limit 2`,
    )
    Object.assign(organisations, { ours: companies[0], theirs: companies[1] })
    for (const [key, name] of [
      ['giz', 'GIZ'],
      ['drosos', 'Fondation Drosos'],
    ])
      organisations[key!] = (await rowOf(
        ({ sql, cluster }) => sql`select id, name from organisation where cluster_id = ${cluster} and name = ${name!}`,
      )) as never
    const id = (key: string) => organisations[key]!.id
    await comeIn('ours', [{ role: 'member', organisation: id('ours') }])
    await comeIn('both', [
      { role: 'member', organisation: id('ours') },
      { role: 'participant', organisation: id('theirs') },
    ])
    await comeIn('participant', [{ role: 'participant', organisation: id('ours') }])
    await comeIn('giz', [{ role: 'funder', organisation: id('giz') }])
    await comeIn('drosos', [{ role: 'funder', organisation: id('drosos') }])
    await comeIn('secretary', [{ role: 'secretary' }])
    await comeIn('board', [{ role: 'board' }])
  })

  test('a member sees its company, its people, its dues and what the year brought it', async () => {
    const page = read(await text('/espace', 'ours'))
    expect(page).toContain(organisations.ours!.name)
    const people = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`
        select n.name, p.organisation_id from trainee p join person n on n.cluster_id = ${cluster} and n.id = p.person_id where p.cluster_id = ${cluster}`,
    )
    const own = people.filter((one) => one.organisation_id === organisations.ours!.id).map(({ name }) => name)
    expect(own.length).toBeGreaterThan(0)
    for (const name of own) expect(page).toContain(name)
    for (const { name } of people) if (!own.includes(name)) expect(page).not.toContain(name)
    expect(page).toMatch(/Ce que l’adhésion a apporté en 2019/)
    expect(page).toMatch(/formations? suivie/)
    const trained = await rowOf(
      ({ sql, cluster }) => sql`
        select count(distinct p.person_id)::int as count from trainee p join training t on t.cluster_id = ${cluster} and t.id = p.training_id
        where p.cluster_id = ${cluster} and p.organisation_id = ${organisations.ours!.id} and p.half_days > 0 and t.started between '2019-01-01' and '2019-12-23'`,
    )
    expect(page).toMatch(new RegExp(` ${trained.count} personnes? formées? `))
    const dues = await rowOf(
      ({ sql, cluster }) =>
        sql`select sum(called)::text as called from due where cluster_id = ${cluster} and organisation_id = ${organisations.ours!.id} and year = 2019`,
    )
    expect(page.replace(/\s/g, '')).toContain(
      Number(dues.called).toLocaleString('fr', { minimumFractionDigits: 2 }).replace(/\s/g, ''),
    )
  })

  test('a participant sees what was brought, and neither people nor dues; who stands for two sees two', async () => {
    const page = read(await text('/espace', 'participant'))
    expect(page).toContain(organisations.ours!.name)
    expect(page).not.toMatch(/Cotisations|Mes équipes/)
    const both = read(await text('/espace', 'both'))
    expect(both).toContain(organisations.ours!.name)
    expect(both).toContain(organisations.theirs!.name)
    expect(both.match(/Mes équipes/g)).toHaveLength(1)
  })

  test('a receipt is opened by whom it is for, and by nobody who guesses its address', async () => {
    const pay = async (organisation: string) => {
      const due = await rowOf(
        ({ sql, cluster }) =>
          sql`select id from due where cluster_id = ${cluster} and organisation_id = ${organisation} order by year desc limit 1`,
      )
      await inside(
        store(),
        slug,
        ({ sql, cluster }) =>
          sql`update due set paid = null, paid_on = null where cluster_id = ${cluster} and id = ${due.id!}`,
      )
      const answer = await doing(
        store(),
        slug,
        'dues.pay',
        { due: due.id, amount: '10', paid_on: '2020-01-02' },
        { on: '2020-01-03' },
      )
      if (!answer.ok) throw new Error(JSON.stringify(answer))
      return answer.done.payment as string
    }
    const [own, other] = [await pay(organisations.ours!.id), await pay(organisations.theirs!.id)]
    const page = await text('/espace', 'ours')
    expect(page).toContain(`/bureau/recus/${own}.pdf`)
    expect(page).not.toContain(other)
    expect((await get(`/bureau/recus/${own}.pdf`, 'ours')).status).toBe(200)
    expect((await get(`/bureau/recus/${other}.pdf`, 'ours')).status).toBe(404)
    expect((await get('/espace', 'giz')).status).toBe(404)
    expect((await get('/espace')).headers.get('location')).toMatch(/connexion\?next/)
  })

  test('somebody whose company did nothing yet is told so', async () => {
    const added = await doing(store(), slug, 'organisations.add', { name: 'Toute Neuve', nature: 'Entreprise' })
    if (!added.ok) throw new Error('refused')
    await comeIn('new', [{ role: 'member', organisation: added.done.record!.id }])
    const page = read(await text('/espace', 'new'))
    expect(page).toContain('Rien n’est encore enregistré pour cette année')
    expect(page).toContain('Aucune cotisation n’a été appelée')
    // Who takes part for a company that is no member finds the way to ask.
    await comeIn('candidate', [{ role: 'participant', organisation: added.done.record!.id }])
    const way = `/actes/membership.apply?organisation=${added.done.record!.id}`
    expect(await text('/espace', 'candidate')).toContain(way)
    expect((await get(way, 'candidate')).status).toBe(200)
  })

  test('a funder sees its programmes and nothing of another’s, by the address either', async () => {
    const page = read(await text('/bailleur', 'giz'))
    expect(page).toContain('Label Taqapro')
    expect(page).toContain('TAM III')
    expect(page).not.toContain('Apprendre à entreprendre')
    expect(page).not.toContain('FI-2019-004')
    const drosos = read(await text('/bailleur', 'drosos'))
    expect(drosos).toContain('Apprendre à entreprendre Green')
    expect(drosos).toMatch(/Candidats retenus femmes \d+/)
    for (const name of await inside(store(), slug, async ({ sql, cluster }) =>
      (await sql`select candidate from application where cluster_id = ${cluster}`).map(
        (row) => row.candidate as string,
      ),
    ))
      expect(drosos).not.toContain(name)
    const pdf = await get('/bailleur/A2E/rapport.pdf', 'drosos')
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect((await get('/ar/bailleur/A2E/rapport.pdf', 'drosos')).status).toBe(200)
    expect((await get('/bailleur/A2E/rapport.pdf', 'giz')).status).toBe(404)
    expect((await get('/bailleur/A2E/rapport.pdf', 'secretary')).status).toBe(200)
    expect(await text('/programmes/A2E', 'secretary')).toContain('/bailleur/A2E/rapport.pdf')
    expect(await text('/programmes/A2E')).not.toContain('rapport.pdf')
    expect((await get('/bailleur', 'ours')).status).toBe(404)
  })

  test('the figures of a funder’s page are those of the year, narrowed to the programme', async () => {
    const engaged = await rowOf(
      ({ sql, cluster }) =>
        sql`select sum(f.amount)::float8 as sum from funding f join programme p on p.cluster_id = ${cluster} and p.id = f.programme_id
        where f.cluster_id = ${cluster} and p.code = 'A2E' and f.engaged between '2019-01-01' and '2019-12-23'`,
    )
    const page = (await text('/bailleur', 'drosos')).replace(/[\s\u00a0]/g, '')
    expect(page).toContain(Number(engaged.sum).toLocaleString('fr', { minimumFractionDigits: 2 }).replace(/\s/g, ''))
  })

  test('the cluster is known to IATI by the identifier it was given', async () => {
    const answer = await doing(store(), slug, 'cluster.add', {
      field: 'Identifiant IATI',
      value: 'MA-ICE-001234567000089',
    })
    expect(answer.ok).toBe(true)
    expect(await text('/bureau/iati.xml', 'secretary')).toContain(
      '<iati-identifier>MA-ICE-001234567000089-A2E</iati-identifier><reporting-org ref="MA-ICE-001234567000089" type="22">',
    )
  })

  const validate = (xml: string) => {
    const file = join(scratchFolder(), 'activities.xml')
    writeFileSync(file, xml)
    const schema = join(root, 'test/iati/iati-activities-schema.xsd')
    return spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, file], { encoding: 'utf8' })
  }

  test('a funder’s IATI file has its programmes alone, the office’s has them all', async () => {
    const giz = await text('/bailleur/iati.xml', 'giz')
    expect(giz.match(/<iati-identifier>/g)).toHaveLength(2)
    expect(giz).not.toContain('A2E')
    expect(giz).not.toContain('FI-2019-004')
    const all = await text('/bureau/iati.xml', 'secretary')
    expect(all.match(/<iati-identifier>/g)).toHaveLength(6)
    expect((await get('/bureau/iati.xml', 'giz')).status).toBe(404)
    // The grant of 212 500 USD is told in its own currency, on the day it was signed.
    expect(all).toMatch(
      /<transaction-type code="11"><\/transaction-type><transaction-date iso-date="2019-09-21"><\/transaction-date><value currency="USD" value-date="2019-09-21">212500</,
    )
    expect(all).toMatch(/<target value="105"><\/target><actual value="105">/)
    // A programme's budget is told year by year, and the parts make it up.
    const budgets = [...all.matchAll(/<value currency="USD" value-date="\d{4}-(?:01-01|11-23)">([\d.]+)</g)]
    expect(budgets.reduce((sum, [, amount]) => sum + Number(amount), 0)).toBeCloseTo(1_128_800, 2)
    for (const name of await inside(store(), slug, async ({ sql, cluster }) =>
      (await sql`select beneficiary from aid where cluster_id = ${cluster}`).map((row) => row.beneficiary as string),
    ))
      expect(all).not.toContain(name)
  })

  test.skipIf(!hasXmllint)(
    'IATI 2.03 is valid against the schema (skipped where xmllint is not installed)',
    async () => {
      for (const [path, who] of [
        ['/bureau/iati.xml', 'secretary'],
        ['/bailleur/iati.xml', 'giz'],
        ['/ar/bailleur/iati.xml', 'drosos'],
      ]) {
        const { status, stderr } = validate(await text(path!, who))
        expect(stderr).toContain('validates')
        expect(status).toBe(0)
      }
      // The validator is seen to refuse: an element out of its order.
      const wrong = (await text('/bureau/iati.xml', 'secretary')).replace(
        /(<activity-status[^/]*\/activity-status>)(<activity-date.*?<\/activity-date>)/,
        '$2$1',
      )
      expect(validate(wrong).status).not.toBe(0)
    },
  )

  test('every IATI code used is in its list', async () => {
    const codesOf = (list: string) =>
      new Set(
        [...readFileSync(join(root, `test/iati/${list}.xml`), 'utf8').matchAll(/<code>([^<]+)<\/code>/g)].map(
          ([, code]) => code,
        ),
      )
    const xml = await text('/bureau/iati.xml', 'secretary')
    const used: [list: string, pattern: RegExp][] = [
      ['ActivityStatus', /<activity-status code="(\w+)"/g],
      ['ActivityDateType', /<activity-date iso-date="[\d-]+" type="(\w+)"/g],
      ['OrganisationRole', /<participating-org [^>]*role="(\w+)"/g],
      ['OrganisationType', /<(?:reporting|participating|provider|receiver)-org [^>]*type="(\w+)"/g],
      ['TransactionType', /<transaction-type code="(\w+)"/g],
      ['BudgetType', /<budget type="(\w+)"/g],
      ['BudgetStatus', /<budget [^>]*status="(\w+)"/g],
      ['ResultType', /<result type="(\w+)"/g],
      ['IndicatorMeasure', /<indicator measure="(\w+)"/g],
      ['Sector', /<sector vocabulary="1" code="(\w+)"/g],
    ]
    for (const [list, pattern] of used) {
      const codes = [...new Set([...xml.matchAll(pattern)].map(([, code]) => code!))]
      expect(codes.length, list).toBeGreaterThan(0)
      for (const code of codes) expect(codesOf(list), `${list} ${code}`).toContain(code)
    }
  })

  test('the agenda is a calendar whose ids and stamps stay the same, until an event is changed', async () => {
    const answer = await get('/agenda.ics')
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    const before = await answer.text()
    const event = await rowOf(
      ({ sql, cluster }) => sql`select id, code from event where cluster_id = ${cluster} order by code limit 1`,
    )
    expect(before).toContain(`UID:event-${event.id}@cluster.example`)
    expect(before).toMatch(/DTSTAMP:20191224T090000Z/)
    expect(await text('/agenda.ics')).toBe(before)
    const changed = await doing(
      store(),
      slug,
      'evenements.correct',
      { record: event.id, city: 'Tata, Maroc', reason: 'déplacé' },
      { on: '2020-01-14' },
    )
    expect(changed.ok).toBe(true)
    const after = (await text('/agenda.ics')).replaceAll('\r\n ', '')
    const own = after.split('BEGIN:VEVENT').find((part) => part.includes(`event-${event.id}@`))!
    expect(own).toContain('DTSTAMP:20200114T100000Z')
    expect(own).toContain('LOCATION:Tata\\, Maroc')
    expect(own).toMatch(/SEQUENCE:[1-9]/)
    for (const line of before.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  })

  test('the office’s deadlines are for the office', async () => {
    const feed = (await text('/bureau/echeances.ics', 'board')).replaceAll('\r\n ', '')
    expect(feed).toMatch(/SUMMARY:Séance : /)
    expect(feed).toMatch(/SUMMARY:Fin de convention : /)
    expect(feed).toMatch(/SUMMARY:Clôture d’appel : /)
    expect(new Set(feed.match(/^UID:.*$/gm)).size).toBe(feed.match(/^UID:/gm)!.length)
    expect((await get('/bureau/echeances.ics', 'giz')).status).toBe(404)
    expect((await get('/bureau/echeances.ics')).status).toBe(303)
  })
})
