import type { z } from 'zod'
import type { Scope, Store } from '../platform/store/store.ts'
import { type Fact, record } from './journal.ts'
import type { Actor, Role } from './permission.ts'
import { may } from './permission.ts'

/**
 * The only way a record changes: who may, what it asks, what it refuses, what it does. The change and its journal entries are one
 * transaction. A refusal is a code, never a sentence, and comes in the order `refuse` is written.
 */
export type Deed<Asked, Done> = {
  name: string
  may: Role[]
  asks: z.ZodType<Asked>
  does(scope: Scope, asked: Asked, when: Date): Promise<Outcome<Done>>
}

/** What a deed did and the facts to remember, or why it did nothing. */
export type Outcome<Done> =
  | { ok: true; done: Done; facts: Omit<Fact, 'deed' | 'actor' | 'happenedAt'>[] }
  | { ok: false; why: string; done?: Done }

export const deed = <Asked, Done>(declared: Deed<Asked, Done>): Deed<Asked, Done> => declared

/** Does a deed, whole or not at all. */
export async function perform<Asked, Done>(
  store: Store,
  cluster: string,
  actor: Actor,
  what: Deed<Asked, Done>,
  asked: unknown,
  when: Date,
): Promise<Outcome<Done>> {
  if (!may(actor, what.may)) return { ok: false, why: 'not-allowed' }
  const parsed = what.asks.safeParse(asked)
  if (!parsed.success) return { ok: false, why: 'bad-input' }
  let refused: Outcome<Done> | null = null
  try {
    return await store.within(cluster, async (scope) => {
      // One deed of a cluster at a time: what it read is still so when it writes.
      await scope.sql`select pg_advisory_xact_lock(hashtextextended(${cluster}, 0))`
      const outcome = await what.does(scope, parsed.data, when)
      if (!outcome.ok) {
        refused = outcome
        // A refusal found half way must leave nothing behind: only an error ends a transaction without a trace.
        throw new Error(outcome.why)
      }
      const by = { deed: what.name, actor: actor.name, happenedAt: when }
      await record(
        scope,
        outcome.facts.map((fact) => ({ ...fact, ...by })),
      )
      return outcome
    })
  } catch (error) {
    if (refused) return refused
    throw error
  }
}
