/** A function of one number read linearly from evenly spaced values between two ends, and held beyond them. */
export function tabulated(
  start: number,
  end: number,
  points: number,
  value: (x: number) => number,
): (x: number) => number {
  const perUnit = (points - 1) / (end - start)
  const values = Float64Array.from({ length: points }, (_, i) => value(start + i / perUnit))
  const last = points - 1.000001
  return (x) => {
    const place = Math.min(Math.max((x - start) * perUnit, 0), last)
    const i = place | 0
    return values[i]! + (values[i + 1]! - values[i]!) * (place - i)
  }
}
