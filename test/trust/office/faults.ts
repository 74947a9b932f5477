/** T5: the engine fails at the n-th statement of everything that is asked of the house, for every n: nothing may stay half done, and no caller is told how we are made. */
import { importInto } from '../../../src/app/import-dossier.ts'
import { officeActor } from '../../../src/core/permission.ts'
import { type Finding, seeded } from '../seeded.ts'
import { faulty, type Plan } from './faulty.ts'
import { callerIn, dayOfWork, digestOf, doable, feed, givenFor, importTable, openOffice } from './office.ts'

const now = new Date(`${dayOfWork}T10:00:00Z`)
const tells = /\n\s+at |node_modules|postgres|block|\/src\//i

/** `each`: every how many-th statement fails. `tries`: how often something is looked for that may be done. */
export async function faults({
  each,
  tries,
  seed,
  engine = 'embedded' as 'embedded' | 'postgresql',
}: {
  each: number
  tries: number
  seed: number
  engine?: 'embedded' | 'postgresql'
}): Promise<Finding> {
  const office = await openOffice(engine, seed)
  const { store, slug, cluster } = office
  const plan: Plan = { calls: 0, failsAt: 0 }
  const wrong: string[] = []
  const loose: string[] = []
  const onLoose = (reason: unknown) => void loose.push(String(reason))
  process.on('unhandledRejection', onLoose)
  const random = seeded(seed)
  const digest = () => store.within(cluster, (scope) => digestOf(scope, ['api_token']))
  const done = new Set<string>()
  let points = 0
  try {
    const through = faulty(store, plan)
    const { call, app, token } = await callerIn(store, cluster, slug, () => now, through)
    const failing = async (failsAt: number, work: () => Promise<{ status: number; text: string }>, what: string) => {
      Object.assign(plan, { calls: 0, failsAt })
      const answer = await work()
      const wasHit = plan.calls >= failsAt
      if (!wasHit) return answer
      points += 1
      if (answer.status < 500 || tells.test(answer.text))
        wrong.push(`${what} at ${failsAt}: ${answer.status} ${answer.text.slice(0, 120)}`)
      return null
    }
    // What one deed leaves another begins from, so whoever was not done comes again.
    for (let turn = 0; turn < tries && done.size < doable.length; turn++) {
      if (turn > 0) await feed(office, dayOfWork)
      for (const deed of doable) {
        if (done.has(deed.name)) continue
        const given = await givenFor(office, deed, dayOfWork)
        const before = await digest()
        const key = `${deed.name}-${turn}`
        let answer: { status: number; text: string } | null = null
        for (let failsAt = 1 + Math.floor(random() * each); !answer; failsAt += each)
          answer = await failing(failsAt, () => call(deed.name, given, key), deed.name)
        plan.failsAt = 0
        if (answer.status === 200) {
          done.add(deed.name)
          // It was done by the last call alone: all the others left nothing, or their rows would be there twice.
          const again = JSON.parse((await call(deed.name, given, key)).text)
          if (again.entry !== JSON.parse(answer.text).entry) wrong.push(`${deed.name}: done twice`)
        } else if (answer.status !== 422) wrong.push(`${deed.name}: ${answer.status} ${answer.text.slice(0, 200)}`)
        else if ((await digest()) !== before)
          wrong.push(`${deed.name}: a refusal, or a failure before it, left something behind`)
      }
    }
    // The same for what is left behind by failures alone, one deed's worth of each.
    for (const deed of doable.filter(({ name }) => done.has(name))) {
      const given = await givenFor(office, deed, dayOfWork)
      const before = await digest()
      for (let failsAt = 1 + Math.floor(random() * each); failsAt < 60; failsAt += each)
        if (await failing(failsAt, () => call(deed.name, given), deed.name)) break
        else if (failsAt + each >= 60 && (await digest()) !== before) wrong.push(`${deed.name}: left something behind`)
    }
    for (const path of [
      '/bilan/2019',
      '/chiffres/members.count',
      '/annuaire',
      '/labels',
      '/bureau',
      '/bureau/journal',
      '/bilan/2019.pdf',
    ])
      for (let failsAt = 1; failsAt < 200; failsAt += each) {
        const work = async () => {
          const answer = await app.request(`/${slug}${path}`, { headers: { authorization: `Bearer ${token}` } })
          return { status: answer.status, text: await answer.text() }
        }
        if (await failing(failsAt, work, path)) break
      }
    const before = await digest()
    plan.failsAt = 0
    for (let failsAt = 1; ; failsAt += each * 7) {
      Object.assign(plan, { calls: 0, failsAt })
      const path = new URL('../../../demo/cluster-solaire-2019', import.meta.url).pathname
      const said = await importInto(through, {
        path,
        slug: 'fresh',
        dryRun: false,
        skipUnknownColumns: false,
        actor: officeActor,
        when: now,
      }).catch((error) => error as Error)
      if (!(said instanceof Error)) break
      points += 1
      const rows = await store.open((sql) => sql`select id from cluster where slug = 'fresh'`)
      if (
        rows.length > 0 &&
        (
          await store.within(
            rows[0]!.id,
            ({ sql, cluster: id }) => sql`select 1 as one from organisation where cluster_id = ${id} limit 1`,
          )
        ).length > 0
      )
        wrong.push(`import at ${failsAt}: half a dossier stayed`)
    }
    plan.failsAt = 0
    if ((await digest()) !== before) wrong.push('an import that failed changed another cluster')
    await importTable(store, slug, 'organisations', 'Nom;Nature\nEncore là;Entreprise\n', now)
  } finally {
    process.off('unhandledRejection', onLoose)
    await office.close()
  }
  const missing = doable.filter(({ name }) => !done.has(name)).map(({ name }) => name)
  const all = [
    ...wrong,
    ...loose.map((reason) => `unhandled: ${reason}`),
    ...missing.map((name) => `never done: ${name}`),
  ]
  return {
    name: `T5 faults of the engine (${engine})`,
    target: 'no partial state, 0 unhandled rejections, every command',
    figure: `${points} failures in ${done.size} of ${doable.length} deeds, 7 pages and an import, ${wrong.length} wrong, ${loose.length} unhandled`,
    ok: all.length === 0,
    faults: all.map((fault) => `seed ${seed}: ${fault}`),
  }
}
