import { cosd } from '../angles.ts'
import { absoluteAirMass, relativeAirMass } from '../sun/air-mass.ts'
import { extraterrestrialSpencer } from '../sun/approximate.ts'

/** W/m2 and the clearness index the split rests on. */
export interface Decomposed {
  readonly dni: number
  readonly dhi: number
  readonly clearness: number
}

/** Below this cosine of zenith the clearness index uses it instead: low sun makes ratios meaningless. */
const MIN_COS_ZENITH = 0.065
/** Beyond this zenith (degrees) all light is taken as diffuse. */
const MAX_ZENITH = 87

/** Clearness index GHI over extraterrestrial horizontal, held in [0, 1]. */
export function clearnessIndex(ghi: number, zenith: number, dniExtra: number): number {
  const horizontal = dniExtra * Math.max(cosd(zenith), MIN_COS_ZENITH)
  return Math.min(1, Math.max(0, ghi / horizontal))
}

/** Splits so that GHI = DNI cos(zenith) + DHI; where that would need a negative or a low-sun beam, all is diffuse. */
function closed(ghi: number, zenith: number, diffuseFraction: number, clearness: number): Decomposed {
  const dhi = diffuseFraction * ghi
  const dni = (ghi - dhi) / cosd(zenith)
  const beamless = zenith > MAX_ZENITH || ghi < 0 || dni < 0
  return beamless ? { dni: 0, dhi: ghi, clearness } : { dni, dhi, clearness }
}

/** Erbs, Klein and Duffie (1982): diffuse fraction from the clearness index, in three pieces. */
export function erbs(ghi: number, zenith: number, dayOfYear: number): Decomposed {
  const kt = clearnessIndex(ghi, zenith, extraterrestrialSpencer(dayOfYear))
  const fraction =
    kt <= 0.22
      ? 1 - 0.09 * kt
      : kt <= 0.8
        ? 0.9511 - 0.1604 * kt + 4.388 * kt ** 2 - 16.638 * kt ** 3 + 12.336 * kt ** 4
        : 0.165
  return closed(ghi, zenith, fraction, kt)
}

/** Erbs-Driesse (2022): Erbs with the steps at its joints removed. */
export function erbsDriesse(ghi: number, zenith: number, dayOfYear: number): Decomposed {
  const light = Math.max(0, ghi)
  const kt = clearnessIndex(light, zenith, extraterrestrialSpencer(dayOfYear))
  let fraction = 1 - 0.09 * kt
  if (kt > 0.216)
    fraction =
      (((12.269114395712613 * kt - 16.4705084246973) * kt + 4.246926715218317) * kt - 0.11390583806313881) * kt +
      0.946296633571001
  if (kt > 0.792) fraction = 0.165
  return closed(light, zenith, fraction, kt)
}

/** Boland et al. (2008): logistic diffuse fraction; the coefficients are those of 15-minute data. */
export function boland(ghi: number, zenith: number, dayOfYear: number, a = 8.645, b = 0.613): Decomposed {
  const kt = clearnessIndex(ghi, zenith, extraterrestrialSpencer(dayOfYear))
  return closed(ghi, zenith, 1 / (1 + Math.exp(a * (kt - b))), kt)
}

/**
 * DISC (Maxwell 1987): DNI in W/m2 from GHI.
 *
 * @param pressurePa site pressure, for the absolute air mass
 */
export function disc(ghi: number, zenith: number, dayOfYear: number, pressurePa = 101325): number {
  if (zenith > MAX_ZENITH || ghi < 0) return 0
  const extra = extraterrestrialSpencer(dayOfYear, 1370)
  const kt = clearnessIndex(ghi, zenith, extra)
  const relative = relativeAirMass(zenith, 'kasten1966') ?? 12
  const am = Math.min(12, absoluteAirMass(relative, pressurePa))
  const [a, b, c] =
    kt <= 0.6
      ? [0.512 + kt * (-1.56 + kt * (2.286 - 2.222 * kt)), 0.37 + 0.962 * kt, -0.28 + kt * (0.932 - 2.048 * kt)]
      : [
          -5.743 + kt * (21.77 + kt * (-27.49 + 11.56 * kt)),
          41.4 + kt * (-118.5 + kt * (66.05 + 31.9 * kt)),
          -47.01 + kt * (184.2 + kt * (-222 + 73.81 * kt)),
        ]
  const clear = 0.866 + am * (-0.122 + am * (0.0121 + am * (-0.000653 + 1.4e-5 * am)))
  return Math.max(0, (clear - (a + b * Math.exp(c * am))) * extra)
}
