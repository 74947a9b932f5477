import { beforeAll, expect, test } from 'vitest'
import { figures } from '../src/app/modules.ts'
import { makeSite } from '../src/app/site.tsx'
import { atDay, valuesOf } from '../src/core/figure.ts'
import { doing, recordOf } from './support/deeds.ts'
import { demoFolder, importPath, inside, onEveryStore, root } from './support/stores.ts'

onEveryStore('an approved bilan', (store) => {
  const slug = 'approved'
  const act = (name: string, given: object, on = '2020-01-10') => doing(store(), slug, name, given, { on })
  const page = async (path: string) => {
    const site = makeSite({ store: store(), root, now: () => new Date('2020-02-01T10:00:00Z') })
    const url = new URL(`http://localhost/${slug}${path}`)
    const { status, body } = await site.answer({
      url,
      origin: url.origin,
      cookie: null,
      from: { address: '', agent: '' },
    })
    return { status, text: body.toString().replaceAll('\u00a0', ' ') }
  }
  let resolutions: { id: string; number: string }[] = []

  beforeAll(async () => {
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
    resolutions = await inside(store(), slug, async ({ sql, cluster }) => [
      ...(await sql<{ id: string; number: string }[]>`
        select r.id, m.reference || '/' || r.number as number from resolution r join meeting m on m.cluster_id = ${cluster} and m.id = r.meeting_id
        where r.cluster_id = ${cluster} order by 2`),
    ])
  })
  const resolution = (number: string) => resolutions.find((one) => one.number === number)!.id

  test('the office writes a section, and its figures are live', async () => {
    const write = (body: string) => act('bilan.write', { year: 2019, section: 'members', lang: 'fr', body })
    expect(await write('Nous sommes {membres.count}.')).toMatchObject({
      why: 'unknown-figure',
      about: { figure: 'membres.count' },
    })
    expect(
      await write('Nous sommes {members.count} de tout le pays.\n\n[members.left] Et {members.left}.'),
    ).toMatchObject({ ok: true })
    expect(
      await write('Nous sommes {members.count} de tout le pays.\n\n[members.left] Et {members.left}.'),
    ).toMatchObject({ why: 'nothing-changes' })
    const { text } = await page('/bilan/2019')
    expect(text).toMatch(/Nous sommes <a[^>]*>130 membres<\/a> de tout le pays/)
  })

  test('it is approved by a resolution the board adopted, on or after the day', async () => {
    const approve = (number: string, as_of = '2019-12-23', year = 2019) =>
      act('bilan.approve', { year, as_of, resolution: resolution(number) })
    expect(await approve('CA-2019-02/2', '2019-12-23', 2018)).toMatchObject({ why: 'not-that-year' })
    expect(await approve('CA-2019-01/2')).toMatchObject({ why: 'not-adopted' })
    expect(await approve('CA-2019-01/1')).toMatchObject({ why: 'board-before' })
    const answer = await approve('CA-2019-02/2')
    expect(answer).toMatchObject({ ok: true })
    expect(await approve('CA-2019-02/2')).toMatchObject({ why: 'approved-same' })
    const [row] = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`
      select b.head, b.head_seq, j.hash, b.body from bilan_approved b join journal j on j.cluster_id = ${cluster} and j.seq = b.head_seq where b.cluster_id = ${cluster}`,
    )
    expect(row!.head).toBe(row!.hash)
    expect(row!.body.figures['members.count']).toMatchObject({ value: { value: 130 }, definition: 1 })
    expect(row!.body.figures['members.count'].rows).toHaveLength(130)
    const { text } = await page('/bilan/2019')
    expect(text).toContain('Approuvé par le conseil')
    expect(text).not.toContain('id="restated"')
  })

  test('when records change afterwards the text stays, and the page tells what moved, by whom, with both values', async () => {
    const organisation = recordOf(await act('organisations.add', { name: 'Tard Venue', nature: 'Entreprise' }))
    recordOf(await act('adhesions.add', { organisation, joined: '2019-12-01', college: 'Entreprises' }))
    const { text } = await page('/bilan/2019')
    expect(text).toMatch(/Nous sommes <a[^>]*>130 membres<\/a>/)
    expect(text).toContain('id="restated"')
    expect(text).toContain('approuvé : 130 ; aujourd’hui : 131')
    expect(text).toContain('Ajouter une adhésion')
    // Somebody writes on; the approved words stay on the page.
    await act('bilan.write', { year: 2019, section: 'members', lang: 'fr', body: 'Autre chose.' })
    expect((await page('/bilan/2019')).text).toContain('de tout le pays')
    const live = await page('/bilan/2019?vif=1')
    expect(live.text).toContain('Autre chose.')
    expect(live.text).not.toContain('Approuvé par le conseil')
    await expect(
      inside(
        store(),
        slug,
        ({ sql, cluster }) => sql`update bilan_approved set head = 'x' where cluster_id = ${cluster}`,
      ),
    ).rejects.toThrow()
  })

  test('two years stand beside each other', async () => {
    const { status, text } = await page('/bilan/2019/avec/2018')
    expect(status).toBe(200)
    expect(text).toMatch(/members\.count[^>]*>131</)
    expect((await page('/bilan/2019/avec/2019')).status).toBe(404)
  })
})

onEveryStore('a person who asks to be forgotten', (store) => {
  const slug = 'forgotten'
  test('is gone from registers, lines and search, and no figure moves', async () => {
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
    const figuresNow = () =>
      inside(store(), slug, async (scope) => [
        ...(await valuesOf(scope, figures, atDay('2019-12-23', 'Africa/Casablanca'))),
      ])
    const [person] = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`
      select n.id, n.name from application a join person n on n.cluster_id = ${cluster} and n.id = a.candidate_person_id
      where a.cluster_id = ${cluster} and a.decision is not null and not exists (select from mandate s where s.cluster_id = ${cluster} and s.person_id = n.id) order by n.name limit 1`,
    )
    const before = await figuresNow()
    const [officer] = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`select person_id as id from mandate where cluster_id = ${cluster} limit 1`,
    )
    const act = (id: string) =>
      doing(store(), slug, 'people.forget', { person: id, reason: 'demande écrite' }, { on: '2020-01-10' })
    expect(await act(officer!.id)).toMatchObject({ why: 'holds-office' })
    expect(await act(person!.id)).toMatchObject({ ok: true })
    expect(await figuresNow()).toEqual(before)
    const left = await inside(store(), slug, async ({ sql, cluster }) => [
      ...(await sql`select 'line' as place from source_line where cluster_id = ${cluster} and ${person!.name} = any(cells)`),
      ...(await sql`select 'person' as place from person where cluster_id = ${cluster} and name = ${person!.name}`),
      ...(await sql`select 'application' as place from application where cluster_id = ${cluster} and candidate = ${person!.name}`),
      ...(await sql`select 'search' as place from search_entry where cluster_id = ${cluster} and title like ${`%${person!.name}%`}`),
      ...(await sql`select 'journal' as place from journal where cluster_id = ${cluster} and body::text like ${`%${person!.name}%`}`),
    ])
    expect(left).toEqual([])
  })
})
