/** A polynomial at x, coefficients from the constant up. */
export function polynomial(x: number, coefficients: ArrayLike<number>): number {
  let sum = 0
  for (let k = coefficients.length - 1; k >= 0; k--) sum = sum * x + coefficients[k]!
  return sum
}
