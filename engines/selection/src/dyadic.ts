/**
 * Exact arithmetic on the numbers a double can hold: n / 2^e with whole n. Sums and products of doubles stay exact, so
 * a proof found in floating point can be checked without it.
 */
export type Dyadic = { readonly n: bigint; readonly e: number }

export const ZERO: Dyadic = { n: 0n, e: 0 }

/** The exact value of a finite double. */
export function dyadic(value: number): Dyadic {
  if (value === 0) return ZERO
  let e = 0
  let scaled = value
  while (!Number.isInteger(scaled)) {
    scaled *= 2
    e++
  }
  return { n: BigInt(scaled), e }
}

export function add(a: Dyadic, b: Dyadic): Dyadic {
  const e = Math.max(a.e, b.e)
  return { n: (a.n << BigInt(e - a.e)) + (b.n << BigInt(e - b.e)), e }
}

export function multiply(a: Dyadic, b: Dyadic): Dyadic {
  return { n: a.n * b.n, e: a.e + b.e }
}

export function negate(a: Dyadic): Dyadic {
  return { n: -a.n, e: a.e }
}

/** The sign of a - b. */
export function compare(a: Dyadic, b: Dyadic): number {
  const difference = add(a, negate(b)).n
  return difference > 0n ? 1 : difference < 0n ? -1 : 0
}

/** The nearest double, for reading; never for deciding. */
export function toNumber(a: Dyadic): number {
  const bits = a.n.toString(2).replace('-', '').length
  const drop = Math.max(0, bits - 64)
  return Number(a.n >> BigInt(drop)) * 2 ** (drop - a.e)
}
