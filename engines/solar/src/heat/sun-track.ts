import { RAD } from '../angles.ts'

/** Deployment of a field's collectors in one hour, and the sun's height by solar time (radians). */
export interface FieldSun {
  /** Share of the step the field follows the sun. */
  readonly tracking: number
  readonly altitude: number
}

/** Hour (of the day) at which the sun stands at an angle from the east horizon, in radians. */
function hourAtAngle(angle: number, latitude: number, declination: number): number {
  const a = Math.cos(latitude) / Math.tan(angle)
  const b = (-Math.tan(declination) * Math.sin(latitude)) / Math.tan(angle)
  const side = Math.tan(Math.PI - angle) < 0 ? -1 : 1
  return (side * Math.acos((a * b + Math.sqrt(a * a - b * b + 1)) / (a * a + 1))) / (15 * RAD)
}

interface Place {
  readonly latitude: number
  readonly longitude: number
  readonly timeZone: number
}

/** What one day's sun is on a field. Hours of the day. */
function dayOf(day: number, place: Place, deploy: number, stow: number) {
  const latitude = place.latitude * RAD
  const shift = (place.longitude - place.timeZone * 15) / 15
  const b = ((day - 1) * 360 * RAD) / 365
  const equation =
    229.2 *
    (0.000075 +
      0.001868 * Math.cos(b) -
      0.032077 * Math.sin(b) -
      0.014615 * Math.cos(2 * b) -
      0.04089 * Math.sin(2 * b))
  const declination = 23.45 * RAD * Math.sin(((360 * (284 + day)) / 365) * RAD)
  const noon = 12 - shift - equation / 60
  return {
    day,
    noon,
    deployed: noon + hourAtAngle(deploy, latitude, declination),
    stowed: noon + hourAtAngle(stow, latitude, declination),
    sines: Math.sin(declination) * Math.sin(latitude),
    cosines: Math.cos(latitude) * Math.cos(declination),
  }
}

/**
 * The sun over a step that ends at `endHour` (hours from the start of the year) by the equations of Duffie and Beckman,
 * for collectors deployed between two angles (radians) from the east horizon. A day's part is kept for its next step.
 */
export function fieldSun(place: Place, deploy: number, stow: number): (endHour: number, hours: number) => FieldSun {
  let known = dayOf(1, place, deploy, stow)
  return (endHour, hours) => {
    const day = Math.ceil(endHour / 24)
    if (day !== known.day) known = dayOf(day, place, deploy, stow)
    const { noon, deployed, stowed, sines, cosines } = known
    const end = endHour % 24
    const start = end - hours
    let tracking = 0
    let middle = start + hours / 2
    if (end > deployed && start < stowed) {
      tracking = 1
      if (start < deployed) {
        tracking = (end - deployed) / hours
        middle = end - (tracking * hours) / 2
      } else if (end > stowed) {
        tracking = (stowed - start) / hours
        middle = start + (tracking * hours) / 2
      }
    }
    return { tracking, altitude: Math.asin(sines + cosines * Math.cos((middle - noon) * 15 * RAD)) }
  }
}

const SKY_BY_HOUR = Float64Array.from({ length: 24 }, (_, hour) => 0.013 * Math.cos(hour * 15 * RAD))

/** Temperature of the sky, K, from air and dew point (K) and the hour (Duffie and Beckman). */
export function skyTemperature(air: number, dew: number, hour: number): number {
  const t = dew - 273.15
  return air * Math.sqrt(Math.sqrt(0.711 + 0.0056 * t + 0.000073 * t * t + SKY_BY_HOUR[hour]!))
}
