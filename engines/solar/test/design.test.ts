import { describe, expect, it } from 'vitest'
import { type ArrayDesign, checkArray, hottestCell, stringRange } from '../src/design/array-check.ts'
import { sizePump } from '../src/design/pump.ts'
import { degradedYears, exceedance, exceedanceOfYears } from '../src/design/yield.ts'

const design: ArrayDesign = {
  module: {
    powerW: 550,
    vocV: 49.9,
    vmpV: 42,
    iscA: 14,
    impA: 13.1,
    vocPerK: -0.0025,
    vmpPerK: -0.003,
    iscPerK: 0.0005,
    maxSystemV: 1500,
    maxFuseA: 25,
    lengthM: 2.28,
  },
  inverter: {
    acPowerW: 50_000,
    maxDcV: 1000,
    mpptLowV: 200,
    mpptHighV: 850,
    maxCurrentPerMpptA: 30,
    maxShortCircuitPerMpptA: 40,
    mppts: 3,
  },
  modulesPerString: 17,
  stringsPerMppt: 2,
  fused: false,
  dcCable: { oneWayM: 40, sectionMm2: 6, metal: 'copper' },
  rows: { pitchM: 6, collectorM: 2.28, tiltDeg: 25, freeElevationDeg: 22 },
}
const site = { recordColdC: -5, hottestCellC: hottestCell(47) }

describe('design check of an array', () => {
  it('passes a sound one', () => {
    const found = checkArray(design, site)
    if (!found.ok) throw new Error(found.reason)
    expect(found.value.filter((f) => f.severity !== 'ok')).toEqual([])
  })
  it('fails a string too long for record cold, first in the list, with its number', () => {
    const { longest } = stringRange(design.module, design.inverter, site)
    const found = checkArray({ ...design, modulesPerString: longest + 1 }, site)
    if (!found.ok) throw new Error(found.reason)
    expect(found.value[0]).toMatchObject({ rule: 'voltage-inverter', severity: 'failure', limit: 1000 })
    expect(found.value[0]!.value).toBeCloseTo((longest + 1) * 49.9 * (1 + 0.0025 * 30), 6)
  })
  it('wants fuses where three strings feed one', () => {
    const found = checkArray({ ...design, stringsPerMppt: 3 }, site)
    if (!found.ok) throw new Error(found.reason)
    expect(found.value.find((f) => f.rule === 'reverse-current')!.severity).toBe('failure')
  })
})

describe('solar pumping', () => {
  it('lifts 30 m3 a day by 45 m', () => {
    const size = sizePump({ dailyM3: 30, dynamicLevelM: 40, tankHeightM: 5, pipeLengthM: 80, pipeDiameterM: 0.05 }, 5.5)
    if (!size.ok) throw new Error(size.reason)
    expect(size.value.hydraulicKwh).toBeCloseTo((9.81 * 30 * size.value.headM) / 3600, 9)
    expect(size.value.arrayKw).toBeGreaterThan(1.5)
  })
})

describe('yield over the years', () => {
  it('P50 is the median and P90 lies 1.2816 sigma below', () => {
    const p90 = exceedance(1000, [0.03, 0.04], 0.9)
    if (!p90.ok) throw new Error(p90.reason)
    expect(p90.value).toBeCloseTo(1000 * (1 - 1.2815515655 * 0.05), 5)
    expect(exceedance(1000, [0.05], 0.5)).toMatchObject({ ok: true })
    expect(exceedanceOfYears([1, 2, 3, 4, 5], 0.5)).toEqual({ ok: true, value: 3 })
    expect(degradedYears(100, 0.01, 3)[2]).toBeCloseTo(98.01, 9)
  })
})
