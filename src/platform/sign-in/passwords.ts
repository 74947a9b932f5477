import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { fold } from '../fold.ts'

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

const common = [
  'password',
  'motdepasse',
  'azerty',
  'qwerty',
  '123456',
  'abcdef',
  'bonjour',
  'maroc',
  'casablanca',
  'solaire',
  'grappe',
  'admin',
  'welcome',
  'iloveyou',
]

/** Why a password will not do, or null. Long enough, not made of the person's own words, not one of those everybody tries first. */
export function weaknessOf(
  password: string,
  own: readonly string[],
): 'password-short' | 'password-long' | 'password-common' | null {
  const length = [...password].length
  if (length < leastPassword) return 'password-short'
  if (length > mostPassword) return 'password-long'
  const folded = fold(password).replace(/[\s\d\W_]+/g, '')
  const rest = [
    ...common,
    ...own.map((word) => fold(word).replace(/[\s\d\W_]+/g, '')).filter((word) => word.length > 3),
  ]
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(word, ''), folded)
  const codes = [...password].map((sign) => sign.codePointAt(0)!)
  const steps = codes.filter((code, place) => place > 0 && Math.abs(code - codes[place - 1]!) <= 1).length
  // Most of it goes up or down by one, or not at all: 123456789012, abcdefghijkl.
  if (steps > 0.6 * (length - 1)) return 'password-common'
  const isBare = new Set(password).size < 6 || (rest.length < 4 && new Set(password.replace(/\D/g, '')).size < 6)
  return isBare ? 'password-common' : null
}
