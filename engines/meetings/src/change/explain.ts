/** Why a request is not held, what would hold it, and who is served least. */

import { agendas } from '../check/terms.ts'
import type { Instance, Meeting, Outcome, Solution } from '../format/types.ts'
import { scheduleOf } from '../search/anneal.ts'
import { modelOf } from '../search/model.ts'
import type { Schedule } from '../search/schedule.ts'
import { busyWith, LONGEST_CHAIN, placesOf, placeWithMoves } from './chain.ts'

/** What stands against one slot. */
export interface SlotReason {
  readonly slot: number
  readonly reason: 'unavailable' | 'outside-session' | 'limit-reached' | 'occupied' | 'rooms-full' | 'free'
  /** Participants or meetings that stand in the way. */
  readonly participants: readonly number[]
  readonly requests: readonly number[]
}

/** The smallest change found that holds the request. */
export interface HoldingChange {
  readonly place: Meeting
  readonly moved: readonly { readonly from: Meeting; readonly to: Meeting }[]
  readonly givenUp: readonly Meeting[]
  /** Score after less score before. */
  readonly scoreChange: number
}

export interface Served {
  readonly participant: number
  readonly held: number
  readonly asked: number
}

export interface Explanation {
  readonly request: number
  readonly held: Meeting | null
  readonly slots: readonly SlotReason[]
  /** Null when the request is held already, or when no slot and room could ever hold it. */
  readonly change: HoldingChange | null
  /** The two participants, as they are served now. */
  readonly served: readonly Served[]
}

/** Explains one request of a valid schedule. */
export function explain(instance: Instance, solution: Solution, request: number): Outcome<Explanation> {
  if (!instance.requests[request]) {
    return { ok: false, refusal: { code: 'unknown-id', path: 'request', reason: `no request ${request}` } }
  }
  const schedule = scheduleOf(modelOf(instance), solution.meetings)
  const held = solution.meetings.find((meeting) => meeting.request === request) ?? null
  const { a, b } = instance.requests[request]!
  const every = leastServed(instance, solution)
  const value: Explanation = {
    request,
    held,
    slots: held
      ? []
      : Array.from({ length: instance.slots }, (_, slot) => slotReason(instance, schedule, request, slot)),
    change: held ? null : smallestChange(schedule, request),
    served: [a, b].map((p) => every.find((served) => served.participant === p)!),
  }
  return { ok: true, value }
}

/** All participants with a request, the least served first: by share held, then by fewest held. */
export function leastServed(instance: Instance, solution: Solution): readonly Served[] {
  const held = agendas(instance, solution.meetings).map((agenda) => agenda.meetings.length)
  const asked = instance.participants.map(() => 0)
  for (const { a, b } of instance.requests) {
    asked[a]!++
    asked[b]!++
  }
  return instance.participants
    .map(({ id }) => ({ participant: id, held: held[id]!, asked: asked[id]! }))
    .filter((served) => served.asked > 0)
    .sort((x, y) => x.held / x.asked - y.held / y.asked || x.held - y.held || x.participant - y.participant)
}

function slotReason(instance: Instance, schedule: Schedule, q: number, slot: number): SlotReason {
  const { model } = schedule
  const people = [model.a[q]!, model.b[q]!]
  const absent = people.filter((p) => instance.participants[p]!.forbidden.includes(slot))
  if (absent.length > 0) return { slot, reason: 'unavailable', participants: absent, requests: [] }
  if (!model.slotsOf[q]!.includes(slot)) return { slot, reason: 'outside-session', participants: [], requests: [] }
  const requests = busyWith(schedule, q, slot)
  if (requests === null) return { slot, reason: 'limit-reached', participants: people, requests: [] }
  if (requests.length > 0) {
    const participants = people.filter((p) => schedule.at[p * model.T + slot]! >= 0)
    return { slot, reason: 'occupied', participants, requests }
  }
  const free = placesOf(schedule, q).some((place) => place.slot === slot && place.requests.length === 0)
  return { slot, reason: free ? 'free' : 'rooms-full', participants: [], requests: [] }
}

/** Moves only, if a chain of moves is short; else the meetings whose loss costs least are given up. */
function smallestChange(schedule: Schedule, q: number): HoldingChange | null {
  const before = schedule.meetings()
  const cost = schedule.cost
  if (placeWithMoves(schedule, q, LONGEST_CHAIN) || placeInstead(schedule, q)) {
    return changeOf(schedule, q, before, cost)
  }
  return null
}

function placeInstead(schedule: Schedule, q: number): boolean {
  let [best, least] = [-1, Number.POSITIVE_INFINITY]
  const places = placesOf(schedule, q).filter((place) =>
    place.requests.every((other) => !schedule.model.mandatory[other]),
  )
  for (const [i, place] of places.entries()) {
    const old = place.requests.map((other) => [other, schedule.slot[other]!, schedule.room[other]!] as const)
    for (const other of place.requests) schedule.remove(other)
    schedule.place(q, place.slot, place.room)
    if (schedule.cost < least) [best, least] = [i, schedule.cost]
    schedule.remove(q)
    for (const [other, slot, room] of old) schedule.place(other, slot, room)
  }
  const place = places[best]
  if (!place) return false
  for (const other of place.requests) schedule.remove(other)
  schedule.place(q, place.slot, place.room)
  return true
}

function changeOf(schedule: Schedule, q: number, before: readonly Meeting[], cost: number): HoldingChange {
  const now = new Map(schedule.meetings().map((meeting) => [meeting.request, meeting]))
  return {
    place: now.get(q)!,
    moved: before.flatMap((from) => {
      const to = now.get(from.request)
      return to && (to.slot !== from.slot || to.room !== from.room) ? [{ from, to }] : []
    }),
    givenUp: before.filter((meeting) => !now.has(meeting.request)),
    scoreChange: cost - schedule.cost,
  }
}
