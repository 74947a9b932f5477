import type { Parsed } from '../../platform/cell.ts'

/**
 * The Moroccan company number: 15 figures, divisible by 97 as a whole. A spreadsheet drops leading zeros and may write 1.56119E+12;
 * zeros come back before the check, lost figures cannot.
 */
export function parseIce(text: string): Parsed {
  const digits = text.replace(/[\s.'-]/g, '').replace(/^ICE:?/i, '')
  if (!/^\d{8,15}$/.test(digits)) return { code: 'bad-ice' }
  const ice = digits.padStart(15, '0')
  return BigInt(ice) % 97n === 0n && BigInt(ice) > 0n ? { value: ice } : { code: 'bad-ice' }
}
