import { accepted, type Outcome, refused } from '../outcome.ts'
import { lineAt, lineStarts, numericColumns } from './table.ts'
import type { Site, Weather } from './types.ts'

/** Names under which each quantity appears, lower case. */
const NAMES = {
  year: ['year'],
  month: ['month'],
  day: ['day'],
  hour: ['hour'],
  minute: ['minute'],
  dni: ['dni', 'beam', 'dn'],
  dhi: ['dhi', 'diffuse', 'df'],
  ghi: ['ghi', 'global', 'gh'],
  tempDew: ['dew point', 'tdew', 'dew point temperature'],
  tempAir: ['temperature', 'tdry', 'temp', 'dry bulb'],
  pressure: ['pressure', 'pres'],
  windDirection: ['wind direction', 'wdir'],
  windSpeed: ['wind speed', 'wspd'],
  albedo: ['surface albedo', 'albedo'],
  humidity: ['relative humidity', 'rh', 'rhum'],
} as const

type Quantity = keyof typeof NAMES

const REQUIRED: readonly Quantity[] = ['month', 'day', 'hour', 'dni', 'dhi', 'ghi', 'tempAir', 'windSpeed']

/** A file whose first rows are the SAM/NSRDB header. */
export const looksLikeSamCsv = (text: string): boolean => /(^|,)\s*latitude\s*(,|$)/im.test(text.slice(0, 400))

function siteOf(names: string, values: string): Site | null {
  const keys = names.split(',').map((name) => name.trim().toLowerCase())
  const cells = values.split(',')
  const read = (...wanted: string[]): number => {
    const at = keys.findIndex((key) => wanted.includes(key))
    return at < 0 ? Number.NaN : Number.parseFloat(cells[at] ?? '')
  }
  const site = {
    latitude: read('latitude', 'lat'),
    longitude: read('longitude', 'lon', 'lng'),
    timeZone: read('time zone', 'timezone', 'tz'),
    elevation: read('elevation', 'elev'),
  }
  return Object.values(site).every(Number.isFinite) ? site : null
}

/**
 * SAM/NSRDB CSV: header names, site values, column names, one row per hour in local standard time.
 *
 * With a Minute column the rows are instants at that minute; without one they are means of the hour and the sun is
 * taken at its middle (SSC's rule).
 */
export function readSamCsv(text: string): Outcome<Weather> {
  const starts = lineStarts(text)
  const site = siteOf(lineAt(text, starts, 0), lineAt(text, starts, 1))
  if (!site) return refused('missing', 'line 2', 'the header needs Latitude, Longitude, Time Zone and Elevation')
  const header = lineAt(text, starts, 2).split(',')
  const names = header.map((name) => name.trim().toLowerCase())
  const columnOf = (quantity: Quantity): number =>
    names.findIndex((name) => (NAMES[quantity] as readonly string[]).includes(name))
  const absent = REQUIRED.filter((quantity) => columnOf(quantity) < 0)
  if (absent.length > 0) return refused('missing', 'line 3', `no column for ${absent.join(', ')}`)
  const quantities = Object.keys(NAMES) as Quantity[]
  const columns = numericColumns(text, starts, 3, starts.length, quantities.map(columnOf))
  const at = (quantity: Quantity): Float64Array | null => columns[quantities.indexOf(quantity)] ?? null
  const n = starts.length - 3
  const minute = at('minute')
  const sunMinute = minute?.[0] ?? 30
  return accepted({
    format: 'sam-csv',
    site,
    time: minute
      ? { kind: 'instant', sunMinute, statement: `rows are instants at minute ${sunMinute} of the hour` }
      : { kind: 'mean-mid', sunMinute, statement: 'no Minute column: rows are hourly means, sun at the half hour' },
    year: Int16Array.from(at('year') ?? new Float64Array(n).fill(1990)),
    month: Int8Array.from(at('month')!),
    day: Int8Array.from(at('day')!),
    hour: Int8Array.from(at('hour')!),
    minute: minute ?? new Float64Array(n).fill(30),
    ghi: at('ghi')!,
    dni: at('dni')!,
    dhi: at('dhi')!,
    tempAir: at('tempAir')!,
    windSpeed: at('windSpeed')!,
    pressureMbar: at('pressure') ?? new Float64Array(n).fill(1013.25),
    tempDew: at('tempDew'),
    windDirection: at('windDirection'),
    relativeHumidity: at('humidity'),
    albedo: at('albedo'),
    findings: [],
  })
}
