import { describe, expect, it } from 'vitest'
import { boilingTemperature, liquidWater, steam } from '../src/heat/if97.ts'

describe('IAPWS-IF97, against the verification values of the release', () => {
  it('liquid (table 5)', () => {
    expect(liquidWater(3, 300).enthalpy).toBeCloseTo(115.331273, 5)
    expect(liquidWater(80, 300).enthalpy).toBeCloseTo(184.142828, 5)
    expect(liquidWater(3, 500).entropy).toBeCloseTo(2.58041912, 7)
  })
  it('steam (table 15)', () => {
    expect(steam(0.0035, 300).enthalpy).toBeCloseTo(2549.91145, 4)
    expect(steam(30, 700).enthalpy).toBeCloseTo(2631.49474, 4)
  })
  it('boiling (table 35)', () => {
    expect(boilingTemperature(0.1)).toBeCloseTo(372.755919, 5)
    expect(boilingTemperature(10)).toBeCloseTo(584.149488, 5)
  })
})
