import { cosd, RAD } from '../angles.ts'
import { tabulated } from '../tabulated.ts'

/** Refractive index and optical thickness (extinction x depth) of the glass and of its anti-reflective coating. */
const GLASS = { n: 1.526, depth: 4 * 0.002 }
const COATING = { n: 1.3, depth: 4 * 0.00002 }

interface Passed {
  readonly transmittance: number
  /** Cosine of the refracted ray, the incidence on what lies behind. */
  readonly cosine: number
}

/** One layer entered from a medium of index `from` at a cosine of incidence (Fresnel, Snell, Bouguer). */
function layer(cosIncidence: number, from: number, medium: { n: number; depth: number }): Passed {
  const sin = (from / medium.n) * Math.sqrt(1 - cosIncidence * cosIncidence)
  const cosine = Math.sqrt(1 - sin * sin)
  const s = (from * cosIncidence - medium.n * cosine) / (from * cosIncidence + medium.n * cosine)
  const p = (medium.n * cosIncidence - from * cosine) / (medium.n * cosIncidence + from * cosine)
  return { transmittance: (1 - 0.5 * (s * s + p * p)) * Math.exp(-medium.depth / cosine), cosine }
}

const plainGlass = (degrees: number): number => layer(cosd(degrees), 1, GLASS).transmittance

/**
 * SSC's normalisation at one degree. The ray behind the coating is treated as coming from air there, but from the
 * coating at other angles: the difference (0.4 %) is part of the reference.
 */
const NORMAL_COATED = (() => {
  const coating = layer(cosd(1), 1, COATING)
  return coating.transmittance * layer(coating.cosine, 1, GLASS).transmittance
})()

const COS_1 = cosd(1)
const COS_89 = cosd(89)

/** Modifier of the beam by the cosine of incidence, coated glass, incidence held in 1 to 89 degrees. */
export const beamModifier = tabulated(COS_89, COS_1, 4096, (cos) => {
  const coating = layer(cos, 1, COATING)
  const glass = layer(coating.cosine, COATING.n, GLASS)
  return Math.min(1, (coating.transmittance * glass.transmittance) / NORMAL_COATED)
})

const diffuseModifier = (degrees: number): number => Math.min(1, plainGlass(degrees) / NORMAL_COATED)

/** Points of tables by degree, twenty a degree. */
const byDegree = (degrees: number): number => 20 * degrees + 1

/** Modifier of sky light on a plane of a tilt in degrees (Duffie and Beckman 5.4). */
export const skyModifier = tabulated(0, 180, byDegree(180), (tilt) =>
  diffuseModifier(59.7 - 0.1388 * tilt + 0.001497 * tilt * tilt),
)

/** Modifier of light from the ground on a plane of a tilt in degrees (Duffie and Beckman 5.4). */
export const groundModifier = tabulated(0, 180, byDegree(180), (tilt) =>
  diffuseModifier(90 - 0.5788 * tilt + 0.002693 * tilt * tilt),
)

const DESOTO_AIR_MASS = [0.918093, 0.086257, -0.024459, 0.002816, -0.000126] as const

/** Air mass at sea level by zenith in degrees, held below 86, as the model demands. */
const airMassOf = tabulated(
  0,
  86,
  byDegree(86),
  (zenith) => 1 / (Math.cos(zenith * RAD) + 0.5057 * (96.08 - zenith) ** -1.634),
)

/** Air-mass modifier of De Soto's module model at a height: by zenith in degrees. */
export function airMassModifier(elevation: number): (zenithDeg: number) => number {
  const thinner = Math.exp(-0.0001184 * elevation)
  const [a0, a1, a2, a3, a4] = DESOTO_AIR_MASS
  return (zenithDeg) => {
    const airMass = thinner * airMassOf(zenithDeg)
    return Math.max(0, a0 + airMass * (a1 + airMass * (a2 + airMass * (a3 + airMass * a4))))
  }
}
