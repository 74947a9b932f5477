import { RAD } from '../angles.ts'
import { fieldSun } from './sun-track.ts'
import { product, receiverShare, type TroughCollector, type TroughField } from './trough-field.ts'

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

/** What an assembly does to light that does not change with the sun. */
interface Assembly {
  readonly collector: TroughCollector
  readonly share: number
  /** Mirrors' factors, and the optical share of the receivers behind them. */
  readonly factors: number
  readonly receivers: number
  /** Alike its predecessor in all that the sun's angles change. */
  readonly alike: boolean
  readonly inner: boolean
}

function assembliesOf(field: TroughField): Assembly[] {
  const n = field.loop.length
  const total = field.loop.reduce((sum, { collector }) => sum + field.collectors[collector]!.activeLength, 0)
  return field.loop.map(({ collector, receiver }, i) => {
    const c = field.collectors[collector]!
    // The outer assemblies of a loop gain nothing from their neighbours.
    const inner = i > 0 && i < n - 1
    return {
      collector: c,
      share: c.activeLength / total,
      factors: product(c.factors),
      receivers: field.receivers[receiver]!.states.reduce((sum, s) => sum + receiverShare(s) * s.share, 0),
      alike: i > 1 && inner && field.loop[i - 1]!.collector === collector,
      inner,
    }
  })
}

/** Sun reaching the receivers of a trough loop (angles of Stine; end and row losses by assembly). */
export function troughLight(field: TroughField, place: Place): (input: LightInput) => FieldLight {
  const assemblies = assembliesOf(field)
  const sunOf = fieldSun(place, Math.max(field.deploy * RAD, 1e-6), Math.max(field.stow * RAD, 1e-6))
  const tilt = field.tilt * RAD
  const [sinTilt, cosTilt] = [Math.sin(tilt), Math.cos(tilt)]
  return (input) => {
    const tubes = new Float64Array(assemblies.length)
    if (input.wind >= field.windStow)
      return {
        tubes,
        tracking: 1,
        cosIncidence: 0,
        incidence: 0,
        incidenceModifier: 0,
        rowShadow: 0,
        endLoss: 0,
        opticalEfficiency: 0,
      }
    const azimuth = (input.azimuth - 180 - field.azimuth) * RAD
    const { altitude, tracking } = sunOf(input.endHour, input.hours)
    const [cosAltitude, cosAzimuth] = [Math.cos(altitude), Math.cos(azimuth)]
    const rotation = Math.atan(
      (cosAltitude * Math.sin(azimuth)) / (Math.sin(altitude - tilt) + sinTilt * cosAltitude * (1 - cosAzimuth)),
    )
    const along = Math.cos(altitude - tilt) - cosTilt * cosAltitude * (1 - cosAzimuth)
    const cosine = tracking === 0 ? 1 : Math.sqrt(Math.max(1 - along * along, 0))
    const angle = Math.acos(cosine)
    const tangent = Math.tan(angle)
    const cosRotation = Math.abs(Math.cos(rotation))
    const means = { modifier: 0, shadow: 0, end: 0, optical: 0 }
    let [modifier, shadow, end] = [0, 0, 0]
    for (let i = 0; i < tubes.length; i++) {
      const { collector: c, share, factors, receivers, alike, inner } = assemblies[i]!
      if (!alike) {
        let bent = 0
        for (let k = c.incidence.length - 1; k >= 1; k--) bent = (bent + c.incidence[k]!) * angle
        modifier = Math.min(Math.max(c.incidence[0]! + bent / cosine, 0), 1)
        shadow = (cosRotation * field.rowDistance) / c.width
        shadow = shadow < 0.5 || altitude < 0 ? 0 : Math.min(shadow, 1)
        const gain = inner ? Math.max(c.focalLength * tangent - c.gap, 0) / c.activeLength : 0
        end = 1 - (c.focalLength * tangent) / c.activeLength + gain
      }
      const optical = factors * modifier * shadow * end * tracking
      tubes[i] = ((input.beam * c.aperture) / c.activeLength) * cosine * Math.max(optical, 0)
      means.modifier += modifier * share
      means.shadow += shadow * share
      means.end += end * share
      means.optical += optical * receivers * share
    }
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
}
