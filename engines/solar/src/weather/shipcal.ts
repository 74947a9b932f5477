import { accepted, type Outcome, refused } from '../outcome.ts'
import { pressureAtAltitude } from '../sun/air-mass.ts'
import type { Site, Weather } from './types.ts'

/** Ten blank-separated numbers a line and no header. */
export const looksLikeShipcal = (text: string): boolean =>
  /^\s*(\d+\s+){3}\d+(\s+-?[\d.]+){6}\s*$/m.test(text.slice(0, 300).split('\n')[0] ?? '')

/**
 * The SHIPcal table: month, day, hour of the day (1 to 24), hour of the year, GHI, relative humidity, wind speed, wind
 * direction, DNI, air temperature. It names no place, so the site is an argument. Hours end at their stamp. Diffuse
 * light is what GHI leaves after DNI's share on the flat, held at zero.
 *
 * @param cosZenith per row, needed to split off the diffuse light
 */
export function readShipcal(text: string, site: Site, cosZenith: (hourOfYear: number) => number): Outcome<Weather> {
  const rows = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => line.split(/\s+/).map(Number))
  const short = rows.findIndex((row) => row.length < 10)
  if (short >= 0) return refused('missing', `line ${short + 1}`, 'ten numbers are needed')
  const column = (i: number): Float64Array => Float64Array.from(rows, (row) => row[i]!)
  const ghi = column(4)
  const dni = column(8)
  const pressure = pressureAtAltitude(site.elevation) / 100
  return accepted({
    format: 'shipcal',
    site,
    time: {
      kind: 'mean-ending',
      sunMinute: 30,
      statement: 'SHIPcal hours 1 to 24 end at their stamp; sun at the half hour',
    },
    year: new Int16Array(rows.length).fill(2001),
    month: Int8Array.from(column(0)),
    day: Int8Array.from(column(1)),
    hour: Int8Array.from(column(2), (hour) => hour - 1),
    minute: new Float64Array(rows.length).fill(30),
    ghi,
    dni,
    dhi: ghi.map((global, i) => Math.max(0, global - dni[i]! * Math.max(0, cosZenith(i)))),
    tempAir: column(9),
    windSpeed: column(6),
    pressureMbar: new Float64Array(rows.length).fill(pressure),
    tempDew: null,
    windDirection: column(7),
    relativeHumidity: column(5),
    albedo: null,
    findings: [{ code: 'filled', row: null, message: 'no diffuse light in the file: GHI minus DNI on the flat' }],
  })
}
