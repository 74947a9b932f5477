/** Where a request could go in a schedule as it stands. */

import type { Random } from './random.ts'
import type { Schedule } from './schedule.ts'

/** Both participants are free at t, under their limits, and no precedence is broken. */
export function fits(schedule: Schedule, q: number, t: number): boolean {
  const { at, model } = schedule
  const [a, b] = [model.a[q]!, model.b[q]!]
  if (at[a * model.T + t]! >= 0 || at[b * model.T + t]! >= 0) return false
  if (isFull(schedule, a, t) || isFull(schedule, b, t)) return false
  return precedenceBroken(schedule, q, t) < 0
}

/** p can take no further meeting on the day of t. */
export function isFull({ heldBy, heldOnDay, model }: Schedule, p: number, t: number): boolean {
  return heldBy[p]! >= model.max[p]! || heldOnDay[p * model.D + model.dayOf[t]!]! >= model.maxPerDay[p]!
}

/** A held request that could not stay if q were at t, or -1. */
export function precedenceBroken({ model, slot }: Schedule, q: number, t: number): number {
  for (const other of model.earlier[q]!) if (slot[other]! >= t) return other
  for (const other of model.later[q]!) if (slot[other]! >= 0 && slot[other]! <= t) return other
  return -1
}

/** The open room with a free table that most of the four meetings around are in, ties at random; -1 when there is none. */
export function bestRoom(schedule: Schedule, random: Random, q: number, t: number): number {
  const { load, model } = schedule
  const { T, capacity } = model
  const rooms = model.roomsOf[q]!
  if (rooms.length === 1) {
    const place = rooms[0]! * T + t
    return load[place]! < capacity[place]! ? rooms[0]! : -1
  }
  const [a, b] = [model.a[q]!, model.b[q]!]
  const [beforeA, afterA] = [schedule.roomBefore(a, t), schedule.roomAfter(a, t)]
  const [beforeB, afterB] = [schedule.roomBefore(b, t), schedule.roomAfter(b, t)]
  const first = random.below(4)
  let [best, most] = [-1, 0]
  for (let i = first; i < first + 4; i++) {
    const r = i % 4 === 0 ? beforeA : i % 4 === 1 ? afterA : i % 4 === 2 ? beforeB : afterB
    if (r < 0 || load[r * T + t]! >= capacity[r * T + t]! || !canUse(schedule, q, r)) continue
    const same = Number(beforeA === r) + Number(afterA === r) + Number(beforeB === r) + Number(afterB === r)
    if (same > most) [best, most] = [r, same]
  }
  return best >= 0 ? best : freeRoom(schedule, random, rooms, t)
}

function freeRoom({ load, model }: Schedule, random: Random, rooms: Int32Array, t: number): number {
  const start = random.below(Math.max(1, rooms.length))
  for (let i = start; i < start + rooms.length; i++) {
    const r = rooms[i < rooms.length ? i : i - rooms.length]!
    if (load[r * model.T + t]! < model.capacity[r * model.T + t]!) return r
  }
  return -1
}

/** The room of a random meeting next to q, of one of its participants; -1 when there is none, or q cannot use it. */
export function roomNextTo(schedule: Schedule, random: Random, q: number): number {
  const { model, slot } = schedule
  const kind = random.below(4)
  const p = kind < 2 ? model.a[q]! : model.b[q]!
  const r = kind % 2 === 0 ? schedule.roomBefore(p, slot[q]!) : schedule.roomAfter(p, slot[q]!)
  return r >= 0 && canUse(schedule, q, r) ? r : -1
}

export function canUse({ model }: Schedule, q: number, r: number): boolean {
  const rooms = model.roomsOf[q]!
  return rooms.length === model.R || rooms.includes(r)
}

/** A random meeting in slot t, any room; -1 when the first rooms looked at are empty. */
export function someoneAt({ model, seats }: Schedule, random: Random, t: number): number {
  const place = random.below(model.R) * model.T + t
  const load = seats.load[place]!
  return load === 0 ? -1 : seats.at(place, random.below(load))
}
