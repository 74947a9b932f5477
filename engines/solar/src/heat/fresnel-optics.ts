import { RAD } from '../angles.ts'
import { polynomial } from '../polynomial.ts'

/** How a Fresnel collector answers to the sun's angles (radians in, share of the normal out). */
export type FresnelOptics =
  | { readonly kind: 'sun-table' | 'incidence-table'; readonly table: readonly (readonly number[])[] }
  | { readonly kind: 'polynomials'; readonly transverse: readonly number[]; readonly longitudinal: readonly number[] }

/** Value of a table whose first row and column hold its angles (degrees), at angles in radians; beyond its edges in line. */
export function tableAt(table: readonly (readonly number[])[], x: number, y: number): number {
  const head = table[0]!
  const [across, down] = [x / RAD, y / RAD]
  let i = 0
  while (i < head.length - 3 && head[i + 2]! <= across) i++
  let j = 0
  while (j < table.length - 3 && table[j + 2]![0]! <= down) j++
  const u = (across - head[i + 1]!) / (head[i + 2]! - head[i + 1]!)
  const above = table[j + 1]!
  const below = table[j + 2]!
  const v = (down - above[0]!) / (below[0]! - above[0]!)
  const along = (row: readonly number[]): number => (row[i + 1] ?? 0) * (1 - u) + (row[i + 2] ?? 0) * u
  return along(above) * (1 - v) + along(below) * v
}

/** Transverse and longitudinal angles (radians) of a sun at an azimuth from south and a zenith, on an axis turned. */
export function fresnelAngles(azimuth: number, zenith: number, axis: number): readonly [number, number] {
  const turned = azimuth + Math.PI - axis
  return [
    Math.abs(Math.atan(Math.tan(zenith) * Math.sin(turned))),
    Math.abs(Math.asin(Math.sin(zenith) * Math.cos(turned))),
  ]
}

/** Optical share for a sun (azimuth from south, zenith, transverse and longitudinal angles; radians). */
export function opticsAt(
  optics: FresnelOptics,
  azimuth: number,
  zenith: number,
  angles: readonly [number, number],
): number {
  if (optics.kind === 'sun-table') return Math.max(tableAt(optics.table, azimuth, zenith), 0)
  if (optics.kind === 'incidence-table') return Math.max(tableAt(optics.table, angles[0], angles[1]), 0)
  const { transverse, longitudinal } = optics as FresnelOptics & { kind: 'polynomials' }
  return polynomial(angles[0], transverse) * polynomial(angles[1], longitudinal)
}
