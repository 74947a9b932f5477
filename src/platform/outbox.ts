import { newId } from './ids.ts'
import { columnTypes, writeRows } from './store/bulk.ts'
import type { Scope } from './store/store.ts'

/** Something to be done in the world after a change: it waits here, written with the change, and is tried until it is done or given up. */
export type Effect =
  | { kind: 'mail'; to: string; template: string; lang: string; values: Record<string, string> }
  | { kind: 'webhook'; hook: string; body: unknown }

export type Waiting = { id: string; effect: Effect; tries: number; createdAt: Date }

const columns = columnTypes('id uuid, kind text, body jsonb, created_at timestamptz, due_at timestamptz, tries int')

export async function enqueue(scope: Scope, when: Date, effects: Effect[]): Promise<void> {
  if (effects.length === 0) return
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

/** What is due, taken so that no other worker takes it too. */
export async function takeDue({ sql, cluster }: Scope, now: Date, most = 20): Promise<Waiting[]> {
  const rows = await sql`
    select id, body, tries, created_at from outbox
    where cluster_id = ${cluster} and done_at is null and given_up_at is null and due_at <= ${now}
    order by due_at, id limit ${most} for update skip locked`
  return rows.map((row) => ({ id: row.id, effect: row.body, tries: row.tries, createdAt: row.created_at }))
}

export async function markDone({ sql, cluster }: Scope, id: string, now: Date): Promise<void> {
  await sql`update outbox set done_at = ${now}, tries = tries + 1, problem = null where cluster_id = ${cluster} and id = ${id}`
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
