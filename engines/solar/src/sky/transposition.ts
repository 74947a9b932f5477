import { cosd, RAD, sind } from '../angles.ts'
import { kastenYoung } from '../sun/air-mass.ts'

export const TRANSPOSITION_MODELS = [
  'isotropic',
  'klucher',
  'haydavies',
  'reindl',
  'king',
  'perez',
  'perez-driesse',
] as const
export type TranspositionModel = (typeof TRANSPOSITION_MODELS)[number]

/** The light and the geometry of one instant: W/m2, degrees, cosines. */
export interface SkyInstant {
  readonly dni: number
  readonly ghi: number
  readonly dhi: number
  readonly dniExtra: number
  /** Relative air mass, null below the horizon. */
  readonly airMass: number | null
  readonly zenith: number
  readonly cosZenith: number
  /** Cosine between sun and surface normal, negative behind it. */
  readonly cosIncidence: number
  readonly cosTilt: number
  readonly sinTilt: number
}

const MIN_COS_ZENITH = 0.01745
const COS_85 = cosd(85)
const KAPPA = 1.041
/** Relative air mass at a zenith of 90 degrees, used below the horizon by the continuous model. */
const HORIZON_AIR_MASS = kastenYoung(90, 0)

/** Cosine of the angle between sun and surface normal; all angles in degrees. */
export function incidenceCosine(tilt: number, azimuth: number, zenith: number, sunAzimuth: number): number {
  const cosine = cosd(tilt) * cosd(zenith) + sind(tilt) * sind(zenith) * cosd(sunAzimuth - azimuth)
  return Math.max(-1, Math.min(1, cosine))
}

/** Light reflected by the ground onto the surface, W/m2. */
export const groundDiffuse = (ghi: number, albedo: number, cosTilt: number): number =>
  ghi * albedo * (1 - cosTilt) * 0.5

/** Diffuse sky light on the tilted surface, W/m2, by the model named. */
export function skyDiffuse(model: TranspositionModel, sky: SkyInstant): number {
  switch (model) {
    case 'isotropic':
      return sky.dhi * (1 + sky.cosTilt) * 0.5
    case 'klucher':
      return klucher(sky)
    case 'haydavies':
      return hayDavies(sky)
    case 'reindl':
      return reindl(sky)
    case 'king':
      return king(sky)
    case 'perez':
      return perez(sky)
    case 'perez-driesse':
      return perezDriesse(sky)
  }
}

/** Klucher (1979): horizon and circumsolar brightening scaled by how clear the sky is. */
function klucher(sky: SkyInstant): number {
  const clear = sky.ghi > 0 ? 1 - (sky.dhi / sky.ghi) ** 2 : 0
  const cos = Math.max(sky.cosIncidence, 0)
  const sinHalfTilt = Math.sqrt(Math.max(0, (1 - sky.cosTilt) / 2))
  return (
    sky.dhi *
    0.5 *
    (1 + sky.cosTilt) *
    (1 + clear * sinHalfTilt ** 3) *
    (1 + clear * cos ** 2 * Math.sin(sky.zenith * RAD) ** 3)
  )
}

/** Hay and Davies (1980): circumsolar share by the anisotropy index. */
function hayDavies(sky: SkyInstant): number {
  const ratio = Math.max(sky.cosIncidence, 0) / Math.max(sky.cosZenith, MIN_COS_ZENITH)
  const anisotropy = sky.dni / sky.dniExtra
  const isotropic = Math.max(sky.dhi * (1 - anisotropy) * 0.5 * (1 + sky.cosTilt), 0)
  return isotropic + Math.max(sky.dhi * anisotropy * ratio, 0)
}

/** Reindl, Beckman and Duffie (1990): Hay-Davies with horizon brightening. */
function reindl(sky: SkyInstant): number {
  const ratio = Math.max(sky.cosIncidence, 0) / Math.max(sky.cosZenith, MIN_COS_ZENITH)
  const anisotropy = sky.dni / sky.dniExtra
  const beamShare = sky.ghi === 0 ? 0 : Math.max(sky.dni * sky.cosZenith, 0) / sky.ghi
  const sinHalfTilt = Math.sqrt(Math.max(0, (1 - sky.cosTilt) / 2))
  const isotropic = (1 - anisotropy) * ((1 + sky.cosTilt) / 2)
  return sky.dhi * (isotropic + anisotropy * ratio + isotropic * Math.sqrt(beamShare) * sinHalfTilt ** 3)
}

/** King (Sandia): isotropic sky plus a term growing with zenith. */
function king(sky: SkyInstant): number {
  const sum = (sky.dhi * (1 + sky.cosTilt)) / 2 + (sky.ghi * (0.012 * sky.zenith - 0.04) * (1 - sky.cosTilt)) / 2
  return Math.max(sum, 0)
}

/** Upper edges of the clearness bins and Perez et al. (1990) coefficients of all sites, F11..F13, F21..F23. */
const PEREZ_EDGES = [1.065, 1.23, 1.5, 1.95, 2.8, 4.5, 6.2]
const PEREZ_1990 = new Float64Array([
  -0.008, 0.588, -0.062, -0.06, 0.072, -0.022, 0.13, 0.683, -0.151, -0.019, 0.066, -0.029, 0.33, 0.487, -0.221, 0.055,
  -0.064, -0.026, 0.568, 0.187, -0.295, 0.109, -0.152, -0.014, 0.873, -0.392, -0.362, 0.226, -0.462, 0.001, 1.132,
  -1.237, -0.412, 0.288, -0.823, 0.056, 1.06, -1.6, -0.359, 0.264, -1.127, 0.131, 0.678, -0.327, -0.25, 0.156, -1.377,
  0.251,
])

const perezSum = (sky: SkyInstant, f1: number, f2: number): number => {
  const circumsolar = Math.max(sky.cosIncidence, 0) / Math.max(sky.cosZenith, COS_85)
  return Math.max(sky.dhi * (0.5 * (1 - f1) * (1 + sky.cosTilt) + f1 * circumsolar + f2 * sky.sinTilt), 0)
}

/** Perez et al. (1990), all-sites composite coefficients. */
function perez(sky: SkyInstant): number {
  if (sky.airMass === null || !(sky.dhi > 0)) return 0
  const z = sky.zenith * RAD
  const kz3 = KAPPA * z * z * z
  const delta = (sky.dhi * sky.airMass) / sky.dniExtra
  const clearness = ((sky.dhi + sky.dni) / sky.dhi + kz3) / (1 + kz3)
  let bin = 0
  while (bin < 7 && clearness >= PEREZ_EDGES[bin]!) bin++
  const at = bin * 6
  const f1 = PEREZ_1990[at]! + PEREZ_1990[at + 1]! * delta + PEREZ_1990[at + 2]! * z
  const f2 = PEREZ_1990[at + 3]! + PEREZ_1990[at + 4]! * delta + PEREZ_1990[at + 5]! * z
  return perezSum(sky, Math.max(f1, 0), f2)
}

/** Knots and coefficients (rows F11, F12, F13, F21, F22, F23) of Driesse's quadratic splines in zeta = 1 - 1/eps. */
const DRIESSE_KNOTS = new Float64Array([0, 0, 0, 0.061, 0.187, 0.333, 0.487, 0.643, 0.778, 0.839, 1, 1, 1])
const DRIESSE_COEFFICIENTS = [
  [-0.053, -0.008, 0.131, 0.328, 0.557, 0.861, 1.212, 1.099, 0.544, 0.544],
  [0.529, 0.588, 0.77, 0.471, 0.241, -0.323, -1.239, -1.847, 0.157, 0.157],
  [-0.028, -0.062, -0.167, -0.216, -0.3, -0.355, -0.444, -0.365, -0.213, -0.213],
  [-0.071, -0.06, -0.026, 0.069, 0.086, 0.24, 0.305, 0.275, 0.118, 0.118],
  [0.061, 0.072, 0.106, -0.105, -0.085, -0.467, -0.797, -1.132, -1.455, -1.455],
  [-0.019, -0.022, -0.032, -0.028, -0.012, -0.008, 0.047, 0.124, 0.292, 0.292],
].map((row) => Float64Array.from(row))

/** Perez-Driesse (2024): Perez with continuous coefficients. */
function perezDriesse(sky: SkyInstant): number {
  if (!(sky.dhi > 0)) return 0
  const z = sky.zenith * RAD
  const delta = (sky.dhi * (sky.airMass ?? HORIZON_AIR_MASS)) / sky.dniExtra
  const raw = sky.dni / (sky.dhi + sky.dni)
  const zeta = raw / (1 - KAPPA * z * z * z * (raw - 1))
  const [b0, b1, b2, at] = quadraticBasis(zeta)
  const at3 = (row: number): number => {
    const c = DRIESSE_COEFFICIENTS[row]!
    return b0 * c[at]! + b1 * c[at + 1]! + b2 * c[at + 2]!
  }
  const f1 = at3(0) + at3(1) * delta + at3(2) * z
  const f2 = at3(3) + at3(4) * delta + at3(5) * z
  return perezSum(sky, Math.min(Math.max(f1, 0), 0.9), f2)
}

/** The three quadratic B-splines alive at zeta and the index of the first (de Boor). */
function quadraticBasis(zeta: number): readonly [number, number, number, number] {
  const t = DRIESSE_KNOTS
  let k = 2
  while (k < 9 && zeta >= t[k + 1]!) k++
  const low = t[k]!
  const high = t[k + 1]!
  const before = t[k - 1]!
  const after = t[k + 2]!
  const right = (zeta - low) / (high - low)
  const left = 1 - right
  const b0 = left * ((high - zeta) / (high - before))
  const b2 = right * ((zeta - low) / (after - low))
  return [b0, 1 - b0 - b2, b2, k - 2]
}
