/**
 * T6: a year of many clusters in a few minutes, all of it decided by a seed: every day of every cluster somebody does deeds, with failures
 * of the engine, answers lost behind a commit, the same request sent again, two senders at once, and a clock that jumps. What must hold is
 * looked at as it goes; the same seed gives the same year, entry for entry.
 */
import { aroundOf } from '../../../src/app/around.ts'
import { type Answer, perform } from '../../../src/core/deed.ts'
import { entriesOf, firstBroken } from '../../../src/core/journal.ts'
import { officeActor } from '../../../src/core/permission.ts'
import { canonicalJson, sha256 } from '../../../src/platform/ids.ts'
import type { Scope } from '../../../src/platform/store/store.ts'
import { addDays, filled } from '../../support/chance.ts'
import { type Engine, type Finding, seeded } from '../seeded.ts'
import { faulty, type Plan } from './faulty.ts'
import { broken, digestOf, doable, officeIn, openOwn } from './office.ts'

type Year = { clusters: number; days: number; deedsADay: number; seed: number; engine?: Engine }

export async function simulatedYear({
  clusters,
  days,
  deedsADay,
  seed,
  engine = 'embedded',
}: Year): Promise<Finding & { digest: string }> {
  const begun = performance.now()
  const { store, close } = await openOwn(engine)
  const random = seeded(seed)
  const wrong: string[] = []
  const tally = { done: 0, refused: 0, failed: 0, lost: 0, again: 0 }
  const digests: string[] = []
  try {
    const offices = []
    for (let place = 0; place < clusters; place++)
      offices.push(await officeIn(store, `trust-${place}`, seed * 1000 + place))
    const plan: Plan = { calls: 0, failsAt: 0 }
    const through = faulty(store, plan)
    const kept = new Map<string, string>()
    for (let day = 0; day < days; day++) {
      const place = day % clusters
      for (const [number, office] of offices.entries()) {
        const { cluster, chance } = office
        const acts = 1 + Math.floor(random() * deedsADay)
        for (let act = 0; act < acts; act++) {
          // Now and then the clock is an hour off, or back by ten minutes, as clocks are.
          const jump = random() < 0.05 ? (random() < 0.5 ? -600_000 : 3_600_000 * (random() < 0.5 ? 1 : -1)) : 0
          const today = addDays('2020-01-02', day)
          const when = new Date(Date.parse(`${today}T09:00:00Z`) + act * 60_000 + jump)
          const deed = doable[Math.floor(random() * doable.length)]!
          if (deed.name === 'import.undo') continue
          const given = await store.within(cluster, (scope) => filled(scope, chance, deed, today))
          const key = `d${day}-${number}-${act}`
          const send = (via = through): Promise<Answer | Error> =>
            perform({ store: via, cluster }, aroundOf(store, officeActor, when), deed, given, key).catch(
              (error) => error as Error,
            )
          const isFailing = random() < 0.1
          Object.assign(plan, {
            calls: 0,
            failsAt: isFailing ? 1 + Math.floor(random() * 25) : 0,
            losesAnswer: random() < 0.03,
          })
          const [first, twin] = random() < 0.05 ? await Promise.all([send(), send()]) : [await send(), null]
          const wasHit = plan.failsAt > 0 && plan.calls >= plan.failsAt
          const isUnheard = first instanceof Error && !wasHit
          Object.assign(plan, { calls: 0, failsAt: 0, losesAnswer: false })
          if (first instanceof Error) {
            const { code } = first as { code?: string }
            if (code !== '58030' && code !== '08006')
              wrong.push(`${deed.name} broke: ${first.message} ${JSON.stringify(given)}`)
            if (isUnheard) tally.lost += 1
            else tally.failed += 1
          }
          // Whoever heard nothing sends the same again: it is done once, whatever became of the first.
          const answer = first instanceof Error || first.ok ? await send(store) : first
          if (answer instanceof Error)
            wrong.push(`${deed.name} broke when sent again: ${answer.message} ${JSON.stringify(given)}`)
          else if (answer.ok) {
            tally.done += 1
            if (answer.again) tally.again += 1
            const isSame = first instanceof Error || (first.ok && first.entry === answer.entry && answer.again)
            if (!isSame) wrong.push(`${deed.name} ${key}: the same request was done twice`)
            if (isUnheard && !answer.again) wrong.push(`${deed.name} ${key}: an answer was lost, and its deed with it`)
          } else tally.refused += 1
          if (
            twin &&
            !(twin instanceof Error) &&
            twin.ok &&
            !(answer instanceof Error) &&
            answer.ok &&
            twin.entry !== answer.entry
          )
            wrong.push(`${deed.name} ${key}: two at once were both done`)
        }
      }
      // Every cluster in its turn is looked at whole, and what is closed or approved must be as it was.
      const office = offices[place]!
      const faults = await store.within(office.cluster, async (scope) => [
        ...(await broken(scope)),
        ...(await moved(scope, kept)),
      ])
      for (const fault of faults) wrong.push(`day ${day}, cluster ${place}: ${fault}`)
      if (wrong.length > 20) break
    }
    for (const { cluster } of offices) {
      const [faults, entries] = await store.within(
        cluster,
        async (scope) => [await broken(scope), await entriesOf(scope)] as const,
      )
      wrong.push(...faults)
      const at = firstBroken(entries)
      if (at !== null) wrong.push(`the chain breaks at ${at}`)
      digests.push(toldBy(entries))
    }
    // One cluster's year must not have touched another's: what is left of them says so, each alone.
    const whole = await Promise.all(offices.map(({ cluster }) => store.within(cluster, (scope) => digestOf(scope))))
    if (new Set(whole).size !== whole.length) wrong.push('two clusters are alike')
  } finally {
    await close()
  }
  const seconds = (performance.now() - begun) / 1000
  const { done, refused, failed, lost, again } = tally
  return {
    name: `T6 simulated year (${engine})`,
    target: '0 violations; the same seed gives the same year',
    figure: `seed ${seed}: ${clusters} clusters, ${days} days, ${done} deeds done, ${refused} refused, ${failed} failures, ${lost} answers lost, ${again} sent again, ${wrong.length} violations, ${Math.round((days * 86_400) / seconds).toLocaleString('en')} times real time`,
    ok: wrong.length === 0,
    faults: wrong.map((fault) => `seed ${seed}: ${fault}`),
    digest: sha256(digests.join()),
  }
}

/** What was closed or approved and is not as it was. `kept` remembers how it stood when it was first seen. */
async function moved({ sql, cluster }: Scope, kept: Map<string, string>): Promise<string[]> {
  const found: string[] = []
  const keep = (what: string, sum: string) => {
    const before = kept.get(`${cluster} ${what}`)
    if (before && before !== sum) found.push(`${what} has changed`)
    kept.set(`${cluster} ${what}`, sum)
  }
  for (const { until } of await sql`select until from closed_period where cluster_id = ${cluster}`) {
    const [books] = await sql`
      select md5(coalesce(string_agg(concat_ws('|', voucher, day, account_id, debit, credit), '/' order by id), '')) as sum
      from ledger_line where cluster_id = ${cluster} and day <= ${until}`
    keep(`the ledger until ${until}`, books!.sum)
  }
  const approved =
    await sql`select id, sha256, head, body -> 'values' as values from bilan_approved where cluster_id = ${cluster}`
  for (const { id, head, values } of approved) keep(`the bilan ${id}`, sha256(canonicalJson([head, values])))
  return found
}

/** The year as its journal tells it, without the ids chance has made: each by the order in which it is first named. */
function toldBy(
  entries: {
    seq: number
    deed: string
    happenedAt: Date
    body: unknown
    record?: { kind: string; id: string } | undefined
  }[],
): string {
  const names = new Map<string, string>()
  const text = entries
    .map(({ deed, happenedAt, body, record }) => canonicalJson([deed, happenedAt.toISOString(), record ?? null, body]))
    .join('\n')
  return text.replace(
    /(?<=effacée )[0-9A-F]{6}|(?<=• )[0-9a-f]{8}|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}/g,
    (id) => {
      if (!names.has(id)) names.set(id, `#${names.size}`)
      return names.get(id)!
    },
  )
}
