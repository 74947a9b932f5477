import { accepted, type Outcome, refused } from '../outcome.ts'
import { lineAt, lineStarts, numericColumns } from './table.ts'
import type { Weather } from './types.ts'

export const looksLikeTmy3 = (text: string): boolean => /Date \(MM\/DD\/YYYY\),Time \(HH:MM\)/.test(text.slice(0, 400))

const WANTED = [
  'GHI (W/m^2)',
  'DNI (W/m^2)',
  'DHI (W/m^2)',
  'Dry-bulb (C)',
  'Dew-point (C)',
  'RHum (%)',
  'Pressure (mbar)',
  'Wdir (degrees)',
  'Wspd (m/s)',
  'Alb (unitless)',
]

/**
 * NREL TMY3. Stamps 01:00 to 24:00 end the hour whose mean the row holds: the sun is taken half an hour before, and
 * the row is stored under the hour that starts.
 */
export function readTmy3(text: string): Outcome<Weather> {
  const starts = lineStarts(text)
  const head = lineAt(text, starts, 0).match(/("[^"]*"|[^,]+)/g) ?? []
  const [timeZone, latitude, longitude, elevation] = [3, 4, 5, 6].map((i) => Number.parseFloat(head[i] ?? ''))
  const site = { latitude: latitude!, longitude: longitude!, timeZone: timeZone!, elevation: elevation! }
  if (!Object.values(site).every(Number.isFinite))
    return refused('missing', 'line 1', 'the station line needs time zone, latitude, longitude and elevation')
  const names = lineAt(text, starts, 1)
    .split(',')
    .map((name) => name.trim())
  const columns = WANTED.map((name) => names.indexOf(name))
  if (columns.slice(0, 4).some((column) => column < 0))
    return refused('missing', 'line 2', 'a required column is absent')
  const c = numericColumns(text, starts, 2, starts.length, columns)
  const n = starts.length - 2
  const stamps = { year: new Int16Array(n), month: new Int8Array(n), day: new Int8Array(n), hour: new Int8Array(n) }
  for (let i = 0; i < n; i++) {
    const at = starts[i + 2]!
    stamps.month[i] = Number(text.slice(at, at + 2))
    stamps.day[i] = Number(text.slice(at + 3, at + 5))
    stamps.year[i] = Number(text.slice(at + 6, at + 10))
    stamps.hour[i] = Number(text.slice(at + 11, at + 13)) - 1
  }
  return accepted({
    format: 'tmy3',
    site,
    time: { kind: 'mean-ending', sunMinute: 30, statement: 'TMY3 stamps end the hour; sun at the middle of that hour' },
    ...stamps,
    minute: new Float64Array(n).fill(30),
    ghi: c[0]!,
    dni: c[1]!,
    dhi: c[2]!,
    tempAir: c[3]!,
    tempDew: c[4] ?? null,
    relativeHumidity: c[5] ?? null,
    pressureMbar: c[6] ?? new Float64Array(n).fill(1013.25),
    windDirection: c[7] ?? null,
    windSpeed: c[8]!,
    albedo: c[9] ?? null,
    findings: [],
  })
}
