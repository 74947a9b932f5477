import { beforeAll, expect, test } from 'vitest'
import { deeds, modules, sheets } from '../src/app/modules.ts'
import { makeServer } from '../src/app/server.ts'
import { type Fields, isLines } from '../src/core/asked.ts'
import type { Column } from '../src/core/sheet.ts'
import { beginSession } from '../src/platform/sign-in/sessions.ts'
import { doing } from './support/deeds.ts'
import { sampleOf } from './support/permissions.ts'
import { demoFolder, importPath, inside, onEveryStore, root } from './support/stores.ts'

const tables = [
  ...new Set([
    ...sheets.map(({ table }) => table),
    'person',
    'source',
    'held_role',
    'document',
    'payment',
    'bank_line',
    'task',
  ]),
]

onEveryStore('two clusters', (store) => {
  const ids = { ours: new Map<string, string[]>(), theirs: new Map<string, string[]>() }
  let cookie = ''
  const now = new Date('2020-02-01T10:00:00Z')
  const digestOf = () =>
    inside(store(), 'theirs', async ({ sql, cluster }) => {
      const sums: unknown[] = []
      for (const table of tables)
        sums.push(
          (
            await sql`select count(*)::int as count, md5(string_agg(t::text, '|' order by t::text)) as sum from ${sql(table)} t where t.cluster_id = ${cluster}`
          )[0],
        )
      return sums
    })

  beforeAll(async () => {
    for (const slug of ['ours', 'theirs']) {
      expect((await importPath(store(), demoFolder, slug)).ok).toBe(true)
      // Their names are theirs alone, so that a byte of theirs in an answer to us shows.
      if (slug === 'theirs')
        await inside(
          store(),
          slug,
          ({ sql, cluster }) => sql`update organisation set name = 'ETRANGER ' || name where cluster_id = ${cluster}`,
        )
      const document = store().documents.put(Buffer.from(`%PDF-1.4 ETRANGER ${slug}`))
      const [organisation] = await inside(
        store(),
        slug,
        ({ sql, cluster }) => sql`select id from organisation where cluster_id = ${cluster} limit 1`,
      )
      await doing(store(), slug, 'documents.attach', {
        kind: 'organisation',
        record: organisation!.id,
        document,
        name: 'x.pdf',
      })
      const [due] = await inside(
        store(),
        slug,
        ({ sql, cluster }) => sql`select id from due where cluster_id = ${cluster} and coalesce(paid, 0) = 0 limit 1`,
      )
      await doing(store(), slug, 'dues.pay', { due: due!.id, amount: '1', paid_on: '2019-12-20' })
      await inside(store(), slug, async ({ sql, cluster }) => {
        for (const table of tables)
          ids[slug as 'ours' | 'theirs'].set(
            table,
            (await sql`select id from ${sql(table)} where cluster_id = ${cluster} limit 2`).map(({ id }) => id),
          )
      })
    }
    const invited = await doing(
      store(),
      'ours',
      'people.invite',
      { email: 'nous@example.ma', name: 'Nous', role: 'secretary' },
      { on: '2020-01-10' },
    )
    if (!invited.ok) throw new Error(invited.why)
    cookie = await inside(store(), 'ours', ({ sql }) => beginSession(sql, String(invited.done.login), 'x', now))
  })

  /** Something a field would take, of our own cluster. */
  const plausible = (column: Column): unknown => {
    const { cell } = column
    switch (cell.kind) {
      case 'day':
        return '2020-01-15'
      case 'instant':
        return '2020-01-15T09:00'
      case 'amount':
      case 'number':
      case 'integer':
        return '1'
      case 'boolean':
        return 'oui'
      case 'choice':
        return cell.of[0]
      case 'currency':
        return 'MAD'
      case 'share':
        return '1/2'
      case 'reference':
        return ids.ours.get(sheets.find(({ name }) => name === cell.to)!.table)?.[0] ?? ''
      default:
        return column.required ? 'x' : ''
    }
  }
  const filled = (fields: Fields): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(fields).map(([key, field]) => [
        key,
        isLines(field) ? [filled(field.lines), filled(field.lines)] : plausible(field),
      ]),
    )

  test('no id of theirs does anything in a deed of ours, in any field', async () => {
    const before = await digestOf()
    const foreign = [...ids.theirs.values()].flat()
    const done: string[] = []
    let sent = 0
    for (const deed of deeds)
      for (const [key, field] of Object.entries(deed.asks)) {
        const columns = isLines(field) ? Object.entries(field.lines) : [[key, field] as const]
        for (const [inner, column] of columns) {
          const { kind } = column.cell
          if (!['reference', 'references', 'text', 'party'].includes(kind)) continue
          const wanted =
            kind === 'reference' && 'to' in column.cell
              ? (ids.theirs.get(sheets.find(({ name }) => name === (column.cell as { to: string }).to)!.table) ?? [])
              : foreign.filter((_, place) => place % 13 === 0)
          for (const id of wanted) {
            const given = filled(deed.asks)
            if (isLines(field)) (given[key] as Record<string, unknown>[])[0]![inner] = id
            else given[key] = id
            sent += 1
            const answer = await doing(store(), 'ours', deed.name, given, { on: '2020-02-01' })
            // A text may well be an id; what it must not be is one of theirs that was looked up.
            if (answer.ok && (kind === 'reference' || kind === 'references' || kind === 'party'))
              done.push(`${deed.name} ${key}.${inner}`)
            if (JSON.stringify(answer).includes('ETRANGER')) done.push(`${deed.name} ${key} told a name of theirs`)
          }
        }
      }
    // A name that may be anybody's is taken as a name; it makes a record of ours and touches none of theirs.
    expect(done.filter((one) => !/candidat|beneficiary|partners/.test(one))).toEqual([])
    expect(await digestOf()).toEqual(before)
    expect(sent).toBeGreaterThan(300)
  }, 240_000)

  test('no id of theirs opens anything at our address', async () => {
    const app = makeServer({
      store: store(),
      root,
      origin: undefined,
      log: { error: () => {} } as never,
      now: () => now,
    })
    const wrong: string[] = []
    const kinds = [...ids.theirs]
    for (const [kind, own] of kinds)
      for (const id of own)
        for (const path of [
          `/records/${kind}/${id}`,
          `/documents/${id}`,
          `/bureau/recus/${id}.pdf`,
          `/sources/${id}`,
          `/sources/${id}/1`,
          `/bureau/donnees.json?person=${id}`,
          `/bureau/donnees?person=${id}`,
        ]) {
          const answer = await app.request(`/ours${path}`, { headers: { cookie: `grappe=${cookie}` } })
          const body = await answer.text()
          if (body.includes('ETRANGER')) wrong.push(`${path}: a word of theirs`)
          if (answer.status !== 404 && !path.includes('donnees')) wrong.push(`${path}: ${answer.status}`)
        }
    // Every page with every parameter that is an id.
    for (const page of modules.flatMap(({ pages }) => pages)) {
      if (!page.path.includes(':id')) continue
      const id = ids.theirs.get('organisation')![0]!
      const answer = await app.request(
        `/ours${sampleOf(page.path, { id, kind: 'organisation', format: 'csv', figure: 'members.count', year: '2019' })}`,
        { headers: { cookie: `grappe=${cookie}` } },
      )
      if ((await answer.text()).includes('ETRANGER') || answer.status === 200)
        wrong.push(`${page.path}: ${answer.status}`)
    }
    expect(wrong).toEqual([])
  }, 120_000)

  test('each of the two walls holds alone', async () => {
    const [name] = (
      await inside(
        store(),
        'theirs',
        ({ sql, cluster }) => sql`select name from organisation where cluster_id = ${cluster} limit 1`,
      )
    ).map((row) => row.name)
    // The row policy alone: a statement that forgets its cluster.
    const unbound = await inside(store(), 'ours', ({ sql }) => sql`select name from organisation where name = ${name}`)
    expect(unbound).toEqual([])
    const written = inside(
      store(),
      'ours',
      ({ sql }) => sql`update organisation set city = 'pris' where name = ${name} returning id`,
    )
    expect(await written).toEqual([])
    // The binding alone: the policy is let down inside a transaction that is thrown away.
    const [theirs] = ids.theirs.get('organisation')!
    const bound = await inside(store(), 'ours', async ({ sql, cluster }) => {
      await sql.unsafe('reset role')
      const [who] = await sql`select rolsuper or rolbypassrls as free from pg_roles where rolname = current_user`
      const rows = await sql`select id from organisation where cluster_id = ${cluster} and id = ${theirs!}`
      return { free: who!.free, rows: rows.length }
    })
    expect(bound).toEqual({ free: true, rows: 0 })
  })
})
