import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

// OWASP's first choice for scrypt (2^17, 8, 1): 128 MiB and a third of a second for each guess.
const logN = 17
const options: ScryptOptions = { N: 2 ** logN, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }
const bytes = 32

const derive = (password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, bytes, cost, (error, key) => (error ? reject(error) : resolve(key))),
  )

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, options)
  return ['scrypt', logN, salt.toString('base64url'), key.toString('base64url')].join('$')
}

// Somebody unknown costs as much time as somebody known, so that an answer's delay tells nothing.
const nobody = ['scrypt', logN, Buffer.alloc(16).toString('base64url'), Buffer.alloc(bytes).toString('base64url')].join(
  '$',
)

export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, cost, salt = '', key = ''] = (stored ?? nobody).split('$')
  const derived = await derive(password, Buffer.from(salt, 'base64url'), { ...options, N: 2 ** Number(cost) })
  const same = timingSafeEqual(derived, Buffer.from(key, 'base64url'))
  return stored !== null && same
}

export const leastPassword = 12
const mostPassword = 200

// What anybody would try first against an office of ours.
const ours = ['grappe', 'cluster', 'solaire', 'energie', 'maroc', 'casablanca', 'rabat']

/** A quarter of a million French words and the 49,000 most used passwords: looked at once somebody chooses a password, not before. */
let guesser: Promise<ZxcvbnFactory> | null = null
async function loadGuesser(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, french] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
  ])
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...french.dictionary },
    graphs: common.adjacencyGraphs,
    translations: french.translations,
    maxLength: 100,
  })
}

// Of 0 to 4: more than 10^10 guesses, which at a third of a second each nobody makes.
const wantedScore = 4

/** Why a password will not do, or null. Long enough, and not found by whoever guesses from words, names, dates, keys in a row, the most used passwords and what the person is called. */
export async function weaknessOf(
  password: string,
  own: readonly string[],
): Promise<'password-short' | 'password-long' | 'password-common' | null> {
  const length = [...password].length
  if (length < leastPassword) return 'password-short'
  if (length > mostPassword) return 'password-long'
  guesser ??= loadGuesser()
  const { score } = (await guesser).check(password, [
    ...ours,
    ...own.flatMap((name) => [name, ...name.split(/[\s.]+/)]),
  ])
  return score < wantedScore ? 'password-common' : null
}
