/** The best score by trying every schedule: slow, and independent of the engine but for its checker. */

import { check, type Instance, type Meeting } from '../src/index.ts'

/** The best score of a valid schedule, or null when there is none. Only for instances of a few requests. */
export function bestScore(instance: Instance): number | null {
  let best: number | null = null
  const meetings: Meeting[] = []
  const visit = (q: number) => {
    if (q === instance.requests.length) {
      const { valid, terms } = check(instance, { format: 'rendezvous-1-solution', instance: instance.name, meetings })
      if (valid && (best === null || terms.score > best)) best = terms.score
      return
    }
    if (!instance.requests[q]!.mandatory) visit(q + 1)
    for (let slot = 0; slot < instance.slots; slot++) {
      for (const { id: room } of instance.rooms) {
        const meeting = { request: q, slot, room }
        if (!isFree(instance, meetings, meeting)) continue
        meetings.push(meeting)
        visit(q + 1)
        meetings.pop()
      }
    }
  }
  visit(0)
  return best
}

/** Cuts the tree where a participant would be in two meetings at once or away. */
function isFree(instance: Instance, meetings: readonly Meeting[], { request, slot }: Meeting): boolean {
  const { a, b } = instance.requests[request]!
  if ([a, b].some((p) => instance.participants[p]!.forbidden.includes(slot))) return false
  return meetings.every((other) => {
    const taken = instance.requests[other.request]!
    return other.slot !== slot || (taken.a !== a && taken.b !== a && taken.a !== b && taken.b !== b)
  })
}
