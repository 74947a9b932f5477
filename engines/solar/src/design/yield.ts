import { accepted, type Outcome, refused } from '../outcome.ts'

/** Yield of every year under a constant yearly degradation (fraction), first year whole. */
export const degradedYears = (firstYear: number, degradation: number, years: number): Float64Array =>
  Float64Array.from({ length: years }, (_, year) => firstYear * (1 - degradation) ** year)

/** Standard normal quantile (Acklam's rational approximation, relative error 1.2e-9). */
export function normalQuantile(p: number): number {
  const a = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
  ]
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1]
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ]
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1]
  const horner = (k: readonly number[], x: number): number => k.reduce((sum, value) => sum * x + value, 0)
  const tail = 0.02425
  if (p < tail) {
    const q = Math.sqrt(-2 * Math.log(p))
    return horner(c, q) / horner(d, q)
  }
  if (p > 1 - tail) return -normalQuantile(1 - p)
  const q = p - 0.5
  return (q * horner(a, q * q)) / horner(b, q * q)
}

/**
 * Yield exceeded with a probability (0.5 for P50, 0.9 for P90), normal around the median with independent standard
 * uncertainties as fractions of it (weather, model, soiling, ...), combined by their squares.
 */
export function exceedance(median: number, uncertainties: readonly number[], probability: number): Outcome<number> {
  if (!(probability > 0 && probability < 1))
    return refused('out-of-range', 'probability', `${probability} is not between zero and one`)
  const sigma = Math.hypot(...uncertainties)
  return accepted(median * (1 - normalQuantile(probability) * sigma))
}

/** Yield exceeded with a probability by the years themselves: their quantile, linear between sorted years. */
export function exceedanceOfYears(years: ArrayLike<number>, probability: number): Outcome<number> {
  if (years.length < 2) return refused('wrong-length', 'years', 'a quantile needs two years or more')
  const sorted = Float64Array.from(years).sort()
  const place = (1 - probability) * (sorted.length - 1)
  const i = Math.min(Math.max(Math.floor(place), 0), sorted.length - 2)
  return accepted(sorted[i]! + (sorted[i + 1]! - sorted[i]!) * (place - i))
}
