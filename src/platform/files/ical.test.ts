import { expect, test } from 'vitest'
import { folded, icalOf, type Occasion } from './ical.ts'

const occasion = (more: Partial<Occasion> = {}): Occasion => ({
  uid: 'event-1@cluster.example',
  stamp: new Date('2019-06-01T09:30:00.123Z'),
  sequence: 2,
  title: 'Rencontre',
  starts: '2019-06-25',
  ...more,
})
const linesOf = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')

test('a day ends where the next begins, and an instant is told in UTC', () => {
  expect(linesOf(icalOf('Agenda', [occasion({ ends: '2019-12-31' })]))).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Grappe//Grappe//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Agenda',
    'BEGIN:VEVENT',
    'UID:event-1@cluster.example',
    'DTSTAMP:20190601T093000Z',
    'SEQUENCE:2',
    'DTSTART;VALUE=DATE:20190625',
    'DTEND;VALUE=DATE:20200101',
    'SUMMARY:Rencontre',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
  const timed = icalOf('x', [
    occasion({ starts: new Date('2019-06-25T09:00:00+01:00'), ends: new Date('2019-06-25T10:00:00+01:00') }),
  ])
  expect(timed).toContain('DTSTART:20190625T080000Z\r\nDTEND:20190625T090000Z')
  expect(icalOf('x', [occasion({ ends: null })])).toContain('DTEND;VALUE=DATE:20190626')
})

test('commas, semicolons, backslashes and new lines are written so that no line is broken into another', () => {
  const text = icalOf('x', [occasion({ title: 'A, b; c\\d\r\nEND:VEVENT', place: 'Rabat\u0007' })])
  expect(text).toContain('SUMMARY:A\\, b\\; c\\\\d\\nEND:VEVENT\r\n')
  expect(text).toContain('LOCATION:Rabat\r\n')
  expect(text.match(/^END:VEVENT/gm)).toHaveLength(1)
})

test.each([
  ['é', 200],
  ['طاقة ', 60],
  ['🌞', 50],
  ['x', 75],
  ['x', 76],
])('lines of %s are at most 75 octets, and whole characters', (unit, times) => {
  const line = `SUMMARY:${unit.repeat(times)}`
  const parts = folded(line).split('\r\n')
  for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75)
  expect(parts.join('\r\n').replaceAll('\r\n ', '')).toBe(line)
  expect(parts.join('')).not.toContain('\ufffd')
})
