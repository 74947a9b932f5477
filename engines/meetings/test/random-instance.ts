/** Random instances for property tests: every rule of the format appears in some of them. */

import type { Instance } from '../src/index.ts'
import { createRandom, type Random } from '../src/search/random.ts'

/** A small random instance; with `mandatory`, every request must be held and there is one room. */
export function randomInstance(seed: number, kind: 'free' | 'mandatory'): Instance {
  const random = createRandom(seed)
  const slots = 3 + random.below(4)
  const cut = 1 + random.below(slots - 1)
  const every = Array.from({ length: slots }, (_, t) => t)
  const people = 4 + random.below(4)
  const rooms = kind === 'mandatory' ? 1 : 1 + random.below(3)
  const requests = randomRequests(random, kind, people, slots, rooms)
  return {
    name: `random-${seed}`,
    family: 'random',
    slots,
    days: random.below(2) === 0 ? [every] : [every.slice(0, cut), every.slice(cut)],
    sessions: { AM: every.slice(0, cut), PM: every.slice(cut) },
    rooms: Array.from({ length: rooms }, (_, id) => ({
      id,
      tables: 1 + random.below(3),
      closed: every.filter(() => random.below(10) === 0),
    })),
    participants: Array.from({ length: people }, (_, id) => ({
      id,
      kind: null,
      forbidden: every.filter(() => random.below(8) === 0),
      room: kind === 'free' && random.below(4) === 0 ? random.below(rooms) : null,
      max: kind === 'free' && random.below(4) === 0 ? 1 + random.below(3) : null,
      maxPerDay: random.below(4) === 0 ? 2 : null,
      target: random.below(3),
    })),
    requests,
    precedences: requests.length > 1 && random.below(2) === 0 ? [[0, 1]] : [],
    breakSpread: kind === 'mandatory' ? 1 : null,
    weights:
      kind === 'mandatory'
        ? { priority: 0, shortfall: 0, break: 1, idle: 0, move: 0 }
        : { priority: 10, shortfall: 20, break: 5, idle: 1, move: 2 },
  }
}

function randomRequests(random: Random, kind: 'free' | 'mandatory', people: number, slots: number, rooms: number) {
  const requests: Instance['requests'][number][] = []
  for (let a = 0; a < people; a++) {
    for (let b = a + 1; b < people; b++) {
      if (random.below(5) > 1 || requests.length >= (kind === 'free' ? 5 : 7)) continue
      requests.push({
        id: requests.length,
        a,
        b,
        priority: 1 + random.below(9),
        mandatory: kind === 'mandatory',
        session: random.below(6) === 0 ? 'AM' : null,
        fixed: random.below(10) === 0 ? random.below(slots) : null,
        rooms: kind === 'free' && random.below(6) === 0 ? [random.below(rooms)] : null,
      })
    }
  }
  return requests
}
