import { RAD } from '../angles.ts'
import { fieldSun } from './sun-track.ts'
import { product, receiverShare, type TroughField } from './trough-field.ts'

/** Sun on the tubes for a step: W/m by assembly after the mirrors, the share of it tracking, and the angles. */
export interface FieldLight {
  readonly tubes: Float64Array
  readonly tracking: number
  readonly cosIncidence: number
  readonly incidence: number
  readonly incidenceModifier: number
  readonly rowShadow: number
  readonly endLoss: number
  readonly opticalEfficiency: number
}

export interface LightInput {
  /** End of the step, hours from the start of the year, and its length. */
  readonly endHour: number
  readonly hours: number
  readonly beam: number
  readonly wind: number
  /** Degrees. */
  readonly azimuth: number
  readonly zenith: number
}

interface Place {
  readonly latitude: number
  readonly longitude: number
  readonly timeZone: number
}

/** Sun reaching the receivers of a trough loop (angles of Stine; end and row losses by assembly). */
export function troughLight(field: TroughField, place: Place, input: LightInput): FieldLight {
  const n = field.loop.length
  const tubes = new Float64Array(n)
  const dark: FieldLight = {
    tubes,
    tracking: 0,
    cosIncidence: 0,
    incidence: 0,
    incidenceModifier: 0,
    rowShadow: 0,
    endLoss: 0,
    opticalEfficiency: 0,
  }
  if (input.wind >= field.windStow) return { ...dark, tracking: 1 }
  const sun = fieldSun(
    input.endHour,
    input.hours,
    place,
    Math.max(field.deploy * RAD, 1e-6),
    Math.max(field.stow * RAD, 1e-6),
  )
  const azimuth = (input.azimuth - 180) * RAD - field.azimuth * RAD
  const tilt = field.tilt * RAD
  const { altitude, tracking } = sun
  const rotation = Math.atan(
    (Math.cos(altitude) * Math.sin(azimuth)) /
      (Math.sin(altitude - tilt) + Math.sin(tilt) * Math.cos(altitude) * (1 - Math.cos(azimuth))),
  )
  const along = Math.cos(altitude - tilt) - Math.cos(tilt) * Math.cos(altitude) * (1 - Math.cos(azimuth))
  const cosine = tracking === 0 ? 1 : Math.sqrt(Math.max(1 - along * along, 0))
  const angle = Math.acos(cosine)
  const tangent = Math.tan(angle)
  const total = field.loop.reduce((sum, { collector }) => sum + field.collectors[collector]!.activeLength, 0)
  const means = { modifier: 0, shadow: 0, end: 0, optical: 0 }
  field.loop.forEach(({ collector, receiver }, i) => {
    const c = field.collectors[collector]!
    const share = c.activeLength / total
    let modifier = c.incidence[0]!
    for (let k = 1; k < c.incidence.length; k++) modifier += (c.incidence[k]! * angle ** k) / cosine
    modifier = Math.min(Math.max(modifier, 0), 1)
    let shadow = (Math.abs(Math.cos(rotation)) * field.rowDistance) / c.width
    if (shadow < 0.5 || altitude < 0) shadow = 0
    shadow = Math.min(shadow, 1)
    // The outer assemblies of a loop gain nothing from their neighbours.
    const inner = i > 0 && i < n - 1
    const gain = inner ? Math.max(c.focalLength * tangent - c.gap, 0) / c.activeLength : 0
    const end = 1 - (c.focalLength * tangent) / c.activeLength + gain
    const optical = product(c.factors) * modifier * shadow * end * tracking
    tubes[i] = ((input.beam * c.aperture) / c.activeLength) * cosine * Math.max(optical, 0)
    means.modifier += modifier * share
    means.shadow += shadow * share
    means.end += end * share
    for (const state of field.receivers[receiver]!.states)
      means.optical += optical * receiverShare(state) * share * state.share
  })
  return {
    tubes,
    tracking,
    cosIncidence: cosine,
    incidence: angle,
    incidenceModifier: means.modifier,
    rowShadow: means.shadow,
    endLoss: means.end,
    opticalEfficiency: means.optical,
  }
}
