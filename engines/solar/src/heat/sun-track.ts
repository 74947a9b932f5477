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

/**
 * The sun over a step that ends at `endHour` (hours from the start of the year) by the equations of Duffie and Beckman,
 * for collectors deployed between two angles (radians) from the east horizon.
 */
export function fieldSun(
  endHour: number,
  hours: number,
  site: { readonly latitude: number; readonly longitude: number; readonly timeZone: number },
  deploy: number,
  stow: number,
): FieldSun {
  const latitude = site.latitude * RAD
  const shift = (site.longitude - site.timeZone * 15) / 15
  const day = Math.ceil(endHour / 24)
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
  const deployed = noon + hourAtAngle(deploy, latitude, declination)
  const stowed = noon + hourAtAngle(stow, latitude, declination)
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
  const hourAngle = (middle + shift + equation / 60 - 12) * 15 * RAD
  const altitude = Math.asin(
    Math.sin(declination) * Math.sin(latitude) + Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle),
  )
  return { tracking, altitude }
}

/** Temperature of the sky, K, from air and dew point (K) and the hour (Duffie and Beckman). */
export function skyTemperature(air: number, dew: number, hour: number): number {
  const t = dew - 273.15
  return air * (0.711 + 0.0056 * t + 0.000073 * t * t + 0.013 * Math.cos(hour * 15 * RAD)) ** 0.25
}
