/** SHA-256 (FIPS 180-4), synchronous and free of any platform, so that a draw can be recomputed anywhere. */

const ROUND_CONSTANTS = roundConstants()

/** Digest of the UTF-8 bytes of `text`, as 64 hexadecimal digits. */
export function sha256(text: string): string {
  const words = digestWords(new TextEncoder().encode(text))
  return Array.from(words, (word) => word.toString(16).padStart(8, '0')).join('')
}

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
function roundConstants(): Uint32Array {
  const primes: number[] = []
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p !== 0)) primes.push(n)
  return Uint32Array.from(primes, (p) => fractionalRoot(p, 3n))
}

function fractionalRoot(n: number, degree: bigint): number {
  // floor(2^32 · n^(1/degree)) by bisection on whole numbers: exact where floating point would not be.
  const target = BigInt(n) << (32n * degree)
  let low = 0n
  let high = 1n << 40n
  while (high - low > 1n) {
    const middle = (low + high) >> 1n
    if (middle ** degree <= target) low = middle
    else high = middle
  }
  return Number(low & 0xffffffffn)
}

function digestWords(bytes: Uint8Array): Uint32Array {
  const padded = pad(bytes)
  const state = Uint32Array.from([2, 3, 5, 7, 11, 13, 17, 19], (p) => fractionalRoot(p, 2n))
  const schedule = new Uint32Array(64)
  for (let offset = 0; offset < padded.byteLength; offset += 64) compress(state, schedule, padded, offset)
  return state
}

function pad(bytes: Uint8Array): DataView {
  const length = Math.ceil((bytes.length + 9) / 64) * 64
  const buffer = new Uint8Array(length)
  buffer.set(bytes)
  buffer[bytes.length] = 0x80
  const view = new DataView(buffer.buffer)
  view.setBigUint64(length - 8, BigInt(bytes.length) * 8n)
  return view
}

function compress(state: Uint32Array, w: Uint32Array, view: DataView, offset: number): void {
  for (let t = 0; t < 16; t++) w[t] = view.getUint32(offset + 4 * t)
  for (let t = 16; t < 64; t++) {
    const a = w[t - 15]!
    const b = w[t - 2]!
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10)
    w[t] = w[t - 16]! + s0 + w[t - 7]! + s1
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let t = 0; t < 64; t++) {
    const t1 = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[t]! + w[t]!
    const t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    h = g
    g = f
    f = e
    e = (d + t1) >>> 0
    d = c
    c = b
    b = a
    a = (t1 + t2) >>> 0
  }
  for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = state[i]! + value
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}
