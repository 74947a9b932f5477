import { describe, expect, it } from 'vitest'
import { readWeather } from '../src/weather/read.ts'
import { goodWeather, textFile } from './files.ts'

interface Summary {
  readonly latitude: number
  readonly tz: number
  readonly annual_ghi_kwh_m2: number
  readonly annual_dni_kwh_m2: number
  readonly annual_dhi_kwh_m2: number
  readonly mean_temp_c: number
}
const summaries = Object.entries(JSON.parse(textFile('weather_summary.json')) as Record<string, Summary>)
const here = summaries.filter(([name]) => /tucson|daggett|phoenix|synthetic/.test(name))

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0) / 1000

describe('weather readers', () => {
  for (const [name, wanted] of here)
    it(`finds the sums of ${name}`, () => {
      const weather = goodWeather(name)
      expect(weather.hour.length).toBe(8760)
      expect(weather.site).toMatchObject({ latitude: wanted.latitude, timeZone: wanted.tz })
      expect(sum(weather.ghi)).toBeCloseTo(wanted.annual_ghi_kwh_m2, 2)
      expect(sum(weather.dni)).toBeCloseTo(wanted.annual_dni_kwh_m2, 2)
      expect(sum(weather.dhi)).toBeCloseTo(wanted.annual_dhi_kwh_m2, 2)
      expect((sum(weather.tempAir) * 1000) / 8760).toBeCloseTo(wanted.mean_temp_c, 3)
    })

  it('reads the same year from both formats of PVGIS', () => {
    const [csv, epw] = ['pvgis_tmy_45N_8E.csv', 'pvgis_tmy_45N_8E.epw'].map(goodWeather)
    expect(Math.abs(sum(csv!.ghi) / sum(epw!.ghi) - 1)).toBeLessThan(0.01)
    expect(csv!.time.statement).not.toBe('')
    expect(epw!.time.statement).not.toBe(csv!.time.statement)
  })

  it('reads TMY3 with hours that end at their stamp', () => {
    const weather = goodWeather('greensboro_nc_tmy3_723170TYA.CSV')
    expect(weather.format).toBe('tmy3')
    expect(weather.time.kind).toBe('mean-ending')
  })

  it('refuses what is no weather', () => {
    const read = readWeather('nothing\nof the kind')
    expect(read.ok).toBe(false)
    if (!read.ok) expect(read.code).toBe('unknown-format')
  })
})
