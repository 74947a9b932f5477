import { Secret, TOTP } from 'otpauth'

/** Codes of a phone application, by RFC 6238: six digits every thirty seconds, a step early or late forgiven. */
const codes = (secret: string, label: string) =>
  new TOTP({ issuer: 'Grappe', label, secret: Secret.fromBase32(secret) })

/** What the secret of somebody's codes is sealed as. */
export const totpSecret = (login: string): string => `code ${login}`

export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** The address an application reads from the picture. */
export const totpAddress = (secret: string, label: string): string => codes(secret, label).toString()

/** The step a code is good for, or null: a code is good once, so the step is remembered and must be later than the last one taken. */
export function stepOf(secret: string, code: string, after: number | null, now: Date): number | null {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = codes(secret, '').validate({ token, timestamp: now.getTime(), window: 1 })
  if (delta === null) return null
  const step = Math.floor(now.getTime() / 30_000) + delta
  return after !== null && step <= after ? null : step
}
