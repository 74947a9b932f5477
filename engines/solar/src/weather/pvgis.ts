import { accepted, type Outcome, refused } from '../outcome.ts'
import { pressureAtAltitude } from '../sun/air-mass.ts'
import type { Finding, Site, Weather } from './types.ts'

export const looksLikePvgisCsv = (text: string): boolean =>
  /^Latitude \(decimal degrees\)/i.test(text) && /time\(UTC\)/.test(text.slice(0, 2000))

export const looksLikePvgisJson = (text: string): boolean =>
  text.trimStart().startsWith('{') && text.includes('"tmy_hourly"')

/** One hour as PVGIS gives it. Pascal, degC, W/m2, m/s. */
interface PvgisHour {
  readonly stamp: string
  readonly temperature: number
  readonly humidity: number
  readonly ghi: number
  readonly dni: number
  readonly dhi: number
  readonly wind: number
  readonly direction: number
  readonly pressure: number
}

/** Rows in UTC are turned so that the year starts at local midnight; the hours cut off at one end come to the other. */
function turned<T>(rows: readonly T[], hours: number): T[] {
  const shift = ((-hours % rows.length) + rows.length) % rows.length
  return [...rows.slice(shift), ...rows.slice(0, shift)]
}

function toWeather(
  format: 'pvgis-csv' | 'pvgis-json',
  location: { latitude: number; longitude: number; elevation: number },
  offsetHours: number,
  utcRows: readonly PvgisHour[],
): Weather {
  // PVGIS names no time zone: the nautical one keeps noon near twelve, and says so.
  const timeZone = Math.round(location.longitude / 15)
  const site: Site = { ...location, timeZone }
  const rows = turned(utcRows, timeZone)
  const n = rows.length
  const times = utcRows.map((row) => row.stamp)
  const year = Int16Array.from(times, (stamp) => Number(stamp.slice(0, 4)))
  const finding: Finding = {
    code: 'time-zone',
    row: null,
    message: `the file is in UTC and names no zone: read as UTC${timeZone >= 0 ? '+' : ''}${timeZone}, rows turned accordingly`,
  }
  return {
    format,
    site,
    time: {
      kind: 'instant',
      sunMinute: offsetHours * 60,
      statement: `PVGIS stamps in UTC, light observed ${offsetHours} h after the stamp: sun taken there`,
    },
    year,
    month: Int8Array.from(times, (stamp) => Number(stamp.slice(4, 6))),
    day: Int8Array.from(times, (stamp) => Number(stamp.slice(6, 8))),
    hour: Int8Array.from(times, (stamp) => Number(stamp.slice(9, 11))),
    minute: new Float64Array(n).fill(offsetHours * 60),
    ghi: Float64Array.from(rows, (row) => row.ghi),
    dni: Float64Array.from(rows, (row) => row.dni),
    dhi: Float64Array.from(rows, (row) => row.dhi),
    tempAir: Float64Array.from(rows, (row) => row.temperature),
    windSpeed: Float64Array.from(rows, (row) => row.wind),
    pressureMbar: Float64Array.from(rows, (row) => row.pressure / 100),
    tempDew: null,
    windDirection: Float64Array.from(rows, (row) => row.direction),
    relativeHumidity: Float64Array.from(rows, (row) => row.humidity),
    albedo: null,
    findings: [finding],
  }
}

const FIELDS = ['time(UTC)', 'T2m', 'RH', 'G(h)', 'Gb(n)', 'Gd(h)', 'WS10m', 'WD10m', 'SP'] as const

/** PVGIS typical year as CSV (JRC, version 5.2 and 5.3). */
export function readPvgisCsv(text: string): Outcome<Weather> {
  const lines = text.split(/\r?\n/)
  const headed = (pattern: RegExp): number => {
    const line = lines.slice(0, 12).find((candidate) => pattern.test(candidate)) ?? ''
    return Number.parseFloat(line.slice(line.indexOf(':') + 1))
  }
  const location = {
    latitude: headed(/^Latitude/i),
    longitude: headed(/^Longitude/i),
    elevation: headed(/^Elevation/i),
  }
  if (!Object.values(location).every(Number.isFinite))
    return refused('missing', 'line 1', 'latitude, longitude or elevation is absent')
  const top = lines.findIndex((line) => line.startsWith('time(UTC)'))
  const names = (lines[top] ?? '').split(',').map((name) => name.trim())
  const columns = FIELDS.map((field) => names.indexOf(field))
  const absent = FIELDS.filter((_, i) => columns[i]! < 0)
  if (absent.length > 0) return refused('missing', `line ${top + 1}`, `no column ${absent.join(', ')}`)
  const rows: PvgisHour[] = []
  for (let i = top + 1; i < lines.length && /^\d{8}:\d{4}/.test(lines[i]!); i++) {
    const cells = lines[i]!.split(',')
    const [stamp, ...numbers] = columns.map((column) => cells[column] ?? '')
    const [temperature, humidity, ghi, dni, dhi, wind, direction, pressure] = numbers.map(Number)
    rows.push({
      stamp: stamp!,
      temperature: temperature!,
      humidity: humidity!,
      ghi: ghi!,
      dni: dni!,
      dhi: dhi!,
      wind: wind!,
      direction: direction!,
      pressure: pressure!,
    })
  }
  if (rows.length === 0) return refused('missing', `line ${top + 2}`, 'no data rows')
  const offset = headed(/^Irradiance Time Offset/i)
  return accepted(toWeather('pvgis-csv', location, Number.isFinite(offset) ? offset : 0, rows))
}

/** PVGIS typical year as JSON. */
export function readPvgisJson(text: string): Outcome<Weather> {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    return refused('unknown-format', 'file', `not JSON: ${(error as Error).message}`)
  }
  const file = parsed as {
    inputs?: {
      location?: { latitude?: number; longitude?: number; elevation?: number; irradiance_time_offset?: number }
    }
    outputs?: { tmy_hourly?: Record<string, string | number>[] }
  }
  const place = file.inputs?.location
  const hours = file.outputs?.tmy_hourly
  if (!place || place.latitude === undefined || place.longitude === undefined)
    return refused('missing', 'inputs.location', 'latitude and longitude are needed')
  if (!Array.isArray(hours) || hours.length === 0) return refused('missing', 'outputs.tmy_hourly', 'no hours')
  const elevation = place.elevation ?? 0
  const rows = hours.map((hour) => ({
    stamp: String(hour['time(UTC)']),
    temperature: Number(hour.T2m),
    humidity: Number(hour.RH),
    ghi: Number(hour['G(h)']),
    dni: Number(hour['Gb(n)']),
    dhi: Number(hour['Gd(h)']),
    wind: Number(hour.WS10m),
    direction: Number(hour.WD10m),
    pressure: Number(hour.SP ?? pressureAtAltitude(elevation)),
  }))
  const location = { latitude: place.latitude, longitude: place.longitude, elevation }
  return accepted(toWeather('pvgis-json', location, place.irradiance_time_offset ?? 0, rows))
}
