/**
 * The relaxation whose bound is proven: which requests are held, in which periods and rooms, each in fractions. Within a
 * period times are forgotten, but for what they add up to: the slots of a participant, the tables of a room. Whoever is in k
 * rooms on a day moves at least k - 1 times, and both participants of a meeting must be in its room: two who have meetings
 * in different homes cannot meet for free.
 */

import type { Model } from '../search/model.ts'
import { type LinearProgram, ProgramDraft } from './linear-program.ts'

/** What the relaxation tells apart. More is stronger, and slower. */
export interface Detail {
  /** With `slots`, breaks are counted, as far as fractions have any. */
  readonly time: 'days' | 'slots'
  /** With `homes`, a meeting that can choose its room is in none. */
  readonly rooms: 'homes' | 'all'
}

/** The program under construction, with its variables by what they add up to. */
interface Relaxation {
  readonly model: Model
  readonly draft: ProgramDraft
  /** The days, or the slots. */
  readonly periods: readonly (readonly number[])[]
  /** Meetings in period i of participant p at [p * periods + i]. */
  readonly busy: readonly number[][]
  /** Meetings in room r in period i at [i * (R + 1) + r]; all of the period at r = R. */
  readonly tables: readonly number[][]
  /** Meetings of participant p in room r on day d at (p * D + d) * R + r, those of each request together. */
  readonly visits: ReadonlyMap<number, readonly (readonly number[])[]>
}

export function relax(model: Model, detail: Detail): LinearProgram {
  const relaxation = placeRequests(model, detail)
  limitTables(relaxation)
  for (let p = 0; p < model.P; p++) {
    limitMeetings(relaxation, p)
    countShortfall(relaxation, p)
    if (detail.time === 'slots') countBreaks(relaxation, p)
    if (model.instance.participants[p]!.room === null) countMoves(relaxation, p)
  }
  return relaxation.draft.finish()
}

/** Number of places that `relax` gives to requests, about. */
export function placesOf({ Q, R, D, T }: Model, { time, rooms }: Detail): number {
  return Q * (time === 'days' ? D : T) * (rooms === 'homes' ? 1 : R)
}

function placeRequests(model: Model, { time, rooms }: Detail): Relaxation {
  const { P, Q, R, D, T, instance, mandatory } = model
  const periods = time === 'days' ? instance.days : Array.from({ length: T }, (_, t) => [t])
  const busy = Array.from({ length: P * periods.length }, (): number[] => [])
  const tables = Array.from({ length: periods.length * (R + 1) }, (): number[] => [])
  const visits = new Map<number, number[][]>()
  const draft = new ProgramDraft()
  for (let q = 0; q < Q; q++) {
    const people = [model.a[q]!, model.b[q]!]
    const every: number[] = []
    const own = model.roomsOf[q]!
    for (const r of rooms === 'all' || own.length === 1 ? own : [R]) {
      const byDay = Array.from({ length: D }, (): number[] => [])
      for (const [i, slots] of periods.entries()) {
        if (!slots.some((t) => isOpen(model, q, r, t))) continue
        const x = draft.addVariable(model.gain[q]!, 1)
        every.push(x)
        byDay[model.dayOf[slots[0]!]!]!.push(x)
        for (const p of people) busy[p * periods.length + i]!.push(x)
        for (const room of r === R ? [R] : [r, R]) tables[i * (R + 1) + room]!.push(x)
      }
      if (r === R) continue
      for (const p of people) for (const [d, xs] of byDay.entries()) visit(visits, (p * D + d) * R + r, xs)
    }
    if (mandatory[q]) draft.addRow([], every, -1)
    draft.addRow(every, [], 1)
  }
  return { model, draft, periods, busy, tables, visits }
}

/** q can be held at t in room r, or in any of its rooms when r is R. */
function isOpen({ allowed, capacity, roomsOf, R, T }: Model, q: number, r: number, t: number): boolean {
  if (allowed[q * T + t] === 0) return false
  if (r < R) return capacity[r * T + t]! > 0
  return roomsOf[q]!.some((room) => capacity[room * T + t]! > 0)
}

function visit(visits: Map<number, number[][]>, key: number, meetings: number[]): void {
  if (meetings.length === 0) return
  const known = visits.get(key)
  if (known) known.push(meetings)
  else visits.set(key, [meetings])
}

function limitTables({ model, draft, periods, tables }: Relaxation): void {
  const { R, T, capacity } = model
  for (const [i, slots] of periods.entries()) {
    let all = 0
    for (let r = 0; r < R; r++) {
      const open = slots.reduce((sum, t) => sum + capacity[r * T + t]!, 0)
      all += open
      draft.addRow(tables[i * (R + 1) + r]!, [], open)
    }
    draft.addRow(tables[i * (R + 1) + R]!, [], all)
  }
}

function limitMeetings({ model, draft, periods, busy }: Relaxation, p: number): void {
  const { D, T, availableBefore, dayOf, maxPerDay } = model
  const byDay = Array.from({ length: D }, (): number[] => [])
  for (const [i, slots] of periods.entries()) {
    const meetings = busy[p * periods.length + i]!
    if (slots.length === 1) draft.addRow(meetings, [], 1)
    byDay[dayOf[slots[0]!]!]!.push(...meetings)
  }
  for (const [d, slots] of model.instance.days.entries()) {
    const base = p * (T + 1)
    const available = availableBefore[base + slots.at(-1)! + 1]! - availableBefore[base + slots[0]!]!
    draft.addRow(byDay[d]!, [], Math.min(available, maxPerDay[p]!))
  }
  draft.addRow(byDay.flat(), [], model.max[p]!)
}

function countShortfall({ model, draft, periods, busy }: Relaxation, p: number): void {
  const target = model.target[p]!
  const held = busy.slice(p * periods.length, (p + 1) * periods.length).flat()
  const missing = draft.addVariable(-model.instance.weights.shortfall, target)
  draft.addRow([], [...held, missing], -target)
}

/** Each block of busy slots begins once; all but the first of a day begin after a break. */
function countBreaks({ model, draft, busy }: Relaxation, p: number): void {
  const { instance, T } = model
  for (const slots of instance.days) {
    const begins = slots.map((t, i) => {
      const begin = draft.addVariable(0, 1)
      draft.addRow(busy[p * T + t]!, i === 0 ? [begin] : [begin, ...busy[p * T + t - 1]!], 0)
      return begin
    })
    const breaks = draft.addVariable(-instance.weights.break, slots.length)
    draft.addRow(begins, [breaks], 1)
  }
}

function countMoves({ model, draft, visits }: Relaxation, p: number): void {
  const { R, D, instance } = model
  for (let d = 0; d < D; d++) {
    const rooms: number[] = []
    for (let r = 0; r < R; r++) {
      const requests = visits.get((p * D + d) * R + r)
      if (requests === undefined) continue
      const present = draft.addVariable(0, 1)
      rooms.push(present)
      for (const meetings of requests) draft.addRow(meetings, [present], 0)
    }
    const moves = draft.addVariable(-instance.weights.move, rooms.length)
    draft.addRow(rooms, [moves], 1)
  }
}
