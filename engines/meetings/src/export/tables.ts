/** Table numbers for a schedule of rooms. */

import type { Instance, Meeting } from '../format/types.ts'

/**
 * Gives each meeting a table of its room, in use by it alone. A participant keeps its table from slot to slot when it can;
 * tables given already are kept.
 */
export function assignTables(instance: Instance, meetings: readonly Meeting[]): readonly Required<Meeting>[] {
  const last = new Map<number, string>()
  const groups = Map.groupBy(meetings, ({ slot, room }) => slot * instance.rooms.length + room)
  const keys = [...groups.keys()].sort((x, y) => x - y)
  return keys.flatMap((key) => {
    const seated = seat(instance, groups.get(key)!, last)
    for (const { request, room, table } of seated) {
      for (const p of peopleOf(instance, request)) last.set(p, `${room} ${table}`)
    }
    return seated
  })
}

function seat(instance: Instance, group: readonly Meeting[], last: ReadonlyMap<number, string>): Required<Meeting>[] {
  const used = new Set(group.flatMap(({ table }) => (table === undefined ? [] : [table])))
  const take = (meeting: Meeting, table: number) => {
    used.add(table)
    return { ...meeting, table }
  }
  const wish = ({ request, room }: Meeting) => {
    const places = peopleOf(instance, request).map((p) => last.get(p))
    const every = Array.from({ length: instance.rooms[room]!.tables }, (_, table) => table)
    return every.find((table) => !used.has(table) && places.includes(`${room} ${table}`))
  }
  const seated = new Map<number, Required<Meeting>>()
  for (const meeting of group) {
    const table = meeting.table ?? wish(meeting)
    if (table !== undefined) seated.set(meeting.request, take(meeting, table))
  }
  for (const meeting of group) {
    if (seated.has(meeting.request)) continue
    let table = 0
    while (used.has(table)) table++
    seated.set(meeting.request, take(meeting, table))
  }
  return [...seated.values()].sort((x, y) => x.table - y.table)
}

function peopleOf(instance: Instance, request: number): readonly number[] {
  const { a, b } = instance.requests[request]!
  return [a, b]
}
