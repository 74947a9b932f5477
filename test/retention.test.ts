import { beforeAll, expect, test } from 'vitest'
import { figures, sheets } from '../src/app/modules.ts'
import { atDay, valuesOf } from '../src/core/figure.ts'
import { forgetAccounts, overdue as overdueOn } from '../src/modules/people/retention.ts'
import { doing, zone } from './support/deeds.ts'
import { demoFolder, importPath, inside, onEveryStore } from './support/stores.ts'

onEveryStore('what has passed its time of keeping', (store) => {
  const slug = 'kept'
  const overdue = (today: string) => inside(store(), slug, (scope) => overdueOn(scope, sheets, today))
  const figuresOn = (day: string) =>
    inside(store(), slug, async (scope) =>
      [...(await valuesOf(scope, figures, atDay(day, zone)))].map(([name, { value }]) => [name, value]),
    )
  beforeAll(async () => {
    expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
  })

  test('is nothing within five years, and all of it when they are over, but for the archives', async () => {
    const early = await overdue('2024-01-01')
    const left = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`
        select o.name from organisation o join membership m on m.cluster_id = ${cluster} and m.organisation_id = o.id
        where o.cluster_id = ${cluster} and (o.email is not null or o.phone is not null)
        group by o.name having max(coalesce(m.left_on, 'infinity')) < '2019-01-01' order by o.name`,
    )
    expect(early.filter(({ kind }) => kind === 'person')).toEqual([])
    expect(early.map(({ name }) => name).sort()).toEqual(left.map(({ name }) => name).sort())
    const late = await overdue('2040-01-01')
    expect(late.length).toBeGreaterThan(20)
    const seated = await inside(
      store(),
      slug,
      ({ sql, cluster }) =>
        sql`select n.name from mandate m join person n on n.cluster_id = ${cluster} and n.id = m.person_id where m.cluster_id = ${cluster}`,
    )
    const names = new Set(late.map(({ name }) => name))
    for (const { name } of seated) expect(names.has(name), name).toBe(false)
  })

  test('a programme that goes on keeps those it took in, and its end lets them go five years later', async () => {
    const entered = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`
        select n.name, p.ended from journey j join person n on n.cluster_id = ${cluster} and n.id = j.beneficiary_person_id
          join programme p on p.cluster_id = ${cluster} and p.id = j.programme_id
        where j.cluster_id = ${cluster} order by n.name`,
    )
    const running = entered.filter(({ ended }) => ended === null || ended > '2030-01-01')
    const names = new Set((await overdue('2034-12-31')).map(({ name }) => name))
    for (const { name } of running) expect(names.has(name), name).toBe(false)
  })

  test('is forgotten at one word, by whoever has counted it, and no figure moves', async () => {
    const today = '2040-01-01'
    const { length } = await overdue(today)
    const before = await figuresOn('2019-12-23')
    const act = (count: number) =>
      doing(store(), slug, 'people.forget-overdue', { count, reason: 'durée passée' }, { on: today })
    expect(await act(length + 1)).toMatchObject({ why: 'other-count', about: { count: String(length) } })
    expect(await act(length)).toMatchObject({ ok: true, done: { count: length } })
    expect(await overdue(today)).toEqual([])
    expect(await act(length)).toMatchObject({ why: 'nobody-overdue' })
    expect(await figuresOn('2019-12-23')).toEqual(before)
  })

  test('an account is forgotten a month after its last role, and not before', async () => {
    const invited = { email: 'partante@example.ma', name: 'Partante', role: 'board' }
    await doing(store(), slug, 'people.invite', { ...invited, until: '2020-03-31' }, { on: '2020-01-02' })
    await doing(store(), slug, 'people.invite', { ...invited, email: 'reste@example.ma' }, { on: '2020-01-02' })
    const emails = async (on: string) => {
      await forgetAccounts(store(), new Date(`${on}T10:00:00Z`))
      return (await store().open((sql) => sql`select email from login order by email`)).map(({ email }) => email)
    }
    expect(await emails('2020-04-20')).toContain('partante@example.ma')
    const later = await emails('2030-05-15')
    expect(later).not.toContain('partante@example.ma')
    expect(later).toContain('reste@example.ma')
  })
})
