import { newId } from './ids.ts'
import { columnTypes, writeRows } from './store/bulk.ts'
import type { Scope } from './store/store.ts'

/** Something to be done in the world after a change: it waits here, written with the change, and is tried until it is done or given up. */
export type Effect =
  | { kind: 'mail'; to: string; template: string; lang: string; values: Record<string, string> }
  | { kind: 'webhook'; hook: string; body: unknown }

export type Waiting = { id: string; effect: Effect; tries: number; createdAt: Date }

const columns = columnTypes('id uuid, kind text, body jsonb, created_at timestamptz, due_at timestamptz, tries int')

// The clusters in which something was put since the last look: most have nothing to send, most of the time.
const awake = new Set<string>()

/** The clusters worth a look, each told once. */
export function takeAwake(): string[] {
  const clusters = [...awake]
  awake.clear()
  return clusters
}

export async function enqueue(scope: Scope, when: Date, effects: Effect[]): Promise<void> {
  if (effects.length === 0) return
  awake.add(scope.cluster)
  const at = when.toISOString()
  const rows = effects.map((effect) => ({
    id: newId(),
    kind: effect.kind,
    body: effect,
    created_at: at,
    due_at: at,
    tries: 0,
  }))
  await writeRows(scope, 'outbox', columns, rows)
}

// Longer than any sending takes: what is not marked by then was lost with its process, and is due again.
const leaseMs = 5 * 60_000

/** What is due, taken for a while: another worker, or this one after a crash, finds it due again later. The sending itself is outside any transaction. */
export async function takeDue({ sql, cluster }: Scope, now: Date, kinds: string[], most = 20): Promise<Waiting[]> {
  const rows = await sql`
    update outbox set due_at = ${new Date(now.getTime() + leaseMs)} where cluster_id = ${cluster} and id in (
      select o.id from outbox o
      where o.cluster_id = ${cluster} and o.done_at is null and o.given_up_at is null and o.due_at <= ${now} and o.kind = any(${kinds})
      order by o.due_at, o.id limit ${most} for update skip locked)
    returning id, body, tries, created_at`
  return rows
    .map((row) => ({ id: row.id, effect: row.body, tries: row.tries, createdAt: row.created_at }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A link that lets somebody in has served its purpose once it is sent: it is not kept. */
export async function markDone({ sql, cluster }: Scope, id: string, now: Date): Promise<void> {
  await sql`update outbox set done_at = ${now}, tries = tries + 1, problem = null, body = body #- '{values,key}' where cluster_id = ${cluster} and id = ${id}`
}

// Half a minute, a minute, two …: the ninth try is two hours after the first.
const firstWaitMs = 30_000
const mostTries = 9

/** What could not be done is tried again later, each time after twice the wait, and in the end given up and shown. */
export async function markFailed({ sql, cluster }: Scope, waiting: Waiting, now: Date, problem: string): Promise<void> {
  const tries = waiting.tries + 1
  const due = new Date(now.getTime() + firstWaitMs * 2 ** waiting.tries)
  await sql`
    update outbox set tries = ${tries}, due_at = ${due}, problem = ${problem.slice(0, 300)}, given_up_at = ${tries >= mostTries ? now : null}
    where cluster_id = ${cluster} and id = ${waiting.id}`
}
