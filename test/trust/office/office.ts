/** An office at work: the demo's cluster, its fees, its people and what waits for them, on a store of either kind. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importInto } from '../../../src/app/import-dossier.ts'
import { deeds, sheets } from '../../../src/app/modules.ts'
import { makeServer } from '../../../src/app/server.ts'
import type { Deed } from '../../../src/core/deed.ts'
import { officeActor } from '../../../src/core/permission.ts'
import { sha256 } from '../../../src/platform/ids.ts'
import { beginSession } from '../../../src/platform/sign-in/sessions.ts'
import { openStore, type Scope, type Store } from '../../../src/platform/store/store.ts'
import { type Chance, chanceOf, filled } from '../../support/chance.ts'
import { doing } from '../../support/deeds.ts'
import { clusterTables } from '../../support/house-rules.ts'
import { ownDatabase } from '../database.ts'
import { type Engine, seeded } from '../seeded.ts'

const root = process.env.GRAPPE_ROOT ?? join(import.meta.dirname, '../../..')
const migrations = join(root, 'migrations')

export type Office = {
  store: Store
  slug: string
  cluster: string
  chance: Chance
  close(): Promise<void>
}

/** A store of its own: in memory, or a database of its own on the server `TEST_DATABASE_URL` names. */
export async function openOwn(engine: Engine): Promise<{ store: Store; close(): Promise<void> }> {
  if (engine === 'embedded') {
    const store = await openStore({ folder: null, migrations })
    return { store, close: () => store.close() }
  }
  const { url, drop } = await ownDatabase()
  const store = await openStore({ databaseUrl: url, folder: null, migrations })
  return {
    store,
    close: async () => {
      await store.close()
      await drop()
    },
  }
}

export const dayOfWork = '2020-02-10'

/** Imports a dossier of one table, as a command would. */
export async function importTable(store: Store, slug: string, sheet: string, text: string, when: Date) {
  const folder = mkdtempSync(join(tmpdir(), 'grappe-trust-'))
  try {
    writeFileSync(join(folder, `${sheet}.csv`), text)
    return await importInto(store, {
      path: folder,
      slug,
      dryRun: false,
      skipUnknownColumns: false,
      actor: officeActor,
      when,
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The demo's cluster in a store, with what the deeds of a year begin from. */
export async function officeIn(store: Store, slug: string, seed: number): Promise<Omit<Office, 'close'>> {
  const brought = await importInto(store, {
    path: join(root, 'demo/cluster-solaire-2019'),
    slug,
    dryRun: false,
    skipUnknownColumns: false,
    actor: officeActor,
    when: new Date('2019-12-24T09:00:00Z'),
  })
  if (!brought.ok) throw new Error(`the demo was refused: ${brought.problems[0]?.message}`)
  const act = async (name: string, given: object) => {
    const answer = await doing(store, slug, name, given, { on: '2020-01-01' })
    if (!answer.ok) throw new Error(`${name}: ${answer.why}`)
  }
  await act('people.invite', { email: 'premiere@example.ma', name: 'Première', role: 'secretary', since: '2019-01-01' })
  const [found] = await store.open((sql) => sql`select id from cluster where slug = ${slug}`)
  const cluster = found!.id as string
  const colleges = await store.within(
    cluster,
    ({ sql }) =>
      sql`select distinct college from membership where cluster_id = ${cluster} and college is not null order by 1`,
  )
  for (const { college } of colleges) await act('fees.set', { college, amount: '1500', since: '2019-06-01' })
  return { store, slug, cluster, chance: chanceOf(seeded(seed), store.documents) }
}

export async function openOffice(engine: Engine, seed: number): Promise<Office> {
  const { store, close } = await openOwn(engine)
  return { ...(await officeIn(store, 'trust', seed)), close }
}

/** What is given to a deed so that it may well be done; an import of its own where one is to be undone. */
export async function givenFor(
  office: Omit<Office, 'close'>,
  deed: Pick<Deed, 'name' | 'asks'>,
  today: string,
): Promise<Record<string, unknown>> {
  const { store, slug, cluster, chance } = office
  if (deed.name === 'import.undo') {
    await importTable(
      store,
      slug,
      'organisations',
      `Nom;Nature\n${chance.word()};Entreprise\n`,
      new Date(`${today}T08:00:00Z`),
    )
    const [last] = await store.within(
      cluster,
      ({ sql }) => sql`select max(seq)::int as seq from journal where cluster_id = ${cluster} and body ? 'sources'`,
    )
    return { entry: last!.seq, reason: 'essai' }
  }
  return store.within(cluster, (scope) => filled(scope, chance, deed, today))
}

/** Does what other deeds begin from: something to sign, somebody to admit, a vote, a statement of the bank. */
export async function feed(office: Omit<Office, 'close'>, today: string): Promise<void> {
  const names = [
    'organisations.add',
    'adhesions.add',
    'conventions.add',
    'membership.apply',
    'board.attend',
    'board.vote',
    'press.write',
    'bank.import',
  ]
  for (const deed of names.map((name) => deeds.find((one) => one.name === name)! as Deed))
    await doing(office.store, office.slug, deed.name, await givenFor(office, deed, today), { on: today })
  // Somebody of whom nothing has been written for years.
  await doing(office.store, office.slug, 'persons.add', { name: office.chance.word() }, { on: '2014-01-10' })
  // Who has no college of the scale stops the call of everybody's dues.
  const strays = await office.store.within(
    office.cluster,
    ({ sql, cluster }) => sql`
      select m.id, (select min(college) from fee where cluster_id = ${cluster}) as college from membership m
      where m.cluster_id = ${cluster} and not exists (select from fee f where f.cluster_id = ${cluster} and f.college = m.college)`,
  )
  for (const { id: record, college } of strays)
    await doing(office.store, office.slug, 'adhesions.correct', { record, college, reason: 'barème' }, { on: today })
}

/** The deeds a chance can do: the facts a cluster states of itself are all there from its first import. */
export const doable: readonly Deed[] = (deeds as readonly Deed[]).filter(({ name }) => name !== 'cluster.add')

/** The whole of a cluster as one digest. `besides`: tables that may differ. */
export async function digestOf({ sql, cluster }: Scope, besides: readonly string[] = []): Promise<string> {
  const sums: string[] = []
  for (const table of [...clusterTables].sort()) {
    if (besides.includes(table)) continue
    const [found] =
      await sql`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from ${sql(table)} t where t.cluster_id = ${cluster}`
    sums.push(`${table} ${found!.sum}`)
  }
  return sha256(sums.join('\n'))
}

/** The house as callers meet it, and a secretary's two ways into it: a program's token, and a session. */
export async function callerIn(store: Store, cluster: string, slug: string, now: () => Date, through: Store = store) {
  const made = await doing(
    store,
    slug,
    'tokens.make',
    { name: 'essai', role: 'secretary', until: '2020-12-31' },
    { on: '2020-01-05' },
  )
  if (!made.ok || !made.secret) throw new Error('no token')
  const session = await store.within(cluster, async ({ sql }) => {
    const [first] =
      await sql`select login_id from held_role where cluster_id = ${cluster} and role = 'secretary' order by id limit 1`
    return beginSession(sql, first!.login_id, 'essai', now())
  })
  const app = makeServer({
    store: through,
    root,
    origin: undefined,
    log: { error: () => {} } as never,
    now,
  })
  const call = async (deed: string, given: unknown, key?: string) => {
    const answer = await app.request(`/api/v1/${slug}/deeds/${deed}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${made.secret}`,
        'content-type': 'application/json',
        ...(key ? { 'idempotency-key': key } : {}),
      },
      body: JSON.stringify(given),
    })
    return { status: answer.status, text: await answer.text() }
  }
  return { app, call, token: made.secret, session }
}

/** What no cluster may ever show, looked for in what it holds; each a sentence. Empty when all holds. */
export async function broken({ sql, cluster }: Scope): Promise<string[]> {
  const found: string[] = []
  const look = async (what: string, rows: Promise<readonly Record<string, unknown>[]>) => {
    const [first] = await rows
    if (first) found.push(`${what}: ${JSON.stringify(first)}`)
  }
  await look(
    'the journal has a hole',
    sql`
    select count(*)::int as count, max(seq)::int as last from journal where cluster_id = ${cluster} having count(*) <> coalesce(max(seq), 0)`,
  )
  await look(
    'an entry does not follow the one before',
    sql`
    select a.seq::int from journal a join journal b on b.cluster_id = ${cluster} and b.seq = a.seq - 1 where a.cluster_id = ${cluster} and a.previous <> b.hash limit 1`,
  )
  await look(
    'more was paid than called',
    sql`
    select organisation_id, year, sum(paid) as paid, sum(called) as called from due d join source s on s.cluster_id = ${cluster} and s.id = d.source_id
    where d.cluster_id = ${cluster} group by 1, 2 having sum(coalesce(paid, 0)) > sum(called)
      -- Parts of a payment alone: somebody moved the call they were of to another member or year, by hand and with a reason.
      and bool_or(called > 0) and bool_and(s.file like 'dues.%')`,
  )
  await look(
    'receipts are not numbered one by one',
    sql`
    select year, count(*)::int as count, max(number) as last from payment where cluster_id = ${cluster} group by year having count(*) <> max(number) or min(number) <> 1`,
  )
  await look(
    'a voucher does not balance',
    sql`
    select voucher from ledger_line where cluster_id = ${cluster} group by voucher having sum(coalesce(debit, 0)) <> sum(coalesce(credit, 0)) limit 1`,
  )
  await look(
    'a ledger line answers for two bank lines',
    sql`
    select ledger_line_id from bank_line where cluster_id = ${cluster} and ledger_line_id is not null group by 1 having count(*) > 1`,
  )
  await look(
    'somebody is a member twice at once',
    sql`
    select a.organisation_id from membership a join membership b on b.cluster_id = ${cluster} and b.organisation_id = a.organisation_id and b.id > a.id
    where a.cluster_id = ${cluster} and daterange(a.joined, a.left_on) && daterange(b.joined, b.left_on) limit 1`,
  )
  await look(
    'two candidacies are open',
    sql`
    select organisation_id from candidacy where cluster_id = ${cluster} and decided_on is null group by 1 having count(*) > 1`,
  )
  await look(
    'more was received than was granted',
    sql`
    select f.id from funding f join receipt r on r.cluster_id = ${cluster} and r.funding_id = f.id join source s on s.cluster_id = ${cluster} and s.id = r.source_id
    where f.cluster_id = ${cluster} group by f.id, f.amount having sum(r.amount) > f.amount and bool_and(s.file = 'funding.receive') and bool_and(r.currency = f.currency)`,
  )
  await look(
    'nobody can give a role',
    sql`
    select 1 as one where not exists (select from held_role where cluster_id = ${cluster} and role = 'secretary' and (until is null or until >= '2020-01-01'))`,
  )
  await look(
    'a document hangs on nothing',
    sql`
    select document_id from document_of d where cluster_id = ${cluster} and record_kind = 'organisation'
      and not exists (select from organisation o where o.cluster_id = ${cluster} and o.id = d.record_id) limit 1`,
  )
  for (const { table } of sheets) {
    await look(
      `a record of ${table} has no line it came from`,
      sql`
      select id from ${sql(table)} t where cluster_id = ${cluster} and not exists (
        select from source_line l where l.cluster_id = ${cluster} and l.source_id = t.source_id and l.line = t.source_row) limit 1`,
    )
    await look(
      `what is found as ${table} is not there`,
      sql`
      select record_id from search_entry e where cluster_id = ${cluster} and kind = ${table}
        and not exists (select from ${sql(table)} t where t.cluster_id = ${cluster} and t.id = e.record_id) limit 1`,
    )
  }
  return found
}
