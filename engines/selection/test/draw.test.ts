import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commitment, type DrawPanel, drawPanel } from '../src/index.ts'
import { sha256 } from '../src/lottery/sha256.ts'

test('SHA-256 is that of the platform', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'))
    }),
  )
})

const panels: DrawPanel[] = [
  { p: 0.25, members: [0, 1], pools: [] },
  { p: 0.75, members: [], pools: [{ applicants: [2, 3, 4, 5], count: 2 }] },
]

test('the same seed draws the same panel, and the commitment tells nothing but its own', () => {
  expect(drawPanel(panels, 'a seed')).toEqual(drawPanel(panels, 'a seed'))
  expect(drawPanel(panels, 'a seed').commitment).toBe(commitment('a seed'))
  expect(commitment('a seed')).not.toBe(commitment('another'))
})

test('over many seeds everybody is drawn as often as the lottery says', () => {
  const seeds = 4_000
  const drawn = new Float64Array(6)
  for (let i = 0; i < seeds; i++) for (const id of drawPanel(panels, `seed ${i}`).members) drawn[id] = drawn[id]! + 1
  const expected = [0.25, 0.25, 0.375, 0.375, 0.375, 0.375]
  // Four standard deviations of a binomial share: one failure in some ten thousand, and the seeds are fixed anyway.
  expected.forEach((p, id) => {
    expect(Math.abs(drawn[id]! / seeds - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / seeds))
  })
})
