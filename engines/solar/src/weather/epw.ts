import { accepted, type Outcome, refused } from '../outcome.ts'
import { lineAt, lineStarts, numericColumns } from './table.ts'
import type { Weather } from './types.ts'

export const looksLikeEpw = (text: string): boolean => /^LOCATION,/i.test(text)

/** Columns of an EPW data row: year, month, day, hour, then dry bulb, dew point, humidity, pressure, light, wind. */
const COLUMNS = [0, 1, 2, 3, 6, 7, 8, 9, 13, 14, 15, 20, 21]

/** EPW codes for "no value" by quantity become NaN. */
function blank(values: Float64Array, missing: number): Float64Array {
  return values.map((value) => (value >= missing ? Number.NaN : value))
}

/**
 * EnergyPlus weather file. Hours 1 to 24 name the hour that ends; light is the mean over it, so the sun is taken at
 * its middle. The row is stored under the hour that starts.
 */
export function readEpw(text: string): Outcome<Weather> {
  const starts = lineStarts(text)
  const location = lineAt(text, starts, 0).split(',')
  const [latitude, longitude, timeZone, elevation] = [6, 7, 8, 9].map((i) => Number.parseFloat(location[i] ?? ''))
  const site = { latitude: latitude!, longitude: longitude!, timeZone: timeZone!, elevation: elevation! }
  if (!Object.values(site).every(Number.isFinite))
    return refused('missing', 'line 1', 'LOCATION needs latitude, longitude, time zone and elevation')
  let first = 1
  while (first < starts.length && !/^\d{4},/.test(text.slice(starts[first]!, starts[first]! + 5))) first++
  if (first >= starts.length) return refused('missing', 'line 9', 'no data rows')
  const c = numericColumns(text, starts, first, starts.length, COLUMNS) as Float64Array[]
  return accepted({
    format: 'epw',
    site,
    time: {
      kind: 'mean-ending',
      sunMinute: 30,
      statement: 'EPW hours name the hour that ends; sun at the middle of that hour',
    },
    year: Int16Array.from(c[0]!),
    month: Int8Array.from(c[1]!),
    day: Int8Array.from(c[2]!),
    hour: Int8Array.from(c[3]!, (hour) => hour - 1),
    minute: new Float64Array(c[0]!.length).fill(30),
    tempAir: blank(c[4]!, 99.9),
    tempDew: blank(c[5]!, 99.9),
    relativeHumidity: blank(c[6]!, 999),
    pressureMbar: blank(c[7]!, 999999).map((pascal) => pascal / 100),
    ghi: blank(c[8]!, 9999),
    dni: blank(c[9]!, 9999),
    dhi: blank(c[10]!, 9999),
    windDirection: blank(c[11]!, 999),
    windSpeed: blank(c[12]!, 999),
    albedo: null,
    findings: [],
  })
}
