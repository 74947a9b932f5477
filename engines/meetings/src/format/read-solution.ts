/** Reads a solution from parsed JSON. Values outside their ranges are left to the checker, which names the rule they break. */

import { reading, readList, readObject, refuse } from './reading.ts'
import type { Instance, Meeting, Outcome, Solution } from './types.ts'

/** The solution, or why it is not one for `instance`. */
export function readSolution(value: unknown, instance: Instance): Outcome<Solution> {
  return reading(() => {
    const raw = readObject(value, '$')
    if (raw.format !== 'rendezvous-1-solution') refuse('format', 'must be "rendezvous-1-solution"')
    if (raw.instance !== instance.name) {
      refuse('instance', `is for ${JSON.stringify(raw.instance)}, not "${instance.name}"`, 'other-instance')
    }
    const meetings = readList(raw.meetings, 'meetings').map(readMeeting)
    return { format: 'rendezvous-1-solution', instance: instance.name, meetings }
  })
}

function readMeeting(value: unknown, i: number): Meeting {
  const raw = readObject(value, `meetings[${i}]`)
  const meeting = { request: integerOrNone(raw.request), slot: integerOrNone(raw.slot), room: integerOrNone(raw.room) }
  return raw.table === undefined || raw.table === null ? meeting : { ...meeting, table: integerOrNone(raw.table) }
}

/** -1, which no id has, for anything but an integer. */
function integerOrNone(value: unknown): number {
  return Number.isSafeInteger(value) ? (value as number) : -1
}
