import { cosd, RAD } from '../angles.ts'

/** W/m2. */
export interface ClearSky {
  readonly ghi: number
  readonly dni: number
  readonly dhi: number
}

/**
 * Ineichen and Perez (2002) clear sky.
 *
 * @param apparentZenith degrees
 * @param airMassAbsolute null below the horizon, where the sky is dark
 * @param linkeTurbidity Linke turbidity at air mass 2, 1 (clean and dry) to about 7
 * @param altitude metres
 * @param dniExtra extraterrestrial normal irradiance, W/m2
 * @param perezEnhancement the enhancement term of GHI, which Ineichen's later papers drop
 */
export function ineichen(
  apparentZenith: number,
  airMassAbsolute: number | null,
  linkeTurbidity: number,
  altitude: number,
  dniExtra = 1364,
  perezEnhancement = false,
): ClearSky {
  const cosZenith = Math.max(cosd(apparentZenith), 0)
  if (airMassAbsolute === null || cosZenith === 0) return { ghi: 0, dni: 0, dhi: 0 }
  const fh1 = Math.exp(-altitude / 8000)
  const fh2 = Math.exp(-altitude / 1250)
  const cg1 = 5.09e-5 * altitude + 0.868
  const cg2 = 3.92e-5 * altitude + 0.0387
  let clear = Math.exp(-cg2 * airMassAbsolute * (fh1 + fh2 * (linkeTurbidity - 1)))
  if (perezEnhancement) clear *= Math.exp(0.01 * airMassAbsolute ** 1.8)
  const ghi = cg1 * dniExtra * cosZenith * clear
  const beam = dniExtra * (0.664 + 0.163 / fh1) * Math.exp(-0.09 * airMassAbsolute * (linkeTurbidity - 1))
  const ceiling = (1 - (0.1 - 0.2 * Math.exp(-linkeTurbidity)) / (0.1 + 0.882 / fh1)) / cosZenith
  const dni = Math.min(beam, ghi * Math.min(Math.max(ceiling, 0), 1e20))
  return { ghi, dni, dhi: ghi - dni * cosZenith }
}

/**
 * Simplified Solis (Ineichen 2008).
 *
 * @param apparentElevation degrees
 * @param aod700 aerosol optical depth at 700 nm, 0 to 0.45
 * @param precipitableWater cm, at least 0.2
 */
export function simplifiedSolis(
  apparentElevation: number,
  aod700 = 0.1,
  precipitableWater = 1,
  pressurePa = 101325,
  dniExtra = 1364,
): ClearSky {
  const w = Math.max(precipitableWater, 0.2)
  const lnW = Math.log(w)
  const lnP = Math.log(pressurePa / 101325)
  const a = aod700
  const enhanced = dniExtra * (0.12 * w ** 0.56 * a ** 2 + 0.97 * w ** 0.032 * a + 1.08 * w ** 0.0051 + 0.071 * lnP)
  const tauBeam =
    (1.82 + 0.056 * lnW + 0.0071 * lnW ** 2) * a + 0.33 + 0.045 * lnW + 0.0096 * lnW ** 2 + (0.0089 * w + 0.13) * lnP
  const expBeam = (0.00925 * a ** 2 + 0.0148 * a - 0.0172) * lnW - 0.7565 * a ** 2 + 0.5057 * a + 0.4557
  const tauGlobal =
    (1.24 + 0.047 * lnW + 0.0061 * lnW ** 2) * a + 0.27 + 0.043 * lnW + 0.009 * lnW ** 2 + (0.0079 * w + 0.1) * lnP
  const expGlobal = -0.0147 * lnW - 0.3079 * a ** 2 + 0.2846 * a + 0.3798
  const expDiffuse = -0.337 * a ** 2 + 0.63 * a + 0.116 + lnP / (18 + 152 * a)
  const sine = Math.max(1e-30, Math.sin(apparentElevation * RAD))
  return {
    dni: enhanced * Math.exp(-tauBeam / sine ** expBeam),
    ghi: enhanced * Math.exp(-tauGlobal / sine ** expGlobal) * sine,
    dhi: enhanced * Math.exp(-solisDiffuseDepth(a, w, lnP) / sine ** expDiffuse),
  }
}

/** Optical depth of the diffuse term, with the break at an aerosol depth of 0.05. */
function solisDiffuseDepth(a: number, w: number, lnP: number): number {
  const [t4, t3, t2, t1, t0, tp] =
    a < 0.05
      ? [
          86 * w - 13800,
          -3.11 * w + 79.4,
          -0.23 * w + 74.8,
          0.092 * w - 8.86,
          0.0042 * w + 3.12,
          -0.83 * (1 + a) ** -17.2,
        ]
      : [
          -0.21 * w + 11.6,
          0.27 * w - 20.7,
          -0.134 * w + 15.5,
          0.0554 * w - 5.71,
          0.0057 * w + 2.94,
          -0.71 * (1 + a) ** -15,
        ]
  return t4 * a ** 4 + t3 * a ** 3 + t2 * a ** 2 + t1 * a + t0 + tp * lnP
}

/** Haurwitz (1945): clear-sky GHI in W/m2 from the apparent zenith alone. */
export function haurwitz(apparentZenith: number): number {
  const cos = cosd(apparentZenith)
  return cos > 0 ? 1098 * cos * Math.exp(-0.059 / cos) : 0
}

/** What Bird's model asks of the air: aerosol depths at 380 and 500 nm, water and ozone in cm. */
export interface BirdAir {
  readonly aod380: number
  readonly aod500: number
  readonly precipitableWater: number
  readonly ozone?: number
  readonly pressurePa?: number
  readonly asymmetry?: number
  readonly albedo?: number
}

/** Bird and Hulstrom (1981) broadband clear sky. Air mass null below the horizon. */
export function bird(zenith: number, airMassRelative: number | null, air: BirdAir, dniExtra = 1364): ClearSky {
  if (airMassRelative === null) return { ghi: 0, dni: 0, dhi: 0 }
  const m = airMassRelative
  const { ozone = 0.3, pressurePa = 101325, asymmetry = 0.85, albedo = 0.2 } = air
  const pressed = (m * pressurePa) / 101325
  const rayleigh = Math.exp(-0.0903 * pressed ** 0.84 * (1 + pressed - pressed ** 1.01))
  const o3 = ozone * m
  const tOzone = 1 - 0.1611 * o3 * (1 + 139.48 * o3) ** -0.3034 - (0.002715 * o3) / (1 + 0.044 * o3 + 0.0003 * o3 ** 2)
  const tGases = Math.exp(-0.0127 * pressed ** 0.26)
  const h2o = m * air.precipitableWater
  const tWater = 1 - (2.4959 * h2o) / ((1 + 79.034 * h2o) ** 0.6828 + 6.385 * h2o)
  const depth = 0.27583 * air.aod380 + 0.35 * air.aod500
  const tAerosol = Math.exp(-(depth ** 0.873) * (1 + depth - depth ** 0.7088) * m ** 0.9108)
  const absorbed = 1 - 0.1 * (1 - m + m ** 1.06) * (1 - tAerosol)
  const skyReflectance = 0.0685 + (1 - asymmetry) * (1 - tAerosol / absorbed)
  const dni = 0.9662 * dniExtra * tAerosol * tWater * tGases * tOzone * rayleigh
  const cos = zenith < 90 ? cosd(zenith) : 0
  const scattered =
    (dniExtra *
      cos *
      0.79 *
      tOzone *
      tGases *
      tWater *
      absorbed *
      (0.5 * (1 - rayleigh) + asymmetry * (1 - tAerosol / absorbed))) /
    (1 - m + m ** 1.02)
  const ghi = (dni * cos + scattered) / (1 - albedo * skyReflectance)
  return { ghi, dni, dhi: ghi - dni * cos }
}
