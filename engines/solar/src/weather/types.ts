/** Degrees north and east, hours ahead of UTC, metres. */
export interface Site {
  readonly latitude: number
  readonly longitude: number
  readonly timeZone: number
  readonly elevation: number
}

/** Something a reader should know about a file: it was read, but not everything in it is as it should be. */
export interface Finding {
  readonly code: 'gap' | 'impossible-value' | 'leap-day' | 'time-zone' | 'filled' | 'short-year'
  /** Row of the file's data, counted from 0, or null for the whole file. */
  readonly row: number | null
  readonly message: string
}

/**
 * How the time stamps of a file were read, stated rather than guessed in silence.
 *
 * `instant`: values stand for the moment stamped. `mean-mid`: values are means of the hour around the stamped minute.
 * `mean-ending`: means of the hour that ends at the stamp; the sun is taken half an hour before it.
 */
export interface TimeConvention {
  readonly kind: 'instant' | 'mean-mid' | 'mean-ending'
  /** Minutes added to the start of the row's hour to place the sun. */
  readonly sunMinute: number
  readonly statement: string
}

/**
 * A year of weather. All arrays have one entry per row. Irradiance W/m2, temperatures degC, wind m/s, pressure mbar;
 * an array is null where the format has no such column.
 */
export interface Weather {
  readonly format: 'sam-csv' | 'pvgis-csv' | 'pvgis-json' | 'epw' | 'tmy3' | 'shipcal'
  readonly site: Site
  readonly time: TimeConvention
  /** Local standard time at the start of the row's hour. */
  readonly year: Int16Array
  readonly month: Int8Array
  readonly day: Int8Array
  readonly hour: Int8Array
  readonly minute: Float64Array
  readonly ghi: Float64Array
  readonly dni: Float64Array
  readonly dhi: Float64Array
  readonly tempAir: Float64Array
  readonly windSpeed: Float64Array
  readonly pressureMbar: Float64Array
  readonly tempDew: Float64Array | null
  readonly windDirection: Float64Array | null
  readonly relativeHumidity: Float64Array | null
  readonly albedo: Float64Array | null
  readonly findings: readonly Finding[]
}

/** Unix seconds (UTC) at which the sun is placed for each row, by the file's own convention and years. */
export function sunInstants(weather: Weather): Float64Array {
  const seconds = new Float64Array(weather.hour.length)
  const zone = weather.site.timeZone * 3600
  const shift = weather.time.sunMinute * 60 - zone
  let midnight = 0
  for (let i = 0; i < seconds.length; i++) {
    const [year, month, day] = [weather.year[i]!, weather.month[i]!, weather.day[i]!]
    // Rows of one day share its midnight.
    if (i === 0 || day !== weather.day[i - 1] || month !== weather.month[i - 1] || year !== weather.year[i - 1])
      midnight = Date.UTC(year, month - 1, day) / 1000
    seconds[i] = midnight + weather.hour[i]! * 3600 + shift
  }
  return seconds
}

/** Days in each month of a year without leap day. */
export const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Day of a 365-day year, from 1. */
export function dayOfYear(month: number, day: number): number {
  let sum = day
  for (let m = 0; m < month - 1; m++) sum += MONTH_DAYS[m]!
  return sum
}
