import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maximiseInteger } from '../src/lp/branch-and-bound.ts'
import { objective, solve } from '../src/lp/simplex.ts'
import { createSimplex, type Simplex, withMoreColumns } from '../src/lp/state.ts'
import { highsOptimum, type PlainProgram } from './brute-force.ts'

const programs: fc.Arbitrary<PlainProgram> = fc
  .record({ rows: fc.integer({ min: 1, max: 6 }), cols: fc.integer({ min: 1, max: 9 }) })
  .chain(({ rows, cols }) =>
    fc.record({
      cost: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: cols, maxLength: cols }),
      upper: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: cols, maxLength: cols }),
      matrix: fc.array(fc.array(fc.integer({ min: -2, max: 3 }), { minLength: cols, maxLength: cols }), {
        minLength: rows,
        maxLength: rows,
      }),
      ranges: fc.array(fc.tuple(fc.integer({ min: -3, max: 8 }), fc.integer({ min: 0, max: 5 })), {
        minLength: rows,
        maxLength: rows,
      }),
    }),
  )

function simplexOf({ cost, upper, matrix, ranges }: PlainProgram, cols = cost.length): Simplex {
  const start = new Int32Array(cols + 1)
  const index: number[] = []
  const value: number[] = []
  for (let j = 0; j < cols; j++) {
    matrix.forEach((row, i) => {
      if (row[j] === 0) return
      index.push(i)
      value.push(row[j]!)
    })
    start[j + 1] = index.length
  }
  const rows = matrix.length
  const simplex = createSimplex({ rows, cols, start, index: Int32Array.from(index), value: Float64Array.from(value) })
  simplex.cost.set(cost.slice(0, cols))
  simplex.upper.set(upper.slice(0, cols))
  ranges.forEach(([lower, more], i) => {
    simplex.lower[cols + i] = lower
    simplex.upper[cols + i] = lower + more
  })
  return simplex
}

test('random programs: the simplex and HiGHS agree', () => {
  fc.assert(
    fc.property(programs, (program) => {
      const simplex = simplexOf(program)
      const status = solve(simplex)
      const expected = highsOptimum(program, false)
      if (expected === null) expect(status).toBe('infeasible')
      else expect([status, objective(simplex)]).toEqual(['optimal', expect.closeTo(expected, 6)])
    }),
    { numRuns: 300, seed: 37 },
  )
})

test('random programs: branch and bound and HiGHS agree, also after the bounds were used before', () => {
  fc.assert(
    fc.property(programs, (program) => {
      const simplex = simplexOf(program)
      const integerRows = new Uint8Array(program.matrix.length).fill(1)
      const expected = highsOptimum(program, true)
      for (const options of [{}, { step: 1 }]) {
        const found = maximiseInteger(simplex, integerRows, options)
        expect(found.status).toBe(expected === null ? 'none' : 'optimal')
        if (expected !== null) expect(found.value).toBeCloseTo(expected, 6)
      }
    }),
    { numRuns: 300, seed: 41 },
  )
})

test('random programs: columns added later count as if they had been there', () => {
  fc.assert(
    fc.property(programs, (program) => {
      const whole = simplexOf(program)
      const half = simplexOf(program, Math.ceil(program.cost.length / 2))
      solve(half)
      const grown = withMoreColumns(half, whole.matrix)
      grown.cost.set(whole.cost)
      grown.upper.set(whole.upper)
      const status = solve(grown)
      expect(status).toBe(solve(whole))
      if (status === 'optimal') expect(objective(grown)).toBeCloseTo(objective(whole), 6)
    }),
    { numRuns: 200, seed: 43 },
  )
})

test('a cutoff ends the solve only when the optimum cannot beat it', () => {
  fc.assert(
    fc.property(programs, fc.integer({ min: -20, max: 40 }), (program, cutoff) => {
      const expected = highsOptimum(program, false)
      const status = solve(simplexOf(program), cutoff)
      if (status === 'cutoff') expect(expected ?? Number.NEGATIVE_INFINITY).toBeLessThanOrEqual(cutoff + 1e-6)
      else expect(status).toBe(expected === null ? 'infeasible' : 'optimal')
    }),
    { numRuns: 200, seed: 47 },
  )
})
