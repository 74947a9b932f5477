/** Sheets to print: one for each participant, one for each table. */

import type { Instance, Solution } from '../format/types.ts'
import { assignTables } from './tables.ts'

/** How slots, rooms and participants are called on paper. */
export interface SheetNames {
  readonly slot: (slot: number) => string
  readonly room: (room: number) => string
  readonly participant: (participant: number) => string
}

/** A title and lines of equal columns. */
export interface Sheet {
  readonly title: string
  readonly rows: readonly (readonly string[])[]
}

/** One participant's agenda: when, with whom, where; free and closed slots included. */
export function participantSheet(
  instance: Instance,
  solution: Solution,
  participant: number,
  names: SheetNames,
): Sheet {
  const mine = assignTables(instance, solution.meetings).filter(({ request }) => {
    const { a, b } = instance.requests[request]!
    return a === participant || b === participant
  })
  const rows = Array.from({ length: instance.slots }, (_, slot) => {
    const meeting = mine.find((one) => one.slot === slot)
    if (!meeting) {
      const away = instance.participants[participant]!.forbidden.includes(slot)
      return [names.slot(slot), away ? '×' : '', '', '']
    }
    const { a, b } = instance.requests[meeting.request]!
    const other = names.participant(a === participant ? b : a)
    return [names.slot(slot), other, names.room(meeting.room), String(meeting.table + 1)]
  })
  return { title: names.participant(participant), rows }
}

/** The sheet that lies on a table: when, and who meets there. */
export function tableSheet(
  instance: Instance,
  solution: Solution,
  room: number,
  table: number,
  names: SheetNames,
): Sheet {
  const here = assignTables(instance, solution.meetings).filter((one) => one.room === room && one.table === table)
  const rows = Array.from({ length: instance.slots }, (_, slot) => {
    const meeting = here.find((one) => one.slot === slot)
    if (!meeting) return [names.slot(slot), '', '']
    const { a, b } = instance.requests[meeting.request]!
    return [names.slot(slot), names.participant(a), names.participant(b)]
  })
  return { title: `${names.room(room)}, ${table + 1}`, rows }
}

/** The sheet as plain text with aligned columns. */
export function sheetText({ title, rows }: Sheet): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat(widths[column]! - [...cell].length))
      .join('  ')
      .trimEnd()
  return [title, '', ...rows.map(line)].join('\n')
}
