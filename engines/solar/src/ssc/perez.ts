import { tabulated } from '../tabulated.ts'

/** Perez's coefficients (1988, as PVWatts has carried them), F11..F13, F21..F23 for the eight clearness bins. */
const COEFFICIENTS = new Float64Array([
  -0.0083117, 0.5877285, -0.0620636, -0.0596012, 0.0721249, -0.0220216, 0.1299457, 0.6825954, -0.1513752, -0.0189325,
  0.065965, -0.0288748, 0.3296958, 0.4868735, -0.2210958, 0.055414, -0.0639588, -0.0260542, 0.5682053, 0.1874525,
  -0.295129, 0.1088631, -0.1519229, -0.0139754, 0.873028, -0.3920403, -0.3616149, 0.2255647, -0.4620442, 0.0012448,
  1.1326077, -1.2367284, -0.4118494, 0.2877813, -0.8230357, 0.0558651, 1.0601591, -1.5999137, -0.3589221, 0.2642124,
  -1.127234, 0.1310694, 0.677747, -0.3272588, -0.2504286, 0.1561313, -1.3765031, 0.2506212,
])
const EDGES = new Float64Array([1.065, 1.23, 1.5, 1.95, 2.8, 4.5, 6.2])
const MAX_ZENITH = 1.5271631
/** What Kasten's air mass adds to the cosine of the zenith, by degrees. */
const thickening = tabulated(0, 88, 1761, (degrees) => 0.15 * (93.9 - degrees) ** -1.253)
const MIN_COS_ZENITH = 0.0871557

/** Light on a tilted plane and the parts of its sky diffuse, W/m2. */
export interface TiltedLight {
  beam: number
  sky: number
  ground: number
  isotropic: number
  circumsolar: number
  horizon: number
}

export const darkPlane = (): TiltedLight => ({ beam: 0, sky: 0, ground: 0, isotropic: 0, circumsolar: 0, horizon: 0 })

/** What a sky by Perez gives to any plane, W/m2. */
export interface PerezSky {
  /** Beam on a plane that faces the sun, and what is bright around the sun, per cosine of incidence. */
  beam: number
  circumsolar: number
  /** Isotropic part, and band of the horizon. */
  isotropic: number
  horizon: number
  /** Thrown back by the ground. */
  ground: number
}

export const darkSky = (): PerezSky => ({ beam: 0, circumsolar: 0, isotropic: 0, horizon: 0, ground: 0 })

/**
 * Perez's sky as SSC computes it: isotropic beyond a zenith of 87.5 degrees, where the ground is dark too. Angles in
 * radians, irradiance W/m2; the result is written into `sky` to spare an allocation per hour.
 */
export function perezSky(
  dn: number,
  df: number,
  albedo: number,
  zenith: number,
  cosZenith: number,
  sky: PerezSky,
): PerezSky {
  const beamNormal = Math.max(dn, 0)
  const diffuse = Math.max(df, 0)
  const low = zenith < 0 || zenith > MAX_ZENITH
  sky.beam = low && zenith >= 1.5707963 ? 0 : beamNormal
  sky.isotropic = diffuse
  sky.circumsolar = 0
  sky.horizon = 0
  sky.ground = 0
  if (low || diffuse === 0) return sky
  const degrees = (zenith * 180) / Math.PI
  const airMass = 1 / (cosZenith + thickening(degrees))
  const brightness = (diffuse * airMass) / 1367
  const cube = degrees * degrees * degrees * 0.000005534
  const clearness = ((beamNormal + diffuse) / diffuse + cube) / (1 + cube)
  let bin = 0
  while (bin < 7 && clearness > EDGES[bin]!) bin++
  const at = bin * 6
  const c = COEFFICIENTS
  const f1 = Math.max(0, c[at]! + c[at + 1]! * brightness + c[at + 2]! * zenith)
  const f2 = c[at + 3]! + c[at + 4]! * brightness + c[at + 5]! * zenith
  sky.isotropic = diffuse * (1 - f1)
  sky.circumsolar = (diffuse * f1) / Math.max(cosZenith, MIN_COS_ZENITH)
  sky.horizon = diffuse * f2
  sky.ground = albedo * (beamNormal * cosZenith + diffuse)
  return sky
}

/** The light of a sky by Perez on a plane. */
export function perezLight(
  sky: PerezSky,
  cosIncidence: number,
  cosTilt: number,
  sinTilt: number,
  light: TiltedLight,
): void {
  const facing = Math.max(cosIncidence, 0)
  light.beam = sky.beam * facing
  light.isotropic = (sky.isotropic * (1 + cosTilt)) / 2
  light.circumsolar = sky.circumsolar * facing
  light.horizon = sky.horizon * sinTilt
  light.sky = light.isotropic + light.circumsolar + light.horizon
  light.ground = (sky.ground * (1 - cosTilt)) / 2
}

/** Isotropic sky as SSC computes it. */
export function isotropicSsc(
  dn: number,
  df: number,
  albedo: number,
  cosIncidence: number,
  cosTilt: number,
  cosZenith: number,
  light: TiltedLight,
): TiltedLight {
  light.beam = Math.max(dn * cosIncidence, 0)
  light.sky = Math.max((df * (1 + cosTilt)) / 2, 0)
  light.ground = Math.max(((dn * cosZenith + df) * albedo * (1 - cosTilt)) / 2, 0)
  light.isotropic = light.sky
  light.circumsolar = 0
  light.horizon = 0
  return light
}

/** Hay, Davies, Klucher, Reindl as SSC computes it (Duffie and Beckman 2.16.7). */
export function hdkrSsc(
  extraHorizontal: number,
  dn: number,
  df: number,
  albedo: number,
  cosIncidence: number,
  cosTilt: number,
  sinHalfTilt: number,
  cosZenith: number,
  light: TiltedLight,
): TiltedLight {
  const horizontalBeam = dn * cosZenith
  const horizontal = horizontalBeam + df
  const anisotropy = extraHorizontal > 0 ? horizontalBeam / extraHorizontal : 0
  const ratio = cosZenith > 0 ? cosIncidence / cosZenith : 0
  const modulation = horizontal > 0 ? Math.sqrt(Math.max(0, horizontalBeam / horizontal)) : 0
  const isotropic = (df * (1 - anisotropy) * (1 + cosTilt)) / 2
  light.beam = Math.max(dn * cosIncidence, 0)
  light.isotropic = isotropic
  light.circumsolar = df * anisotropy * ratio
  light.horizon = isotropic * modulation * sinHalfTilt ** 3
  light.sky = Math.max(0, light.isotropic + light.circumsolar + light.horizon)
  light.ground = Math.max(0, (horizontal * albedo * (1 - cosTilt)) / 2)
  return light
}
