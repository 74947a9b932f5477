import { cosd, RAD } from '../angles.ts'

/** A flat glass cover: refractive indices, extinction (1/m) and thickness (m). */
export interface Glass {
  readonly n: number
  readonly extinction: number
  readonly thickness: number
  /** Index of an anti-reflective coating; absent means bare glass. */
  readonly nCoating?: number
}

export const PLAIN_GLASS: Glass = { n: 1.526, extinction: 4, thickness: 0.002 }

/** Fraction of light reflected at one interface for the two polarisations (Fresnel). */
function reflectances(n1: number, n2: number, cos1: number, cos2: number): { s: number; p: number } {
  return {
    s: ((n1 * cos1 - n2 * cos2) / (n1 * cos1 + n2 * cos2)) ** 2,
    p: ((n1 * cos2 - n2 * cos1) / (n1 * cos2 + n2 * cos1)) ** 2,
  }
}

/** Transmittance of the cover by the cosine of incidence (De Soto et al. 2006, with one coating layer). */
function coverTransmittance(cosIncidence: number, glass: Glass): number {
  const outer = glass.nCoating ?? glass.n
  const sin1 = Math.sqrt(Math.max(0, 1 - cosIncidence * cosIncidence))
  const cos2 = Math.sqrt(1 - (sin1 / outer) ** 2)
  const first = reflectances(1, outer, cosIncidence, cos2)
  let s = 1 - first.s
  let p = 1 - first.p
  let cosGlass = cos2
  if (glass.nCoating !== undefined && glass.nCoating !== glass.n) {
    cosGlass = Math.sqrt(1 - (sin1 / glass.n) ** 2)
    const second = reflectances(outer, glass.n, cos2, cosGlass)
    s *= (1 - second.s) / (1 - second.s * first.s)
    p *= (1 - second.p) / (1 - second.p * first.p)
  }
  return ((s + p) / 2) * Math.exp((-glass.extinction * glass.thickness) / cosGlass)
}

/** Physical incidence modifier as a function of the cosine of incidence, the normal transmittance taken once. */
export function physicalIam(glass: Glass = PLAIN_GLASS): (cosIncidence: number) => number {
  const normal = coverTransmittance(1, glass)
  return (cosIncidence) => (cosIncidence <= 0 ? 0 : coverTransmittance(cosIncidence, glass) / normal)
}

/** ASHRAE modifier 1 - b (1/cos - 1), never below zero; incidence in degrees. */
export function ashraeIam(incidence: number, b = 0.05): number {
  return Math.abs(incidence) >= 90 ? 0 : Math.max(0, 1 - b * (1 / cosd(incidence) - 1))
}

/** Martin and Ruiz (2001); aR is the angular loss coefficient, 0.16 for clean glass. */
export function martinRuizIam(incidence: number, aR = 0.16): number {
  return Math.abs(incidence) >= 90 ? 0 : (1 - Math.exp(-cosd(incidence) / aR)) / (1 - Math.exp(-1 / aR))
}

/** Schlick's approximation of Fresnel reflection, normalised (Xie et al. 2022). */
export const schlickIam = (incidence: number): number =>
  Math.abs(incidence) >= 90 ? 0 : 1 - (1 - cosd(incidence)) ** 5

/** Sandia array performance model: polynomial B0..B5 in the incidence angle in degrees. */
export function sapmIam(incidence: number, b: readonly [number, number, number, number, number, number]): number {
  if (incidence < 0) return 0
  return Math.max(
    0,
    b.reduceRight((sum, c) => sum * incidence + c, 0),
  )
}

/** Incidence modifiers for isotropic diffuse light, from the sky and from the ground. */
export interface DiffuseIam {
  readonly sky: number
  readonly ground: number
}

/** Martin and Ruiz (2005) diffuse modifiers; tilt in degrees, tilts of 0 and 180 taken at their limit. */
export function martinRuizDiffuse(tilt: number, aR = 0.16, c1 = 0.4244, c2 = 0.5 * aR - 0.154): DiffuseIam {
  const limited = Math.min(Math.max(tilt, 1e-6), 180 - 1e-6)
  const beta = limited * RAD
  const sin = Math.sin(limited < 90 ? beta : Math.PI - beta)
  const sky = sin + (Math.PI - beta - sin) / (1 + Math.cos(beta))
  const ground = sin + (beta - sin) / (1 - Math.cos(beta))
  const modifier = (term: number) => 1 - Math.exp((-(c1 + c2 * term) * term) / aR)
  return { sky: modifier(sky), ground: modifier(ground) }
}

/** Xie et al. (2022) closed form of Schlick's modifier over an isotropic sky and ground. */
export function schlickDiffuse(tilt: number): DiffuseIam {
  const cos = cosd(tilt)
  const sin = Math.sin(tilt * RAD)
  const sky =
    (2 / (Math.PI * (1 + cos))) *
    ((30 / 7) * Math.PI -
      (160 / 21) * (tilt * RAD) -
      (10 / 3) * Math.PI * cos +
      (160 / 21) * cos * sin -
      (5 / 3) * Math.PI * cos * sin ** 2 +
      (20 / 7) * cos * sin ** 3 -
      (5 / 16) * Math.PI * cos * sin ** 4 +
      (16 / 105) * cos * sin ** 5)
  const ground = tilt < 1e-6 ? 0 : 40 / (21 * (1 - cos)) - ((1 + cos) / (1 - cos)) * sky
  return { sky, ground }
}

export type DiffuseRegion = 'sky' | 'horizon' | 'ground'

/** Elevation rings (radians from the zenith) that make up a region of Marion's integration. */
function ringsOf(region: DiffuseRegion): { starts: number[]; step: number } {
  const count = region === 'horizon' ? 1800 : 180
  const step = Math.PI / count
  const inside = (start: number): boolean => {
    if (region === 'sky') return start + step <= Math.PI / 2
    if (region === 'ground') return start >= Math.PI / 2
    return (89.5 * Math.PI) / 180 <= start && start + step <= Math.PI / 2
  }
  const starts = Array.from({ length: count }, (_, i) => (Math.PI / count) * i).filter(inside)
  return { starts, step }
}

/**
 * Marion (2017): the modifier averaged over a region of isotropic light, weighted by what it sends on the surface.
 *
 * @param iam modifier as a function of incidence in degrees
 * @param tilt degrees
 */
export function marionDiffuse(iam: (incidence: number) => number, tilt: number, region: DiffuseRegion): number {
  const { starts, step } = ringsOf(region)
  const turns = Math.round((2 * Math.PI) / step)
  let accepted = 0
  let offered = 0
  for (const start of starts) {
    const middle = start + 0.5 * step
    const area = step * (Math.cos(start) - Math.cos(start + step))
    for (let j = 0; j < turns; j++) {
      const cos = cosd(tilt) * Math.cos(middle) + Math.sin(tilt * RAD) * Math.sin(middle) * Math.cos((j + 0.5) * step)
      if (cos <= 0) continue
      offered += cos * area
      accepted += iam(Math.acos(Math.min(1, cos)) / RAD) * cos * area
    }
  }
  return offered === 0 ? 0 : accepted / offered
}
