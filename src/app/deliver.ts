import type { Logger } from 'pino'
import { type Cluster, defaultZone, listClusters, profileOf } from '../modules/directory/index.ts'
import { dayIn } from '../platform/day.ts'
import type { Mailer } from '../platform/mail.ts'
import { markDone, markFailed, takeAwake, takeDue, type Waiting } from '../platform/outbox.ts'
import type { Store } from '../platform/store/store.ts'
import { callHook, hookSecret } from '../platform/webhooks.ts'
import { setMail } from './mails.ts'

export type Delivery = {
  store: Store
  mailer: Mailer | null
  origin: string
  now: () => Date
  /** Programs on this machine may be called: for tests, and for houses that run their own beside. */
  allowPrivate: boolean
}

/** Sends what waits in the outboxes of some clusters, once; gives how much went out. */
export async function deliverDue(delivery: Delivery, only?: readonly string[]): Promise<number> {
  const { store, mailer, now } = delivery
  const kinds = mailer ? ['mail', 'webhook'] : ['webhook']
  let sent = 0
  for (const cluster of await listClusters(store)) {
    if (only && !only.includes(cluster.id)) continue
    const waiting = await store.within(cluster.id, (scope) => takeDue(scope, now(), kinds))
    for (const one of waiting) {
      const problem = await attempt(delivery, cluster, one)
      await store.within(cluster.id, (scope) =>
        problem === null ? markDone(scope, one.id, now()) : markFailed(scope, one, now(), problem),
      )
      if (problem === null) sent += 1
    }
  }
  return sent
}

/** Why something could not be sent, or null. */
async function attempt(
  { store, mailer, origin, now, allowPrivate }: Delivery,
  { id: cluster, slug }: Cluster,
  { id, effect }: Waiting,
): Promise<string | null> {
  try {
    if (effect.kind === 'mail') {
      const { name } = await store.within(cluster, (scope) => profileOf(scope, slug, dayIn(now(), defaultZone)))
      const mail = setMail(effect, { cluster: name, address: `${origin}/${slug}` })
      if (!mail) return `no-template ${effect.template}`
      await mailer!.send(mail, id)
      return null
    }
    const [hook] = await store.within(
      cluster,
      ({ sql }) => sql`select url, secret, ended_at from webhook where cluster_id = ${cluster} and id = ${effect.hook}`,
    )
    if (!hook || hook.ended_at) return null
    const body = JSON.stringify({ id, cluster: slug, ...(effect.body as object) })
    const secret = store.seals.open(hook.secret, hookSecret(cluster, effect.hook))
    const called = await callHook({ url: hook.url, secret, body, now: now(), allowPrivate })
    return called.ok ? null : called.problem
  } catch (error) {
    return (error as Error).message.split('\n')[0]!.slice(0, 200)
  }
}

const everyMs = 2_000
// What was put there by another process, and what is due again, is found in a while.
const roundMs = 60_000

/** Delivers again and again while the house is open. */
export function startDelivery(delivery: Delivery, log: Pick<Logger, 'error'>): () => void {
  let isBusy = false
  let lastRound = 0
  const timer = setInterval(() => {
    if (isBusy) return
    const isRound = Date.now() - lastRound > roundMs
    const awake = takeAwake()
    if (!isRound && awake.length === 0) return
    isBusy = true
    if (isRound) lastRound = Date.now()
    deliverDue(delivery, isRound ? undefined : awake)
      .catch((error: Error) => log.error({ delivery: error.message.split('\n')[0] }))
      .finally(() => {
        isBusy = false
      })
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
