import { RAD } from '../angles.ts'
import { polynomial } from '../polynomial.ts'

/** How a Fresnel collector answers to the sun's angles (radians in, share of the normal out). */
export type FresnelOptics =
  | { readonly kind: 'sun-table' | 'incidence-table'; readonly table: readonly (readonly number[])[] }
  | { readonly kind: 'polynomials'; readonly transverse: readonly number[]; readonly longitudinal: readonly number[] }

/** Value of a table whose first row and column hold its angles (degrees), at angles in radians; beyond its edges in line. */
export function tableAt(table: readonly (readonly number[])[], x: number, y: number): number {
  const place = (axis: readonly number[], v: number): readonly [number, number] => {
    let i = 0
    while (i < axis.length - 2 && axis[i + 1]! <= v) i++
    return [i, (v - axis[i]!) / (axis[i + 1]! - axis[i]!)]
  }
  const [i, u] = place(table[0]!.slice(1), x / RAD)
  const [j, v] = place(
    table.slice(1).map((row) => row[0]!),
    y / RAD,
  )
  const at = (a: number, b: number): number => table[b + 1]?.[a + 1] ?? 0
  return (at(i, j) * (1 - u) + at(i + 1, j) * u) * (1 - v) + (at(i, j + 1) * (1 - u) + at(i + 1, j + 1) * u) * v
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
