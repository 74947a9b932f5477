/** The judge of a schedule: every hard rule of the format, and the terms. */

import type { Instance, Meeting, Solution } from '../format/types.ts'
import { agendas, daysOfSlots, type Terms, termsOf } from './terms.ts'

export type Rule =
  | 'unknown-request'
  | 'unknown-slot'
  | 'unknown-room'
  | 'held-twice'
  | 'double-booked'
  | 'unavailable'
  | 'wrong-session'
  | 'not-fixed'
  | 'room-over'
  | 'room-closed'
  | 'no-table'
  | 'table-twice'
  | 'home-room'
  | 'request-room'
  | 'mandatory-missing'
  | 'precedence'
  | 'max'
  | 'max-per-day'
  | 'break-spread'

/** One broken rule, said for a reader. */
export interface Violation {
  readonly rule: Rule
  readonly message: string
}

/** Valid when there is no violation; the terms are of the meetings that could be placed. */
export interface Verdict {
  readonly valid: boolean
  readonly violations: readonly Violation[]
  readonly terms: Terms
}

type Report = (rule: Rule, message: string) => void

/** Checks every rule; nothing is assumed about the solution but its shape. */
export function check(instance: Instance, solution: Solution): Verdict {
  const violations: Violation[] = []
  const report: Report = (rule, message) => violations.push({ rule, message })
  const placed = placedMeetings(instance, solution.meetings, report)
  for (const meeting of placed) checkPlace(instance, meeting, report)
  checkRooms(instance, placed, report)
  checkParticipants(instance, placed, report)
  checkRequests(instance, placed, report)
  const terms = termsOf(instance, placed)
  if (instance.breakSpread !== null && terms.breakSpread > instance.breakSpread) {
    report('break-spread', `break spread ${terms.breakSpread} is over ${instance.breakSpread}`)
  }
  return { valid: violations.length === 0, violations, terms }
}

function placedMeetings(instance: Instance, meetings: readonly Meeting[], report: Report): readonly Meeting[] {
  const seen = new Set<number>()
  return meetings.filter((meeting, i) => {
    const { request, slot, room } = meeting
    if (!instance.requests[request]) report('unknown-request', `meetings[${i}]: no request ${request}`)
    else if (!(slot >= 0 && slot < instance.slots)) report('unknown-slot', `request ${request}: no slot ${slot}`)
    else if (!instance.rooms[room]) report('unknown-room', `request ${request}: no room ${room}`)
    else if (seen.has(request)) report('held-twice', `request ${request} is held twice`)
    else {
      seen.add(request)
      return true
    }
    return false
  })
}

function checkPlace(instance: Instance, { request: id, slot, room }: Meeting, report: Report): void {
  const request = instance.requests[id]!
  for (const p of [request.a, request.b]) {
    const participant = instance.participants[p]!
    if (participant.forbidden.includes(slot)) {
      report('unavailable', `request ${id}: participant ${p} is not available in slot ${slot}`)
    }
    if (participant.room !== null && participant.room !== room) {
      report('home-room', `request ${id}: participant ${p} meets only in room ${participant.room}`)
    }
  }
  if (request.session !== null && !instance.sessions[request.session]!.includes(slot)) {
    report('wrong-session', `request ${id}: slot ${slot} is outside session ${request.session}`)
  }
  if (request.fixed !== null && request.fixed !== slot) {
    report('not-fixed', `request ${id} is fixed to slot ${request.fixed}, not ${slot}`)
  }
  if (request.rooms !== null && !request.rooms.includes(room)) {
    report('request-room', `request ${id}: room ${room} is not allowed`)
  }
  if (instance.rooms[room]!.closed.includes(slot)) {
    report('room-closed', `request ${id}: room ${room} is closed in slot ${slot}`)
  }
}

function checkRooms(instance: Instance, placed: readonly Meeting[], report: Report): void {
  const inRoom = Map.groupBy(placed, ({ room, slot }) => room * instance.slots + slot)
  for (const meetings of inRoom.values()) {
    const { room, slot } = meetings[0]!
    const { tables } = instance.rooms[room]!
    if (meetings.length > tables) {
      report('room-over', `room ${room}: ${meetings.length} meetings in slot ${slot} for ${tables} tables`)
    }
    checkTables(meetings, tables, report)
  }
}

function checkTables(meetings: readonly Meeting[], tables: number, report: Report): void {
  const used = new Set<number>()
  for (const { request, slot, room, table } of meetings) {
    if (table === undefined) continue
    if (!(table >= 0 && table < tables)) report('no-table', `request ${request}: room ${room} has no table ${table}`)
    else if (used.has(table)) report('table-twice', `table ${table} of room ${room} is used twice in slot ${slot}`)
    used.add(table)
  }
}

function checkParticipants(instance: Instance, placed: readonly Meeting[], report: Report): void {
  const dayOf = daysOfSlots(instance)
  agendas(instance, placed).forEach(({ meetings }, p) => {
    const { max, maxPerDay } = instance.participants[p]!
    for (const [slot, list] of Map.groupBy(meetings, (meeting) => meeting.slot)) {
      if (list.length < 2) continue
      const ids = list.map((meeting) => meeting.request).sort((x, y) => x - y)
      report('double-booked', `participant ${p} has ${list.length} meetings in slot ${slot}: ${ids.join(', ')}`)
    }
    if (max !== null && meetings.length > max) {
      report('max', `participant ${p}: ${meetings.length} meetings, at most ${max}`)
    }
    if (maxPerDay === null) return
    for (const [day, list] of Map.groupBy(meetings, (meeting) => dayOf[meeting.slot]!)) {
      if (list.length > maxPerDay) {
        report('max-per-day', `participant ${p}: ${list.length} meetings on day ${day}, at most ${maxPerDay}`)
      }
    }
  })
}

function checkRequests(instance: Instance, placed: readonly Meeting[], report: Report): void {
  const slotOf = new Map(placed.map((meeting) => [meeting.request, meeting.slot]))
  for (const { id, mandatory } of instance.requests) {
    if (mandatory && !slotOf.has(id)) report('mandatory-missing', `request ${id} is mandatory and not held`)
  }
  for (const [before, after] of instance.precedences) {
    const [first, second] = [slotOf.get(before), slotOf.get(after)]
    if (first !== undefined && second !== undefined && first >= second) {
      report('precedence', `request ${before} must be held before request ${after}`)
    }
  }
}
