import { describe, expect, test } from 'vitest'
import { engines } from '../support/stores.ts'
import { clocks } from './office/clocks.ts'
import { faults } from './office/faults.ts'
import { foreign } from './office/foreign.ts'
import { fuzz } from './office/fuzz.ts'
import { greedy } from './office/greedy.ts'
import { together } from './office/together.ts'
import { twice } from './office/twice.ts'
import { simulatedYear } from './office/year.ts'
import type { Engine } from './seeded.ts'

// The short form of what `npm run trust` does at length.
const long = 180_000

describe.each(engines as Engine[])('on %s', (engine) => {
  test(
    'T7 many at once: what two could break together holds',
    async () => {
      expect((await together({ operations: 400, clients: 50, seed: 17, engine })).faults).toEqual([])
    },
    long,
  )

  test(
    'T8 the same request again: done once, answered alike',
    async () => {
      // Not every deed has something to be done to within two turns; the long form takes as many as that needs.
      const { faults: found } = await twice({ tries: 2, seed: 18, engine })
      expect(found.filter((fault) => !fault.includes('never done'))).toEqual([])
      expect(found.length).toBeLessThan(25)
    },
    long,
  )
})

test(
  'T5 a failing engine leaves nothing half done',
  async () => {
    const { faults: found } = await faults({ each: 23, tries: 2, seed: 19 })
    expect(found.filter((fault) => !fault.includes('never done'))).toEqual([])
    expect(found.length).toBeLessThan(25)
  },
  long,
)

test(
  'T6 a season of two clusters: nothing is violated, and the same seed gives the same season',
  async () => {
    const [first, again] = [
      await simulatedYear({ clusters: 2, days: 20, deedsADay: 6, seed: 20 }),
      await simulatedYear({ clusters: 2, days: 20, deedsADay: 6, seed: 20 }),
    ]
    expect(first.faults).toEqual([])
    expect(again.digest).toBe(first.digest)
  },
  long,
)

test(
  'T10 ids of another cluster open nothing and move nothing',
  async () => {
    expect((await foreign({ requests: 1000, seed: 21, engine: 'embedded' })).faults).toEqual([])
  },
  long,
)

test(
  'T12 forms and files by chance and malice: refused in words, or done',
  async () => {
    expect((await fuzz({ cases: 1500, seed: 22, engine: 'embedded' })).faults).toEqual([])
  },
  long,
)

test(
  'T16 greedy callers are refused, and everybody else is answered',
  async () => {
    // How long the others wait is measured alone, with nothing else on the machine.
    expect((await greedy({ reads: 12, ratioMax: Number.POSITIVE_INFINITY })).faults).toEqual([])
  },
  long,
)

test(
  'T19 a clock that jumps moves no order, number, deadline or session',
  async () => {
    expect((await clocks({ steps: 4, seed: 23, engine: 'embedded' })).faults).toEqual([])
  },
  long,
)
