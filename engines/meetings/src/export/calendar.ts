/** Agendas as iCalendar (RFC 5545): times in UTC, ids that stay the same when a meeting moves. */

import type { Instance, Solution } from '../format/types.ts'
import { assignTables } from './tables.ts'

/** What a calendar needs beside the schedule. All times are instants in milliseconds since 1970 (UTC). */
export interface CalendarFacts {
  readonly slots: readonly { readonly start: number; readonly end: number }[]
  readonly participantName: (participant: number) => string
  readonly roomName: (room: number) => string
  /** Ends the ids, e.g. `events.example.org`. */
  readonly domain: string
  /** When the calendar was made, and the number of its edition: a later edition replaces an earlier one. */
  readonly stamp: number
  readonly sequence: number
}

/** The calendar of one participant, lines ended by CRLF and folded at 75 octets. */
export function participantCalendar(
  instance: Instance,
  solution: Solution,
  participant: number,
  facts: CalendarFacts,
): string {
  const events = assignTables(instance, solution.meetings).flatMap(({ request, slot, room, table }) => {
    const { a, b } = instance.requests[request]!
    if (a !== participant && b !== participant) return []
    const other = facts.participantName(a === participant ? b : a)
    const { start, end } = facts.slots[slot]!
    return [
      'BEGIN:VEVENT',
      `UID:${instance.name}-${request}@${facts.domain}`,
      `DTSTAMP:${utc(facts.stamp)}`,
      `SEQUENCE:${facts.sequence}`,
      `DTSTART:${utc(start)}`,
      `DTEND:${utc(end)}`,
      `SUMMARY:${escapeText(other)}`,
      `LOCATION:${escapeText(`${facts.roomName(room)}, ${table + 1}`)}`,
      'END:VEVENT',
    ]
  })
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Grappe//meetings//EN', ...events, 'END:VCALENDAR']
  return `${lines.map(fold).join('\r\n')}\r\n`
}

function utc(instant: number): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '')
}

function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n')
}

/** Cuts a line where its UTF-8 form would pass 75 octets, never inside a character. */
function fold(line: string): string {
  let [folded, octets] = ['', 0]
  for (const character of line) {
    const code = character.codePointAt(0)!
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    if (octets + size > 75) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}
