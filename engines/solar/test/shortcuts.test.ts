import { describe, expect, it } from 'vitest'
import { wrap360 } from '../src/angles.ts'
import { decay } from '../src/heat/decay.ts'
import { evenMove, furtherSteps, isKnown, lookAt, unknownCooling } from '../src/heat/even-cooling.ts'
import { falsePosition, searchFlow, stopOnCurve } from '../src/heat/flow-search.ts'
import { enthalpyAt, fluidTable } from '../src/heat/fluid-table.ts'
import { heatFluid } from '../src/heat/fluids.ts'
import { sunTrack } from '../src/sun/site-year.ts'
import { sunPosition } from '../src/sun/spa.ts'

describe('shortcuts tell what the long way tells', () => {
  it('decays as the exponential does', () => {
    for (const rate of [0, 1e-9, 0.03, 1, 7.77, 39.99])
      expect(Math.abs(decay(rate) / Math.exp(-rate) - 1)).toBeLessThan(2e-12)
    expect(decay(40)).toBe(0)
    expect(decay(Number.POSITIVE_INFINITY)).toBe(0)
    expect(decay(Number.NaN)).toBeNaN()
  })

  it('integrates a heat capacity to the enthalpy', () => {
    const table = fluidTable(heatFluid(21, [])!)
    // Therminol VP-1: 1509 + 2.496 t + 7.888e-4 t2 J/(kg K), t in degC.
    const integral = (t: number): number => t * (1509 + t * (2.496 / 2 + (t * 7.888e-4) / 3))
    const between = enthalpyAt(table, 560.3) - enthalpyAt(table, 311.7)
    expect(between / (integral(560.3 - 273.15) - integral(311.7 - 273.15))).toBeCloseTo(1, 6)
  })

  it('carries a cooling field on as its steps would', () => {
    const weights = Float64Array.of(0.75, 0.25)
    const at = (k: number) => Float64Array.of(20 + 80 * 0.9 ** k, 10 + 79 * 0.9 ** k)
    const loss = (k: number) => 7 * 0.9 ** k
    const cooling = unknownCooling()
    expect(isKnown(cooling, loss(0))).toBe(false)
    expect(lookAt(cooling, loss(1), loss(2))).toBe(true)
    const move = evenMove(weights, at(1), at(2), 0.2)!
    const { moved, shift } = furtherSteps(cooling.ratio, 4)
    expect(at(2)[0]! + move * moved).toBeCloseTo(at(6)[0]!, 0)
    const sum = loss(3) + loss(4) + loss(5) + loss(6)
    expect(loss(2) * 4 + (loss(2) - loss(1)) * shift).toBeCloseTo(sum, 10)
    expect(isKnown(cooling, loss(3))).toBe(true)
    expect(isKnown(cooling, loss(5))).toBe(false)
  })

  it('takes every step of a field whose parts move apart, or that does not cool', () => {
    expect(evenMove(Float64Array.of(0.5, 0.5), Float64Array.of(100, 40), Float64Array.of(92, 39), 0.2)).toBeNull()
    expect(lookAt(unknownCooling(), 7, 8)).toBe(false)
    expect(lookAt(unknownCooling(), 0, 0)).toBe(false)
  })

  it('stops its search for a flow where the published one stops, in a few solutions', () => {
    const outlet = (flow: number): number => 480 + 90 / flow + 6 / (flow * flow)
    const aim = { outlet: 500, guesses: [3.75, 9.25], bounds: [1, 12] } as const
    let solved = 0
    const flow = searchFlow(
      aim,
      (flow) => {
        solved++
        return outlet(flow)
      },
      { level: 480, rise: 120 },
    )
    expect(solved).toBeLessThanOrEqual(4)
    expect(Math.abs(outlet(flow) - outlet(falsePosition(outlet, aim)))).toBeLessThan(0.1)
  })

  it('stops on a curve where false position does', () => {
    for (const level of [380, 478, 510])
      for (const meets of [1.2, 2.9, 4, 6.3, 9.6, 11.9]) {
        const rise = (500 - level) * meets
        const aim = { outlet: 500, guesses: [3.75, 9.25], bounds: [1, 12] } as const
        const searched = falsePosition((flow) => level + rise / flow, aim)
        expect(stopOnCurve({ level, rise }, aim) / searched).toBeCloseTo(1, 9)
      }
    expect(stopOnCurve({ level: 500, rise: 1 }, { outlet: 500, guesses: [2, 3], bounds: [1, 4] })).toBe(4)
  })

  it('wraps angles into the circle', () => {
    expect([-1e-20, 0, 359.5, 360, -90, 725].map(wrap360)).toEqual([0, 0, 359.5, 0, 270, 5])
  })

  it('follows the sun between its exact positions to 3e-5 degree', () => {
    const place = { latitude: 33, longitude: -7, elevation: 50 }
    const instants = Float64Array.from({ length: 400 }, (_, i) => 1.5e9 + i * 79_237)
    const track = sunTrack(instants, place, new Float64Array(400).fill(1010), new Float64Array(400).fill(20))
    for (const [i, instant] of instants.entries()) {
      const exact = sunPosition(instant, place, { pressureHpa: 1010, temperatureC: 20 })
      expect(Math.abs(exact.zenith - track.zenith[i]!)).toBeLessThan(3e-5)
    }
  })
})
