/** What may happen to an event after its schedule is out, and the instance that results. */

import type { Instance, MeetingRequest, Outcome, Participant } from '../format/types.ts'

export type Change =
  /** The participant holds no meeting any more. */
  | { readonly kind: 'cancel'; readonly participant: number }
  /** The participant is not there before `slot`. */
  | { readonly kind: 'late'; readonly participant: number; readonly slot: number }
  /** The room loses one table, in all slots. */
  | { readonly kind: 'table-closed'; readonly room: number }
  /** A new request; its id will be the next free one. */
  | {
      readonly kind: 'added'
      readonly a: number
      readonly b: number
      readonly priority: number
      readonly mandatory?: boolean
    }

/** The instance after the changes, or the position of a change that names what does not exist. */
export function applyChanges(instance: Instance, changes: readonly Change[]): Outcome<Instance> {
  let changed = instance
  for (const [i, change] of changes.entries()) {
    const reason = unknownId(changed, change)
    if (reason !== null) return { ok: false, refusal: { code: 'unknown-id', path: `changes[${i}]`, reason } }
    changed = applyChange(changed, change)
  }
  return { ok: true, value: changed }
}

function unknownId(instance: Instance, change: Change): string | null {
  const participant = (p: number) => (instance.participants[p] ? null : `no participant ${p}`)
  switch (change.kind) {
    case 'cancel':
      return participant(change.participant)
    case 'late':
      if (!(change.slot >= 0 && change.slot <= instance.slots)) return `no slot ${change.slot}`
      return participant(change.participant)
    case 'table-closed':
      return instance.rooms[change.room] && instance.rooms[change.room]!.tables > 0
        ? null
        : `room ${change.room} has no table to close`
    case 'added':
      if (change.a === change.b) return `participant ${change.a} cannot meet itself`
      return participant(change.a) ?? participant(change.b)
  }
}

function applyChange(instance: Instance, change: Change): Instance {
  switch (change.kind) {
    case 'cancel':
      return cancelParticipant(instance, change.participant)
    case 'late':
      return withParticipant(instance, change.participant, (p) =>
        forbid(p, (slot) => slot < change.slot, instance.slots),
      )
    case 'table-closed':
      return {
        ...instance,
        rooms: instance.rooms.map((room) => (room.id === change.room ? { ...room, tables: room.tables - 1 } : room)),
      }
    case 'added':
      return { ...instance, requests: [...instance.requests, addedRequest(instance, change)] }
  }
}

/** Nothing is asked of who is not there: no meeting is mandatory for it, no shortfall is counted. */
function cancelParticipant(instance: Instance, id: number): Instance {
  const absent = withParticipant(instance, id, (p) => ({ ...forbid(p, () => true, instance.slots), target: 0 }))
  const requests = absent.requests.map((request) =>
    request.a === id || request.b === id ? { ...request, mandatory: false } : request,
  )
  return { ...absent, requests }
}

function addedRequest(instance: Instance, change: Extract<Change, { kind: 'added' }>): MeetingRequest {
  const { a, b, priority, mandatory = false } = change
  return { id: instance.requests.length, a, b, priority, mandatory, session: null, fixed: null, rooms: null }
}

function withParticipant(instance: Instance, id: number, change: (p: Participant) => Participant): Instance {
  return { ...instance, participants: instance.participants.map((p) => (p.id === id ? change(p) : p)) }
}

function forbid(participant: Participant, closed: (slot: number) => boolean, slots: number): Participant {
  const every = Array.from({ length: slots }, (_, slot) => slot)
  return { ...participant, forbidden: every.filter((slot) => closed(slot) || participant.forbidden.includes(slot)) }
}
