import {
  declinationSpencer,
  ephemeris,
  equationOfTimeSpencer,
  extraterrestrialAsce,
  extraterrestrialSpencer,
} from '../sun/approximate.ts'
import { sunDay } from '../sun/rise-set.ts'
import { sunPosition } from '../sun/spa.ts'
import type { ColumnsOf } from './columns.ts'

/** Day of the year (UTC) from 1. */
export function utcDayOfYear(iso: string): number {
  const at = new Date(iso)
  return Math.floor((at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / 86400e3) + 1
}

export const sunColumns: ColumnsOf = (inputs) => {
  const times = inputs.texts('time_utc')
  const [lat, lon, alt, pressure, temperature] = ['latitude', 'longitude', 'altitude', 'pressure', 'temperature'].map(
    (name) => inputs.numbers(name),
  )
  const deltaT = typeof inputs.parameters.delta_t === 'number' ? inputs.parameters.delta_t : 67
  const sun = times.map((time, i) =>
    sunPosition(
      Date.parse(time) / 1000,
      { latitude: lat![i]!, longitude: lon![i]!, elevation: alt![i]! },
      { pressureHpa: pressure![i]! / 100, temperatureC: temperature![i]! },
      deltaT,
    ),
  )
  const days = times.map(utcDayOfYear)
  const quick = times.map((time, i) => {
    const at = new Date(time)
    const hour =
      at.getUTCHours() + at.getUTCMinutes() / 60 + at.getUTCSeconds() / 3600 + at.getUTCMilliseconds() / 3600e3
    const air = { pressurePa: pressure![i]!, temperatureC: temperature![i]! }
    return ephemeris(days[i]!, hour, at.getUTCFullYear(), lat![i]!, lon![i]!, air)
  })
  return {
    apparent_zenith: sun.map((s) => s.apparentZenith),
    zenith: sun.map((s) => s.zenith),
    apparent_elevation: sun.map((s) => 90 - s.apparentZenith),
    elevation: sun.map((s) => 90 - s.zenith),
    azimuth: sun.map((s) => s.azimuth),
    equation_of_time: sun.map((s) => s.equationOfTime),
    earth_sun_distance: sun.map((s) => s.earthSunDistance),
    ephemeris_apparent_zenith: quick.map((q) => q.apparentZenith),
    ephemeris_azimuth: quick.map((q) => q.azimuth),
    declination_spencer71: days.map(declinationSpencer),
    equation_of_time_spencer71: days.map(equationOfTimeSpencer),
    dni_extra_spencer: days.map((day) => extraterrestrialSpencer(day)),
    dni_extra_asce: days.map((day) => extraterrestrialAsce(day)),
  }
}

/** An instant as the tables write it: microseconds, UTC. */
function isoMicros(seconds: number | null): string | null {
  if (seconds === null) return null
  const whole = Math.floor(seconds)
  const micros = Math.round((seconds - whole) * 1e6)
  const base = new Date((whole + (micros === 1e6 ? 1 : 0)) * 1000).toISOString().slice(0, 19)
  return `${base}.${String(micros % 1e6).padStart(6, '0')}Z`
}

export const riseSetColumns: ColumnsOf = (inputs) => {
  const [lat, lon] = [inputs.numbers('latitude'), inputs.numbers('longitude')]
  const days = inputs.texts('date').map((date, i) => {
    const observer = { latitude: lat[i]!, longitude: lon[i]!, elevation: 0 }
    return sunDay(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 1000, observer)
  })
  return {
    sunrise: days.map((day) => isoMicros(day.sunrise)),
    sunset: days.map((day) => isoMicros(day.sunset)),
    transit: days.map((day) => isoMicros(day.transit)),
  }
}
