import { RAD, sind } from '../angles.ts'

export type AirMassModel =
  | 'kastenyoung1989'
  | 'kasten1966'
  | 'simple'
  | 'young1994'
  | 'youngirvine1967'
  | 'pickering2002'
  | 'gueymard1993'

/**
 * Relative optical air mass, or null with the sun below the horizon (zenith beyond 90 degrees).
 *
 * @param zenith degrees; apparent for kastenyoung1989, kasten1966, pickering2002 and gueymard1993, true for the others
 */
export function relativeAirMass(zenith: number, model: AirMassModel = 'kastenyoung1989'): number | null {
  if (zenith > 90) return null
  const cos = Math.cos(zenith * RAD)
  switch (model) {
    case 'kastenyoung1989':
      return kastenYoung(zenith, cos)
    case 'kasten1966':
      return 1 / (cos + 0.15 * (93.885 - zenith) ** -1.253)
    case 'simple':
      return 1 / cos
    case 'young1994':
      return (
        (1.002432 * cos ** 2 + 0.148386 * cos + 0.0096467) /
        (cos ** 3 + 0.149864 * cos ** 2 + 0.0102963 * cos + 0.000303978)
      )
    case 'youngirvine1967':
      return (1 / cos) * (1 - 0.0012 * (1 / (cos * cos) - 1))
    case 'pickering2002':
      return 1 / sind(90 - zenith + 244 / (165 + 47 * (90 - zenith) ** 1.1))
    case 'gueymard1993':
      return 1 / (cos + 0.00176759 * zenith * (94.37515 - zenith) ** -1.21563)
  }
}

/** Kasten and Young (1989) for a sun above the horizon whose cosine is at hand. */
export const kastenYoung = (zenith: number, cosZenith: number): number =>
  1 / (cosZenith + 0.50572 * (96.07995 - zenith) ** -1.6364)

/** Air mass at the site's pressure (Pa). */
export const absoluteAirMass = (relative: number, pressurePa = 101325): number => (relative * pressurePa) / 101325

/** Standard-atmosphere pressure in Pa at a height in metres (Portland State Aerospace Society 2004). */
export const pressureAtAltitude = (altitude: number): number =>
  100 * ((44331.514 - altitude) / 11880.516) ** (1 / 0.1902632)
