/** The instance as flat typed arrays, with all that is fixed before a search worked out once. */

import { daysOfSlots } from '../check/terms.ts'
import type { Instance, MeetingRequest } from '../format/types.ts'

/** P participants, Q requests, T slots, R rooms, D days. */
export interface Model {
  readonly instance: Instance
  readonly P: number
  readonly Q: number
  readonly T: number
  readonly R: number
  readonly D: number
  readonly a: Int32Array
  readonly b: Int32Array
  /** Score gained by holding each request (priority x weight). */
  readonly gain: Float64Array
  readonly mandatory: Uint8Array
  /** Slots each request can be held in: session, fixed slot and availability of both. */
  readonly slotsOf: readonly Int32Array[]
  /** 1 at [q * T + t] when request q can be held in slot t. */
  readonly allowed: Uint8Array
  /** Rooms each request can be held in: its own list and both home rooms. */
  readonly roomsOf: readonly Int32Array[]
  /** Tables of room r in slot t at [r * T + t]; 0 when closed. */
  readonly capacity: Int32Array
  readonly dayOf: Int32Array
  /** First and last slot of the day of each slot. */
  readonly dayStart: Int32Array
  readonly dayEnd: Int32Array
  /** Available slots of participant p before slot t at [p * (T + 1) + t]. */
  readonly availableBefore: Int32Array
  /** Most meetings in all and on one day; a number no schedule reaches when there is no limit. */
  readonly max: Int32Array
  readonly maxPerDay: Int32Array
  readonly target: Int32Array
  /** Requests that must be earlier / later than each request. */
  readonly earlier: readonly (readonly number[])[]
  readonly later: readonly (readonly number[])[]
  /** Requests of each participant. */
  readonly requestsOf: readonly (readonly number[])[]
}

/** Works out the model of an instance. */
export function modelOf(instance: Instance): Model {
  const { participants, requests, rooms, slots: T } = instance
  const days = dayBounds(instance)
  const [P, Q] = [participants.length, requests.length]
  const slotsOf = allowedSlots(instance)
  return {
    instance,
    P,
    Q,
    T,
    R: rooms.length,
    D: instance.days.length,
    a: Int32Array.from(requests, (request) => request.a),
    b: Int32Array.from(requests, (request) => request.b),
    gain: Float64Array.from(requests, (request) => request.priority * instance.weights.priority),
    mandatory: Uint8Array.from(requests, (request) => (request.mandatory ? 1 : 0)),
    slotsOf,
    allowed: asTable(slotsOf, T),
    roomsOf: requests.map((request) => allowedRooms(instance, request)),
    capacity: capacities(instance),
    ...days,
    availableBefore: countAvailable(instance),
    max: Int32Array.from(participants, (p) => p.max ?? Q + 1),
    maxPerDay: Int32Array.from(participants, (p) => p.maxPerDay ?? Q + 1),
    target: Int32Array.from(participants, (p) => p.target),
    earlier: neighbours(instance, 1, 0),
    later: neighbours(instance, 0, 1),
    requestsOf: incidence(instance),
  }
}

function dayBounds(instance: Instance) {
  const dayOf = Int32Array.from(daysOfSlots(instance))
  const dayStart = dayOf.map((d) => instance.days[d]![0]!)
  const dayEnd = dayOf.map((d) => instance.days[d]!.at(-1)!)
  return { dayOf, dayStart, dayEnd }
}

function allowedSlots(instance: Instance): readonly Int32Array[] {
  const forbidden = instance.participants.map((p) => new Set(p.forbidden))
  const every = Array.from({ length: instance.slots }, (_, t) => t)
  const sessions = new Map(Object.entries(instance.sessions).map(([name, list]) => [name, new Set(list)]))
  return instance.requests.map(({ a, b, session, fixed }) => {
    const inside = session === null ? null : sessions.get(session)!
    const allowed = (t: number) => (inside === null || inside.has(t)) && !forbidden[a]!.has(t) && !forbidden[b]!.has(t)
    return Int32Array.from((fixed === null ? every : [fixed]).filter(allowed))
  })
}

function asTable(slotsOf: readonly Int32Array[], T: number): Uint8Array {
  const allowed = new Uint8Array(slotsOf.length * T)
  for (const [q, slots] of slotsOf.entries()) for (const t of slots) allowed[q * T + t] = 1
  return allowed
}

/** The rooms a request may use: its own list cut down to the home rooms of its two participants. */
export function allowedRooms(instance: Instance, request: MeetingRequest): Int32Array {
  const homes = [request.a, request.b].map((p) => instance.participants[p]!.room).filter((room) => room !== null)
  const own = request.rooms ?? instance.rooms.map((room) => room.id)
  return Int32Array.from(new Set(own.filter((room) => homes.every((home) => home === room))))
}

function capacities(instance: Instance): Int32Array {
  const T = instance.slots
  const capacity = new Int32Array(instance.rooms.length * T)
  for (const room of instance.rooms) {
    capacity.fill(room.tables, room.id * T, (room.id + 1) * T)
    for (const t of room.closed) capacity[room.id * T + t] = 0
  }
  return capacity
}

function countAvailable(instance: Instance): Int32Array {
  const T = instance.slots
  const before = new Int32Array(instance.participants.length * (T + 1))
  for (const { id, forbidden } of instance.participants) {
    const closed = new Set(forbidden)
    const base = id * (T + 1)
    for (let t = 0; t < T; t++) before[base + t + 1] = before[base + t]! + (closed.has(t) ? 0 : 1)
  }
  return before
}

function neighbours(instance: Instance, of: 0 | 1, other: 0 | 1): readonly (readonly number[])[] {
  const lists: number[][] = instance.requests.map(() => [])
  for (const pair of instance.precedences) lists[pair[of]]!.push(pair[other])
  return lists
}

function incidence(instance: Instance): readonly (readonly number[])[] {
  const lists: number[][] = instance.participants.map(() => [])
  for (const { id, a, b } of instance.requests) {
    lists[a]!.push(id)
    lists[b]!.push(id)
  }
  return lists
}
