/** T5: the engine fails at the n-th statement of everything that is asked of the house, for every n: nothing may stay half done, and no caller is told how we are made. */
import { importInto } from '../../../src/app/import-dossier.ts'
import { officeActor } from '../../../src/core/permission.ts'
import { type Engine, type Finding, seeded } from '../seeded.ts'
import { faulty, type Plan } from './faulty.ts'
import { callerIn, dayOfWork, digestOf, doable, feed, givenFor, type Office, openOffice } from './office.ts'

type Asked = { each: number; tries: number; seed: number; engine?: Engine }
type Answered = { status: number; text: string }

const now = new Date(`${dayOfWork}T10:00:00Z`)
const tells = /\n\s+at |node_modules|postgres|block|\/src\//i
const pages = [
  'bilan/2019',
  'bilan/2019/members.count',
  'membres',
  'label',
  'bureau',
  'bureau/journal',
  'bilan/2019.pdf',
]

/** What is failed, and how the house took it. */
class Trial {
  readonly wrong: string[] = []
  readonly plan: Plan = { calls: 0, failsAt: 0 }
  points = 0
  readonly #each: number
  readonly #random: () => number

  constructor(each: number, random: () => number) {
    this.#each = each
    this.#random = random
  }

  /** Asks with a failure at one statement after another, until nothing is left to fail, or `most` have: then null. */
  async failing(what: string, ask: () => Promise<Answered>, most = Number.POSITIVE_INFINITY): Promise<Answered | null> {
    for (let failsAt = 1 + Math.floor(this.#random() * this.#each); failsAt < most; failsAt += this.#each) {
      Object.assign(this.plan, { calls: 0, failsAt })
      const answer = await ask()
      if (this.plan.calls < failsAt) return answer
      this.points += 1
      if (answer.status < 500 || tells.test(answer.text))
        this.wrong.push(`${what} at ${failsAt}: ${answer.status} ${answer.text.slice(0, 120)}`)
    }
    this.plan.failsAt = 0
    return null
  }
}

/** `each`: every how many-th statement fails. `tries`: how often something is looked for that may be done. */
export async function faults({ each, tries, seed, engine = 'embedded' }: Asked): Promise<Finding> {
  const office = await openOffice(engine, seed)
  const trial = new Trial(each, seeded(seed))
  const loose: string[] = []
  const onLoose = (reason: unknown) => void loose.push(String(reason))
  process.on('unhandledRejection', onLoose)
  let done = new Set<string>()
  try {
    done = await deedsFail(office, trial, tries)
    await importFails(office, trial, each * 7)
  } finally {
    process.off('unhandledRejection', onLoose)
    await office.close()
  }
  const missing = doable.filter(({ name }) => !done.has(name)).map(({ name }) => `never done: ${name}`)
  const all = [...trial.wrong, ...loose.map((reason) => `unhandled: ${reason}`), ...missing]
  return {
    name: `T5 faults of the engine (${engine})`,
    target: 'no partial state, 0 unhandled rejections, every command',
    figure: `${trial.points} failures in ${done.size} of ${doable.length} deeds, ${pages.length} pages and an import, ${trial.wrong.length} wrong, ${loose.length} unhandled`,
    ok: all.length === 0,
    faults: all.map((fault) => `seed ${seed}: ${fault}`),
  }
}

async function deedsFail(office: Office, trial: Trial, tries: number): Promise<Set<string>> {
  const { store, cluster, slug } = office
  const { plan, wrong } = trial
  const { call, app, session } = await callerIn(store, cluster, slug, () => now, faulty(store, plan))
  // That a token was seen today is written down by itself.
  const digest = () => store.within(cluster, (scope) => digestOf(scope, ['api_token']))
  const statements = new Map<string, number>()
  // What one deed leaves another begins from, so whoever was not done comes again.
  for (let turn = 0; turn < tries && statements.size < doable.length; turn++) {
    if (turn > 0) await feed(office, dayOfWork)
    for (const deed of doable) {
      if (statements.has(deed.name)) continue
      const given = await givenFor(office, deed, dayOfWork)
      const before = await digest()
      const key = `${deed.name}-${turn}`
      const answer = (await trial.failing(deed.name, () => call(deed.name, given, key)))!
      const count = plan.calls
      plan.failsAt = 0
      if (answer.status === 200) {
        statements.set(deed.name, count)
        const again = JSON.parse((await call(deed.name, given, key)).text)
        if (again.entry !== JSON.parse(answer.text).entry) wrong.push(`${deed.name}: done twice`)
      } else if (answer.status !== 422) wrong.push(`${deed.name}: ${answer.status} ${answer.text.slice(0, 200)}`)
      else if ((await digest()) !== before) wrong.push(`${deed.name}: a refusal left something behind`)
    }
  }
  // Failures alone, to the last statement but a few and without the deed that would follow: all is as it was.
  for (const deed of doable) {
    const most = statements.get(deed.name)
    if (!most) continue
    const given = await givenFor(office, deed, dayOfWork)
    const before = await digest()
    const isLeft = !(await trial.failing(deed.name, () => call(deed.name, given), most))
    plan.failsAt = 0
    if (isLeft && (await digest()) !== before) wrong.push(`${deed.name}: a failure left something behind`)
  }
  for (const page of pages)
    await trial.failing(page, async () => {
      const answer = await app.request(`/${slug}/${page}`, { headers: { cookie: `grappe=${session}` } })
      return { status: answer.status, text: await answer.text() }
    })
  plan.failsAt = 0
  return new Set(statements.keys())
}

/** A whole dossier into a cluster of its own: until the import that nothing fails, there is no row of it. */
async function importFails({ store, cluster }: Office, trial: Trial, each: number): Promise<void> {
  const through = faulty(store, trial.plan)
  const path = new URL('../../../demo/cluster-solaire-2019', import.meta.url).pathname
  const asked = { path, slug: 'fresh', dryRun: false, skipUnknownColumns: false, actor: officeActor, when: now }
  const digest = () => store.within(cluster, (scope) => digestOf(scope))
  const before = await digest()
  for (let failsAt = 1; ; failsAt += each) {
    Object.assign(trial.plan, { calls: 0, failsAt })
    const failed = await importInto(through, asked).then(
      () => false,
      () => true,
    )
    if (!failed) break
    trial.points += 1
    if ((await store.open((sql) => sql`select id from cluster where slug = 'fresh'`)).length > 0)
      trial.wrong.push(`import at ${failsAt}: half a cluster stayed`)
  }
  trial.plan.failsAt = 0
  if ((await digest()) !== before) trial.wrong.push('an import that failed changed another cluster')
}
