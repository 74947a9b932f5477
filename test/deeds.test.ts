import { beforeAll, expect, test } from 'vitest'
import { deeds, figures } from '../src/app/modules.ts'
import { hasText } from '../src/app/refusals.ts'
import { sayIn } from '../src/app/say.ts'
import { makeSite } from '../src/app/site.tsx'
import { isLines } from '../src/core/asked.ts'
import { atDay, valuesOf } from '../src/core/figure.ts'
import { entriesOf, firstBroken } from '../src/core/journal.ts'
import { hasHeader } from '../src/modules/directory/index.ts'
import { searchAll } from '../src/modules/dossier/index.ts'
import { langs } from '../src/platform/texts.ts'
import { doing, recordOf, zone } from './support/deeds.ts'
import { demoFolder, importPath, inside, onEveryStore, root } from './support/stores.ts'

test('every deed, field and refusal has its words in every language', () => {
  for (const deed of deeds)
    for (const lang of langs) {
      const { name, says } = sayIn(lang).deed(deed.name)
      expect(name, `${deed.name} in ${lang}`).not.toBe(deed.name)
      expect(says.length, `${deed.name} in ${lang}`).toBeGreaterThan(5)
      for (const why of deed.refuses) expect(hasText(lang, why), `${deed.name}: ${why} in ${lang}`).toBe(true)
    }
  for (const { name, asks } of deeds)
    for (const field of Object.values(asks)) {
      expect(hasHeader(field.header), `${name}: ${field.header}`).toBe(true)
      if (isLines(field))
        for (const column of Object.values(field.lines))
          expect(hasHeader(column.header), `${name}: ${column.header}`).toBe(true)
    }
})

onEveryStore('deeds', (store) => {
  const slug = 'solaire'
  beforeAll(async () => {
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
  })
  const act = (name: string, given: object, more?: Parameters<typeof doing>[4]) =>
    doing(store(), slug, name, given, more)
  const figure = (name: string, day: string) =>
    inside(store(), slug, async (scope) => (await valuesOf(scope, figures, atDay(day, zone))).get(name)!.value)

  test('a record is added, corrected with its reason, and found by its words', async () => {
    const id = recordOf(
      await act('organisations.add', { name: 'Étoile du Sud SARL', nature: 'Entreprise', headcount: 12 }),
    )
    const again = await act('organisations.add', { name: 'étoile du sud', nature: 'Entreprise' })
    expect(again).toMatchObject({ ok: false, why: 'duplicate', field: 'name' })
    const same = await act('organisations.correct', { record: id, headcount: '12', reason: 'vérifié' })
    expect(same).toMatchObject({ ok: false, why: 'nothing-changes' })
    recordOf(
      await act('organisations.correct', { record: id, city: 'Agadir', email: 'a@exemple.ma', reason: 'déménagement' }),
    )
    const [found] = await inside(store(), slug, (scope) => searchAll(scope, 'ETOILE agadir'))
    expect(found).toMatchObject({ kind: 'organisation', id, title: 'Étoile du Sud SARL' })
    const past = await inside(store(), slug, (scope) => entriesOf(scope, { kind: 'organisation', id }))
    expect(past.map(({ deed }) => deed)).toEqual(['organisations.add', 'organisations.correct'])
    expect(past[1]!.body).toMatchObject({ before: { city: null }, after: { city: 'Agadir' }, reason: 'déménagement' })
    // What is never rewritten must not hold a private person's address.
    expect(JSON.stringify(past)).not.toContain('a@exemple.ma')
  })

  test('what is wrong with the fields is told all at once, each at its field', async () => {
    const answer = await act('organisations.add', {
      name: '',
      ice: '123',
      headcount: 'beaucoup',
      nature: 'X',
      extra: 1,
    })
    if (answer.ok) throw new Error('done')
    expect(answer.why).toBe('bad-input')
    expect(answer.faults!.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'extra unknown-field',
      'name missing-cell',
      'ice bad-ice',
      'nature not-in-list',
      'headcount bad-number',
    ])
  })

  test('under one key a deed is done once', async () => {
    const given = { name: 'Une Fois SA', nature: 'Entreprise' }
    const answers = await Promise.all(Array.from({ length: 5 }, () => act('organisations.add', given, { key: 'k-1' })))
    const done = answers.filter(({ ok }) => ok)
    expect(done.length).toBeGreaterThanOrEqual(1)
    for (const answer of answers) if (!answer.ok) expect(answer.why).toBe('in-progress')
    const again = await act('organisations.add', given, { key: 'k-1' })
    expect(again).toMatchObject({ ok: true, again: true, done: (done[0] as { done: object }).done })
    expect(await act('organisations.add', { ...given, name: 'Autre' }, { key: 'k-1' })).toMatchObject({
      ok: false,
      why: 'key-reused',
    })
  })

  test('a membership begins, overlaps nothing, ends and begins again', async () => {
    const organisation = recordOf(
      await act('organisations.add', { name: 'Va et Vient', nature: 'Entreprise', headcount: 3 }),
    )
    expect(await act('membership.rejoin', { organisation, joined: '2019-02-01' })).toMatchObject({
      why: 'never-member',
    })
    const before = await figure('members.count', '2019-12-23')
    const membership = recordOf(
      await act('adhesions.add', { organisation, joined: '2019-02-01', college: 'Entreprises' }),
    )
    expect(await figure('members.count', '2019-12-23')).toBe(before! + 1)
    expect(await act('adhesions.add', { organisation, joined: '2019-03-01' })).toMatchObject({
      ok: false,
      why: 'overlap',
    })
    expect(await act('membership.end', { membership, left_on: '2019-01-01', reason: 'x' })).toMatchObject({
      ok: false,
      why: 'order',
      field: 'left_on',
    })
    recordOf(await act('membership.end', { membership, left_on: '2019-06-01', reason: 'départ' }))
    expect(await act('membership.end', { membership, left_on: '2019-06-02', reason: 'x' })).toMatchObject({
      why: 'already-ended',
    })
    expect(await figure('members.count', '2019-12-23')).toBe(before)
    recordOf(await act('membership.rejoin', { organisation, joined: '2019-06-01' }))
    expect(await figure('members.count', '2019-12-23')).toBe(before! + 1)
  })

  test('dues are called by the scale, paid in parts, receipted and reminded', async () => {
    expect(await act('dues.call', { year: 2020, on: '2020-01-15' }, { on: '2020-01-15' })).toMatchObject({
      why: 'no-fee',
    })
    for (const college of ['Entreprises', 'Formation et recherche', 'Institutions et associations']) {
      await act('fees.set', { college, amount: 1000, since: '2020-01-01' })
      await act('fees.set', { college, headcount_from: 50, amount: '5 000', since: '2020-01-01' })
    }
    const called = await act('dues.call', { year: 2020, on: '2020-01-15', due: '2020-03-31' }, { on: '2020-01-15' })
    expect(called).toMatchObject({ ok: true })
    expect(await act('dues.call', { year: 2020, on: '2020-01-15' }, { on: '2020-01-15' })).toMatchObject({
      why: 'nobody-to-call',
    })
    const [due] = await inside(
      store(),
      slug,
      ({ sql, cluster }) =>
        sql`select id, called from due where cluster_id = ${cluster} and year = 2020 and called = 5000 limit 1`,
    )
    const pay = (amount: string, paid_on: string) =>
      act('dues.pay', { due: due!.id, amount, paid_on, means: 'virement' }, { on: '2020-06-30' })
    expect(await pay('2 000', '2020-02-01')).toMatchObject({ ok: true, done: { receipt: '2020-1' } })
    expect(await pay('3000.01', '2020-05-01')).toMatchObject({ why: 'over-paid', about: { left: '3000' } })
    expect(await pay('3000', '2021-05-01')).toMatchObject({ why: 'paid-tomorrow' })
    expect(await pay('3000', '2020-05-01')).toMatchObject({ ok: true, done: { receipt: '2020-2' } })
    expect(await figure('dues.received', '2020-03-31')).toBe(2000)
    expect(await figure('dues.received', '2020-06-30')).toBe(5000)
    const reminded = await act('dues.remind', { year: 2020 }, { on: '2020-06-30' })
    expect(reminded).toMatchObject({ ok: true })
    expect(await act('dues.remind', { year: 2020 }, { on: '2020-07-02' })).toMatchObject({ why: 'reminded-lately' })
    expect(await act('dues.remind', { year: 2020 }, { on: '2020-07-08' })).toMatchObject({ ok: true })
  })

  test('two records of one organisation become one, with all that named either', async () => {
    const keep = recordOf(await act('organisations.add', { name: 'Atlas Solar', nature: 'Entreprise' }))
    const drop = recordOf(await act('organisations.add', { name: 'أطلس سولار', nature: 'Entreprise', city: 'Fès' }))
    recordOf(await act('adhesions.add', { organisation: drop, joined: '2019-04-01' }))
    recordOf(await act('licences.add', { software: 'PVsyst', organisation: drop, seats: 1, started: '2019-05-01' }))
    const members = await figure('members.count', '2019-12-23')
    expect(await act('organisations.merge', { keep, drop, reason: 'la même' })).toMatchObject({
      ok: true,
      done: { moved: 2 },
    })
    expect(await figure('members.count', '2019-12-23')).toBe(members)
    const [row] = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`select city from organisation where cluster_id = ${cluster} and id = ${keep}`,
    )
    expect(row!.city).toBe('Fès')
    const [one, two] = [
      recordOf(await act('organisations.add', { name: 'Double Un', nature: 'Entreprise' })),
      recordOf(await act('organisations.add', { name: 'Double Deux', nature: 'Entreprise' })),
    ]
    await act('accounts.commit', {
      reference: 'EG-900',
      day: '2019-06-01',
      label: 'x',
      amount: '10',
      account: '6136',
      funder: two,
    })
    for (const organisation of [one, two]) await act('membership.apply', { organisation, asked_on: '2019-05-01' })
    const merging = { keep: one, drop: two, reason: 'la même' }
    expect(await act('organisations.merge', merging)).toMatchObject({ why: 'two-candidacies' })
    await inside(
      store(),
      slug,
      ({ sql, cluster }) =>
        sql`update candidacy set decided_on = '2019-06-01', decision = 'refused' where cluster_id = ${cluster} and organisation_id = ${two}`,
    )
    expect(await act('organisations.merge', merging)).toMatchObject({ ok: true })
    expect(await act('organisations.correct', { record: drop, city: 'X', reason: 'x' })).toMatchObject({
      ok: false,
      why: 'bad-input',
    })
  })

  test('an import is undone whole, unless somebody built on it', async () => {
    const other = 'undone'
    expect((await importPath(store(), demoFolder, other)).ok).toBe(true)
    const undo = (entry: number) => doing(store(), other, 'import.undo', { entry, reason: 'essai' })
    const first = await inside(
      store(),
      other,
      ({ sql, cluster }) => sql`select count(*)::int as count from organisation where cluster_id = ${cluster}`,
    )
    expect(first[0]!.count).toBeGreaterThan(200)
    const member = await inside(
      store(),
      other,
      ({ sql, cluster }) => sql`select id from organisation where cluster_id = ${cluster} limit 1`,
    )
    recordOf(
      await doing(store(), other, 'organisations.correct', { record: member[0]!.id, city: 'Ailleurs', reason: 'x' }),
    )
    expect(await undo(1)).toMatchObject({ ok: false, why: 'changed-since' })
    expect(await undo(2)).toMatchObject({ ok: false, why: 'no-import' })
    const third = 'undone-well'
    expect((await importPath(store(), demoFolder, third)).ok).toBe(true)
    expect(await doing(store(), third, 'import.undo', { entry: 1, reason: 'essai' })).toMatchObject({ ok: true })
    const left = await inside(store(), third, async ({ sql, cluster }) => [
      ...(await sql`select count(*)::int as count from organisation where cluster_id = ${cluster}`),
      ...(await sql`select count(*)::int as count from ledger_line where cluster_id = ${cluster}`),
      ...(await sql`select count(*)::int as count from person where cluster_id = ${cluster}`),
      ...(await sql`select count(*)::int as count from search_entry where cluster_id = ${cluster}`),
    ])
    expect(left.map(({ count }) => count)).toEqual([0, 0, 0, 0])
    expect(await doing(store(), third, 'import.undo', { entry: 1, reason: 'encore' })).toMatchObject({
      why: 'undone-already',
    })
  })

  test('whoever has no part in it is refused, and the journal holds after all this', async () => {
    const member = { name: 'm', login: 'x', held: [{ role: 'member' as const, scope: null }] }
    expect(await act('organisations.add', { name: 'Non', nature: 'Entreprise' }, { actor: member })).toMatchObject({
      why: 'not-allowed',
    })
    const entries = await inside(store(), slug, (scope) => entriesOf(scope))
    expect(entries.length).toBeGreaterThan(20)
    expect(firstBroken(entries)).toBe(null)
  })
})

onEveryStore('agreements, funding and press', (store) => {
  const slug = 'moves'
  const act = (name: string, given: object, on = '2020-02-10') => doing(store(), slug, name, given, { on })
  beforeAll(async () => {
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
  })

  test('an agreement is signed, amended and ended, and its end is told once', async () => {
    const agreement = recordOf(
      await act('conventions.add', {
        reference: 'CV-900',
        title: 'Essai',
        parties: 'Ifrane Conseil',
        nature: 'convention',
      }),
    )
    expect(
      await act('agreements.amend', { agreement, reference: 'AV-900', title: 'Avenant', signed: '2020-01-01' }),
    ).toMatchObject({ why: 'not-signed-yet' })
    recordOf(await act('agreements.sign', { agreement, signed: '2020-01-10', ends: '2020-04-01' }))
    expect(await act('agreements.sign', { agreement, signed: '2020-01-11' })).toMatchObject({ why: 'signed-already' })
    await act('people.invite', { email: 's@example.ma', name: 'S', role: 'secretary' })
    const told = await act('agreements.remind', {})
    expect(told).toMatchObject({ ok: true, done: { mails: 1 } })
    expect(JSON.stringify(told)).toContain('CV-900')
    expect(await act('agreements.remind', {})).toMatchObject({ why: 'nothing-ends' })
    recordOf(
      await act('agreements.amend', {
        agreement,
        reference: 'AV-900',
        title: 'Avenant',
        signed: '2020-02-01',
        ends: '2021-01-01',
      }),
    )
    const [row] = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`select ends from agreement where cluster_id = ${cluster} and id = ${agreement}`,
    )
    expect(row!.ends).toBe('2021-01-01')
    expect(await act('agreements.end', { agreement, ends: '2019-01-01', reason: 'x' })).toMatchObject({ why: 'order' })
    recordOf(await act('agreements.end', { agreement, ends: '2020-06-30', reason: 'dénoncée' }))
  })

  test('money moves step by step, in its currency at the day’s rate', async () => {
    const [funder] = await inside(
      store(),
      slug,
      ({ sql, cluster }) =>
        sql`select organisation_id as id from programme_funder where cluster_id = ${cluster} limit 1`,
    )
    const funding = recordOf(
      await act('financements.add', {
        reference: 'FI-900',
        funder: funder!.id,
        amount: '1 000',
        currency: 'EUR',
        rate: '10.7',
        identified: '2020-01-05',
      }),
    )
    const inBook = { reference: 'FI-901', funder: funder!.id, amount: '10', currency: 'MAD', identified: '2020-01-05' }
    expect(await act('financements.add', { ...inBook, rate: '0' })).toMatchObject({ why: 'bad-number', field: 'rate' })
    const step = (stage: string, on: string, more = {}) => act('funding.move', { funding, stage, on, ...more })
    expect(await step('identifié', '2020-01-06')).toMatchObject({ why: 'stage-done' })
    expect(await step('demandé', '2020-01-01')).toMatchObject({ why: 'stage-early', about: { stage: 'identifié' } })
    recordOf(await step('demandé', '2020-01-10'))
    recordOf(await step('engagé', '2020-01-20', { rate: '10.8' }))
    expect(
      await act('funding.receive', { funding, received: '2020-02-01', amount: '400', rate: '10.9' }),
    ).toMatchObject({ why: 'not-signed' })
    recordOf(await step('signé', '2020-01-25'))
    expect(await act('funding.receive', { funding, received: '2020-02-01', amount: '400' })).toMatchObject({
      why: 'rate-needed',
    })
    recordOf(await act('funding.receive', { funding, received: '2020-02-01', amount: '400', rate: '10.9' }))
    expect(
      await act('funding.receive', { funding, received: '2020-02-02', amount: '600.01', rate: '10.9' }),
    ).toMatchObject({ why: 'over-received', about: { left: '600' } })
    const values = await inside(store(), slug, (scope) => valuesOf(scope, figures, atDay('2020-12-31', zone)))
    expect(values.get('funds.engaged')!.value).toBe(10_800)
    expect(values.get('funds.received')!.value).toBe(4360)
  })

  test('an article is written in a language, and read once it is published', async () => {
    const article = recordOf(await act('presse.add', { day: '2020-02-01', title: 'Une nouvelle', tags: 'essai' }))
    expect(await act('press.publish', { article, lang: 'ar', on: '2020-02-02' })).toMatchObject({
      why: 'nothing-written',
    })
    recordOf(await act('press.write', { article, lang: 'ar', title: 'خبر', body: 'سطر\nسطر <b>آخر</b>' }))
    const site = makeSite({ store: store(), root, now: () => new Date('2020-02-10T10:00:00Z') })
    const read = async () => {
      const url = new URL(`http://localhost/${slug}/ar/presse/2020-02-01-une-nouvelle`)
      return (
        await site.answer({ url, origin: url.origin, cookie: null, from: { address: '', agent: '' } })
      ).body.toString()
    }
    expect(await read()).not.toContain('خبر')
    recordOf(await act('press.publish', { article, lang: 'ar', on: '2020-02-02' }))
    const page = await read()
    expect(page).toContain('خبر')
    expect(page).not.toContain('<b>آخر')
  })
})

onEveryStore('what was put right', (store) => {
  const slug = 'put-right'
  const act = (name: string, given: object) => doing(store(), slug, name, given, { on: '2020-02-10' })
  const names = () =>
    inside(
      store(),
      slug,
      ({ sql, cluster }) => sql<{ id: string; name: string }[]>`
      select o.id, o.name from organisation o where o.cluster_id = ${cluster}
        and exists (select from membership m where m.cluster_id = ${cluster} and m.organisation_id = o.id) order by o.name, o.id`,
    )
  beforeAll(async () => {
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
  })

  test('stays so when the same dossier comes in again', async () => {
    const before = await names()
    const found = before.flatMap((one, place) => before.slice(place + 1).map((other) => [one, other] as const))
    let merged: (typeof found)[number] | undefined
    for (const pair of found) {
      const [keep, drop] = pair
      const answer = await act('organisations.merge', { keep: keep.id, drop: drop.id, reason: 'la même' })
      if (!answer.ok) continue
      merged = pair
      break
    }
    expect(merged).toBeDefined()
    const [keep, drop] = merged!
    const [renamed] = (await names()).filter(({ id }) => id !== keep.id)
    expect(
      await act('organisations.correct', { record: renamed!.id, name: 'Enfin le bon nom', reason: 'faute' }),
    ).toMatchObject({ ok: true })
    const after = await names()
    const again = await importPath(store(), demoFolder, slug)
    expect(again).toMatchObject({ ok: true, added: 0, changed: 0 })
    expect(await names()).toEqual(after)
    const search = (text: string) => inside(store(), slug, (scope) => searchAll(scope, text))
    expect(await search(drop.name)).toContainEqual(expect.objectContaining({ id: keep.id }))
    // Whoever writes the old name into a form means the record it became.
    expect(
      await act('licences.add', { software: 'PVsyst', organisation: drop.name, seats: 1, started: '2019-05-01' }),
    ).toMatchObject({ ok: true })
    // A newcomer may be called as somebody was before.
    const newcomer = await act('organisations.add', { name: renamed!.name, nature: 'Entreprise' })
    expect(newcomer).toMatchObject({ ok: true })
  })
})

onEveryStore('persons and actions', (store) => {
  const slug = 'persons'
  const act = (name: string, given: object, on = '2020-02-10') => doing(store(), slug, name, given, { on })
  beforeAll(async () => {
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
  })

  test('a person is added, corrected and merged, and no name stays in the journal', async () => {
    expect(await act('persons.add', { name: 'Yasmine Test' })).toMatchObject({ ok: true })
    expect(await act('persons.add', { name: 'yasmine TEST' })).toMatchObject({ why: 'person-known' })
    const [trainee] = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`
      select n.id, n.name, count(*)::int as count from trainee t join person n on n.cluster_id = ${cluster} and n.id = t.person_id where t.cluster_id = ${cluster} group by n.id, n.name order by n.name limit 1`,
    )
    expect(await act('persons.correct', { person: trainee!.name, name: 'Yasmine Test', reason: 'x' })).toMatchObject({
      why: 'person-known',
    })
    expect(await act('persons.correct', { person: 'Personne Inconnue', name: 'Z', reason: 'x' })).toMatchObject({
      why: 'no-person',
    })
    expect(
      await act('persons.correct', { person: trainee!.name, name: 'Nom Corrigé', reason: 'faute de frappe' }),
    ).toMatchObject({ ok: true })
    const before = await inside(
      store(),
      slug,
      async (scope) => (await valuesOf(scope, figures, atDay('2019-12-23', zone))).get('trainings.person_hours')!.value,
    )
    expect(await act('persons.merge', { keep: 'Yasmine Test', drop: 'nom corrigé', reason: 'la même' })).toMatchObject({
      ok: true,
      done: { moved: trainee!.count },
    })
    const after = await inside(
      store(),
      slug,
      async (scope) => (await valuesOf(scope, figures, atDay('2019-12-23', zone))).get('trainings.person_hours')!.value,
    )
    expect(after).toBe(before)
    const told = await inside(store(), slug, (scope) => entriesOf(scope))
    expect(JSON.stringify(told)).not.toMatch(/Yasmine|Corrigé/)
  })

  test('an action is planned and closed once', async () => {
    const plan = { programme: 'TAQAPRO', code: 'A1', title: 'Former', starts: '2020-01-01', due: '2020-06-30' }
    expect(await act('programmes.plan', { ...plan, due: '2019-06-30' })).toMatchObject({ why: 'order' })
    const planned = await act('programmes.plan', plan)
    expect(planned).toMatchObject({ ok: true })
    expect(await act('programmes.plan', plan)).toMatchObject({ why: 'code-taken' })
    const action = (planned as { done: { action: string } }).done.action
    expect(await act('programmes.finish', { action, on: '2020-05-01' })).toMatchObject({ ok: true })
    expect(await act('programmes.finish', { action, on: '2020-05-02' })).toMatchObject({ why: 'finished-already' })
  })
})

onEveryStore('a programme officer', (store) => {
  test('does deeds for the programme of the role, and for no other', async () => {
    const slug = 'officer'
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
    const programmes = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`select id, code from programme where cluster_id = ${cluster} order by code`,
    )
    const [own, other] = programmes as unknown as { id: string; code: string }[]
    const actor = { name: 'o', login: 'o', held: [{ role: 'officer' as const, scope: own!.id }] }
    const act = (name: string, given: object) => doing(store(), slug, name, given, { actor, on: '2020-02-10' })
    const plan = (programme: string) =>
      act('programmes.plan', { programme, code: 'B1', title: 'x', starts: '2020-01-01', due: '2020-02-01' })
    expect(await plan(other!.code)).toMatchObject({ why: 'out-of-bounds', field: 'programme' })
    expect(await plan(own!.code)).toMatchObject({ ok: true })
    expect(await act('programmes.correct', { record: other!.id, name: 'Pris', reason: 'x' })).toMatchObject({
      why: 'out-of-bounds',
    })
    const [act_] = await inside(
      store(),
      slug,
      ({ sql, cluster }) =>
        sql`select id from support_act where cluster_id = ${cluster} and programme_id <> ${own!.id} limit 1`,
    )
    expect(await act('accompagnements.correct', { record: act_!.id, hours: '1', reason: 'x' })).toMatchObject({
      why: 'out-of-bounds',
      field: 'record',
    })
  })
})
