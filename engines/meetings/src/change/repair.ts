/** A schedule put right after changes, with as few meetings moved as can be. */

import { check } from '../check/check.ts'
import { type Terms, termsOf } from '../check/terms.ts'
import type { Instance, Meeting, Outcome, Solution } from '../format/types.ts'
import { type Model, modelOf } from '../search/model.ts'
import { Schedule } from '../search/schedule.ts'
import { LONGEST_CHAIN, placeWithMoves } from './chain.ts'
import { applyChanges, type Change } from './changes.ts'
import { closeGaps } from './close-gaps.ts'

/** Why a meeting is not where it was. */
export type MoveReason =
  | 'participant-cancelled'
  | 'participant-unavailable'
  | 'room-full'
  /** Moved to let another meeting keep its place in the schedule. */
  | 'makes-place'
  /** Moved to spare a participant a break that the changes had left. */
  | 'closes-gap'
  /** Held now, because a place became free or the request is new. */
  | 'place-found'

export interface Move {
  readonly request: number
  readonly from: Meeting | null
  readonly to: Meeting | null
  readonly reason: MoveReason
}

export interface Repair {
  /** The instance after the changes. */
  readonly instance: Instance
  readonly solution: Solution
  readonly terms: Terms
  readonly moves: readonly Move[]
  /** Meetings held before and after, in another place. */
  readonly moved: number
  /** Broken rules that no short chain of moves mends; empty when the schedule is valid. */
  readonly unresolved: readonly string[]
}

/** Gaps are closed only while fewer meetings than this have moved. */
const MOST_MOVED = 3

/** The schedule after the changes. The solution given must be valid for the instance before them. */
export function repair(instance: Instance, solution: Solution, changes: readonly Change[]): Outcome<Repair> {
  const changed = applyChanges(instance, changes)
  if (!changed.ok) return changed
  const model = modelOf(changed.value)
  const schedule = new Schedule(model)
  const out = keepWhatStands(schedule, solution.meetings)
  for (const q of byUrgency(model, [...out.keys()])) placeWithMoves(schedule, q, LONGEST_CHAIN)
  const unheldBefore = Array.from({ length: model.Q }, (_, q) => q).filter((q) => schedule.slot[q]! < 0 && !out.has(q))
  for (const q of byUrgency(model, unheldBefore)) fill(schedule, q)
  const touched = [...new Set([...out.keys()].flatMap((q) => [model.a[q]!, model.b[q]!]))]
  const left = MOST_MOVED - movesBetween(solution.meetings, schedule.meetings(), out).filter(isMoved).length
  for (const q of closeGaps(schedule, touched, left)) if (!out.has(q)) out.set(q, 'closes-gap')
  return { ok: true, value: repairOf(changed.value, schedule, solution, out) }
}

/** Places the meetings that are still allowed; gives the others with the reason. */
function keepWhatStands(schedule: Schedule, meetings: readonly Meeting[]): Map<number, MoveReason> {
  const { model } = schedule
  const out = new Map<number, MoveReason>()
  const byWorth = [...meetings].sort(
    (x, y) => worth(model, y.request) - worth(model, x.request) || x.request - y.request,
  )
  for (const { request, slot, room } of byWorth) {
    if (!model.slotsOf[request]!.includes(slot)) {
      out.set(request, model.slotsOf[request]!.length === 0 ? 'participant-cancelled' : 'participant-unavailable')
    } else if (schedule.load[room * model.T + slot]! >= model.capacity[room * model.T + slot]!) {
      out.set(request, 'room-full')
    } else schedule.place(request, slot, room)
  }
  return out
}

function worth(model: Model, q: number): number {
  return model.mandatory[q]! * 1e9 + model.gain[q]!
}

function byUrgency(model: Model, requests: readonly number[]): readonly number[] {
  return [...requests].sort((x, y) => worth(model, y) - worth(model, x) || x - y)
}

/** Holds q when a place is free for it and the schedule gains; a new mandatory request may move others. */
function fill(schedule: Schedule, q: number): void {
  const mandatory = schedule.model.mandatory[q] === 1
  const before = schedule.cost
  if (!placeWithMoves(schedule, q, mandatory ? LONGEST_CHAIN : 0)) return
  if (!mandatory && schedule.cost >= before) schedule.remove(q)
}

function repairOf(
  instance: Instance,
  schedule: Schedule,
  before: Solution,
  out: ReadonlyMap<number, MoveReason>,
): Repair {
  const meetings = schedule.meetings()
  const solution: Solution = { ...before, meetings }
  const moves = movesBetween(before.meetings, meetings, out)
  return {
    instance,
    solution,
    terms: termsOf(instance, meetings),
    moves,
    moved: moves.filter(isMoved).length,
    unresolved: check(instance, solution).violations.map((violation) => violation.message),
  }
}

function isMoved({ from, to }: Move): boolean {
  return from !== null && to !== null
}

function movesBetween(
  before: readonly Meeting[],
  after: readonly Meeting[],
  reasons: ReadonlyMap<number, MoveReason>,
): readonly Move[] {
  const old = new Map(before.map((meeting) => [meeting.request, meeting]))
  const now = new Map(after.map((meeting) => [meeting.request, meeting]))
  const requests = [...new Set([...old.keys(), ...now.keys()])].sort((x, y) => x - y)
  return requests.flatMap((request) => {
    const [from, to] = [old.get(request) ?? null, now.get(request) ?? null]
    if (from !== null && to !== null && from.slot === to.slot && from.room === to.room) return []
    const reason = reasons.get(request) ?? (from === null ? 'place-found' : 'makes-place')
    return [{ request, from, to, reason }]
  })
}
