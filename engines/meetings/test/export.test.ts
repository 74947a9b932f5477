import { describe, expect, it } from 'vitest'
import {
  assignTables,
  check,
  type Profile,
  participantCalendar,
  participantSheet,
  sheetText,
  suggest,
  tableSheet,
} from '../src/index.ts'
import { referenceInstance, referenceSolution } from './reference.ts'

const instance = referenceInstance('noor-midelt')
const solution = referenceSolution('noor-midelt', instance)
const names = { slot: (t: number) => `S${t}`, room: (r: number) => `R${r}`, participant: (p: number) => `P${p}` }
const busy = instance.requests[solution.meetings[0]!.request]!.a

describe('tables', () => {
  it('are given so that no table is used twice', () => {
    const meetings = assignTables(instance, solution.meetings)
    expect(check(instance, { ...solution, meetings }).violations).toEqual([])
    expect(meetings).toHaveLength(solution.meetings.length)
  })
})

describe('a calendar', () => {
  const start = Date.UTC(2026, 5, 3, 8)
  const facts = {
    slots: Array.from({ length: instance.slots }, (_, t) => ({
      start: start + t * 1_200_000,
      end: start + (t + 1) * 1_200_000,
    })),
    participantName: (p: number) => `Société ${p}; énergie, réseau et stockage de longue durée pour tous les sites`,
    roomName: (r: number) => `Salle ${r}`,
    domain: 'events.example.org',
    stamp: start,
    sequence: 2,
  }
  const text = participantCalendar(instance, solution, busy, facts)

  it('has one event for each meeting, in UTC, with a stable id', () => {
    const mine = solution.meetings.filter(({ request }) => {
      const { a, b } = instance.requests[request]!
      return a === busy || b === busy
    })
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(mine.length)
    expect(text).toContain(`UID:noor-midelt-${mine[0]!.request}@events.example.org\r\n`)
    expect(text).toMatch(/DTSTART:20260603T\d{6}Z\r\n/)
  })

  it('folds lines at 75 octets and escapes separators', () => {
    const sizes = text.split('\r\n').map((line) => new TextEncoder().encode(line).length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(75)
    expect(text.replace(/\r\n /g, '')).toMatch(/SUMMARY:Société \d+\\; énergie\\, réseau/)
  })
})

describe('sheets', () => {
  it('show every slot of a participant and of a table', () => {
    expect(participantSheet(instance, solution, busy, names).rows).toHaveLength(instance.slots)
    const { request, slot, room, table } = assignTables(instance, solution.meetings)[0]!
    const row = tableSheet(instance, solution, room, table, names).rows[slot]!
    expect(row).toEqual([`S${slot}`, `P${instance.requests[request]!.a}`, `P${instance.requests[request]!.b}`])
  })

  it('align their columns as text', () => {
    expect(
      sheetText({
        title: 'T',
        rows: [
          ['a', 'bb'],
          ['ccc', 'd'],
        ],
      }),
    ).toBe('T\n\na    bb\nccc  d')
  })
})

describe('suggest', () => {
  const profile = (id: number, part: Partial<Profile>): Profile => ({
    id,
    offers: [],
    seeks: [],
    lots: [],
    trades: [],
    certificates: [],
    region: null,
    met: [],
    blocks: [],
    ...part,
  })
  const buyer = profile(0, {
    seeks: ['Câblage'],
    lots: [{ name: 'Lot 4', trades: ['electricity'], certificates: ['ISO 9001'] }],
    region: 'Drâa-Tafilalet',
  })

  it('ranks by reasons and says them', () => {
    const strong = profile(1, { offers: ['cablage'], trades: ['Electricity'], certificates: ['iso 9001'] })
    const weak = profile(2, { offers: ['câblage'], region: 'draa-tafilalet' })
    const found = suggest([buyer, strong, weak], 5)
    expect(found.map(({ b, priority }) => [b, priority])).toEqual([
      [1, 10],
      [2, 5],
    ])
    expect(found[0]!.reasons.map((reason) => reason.kind)).toEqual(['offer-sought', 'lot-trade', 'certificate'])
  })

  it('never suggests who is blocked or has nothing to trade', () => {
    const blocked = profile(1, { offers: ['câblage'], blocks: [0] })
    const neighbour = profile(2, { region: 'Drâa-Tafilalet' })
    expect(suggest([buyer, blocked, neighbour], 5)).toEqual([])
  })

  it('gives nobody more than asked for', () => {
    const sellers = [1, 2, 3].map((id) => profile(id, { offers: ['câblage'] }))
    expect(suggest([buyer, ...sellers], 2)).toHaveLength(2)
  })
})
