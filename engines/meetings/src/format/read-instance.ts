/** Reads a `rendezvous-1` instance from parsed JSON. */

import {
  readInteger,
  readIntegers,
  reading,
  readList,
  readObject,
  readOptionalInteger,
  readText,
  refuse,
} from './reading.ts'
import type { Instance, MeetingRequest, Outcome, Participant, Room, Weights } from './types.ts'

/** The instance, or the path of the first value that breaks the format and the reason. */
export function readInstance(value: unknown): Outcome<Instance> {
  return reading(() => instanceFrom(readObject(value, '$')))
}

function instanceFrom(raw: Record<string, unknown>): Instance {
  if (raw.format !== 'rendezvous-1') refuse('format', 'must be "rendezvous-1"')
  const slots = readInteger(raw.slots, 'slots', 1)
  const sessions = readSessions(raw.sessions ?? {}, slots)
  const rooms = readList(raw.rooms, 'rooms').map((room, i) => readRoom(room, i, slots))
  const participants = readList(raw.participants, 'participants').map((p, i) =>
    readParticipant(p, i, slots, rooms.length),
  )
  const limits: Limits = { slots, sessions, rooms: rooms.length, participants: participants.length }
  const requests = readList(raw.requests, 'requests').map((request, i) => readRequest(request, i, limits))
  const spread = readObject(raw.limits ?? {}, 'limits').breakSpread
  return {
    name: readText(raw.name, 'name'),
    family: typeof raw.family === 'string' ? raw.family : '',
    slots,
    days: readDays(raw.days, slots),
    sessions,
    rooms,
    participants,
    requests,
    precedences: readList(raw.precedences ?? [], 'precedences').map((pair, i) =>
      readPrecedence(pair, i, requests.length),
    ),
    breakSpread: readOptionalInteger(spread, 'limits.breakSpread', 0),
    weights: readWeights(raw.weights),
  }
}

interface Limits {
  readonly slots: number
  readonly sessions: Instance['sessions']
  readonly rooms: number
  readonly participants: number
}

function readDays(value: unknown, slots: number): readonly (readonly number[])[] {
  const days = readList(value, 'days').map((day, d) => {
    const list = readIntegers(day, `days[${d}]`, slots)
    if (list.length === 0) refuse(`days[${d}]`, 'must not be empty')
    const first = list[0] ?? 0
    if (list.some((slot, i) => slot !== first + i)) refuse(`days[${d}]`, 'must be consecutive slots')
    return list
  })
  const all = days.flat().sort((x, y) => x - y)
  if (all.length !== slots || all.some((slot, i) => slot !== i)) refuse('days', 'must partition the slots')
  return days
}

function readSessions(value: unknown, slots: number): Instance['sessions'] {
  const entries = Object.entries(readObject(value, 'sessions'))
  return Object.fromEntries(entries.map(([name, list]) => [name, readIntegers(list, `sessions.${name}`, slots)]))
}

function readRoom(value: unknown, i: number, slots: number): Room {
  const path = `rooms[${i}]`
  const raw = readObject(value, path)
  return {
    id: readId(raw.id, i, path),
    tables: readInteger(raw.tables, `${path}.tables`, 0),
    closed: readIntegers(raw.closed ?? [], `${path}.closed`, slots),
  }
}

function readParticipant(value: unknown, i: number, slots: number, rooms: number): Participant {
  const path = `participants[${i}]`
  const raw = readObject(value, path)
  return {
    id: readId(raw.id, i, path),
    forbidden: readIntegers(raw.forbidden ?? [], `${path}.forbidden`, slots),
    kind: typeof raw.kind === 'string' ? raw.kind : null,
    room: readOptionalInteger(raw.room, `${path}.room`, 0, rooms),
    max: readOptionalInteger(raw.max, `${path}.max`, 0),
    maxPerDay: readOptionalInteger(raw.maxPerDay, `${path}.maxPerDay`, 0),
    target: readOptionalInteger(raw.target, `${path}.target`, 0) ?? 0,
  }
}

function readRequest(value: unknown, i: number, limits: Limits): MeetingRequest {
  const path = `requests[${i}]`
  const raw = readObject(value, path)
  const a = readInteger(raw.a, `${path}.a`, 0, limits.participants)
  const b = readInteger(raw.b, `${path}.b`, 0, limits.participants)
  if (a === b) refuse(path, `participant ${a} cannot meet itself`)
  const session = raw.session ?? null
  if (session !== null && !(typeof session === 'string' && Object.hasOwn(limits.sessions, session))) {
    refuse(`${path}.session`, `no session ${JSON.stringify(session)}`)
  }
  const rooms = raw.rooms ?? null
  return {
    id: readId(raw.id, i, path),
    a,
    b,
    priority: readOptionalInteger(raw.priority, `${path}.priority`, 0) ?? 1,
    mandatory: raw.mandatory === true,
    session: session as string | null,
    fixed: readOptionalInteger(raw.fixed, `${path}.fixed`, 0, limits.slots),
    rooms: rooms === null ? null : readIntegers(rooms, `${path}.rooms`, limits.rooms),
  }
}

function readPrecedence(value: unknown, i: number, requests: number): readonly [number, number] {
  const path = `precedences[${i}]`
  const [before = -1, after = -1, ...rest] = readIntegers(value, path, requests)
  if (before < 0 || after < 0 || rest.length > 0) refuse(path, 'must be two request ids')
  if (before === after) refuse(path, `request ${before} cannot come before itself`)
  return [before, after]
}

function readWeights(value: unknown): Weights {
  const raw = readObject(value, 'weights')
  const weight = (name: keyof Weights) => readOptionalInteger(raw[name], `weights.${name}`, 0) ?? 0
  return {
    priority: weight('priority'),
    shortfall: weight('shortfall'),
    break: weight('break'),
    idle: weight('idle'),
    move: weight('move'),
  }
}

function readId(value: unknown, i: number, path: string): number {
  if (value !== i) refuse(`${path}.id`, `must be ${i}, its position`)
  return i
}
