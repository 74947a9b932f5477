export const RAD = Math.PI / 180
export const DEG = 180 / Math.PI

export const sind = (degrees: number): number => Math.sin(degrees * RAD)
export const cosd = (degrees: number): number => Math.cos(degrees * RAD)
export const tand = (degrees: number): number => Math.tan(degrees * RAD)

/** The angle in [0, 360). */
export function wrap360(degrees: number): number {
  // Several times faster than the remainder operator.
  const turned = degrees - 360 * Math.floor(degrees / 360)
  return turned < 360 ? turned : 0
}

/** arccos in degrees, of an argument that rounding may have pushed past one. */
export const acosd = (cosine: number): number => Math.acos(Math.max(-1, Math.min(1, cosine))) * DEG
