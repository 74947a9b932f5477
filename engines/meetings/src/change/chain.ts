/** Making place for a request with as few other meetings moved as can be: ejection chains by iterative deepening. */

import type { Schedule } from '../search/schedule.ts'

/** Meetings in the way of a request at one place. */
export interface Obstacles {
  readonly slot: number
  readonly room: number
  readonly requests: readonly number[]
}

/** Chains longer than this are not tried: nobody wants one cancellation to move a dozen meetings. */
export const LONGEST_CHAIN = 3

/**
 * Places request q, moving at most `most` other meetings and giving up none; of the shortest chains, one of least cost is
 * taken. The schedule is unchanged when it returns false.
 */
export function placeWithMoves(schedule: Schedule, q: number, most: number): boolean {
  for (let length = 0; length <= most; length++) if (placeWithin(schedule, q, length, new Set([q]))) return true
  return false
}

/** Tries every place of q whose obstacles can be moved within `length` moves, and keeps the cheapest. */
function placeWithin(schedule: Schedule, q: number, length: number, locked: ReadonlySet<number>): boolean {
  const before = snapshot(schedule)
  let best: Snapshot | null = null
  let bestCost = Number.POSITIVE_INFINITY
  for (const place of placesOf(schedule, q)) {
    if (place.requests.length > length || place.requests.some((other) => locked.has(other))) continue
    if (!movesAway(schedule, q, place, length, locked)) continue
    if (schedule.cost < bestCost) [best, bestCost] = [snapshot(schedule), schedule.cost]
    restore(schedule, before)
  }
  if (best === null) return false
  restore(schedule, best)
  return true
}

function movesAway(
  schedule: Schedule,
  q: number,
  place: Obstacles,
  length: number,
  locked: ReadonlySet<number>,
): boolean {
  const before = snapshot(schedule)
  for (const other of place.requests) schedule.remove(other)
  schedule.place(q, place.slot, place.room)
  const rest = length - place.requests.length
  const closed = new Set([...locked, ...place.requests])
  for (const other of place.requests) {
    if (placeWithin(schedule, other, rest, closed)) continue
    restore(schedule, before)
    return false
  }
  return true
}

/** Every slot and room q could have, with what is in the way; limits on meetings count as obstacles nobody can move. */
export function placesOf(schedule: Schedule, q: number): readonly Obstacles[] {
  const { model } = schedule
  const places: Obstacles[] = []
  for (const slot of model.slotsOf[q]!) {
    const people = busyWith(schedule, q, slot)
    if (people === null) continue
    for (const room of model.roomsOf[q]!) {
      const capacity = model.capacity[room * model.T + slot]!
      if (capacity === 0) continue
      const leaving = people.filter((other) => schedule.room[other] === room && schedule.slot[other] === slot).length
      if (schedule.load[room * model.T + slot]! - leaving < capacity) places.push({ slot, room, requests: people })
      else
        for (const other of meetingsIn(schedule, room, slot)) places.push({ slot, room, requests: [...people, other] })
    }
  }
  return places.sort((x, y) => x.requests.length - y.requests.length)
}

/** Meetings of both participants at the slot and those a precedence puts in the way; null when a limit forbids the slot. */
export function busyWith(schedule: Schedule, q: number, slot: number): readonly number[] | null {
  const { model, at, heldBy, heldOnDay } = schedule
  const people = new Set<number>()
  for (const p of [model.a[q]!, model.b[q]!]) {
    const there = at[p * model.T + slot]!
    if (there >= 0) people.add(there)
    else if (heldBy[p]! >= model.max[p]! || heldOnDay[p * model.D + model.dayOf[slot]!]! >= model.maxPerDay[p]!)
      return null
  }
  for (const other of model.earlier[q]!) if (schedule.slot[other]! >= slot) people.add(other)
  for (const other of model.later[q]!) {
    if (schedule.slot[other]! >= 0 && schedule.slot[other]! <= slot) people.add(other)
  }
  return [...people]
}

function meetingsIn({ load, model, seats }: Schedule, room: number, slot: number): readonly number[] {
  const place = room * model.T + slot
  return Array.from({ length: load[place]! }, (_, i) => seats.at(place, i)).sort((x, y) => x - y)
}

/** Slots and rooms of all requests at one moment. */
interface Snapshot {
  readonly slot: Int32Array
  readonly room: Int32Array
}

function snapshot(schedule: Schedule): Snapshot {
  return { slot: schedule.slot.slice(), room: schedule.room.slice() }
}

function restore(schedule: Schedule, { slot, room }: Snapshot): void {
  const changed: number[] = []
  for (let q = 0; q < slot.length; q++) {
    if (schedule.slot[q] === slot[q] && schedule.room[q] === room[q]) continue
    changed.push(q)
    if (schedule.slot[q]! >= 0) schedule.remove(q)
  }
  for (const q of changed) if (slot[q]! >= 0) schedule.place(q, slot[q]!, room[q]!)
}
