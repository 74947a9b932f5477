/** Seeded random numbers: xorshift32, enough for a search and the same on every machine. */

export interface Random {
  /** An integer in 0..n-1, n >= 1. */
  below(n: number): number
  /** A number in [0, 1). */
  unit(): number
}

/** The stream of `seed`; any 32-bit integer will do. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  for (let i = 0; i < 8; i++) next()
  return {
    below: (n) => Math.floor((next() / 4294967296) * n),
    unit: () => next() / 4294967296,
  }
}
