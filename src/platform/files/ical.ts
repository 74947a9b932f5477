import type { Day } from '../day.ts'

/** Something with a place in time: a civil day has no hour, an instant is told in UTC. */
export type Occasion = {
  /** The same for as long as the thing is the same. */
  uid: string
  /** When what is told here was last written down, and how often it has been changed: never the moment of asking. */
  stamp: Date
  sequence: number
  title: string
  starts: Day | Date
  /** The last day, or the instant it is over. */
  ends?: Day | Date | null
  text?: string | null
  place?: string | null
  url?: string
}

const escaped = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
    // Other control characters have no place in a text (RFC 5545, 3.3.11).
    .replace(/[\p{Cc}]/gu, '')

const utc = (instant: Date) => `${instant.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
const compact = (day: Day) => day.replaceAll('-', '')
const dayAfter = (day: Day): Day => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

const lineMax = 75

/** A line is cut after 75 octets at most, never inside a character; what goes on begins with a space. */
export function folded(line: string): string {
  let room = lineMax
  let out = ''
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (size > room) {
      out += '\r\n '
      room = lineMax - 1
    }
    out += character
    room -= size
  }
  return out
}

const starting = (at: Day | Date) =>
  typeof at === 'string' ? `DTSTART;VALUE=DATE:${compact(at)}` : `DTSTART:${utc(at)}`
// A day's end is the day after the last: it does not belong to it any more.
const ending = (at: Day | Date) =>
  typeof at === 'string' ? `DTEND;VALUE=DATE:${compact(dayAfter(at))}` : `DTEND:${utc(at)}`

function linesOf({ uid, stamp, sequence, title, starts, ends, text, place, url }: Occasion): string[] {
  const last =
    ends && typeof ends === typeof starts && ends >= starts ? ends : typeof starts === 'string' ? starts : null
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utc(stamp)}`,
    `SEQUENCE:${sequence}`,
    starting(starts),
    ...(last ? [ending(last)] : []),
    `SUMMARY:${escaped(title)}`,
    ...(text ? [`DESCRIPTION:${escaped(text)}`] : []),
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    ...(url ? [`URL:${url}`] : []),
    // A day of the office's year takes nobody's time.
    ...(typeof starts === 'string' ? ['TRANSP:TRANSPARENT'] : []),
    'END:VEVENT',
  ]
}

/** A calendar to subscribe to (RFC 5545). The same occasions give the same bytes. */
export const icalOf = (name: string, occasions: Occasion[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Grappe//Grappe//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...occasions.flatMap(linesOf),
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('')
