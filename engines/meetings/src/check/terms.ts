/** The score of a schedule and the figures printed beside it. */

import type { Instance, Meeting } from '../format/types.ts'

/** Every term of the score (to be maximised) and the fairness figures. */
export interface Terms {
  readonly score: number
  readonly held: number
  readonly asked: number
  readonly priority: number
  readonly priorityAsked: number
  readonly shortfall: number
  /** Places between two consecutive meetings of a participant on a day with at least one slot between (JAIR 2022, def. 2.3). */
  readonly breaks: number
  readonly maxBreaks: number
  readonly breakSpread: number
  /** Available slots inside the breaks. */
  readonly idle: number
  /** Consecutive meetings of a participant on one day in different rooms. */
  readonly moves: number
  /** Held / asked of the worst served participant who has a request, or null without requests. */
  readonly leastServedRatio: number | null
  /** Jain's index of the meetings per participant: (sum x)^2 / (n sum x^2). */
  readonly jainMeetings: number
  readonly withoutMeeting: number
}

/** One participant's agenda in order of time, and what it costs. */
export interface Agenda {
  readonly meetings: readonly Meeting[]
  readonly breaks: number
  readonly idle: number
  readonly moves: number
}

/** The agendas of all participants; meetings must name existing requests, slots and rooms. */
export function agendas(instance: Instance, meetings: readonly Meeting[]): readonly Agenda[] {
  const lists: Meeting[][] = instance.participants.map(() => [])
  for (const meeting of meetings) {
    const request = instance.requests[meeting.request]!
    lists[request.a]!.push(meeting)
    lists[request.b]!.push(meeting)
  }
  const dayOf = daysOfSlots(instance)
  return lists.map((list, p) => agendaOf(list, new Set(instance.participants[p]!.forbidden), dayOf))
}

/** For each slot, the position of its day. */
export function daysOfSlots(instance: Instance): readonly number[] {
  const dayOf = new Array<number>(instance.slots).fill(0)
  instance.days.forEach((day, d) => {
    for (const slot of day) dayOf[slot] = d
  })
  return dayOf
}

function agendaOf(list: readonly Meeting[], forbidden: ReadonlySet<number>, dayOf: readonly number[]): Agenda {
  const meetings = [...list].sort((x, y) => x.slot - y.slot || x.room - y.room)
  let [breaks, idle, moves] = [0, 0, 0]
  for (let i = 1; i < meetings.length; i++) {
    const [last, next] = [meetings[i - 1]!, meetings[i]!]
    if (dayOf[last.slot] !== dayOf[next.slot]) continue
    if (next.slot > last.slot + 1) breaks++
    for (let slot = last.slot + 1; slot < next.slot; slot++) if (!forbidden.has(slot)) idle++
    if (last.room !== next.room) moves++
  }
  return { meetings, breaks, idle, moves }
}

/** All terms of a schedule. */
export function termsOf(instance: Instance, meetings: readonly Meeting[]): Terms {
  const lists = agendas(instance, meetings)
  const held = lists.map((agenda) => agenda.meetings.length)
  const breaks = lists.map((agenda) => agenda.breaks)
  const sums = {
    priority: sum(meetings.map((meeting) => instance.requests[meeting.request]!.priority)),
    shortfall: sum(instance.participants.map((p, i) => Math.max(0, p.target - held[i]!))),
    breaks: sum(breaks),
    idle: sum(lists.map((agenda) => agenda.idle)),
    moves: sum(lists.map((agenda) => agenda.moves)),
  }
  const most = Math.max(0, ...breaks)
  const w = instance.weights
  return {
    score:
      w.priority * sums.priority -
      w.shortfall * sums.shortfall -
      w.break * sums.breaks -
      w.idle * sums.idle -
      w.move * sums.moves,
    held: meetings.length,
    asked: instance.requests.length,
    ...sums,
    priorityAsked: sum(instance.requests.map((request) => request.priority)),
    maxBreaks: most,
    breakSpread: breaks.length === 0 ? 0 : most - Math.min(...breaks),
    ...fairness(instance, held),
  }
}

function fairness(instance: Instance, held: readonly number[]) {
  const asked = new Array<number>(held.length).fill(0)
  for (const request of instance.requests) {
    asked[request.a]!++
    asked[request.b]!++
  }
  const concerned = held.map((_, p) => p).filter((p) => asked[p]! > 0)
  const counts = concerned.map((p) => held[p]!)
  const squares = sum(counts.map((x) => x * x))
  const ratios = concerned.map((p) => held[p]! / asked[p]!)
  return {
    leastServedRatio: ratios.length === 0 ? null : round4(Math.min(...ratios)),
    jainMeetings: squares === 0 ? 0 : round4(sum(counts) ** 2 / (counts.length * squares)),
    withoutMeeting: counts.filter((x) => x === 0).length,
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function round4(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
