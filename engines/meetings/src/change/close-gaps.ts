/** Closing the gaps that changes have left in the days of participants, where few moves do it. */

import type { Meeting } from '../format/types.ts'
import { Exchange } from '../search/exchange.ts'
import { Journal } from '../search/journal.ts'
import { createRandom } from '../search/random.ts'
import type { Schedule } from '../search/schedule.ts'

/** Meetings in new places, and what the schedule costs less with them. */
interface Closing {
  readonly places: readonly Meeting[]
  readonly saved: number
}

/**
 * Moves at most `most` meetings, by exchanges of two slots that begin at a meeting of `participants`; each must save as much
 * as a break costs, for people are told of it. The one that saves most for each meeting moved comes first. Gives the
 * requests moved.
 */
export function closeGaps(schedule: Schedule, participants: readonly number[], most: number): readonly number[] {
  const moved = new Set<number>()
  for (;;) {
    const closing = bestClosing(schedule, participants, most - moved.size, moved)
    if (closing === null) return [...moved]
    for (const { request } of closing.places) schedule.remove(request)
    for (const { request, slot, room } of closing.places) schedule.place(request, slot, room)
    for (const { request } of closing.places) moved.add(request)
  }
}

function bestClosing(
  schedule: Schedule,
  participants: readonly number[],
  most: number,
  moved: ReadonlySet<number>,
): Closing | null {
  const { model } = schedule
  const journal = new Journal(schedule)
  // Chance only settles which of equally good rooms is taken.
  const exchange = new Exchange(journal, createRandom(1))
  let best: Closing | null = null
  const requests = new Set(participants.flatMap((p) => model.requestsOf[p]!))
  for (const q of requests) {
    for (const t of schedule.slot[q]! < 0 ? [] : model.slotsOf[q]!) {
      if (t === schedule.slot[q]) continue
      const closing = exchanged(schedule, journal, exchange, q, t)
      if (closing === null || closing.places.length > most) continue
      if (closing.places.some(({ request }) => moved.has(request))) continue
      if (worth(closing) > (best === null ? 0 : worth(best))) best = closing
    }
  }
  return best
}

function worth({ places, saved }: Closing): number {
  return saved / places.length
}

/** The exchange of q into slot t on trial; null when it cannot be or does not save a break. The schedule is left as it was. */
function exchanged(schedule: Schedule, journal: Journal, exchange: Exchange, q: number, t: number): Closing | null {
  const { slot, room, cost, model } = schedule
  const done = exchange.exchange(q, t)
  const saved = cost - schedule.cost
  const closing =
    done && saved >= model.instance.weights.break && saved > 0
      ? {
          saved,
          places: journal.requests().map((request) => ({ request, slot: slot[request]!, room: room[request]! })),
        }
      : null
  journal.undo()
  return closing
}
