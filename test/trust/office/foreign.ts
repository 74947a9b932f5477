/** T10: two clusters; ids of the other are put into every field, every address and every parameter of ours, in all sorts of requests. Not a byte of theirs comes back, and not a row of theirs moves. */
import { deeds, modules, sheets } from '../../../src/app/modules.ts'
import { isLines } from '../../../src/core/asked.ts'
import { filled } from '../../support/chance.ts'
import { sampleOf } from '../../support/permissions.ts'
import { type Engine, type Finding, seeded } from '../seeded.ts'
import { callerIn, dayOfWork, digestOf, officeIn, openOwn } from './office.ts'

const mark = 'ETRANGER'
const now = new Date(`${dayOfWork}T10:00:00Z`)

export async function foreign({
  requests,
  seed,
  engine,
}: {
  requests: number
  seed: number
  engine: Engine
}): Promise<Finding> {
  const { store, close } = await openOwn(engine)
  const random = seeded(seed)
  const wrong: string[] = []
  let sent = 0
  try {
    const ours = await officeIn(store, 'ours', seed)
    const theirs = await officeIn(store, 'theirs', seed + 1)
    const tables = [
      ...new Set([
        ...sheets.map(({ table }) => table),
        'person',
        'source',
        'held_role',
        'payment',
        'bank_line',
        'task',
        'api_token',
        'webhook',
        'document',
      ]),
    ]
    const ids = await store.within(theirs.cluster, async ({ sql, cluster }) => {
      await sql`update organisation set name = ${mark} || ' ' || name where cluster_id = ${cluster}`
      await sql`update person set name = ${mark} || ' ' || name where cluster_id = ${cluster}`
      await sql`update programme set name = ${mark} || ' ' || name where cluster_id = ${cluster}`
      await sql`update article set title = ${mark} || ' ' || title where cluster_id = ${cluster}`
      const found: string[] = []
      for (const table of tables)
        found.push(
          ...(await sql`select id from ${sql(table)} where cluster_id = ${cluster} order by id limit 20`).map(
            ({ id }) => id as string,
          ),
        )
      return found
    })
    const before = await store.within(theirs.cluster, (scope) => digestOf(scope))
    const { app, token } = await callerIn(store, ours.cluster, ours.slug, () => now)
    const { chance } = ours
    const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!
    const pages = modules.flatMap(({ pages: own }) => own.map(({ path }) => path))
    const registers = sheets.map(({ name }) => name)
    const ask = async (path: string, init: RequestInit = {}) => {
      sent += 1
      const answer = await app.request(path, {
        ...init,
        headers: { authorization: `Bearer ${token}`, ...(init.headers as object) },
      })
      const text = await answer.text()
      if (text.includes(mark)) wrong.push(`${init.method ?? 'GET'} ${path}: a word of theirs`)
      if (answer.status >= 500) wrong.push(`${init.method ?? 'GET'} ${path}: ${answer.status}`)
      return answer.status
    }
    const kinds: (() => Promise<unknown>)[] = [
      async () => {
        const deed = one(deeds)
        const given = await store.within(ours.cluster, (scope) => filled(scope, chance, deed, dayOfWork))
        const [key, field] = one(Object.entries(deed.asks))
        const id = one(ids)
        if (isLines(field)) given[key] = [{ ...Object.fromEntries(Object.keys(field.lines).map((own) => [own, id])) }]
        else given[key] = id
        const status = await ask(`/api/v1/ours/deeds/${deed.name}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(given),
        })
        if (status === 200 && !isLines(field) && field.cell.kind === 'reference')
          wrong.push(`${deed.name} ${key} took an id of theirs`)
      },
      () => {
        const id = one(ids)
        return ask(
          `/ours${sampleOf(one(pages), { id, key: id, kind: one(tables), format: 'csv', figure: 'members.count', year: '2019', deed: one(deeds).name, slug: id })}`,
        )
      },
      () =>
        ask(
          `/ours${one(pages).split(/[:{]/)[0]}?${one(['id', 'person', 'q', 'about', 'organisation', 'programme', 'record', 'page', 'ecriture'])}=${one(ids)}`,
        ),
      () =>
        ask(
          `/api/v1/ours/registers/${one(registers)}?${one(['q', 'id', 'organisation', 'programme', 'cursor', 'page'])}=${one(ids)}`,
        ),
      () => ask(`/api/v1/ours/registers/${one(registers)}/${one(ids)}`),
      () => ask(`/ours/records/${one(tables)}/${one(ids)}`),
      () => ask(`/ours/${one(['documents', 'sources', 'bureau/recus', 'connexion/lien'])}/${one(ids)}`),
      // Our token at their door.
      () =>
        ask(`/api/v1/theirs/registers/${one(registers)}`).then(
          (status) => status === 200 && wrong.push('our token opens a register of theirs'),
        ),
    ]
    while (sent < requests) await one(kinds)()
    const after = await store.within(theirs.cluster, (scope) => digestOf(scope))
    if (after !== before) wrong.push('a row of theirs has moved')
  } finally {
    await close()
  }
  return {
    name: `T10 ids of another cluster (${engine})`,
    target: '0 bytes and 0 rows of another cluster',
    figure: `${sent.toLocaleString('en')} requests, ${wrong.length} wrong`,
    ok: wrong.length === 0,
    faults: wrong.map((fault) => `seed ${seed}: ${fault}`),
  }
}
