import type { Day } from '../platform/day.ts'
import type { Documents } from '../platform/files/documents.ts'
import { canonicalJson, sha256 } from '../platform/ids.ts'
import { type Effect, enqueue } from '../platform/outbox.ts'
import type { Seals } from '../platform/sealing.ts'
import { answered, remember } from '../platform/store/answers.ts'
import type { Scope, Store } from '../platform/store/store.ts'
import type { Lang } from '../platform/texts.ts'
import { hooksFor } from '../platform/webhooks.ts'
import { type AskedOf, type Fault, type Fields, isLines, readAsked } from './asked.ts'
import type { Figure } from './figure.ts'
import type { FigureText } from './figure-text.ts'
import { type Fact, record, takeTurn } from './journal.ts'
import { type Actor, boundTo, may, type Role } from './permission.ts'
import type { Sheet } from './sheet.ts'

/**
 * The only way a record changes: who may, what it asks, what it refuses, what it does. From one declaration follow the form, the
 * call, the command, the permission row, the journal entry, the idempotency key and the effects. The change, its journal entries
 * and its effects are one transaction.
 */
export type Deed<F extends Fields = Fields> = {
  name: string
  may: readonly Role[]
  asks: F
  /** The sheet whose record it is done to, named by this field: it is offered on that record's page. */
  on?: { sheet: string; field: string }
  /** Why it may not be done, in the order in which it is looked at. */
  refuses: readonly string[]
  /** What its form is filled with at first. */
  begins?(doing: Doing, about: string | null): Promise<Record<string, unknown>>
  /** `given`: the fields that were there at all, for a deed that leaves alone what is not said. */
  does(doing: Doing, asked: AskedOf<F>, given: ReadonlySet<string>): Promise<Outcome>
}

/** Where, by whom and when a deed is done. */
export type Doing = Around & { scope: Scope }

/** What surrounds every deed: who does it and when, on the clocks of which zone, with which sheets and documents at hand. */
export type Around = {
  actor: Actor
  when: Date
  today: Day
  zone: string
  sheets: readonly Sheet[]
  figures: Map<string, Figure>
  words(figure: string, lang: Lang): FigureText
  documents: Documents
  seals: Seals
}

export type Done = { record?: { kind: string; id: string }; [fact: string]: unknown }
export type Refusal = { ok: false; why: string; field?: string; about?: Record<string, string>; faults?: Fault[] }
export type Outcome =
  | {
      ok: true
      done: Done
      facts: Omit<Fact, 'deed' | 'actor' | 'happenedAt'>[]
      effects?: Effect[]
      /** Told once, in the answer: it is kept nowhere, so the same request again does not hear it again. */
      secret?: string
    }
  | (Refusal & { done?: unknown })

/** A deed's answer to whoever asked: what was done, the journal's number for it, and whether it had been done before under the same key. */
export type Answer =
  | { ok: true; deed: string; done: Done; entry: number; again?: true; secret?: string }
  | (Refusal & { done?: unknown })

export const deed = <const F extends Fields>(declared: Deed<F>): Deed<F> => declared

export const refusal = (why: string, field?: string, about?: Record<string, string>): Refusal => ({
  ok: false,
  why,
  ...(field ? { field } : {}),
  ...(about ? { about } : {}),
})

// A dossier changes thousands; whoever wants them all asks the register.
const mostTold = 200

// The keys being answered in this process: the same deed asked twice at once is told so, not done twice.
const inProgress = new Set<string>()

/** The field that names a record somebody's role does not reach, or null. */
function outOfBounds<F extends Fields>(
  { actor, sheets }: Around,
  { may: roles, asks }: Deed<F>,
  asked: AskedOf<F>,
): string | null {
  const bound = boundTo(actor, roles)
  if (!bound) return null
  const named = Object.entries(asks).find(([key, field]) => {
    if (isLines(field) || field.cell.kind !== 'reference') return false
    const { to } = field.cell
    const value = asked[key] as string | null
    return value !== null && sheets.some(({ name, bounds }) => bounds && name === to) && !bound.includes(value)
  })
  return named?.[0] ?? null
}

/** Does a deed, whole or not at all. The refusals every deed has come first: not-allowed, in-progress, key-reused, bad-input. */
export async function perform<F extends Fields>(
  { store, cluster }: { store: Store; cluster: string },
  around: Around,
  what: Deed<F>,
  given: unknown,
  key?: string,
): Promise<Answer> {
  const { actor, when, zone, sheets } = around
  if (!may(actor, what.may)) return refusal('not-allowed')
  const running = key === undefined ? null : `${cluster} ${key}`
  if (running && inProgress.has(running)) return refusal('in-progress')
  if (running) inProgress.add(running)
  let refused: Answer | null = null
  const refuse = (answer: Answer): never => {
    refused = answer
    // A refusal found half way must leave nothing behind: only an error ends a transaction without a trace.
    throw new Error('refused')
  }
  try {
    return await store.within(cluster, async (scope) => {
      // One deed of a cluster at a time: what it read is still so when it writes.
      await takeTurn(scope)
      const digest = key === undefined ? '' : sha256(canonicalJson([what.name, actor.login ?? actor.name, given]))
      const before = key === undefined ? null : await answered(scope, key)
      if (before && before.digest !== digest) return refuse(refusal('key-reused'))
      if (before) return { ...(before.answer as Answer & { ok: true }), again: true as const }
      const { asked, faults } = await readAsked(scope, sheets, what.asks, given, zone)
      if (faults.length > 0) return refuse({ ...refusal('bad-input', faults[0]!.field), faults })
      const stranger = outOfBounds(around, what, asked)
      if (stranger) return refuse(refusal('out-of-bounds', stranger))
      const outcome = await what.does({ ...around, scope }, asked, new Set(Object.keys(given as object)))
      if (!outcome.ok) return refuse(outcome)
      const by = { deed: what.name, actor: actor.name, happenedAt: when }
      const entry = await record(
        scope,
        outcome.facts.map((fact) => ({ ...fact, ...by })),
      )
      const records = outcome.facts.flatMap(({ record: about }) => about ?? [])
      const told = { deed: what.name, entry, happenedAt: when.toISOString(), records: records.slice(0, mostTold) }
      await enqueue(scope, when, [...(outcome.effects ?? []), ...(await hooksFor(scope, told))])
      const answer: Answer = { ok: true, deed: what.name, done: outcome.done, entry }
      if (key !== undefined) await remember(scope, { key, digest, answer, when })
      return outcome.secret === undefined ? answer : { ...answer, secret: outcome.secret }
    })
  } catch (error) {
    if (refused) return refused
    throw error
  } finally {
    if (running) inProgress.delete(running)
  }
}
