import { type Finding, MONTH_DAYS, type Weather } from './types.ts'

/** Bounds no weather on Earth leaves: a value beyond them is a fault of the file. */
const POSSIBLE = {
  ghi: [-10, 1700],
  dni: [-10, 1450],
  dhi: [-10, 1100],
  tempAir: [-90, 65],
  windSpeed: [0, 90],
  pressureMbar: [400, 1100],
} as const

type Checked = keyof typeof POSSIBLE

/** Up to this many findings of one kind are listed row by row; the rest are counted. */
const LISTED = 5

/** Rows whose value is missing or impossible, and gaps in the hours, each named. */
export function checkWeather(weather: Weather): Finding[] {
  const findings: Finding[] = []
  for (const name of Object.keys(POSSIBLE) as Checked[]) findings.push(...checkColumn(weather[name], name))
  findings.push(...checkHours(weather), ...checkZone(weather))
  return findings
}

function checkColumn(values: Float64Array, name: Checked): Finding[] {
  const [low, high] = POSSIBLE[name]
  const rows: number[] = []
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!(value >= low && value <= high)) rows.push(i)
  }
  const found: Finding[] = rows.slice(0, LISTED).map((row) => ({
    code: Number.isNaN(values[row]!) ? 'gap' : 'impossible-value',
    row,
    message: `${name} is ${values[row]} at row ${row}`,
  }))
  if (rows.length > LISTED)
    found.push({ code: 'impossible-value', row: null, message: `${name}: ${rows.length} rows in all` })
  return found
}

/** Hours out of sequence, a 29 February, a year of another length. */
function checkHours(weather: Weather): Finding[] {
  const findings: Finding[] = []
  const n = weather.hour.length
  if (n !== 8760 && n !== 8784)
    findings.push({ code: 'short-year', row: null, message: `${n} rows, not a year of 8760 hours` })
  let expected = weather.hour[0] ?? 0
  for (let i = 0; i < n; i++) {
    if (weather.month[i] === 2 && weather.day[i] === 29 && weather.hour[i] === 0)
      findings.push({ code: 'leap-day', row: i, message: '29 February is in the file' })
    if (weather.hour[i] !== expected)
      findings.push({ code: 'gap', row: i, message: `hour ${weather.hour[i]} where ${expected} was due` })
    expected = (weather.hour[i]! + 1) % 24
  }
  return findings.length > 20 ? findings.slice(0, 20) : findings
}

/** Daylight whose middle is hours away from noon betrays a wrong time zone or UTC stamps read as local. */
function checkZone(weather: Weather): Finding[] {
  let light = 0
  let moment = 0
  for (let i = 0; i < weather.ghi.length; i++) {
    const ghi = weather.ghi[i]!
    if (!(ghi > 0)) continue
    light += ghi
    moment += ghi * (weather.hour[i]! + weather.time.sunMinute / 60)
  }
  if (light === 0) return []
  const noon = 12 + weather.site.timeZone - weather.site.longitude / 15
  const off = moment / light - noon
  if (Math.abs(off) < 1) return []
  const message = `the middle of the light is ${off.toFixed(1)} h from solar noon: check time zone and time stamps`
  return [{ code: 'time-zone', row: null, message }]
}

/** Twelve sums of an hourly year. */
export function monthlySums(values: ArrayLike<number>): number[] {
  const sums = new Array<number>(12).fill(0)
  let at = 0
  MONTH_DAYS.forEach((days, month) => {
    let sum = 0
    for (const end = at + days * 24; at < end; at++) sum += values[at]!
    sums[month] = sum
  })
  return sums
}
