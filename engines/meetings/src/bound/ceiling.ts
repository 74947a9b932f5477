/** Bounds for instances whose choice is already made: all requests held, or even all slots given. */

import { termsOf } from '../check/terms.ts'
import type { Meeting } from '../format/types.ts'
import type { Model } from '../search/model.ts'

/** The score of holding every request without a break, an idle slot or a move. */
export function ceiling(model: Model): number {
  const gains = model.gain.reduce((sum, gain) => sum + gain, 0)
  const short = model.target.reduce((sum, target, p) => sum + Math.max(0, target - model.requestsOf[p]!.length), 0)
  return gains - model.instance.weights.shortfall * short
}

/** True when every request is mandatory and fixed: only rooms are left to choose. */
export function slotsAreGiven(model: Model): boolean {
  return model.Q > 0 && model.instance.requests.every((request) => request.mandatory && request.fixed !== null)
}

/** Proven bound when only rooms are left to choose: breaks and idle slots are known, moves are bounded from below. */
export function roomBound(model: Model): number {
  const { instance } = model
  const meetings = instance.requests.map(({ id, fixed }) => ({
    request: id,
    slot: fixed!,
    room: model.roomsOf[id]![0] ?? 0,
  }))
  const { breaks, idle } = termsOf(instance, meetings)
  const { weights } = instance
  return ceiling(model) - weights.break * breaks - weights.idle * idle - weights.move * fewestMoves(model, meetings)
}

/**
 * Fewest moves when no room takes two meetings at once. A transition leads a participant from a meeting to the next one.
 * The two participants of a meeting cannot both stay in its room when their next (or last) meetings share a slot, so one
 * of these two transitions is a move. The pairs form paths and cycles; k pairs in a row need at least half as many moves.
 */
function fewestMoves(model: Model, meetings: readonly Meeting[]): number {
  if (model.instance.rooms.some((room) => room.tables > 1)) return 0
  const pairs = transitionPairs(model, meetings)
  const seen = new Set<string>()
  let moves = 0
  for (const start of pairs.keys()) {
    if (seen.has(start)) continue
    let ends = 0
    const queue = [start]
    seen.add(start)
    for (const transition of queue) {
      for (const other of pairs.get(transition)!) {
        ends++
        if (!seen.has(other)) {
          seen.add(other)
          queue.push(other)
        }
      }
    }
    // A path of k pairs needs floor((k + 1) / 2) moves, and so does a cycle.
    moves += Math.floor((ends / 2 + 1) / 2)
  }
  return moves
}

/** For each transition, named "participant slot-of-departure", those that cannot both be without a move. */
function transitionPairs(model: Model, meetings: readonly Meeting[]): ReadonlyMap<string, readonly string[]> {
  const slotsOf = model.requestsOf.map((requests) => requests.map((q) => meetings[q]!.slot).sort((x, y) => x - y))
  const pairs = new Map<string, string[]>()
  const join = (x: string, y: string) => {
    pairs.set(x, [...(pairs.get(x) ?? []), y])
    pairs.set(y, [...(pairs.get(y) ?? []), x])
  }
  const neighbour = (p: number, slot: number, step: 1 | -1) => {
    const other = slotsOf[p]![slotsOf[p]!.indexOf(slot) + step]
    return other !== undefined && model.dayOf[other] === model.dayOf[slot] ? other : undefined
  }
  for (const { request, slot } of meetings) {
    const [a, b] = [model.a[request]!, model.b[request]!]
    const next = neighbour(a, slot, 1)
    if (next !== undefined && next === neighbour(b, slot, 1)) join(`${a} ${slot}`, `${b} ${slot}`)
    const last = neighbour(a, slot, -1)
    if (last !== undefined && last === neighbour(b, slot, -1)) join(`${a} ${last}`, `${b} ${last}`)
  }
  return pairs
}
