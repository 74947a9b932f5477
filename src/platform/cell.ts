import { parseDay, parseInstant } from './day.ts'
import { isNegative, parseAmount, parseNumber } from './decimal.ts'
import { fold, legible } from './fold.ts'

/** A value as it is stored: text in canonical form, so that two of them compare as text. */
export type Value = string | null

/** A cell whose words mean something elsewhere: a record, a person. It is read as text and looked up later. */
type OtherCell = { kind: 'reference' | 'references' | 'person' | 'party' }

/** What a cell may hold by itself. */
export type PlainCell =
  | { kind: 'text' | 'long' | 'file' | 'day' | 'instant' | 'boolean' | 'currency' | 'share' }
  /** A code with a check of its own, as a company number has. */
  | { kind: 'checked'; check(text: string): Parsed }
  | { kind: 'name' }
  | { kind: 'number' | 'amount' | 'integer'; negative: boolean }
  | { kind: 'choice'; of: readonly string[]; also: Record<string, string>; closed: boolean }

export type CellCode =
  | 'bad-day'
  | 'bad-instant'
  | 'bad-number'
  | 'bad-boolean'
  | 'not-in-list'
  | 'bad-currency'
  | 'bad-ice'
  | 'negative'
  | 'bad-document'

export type Parsed = { value: Value } | { code: CellCode }

const currencies = new Set(Intl.supportedValuesOf('currency'))
const currencyWords: Record<string, string> = {
  dh: 'MAD',
  dhs: 'MAD',
  dirham: 'MAD',
  dirhams: 'MAD',
  euro: 'EUR',
  euros: 'EUR',
  '€': 'EUR',
  $: 'USD',
}
const yes = new Set(['oui', 'o', 'yes', 'y', 'vrai', 'true', '1', 'x', 'نعم'])
const no = new Set(['non', 'n', 'no', 'faux', 'false', '0', 'لا'])

/** Reads one filled cell as its kind. The cell is text, trimmed; references are looked up later, when every sheet has been read. */
export function parseCell(cell: PlainCell | OtherCell, text: string, zone: string): Parsed {
  switch (cell.kind) {
    case 'day': {
      const day = parseDay(text)
      return day ? { value: day } : { code: 'bad-day' }
    }
    case 'instant': {
      const instant = parseInstant(text, zone)
      return instant ? { value: instant.toISOString() } : { code: 'bad-instant' }
    }
    case 'amount':
    case 'number':
    case 'integer':
      return parseQuantity(cell, text)
    case 'boolean': {
      const word = fold(text)
      return yes.has(word) ? { value: 'true' } : no.has(word) ? { value: 'false' } : { code: 'bad-boolean' }
    }
    case 'choice': {
      const word = fold(text)
      const found = cell.of.find((one) => fold(one) === word) ?? ownIn(cell.also, word)
      return found ? { value: found } : cell.closed ? { code: 'not-in-list' } : { value: spaced(text) }
    }
    case 'currency': {
      const code = ownIn(currencyWords, fold(text)) ?? text.toUpperCase()
      return currencies.has(code) ? { value: code } : { code: 'bad-currency' }
    }
    case 'checked':
      return cell.check(text)
    case 'share':
      return /^(\d+\s*\/\s*[1-9]\d*|\d+([.,]\d+)?\s*%?)$/.test(text)
        ? { value: text.replace(/\s/g, '') }
        : { code: 'bad-number' }
    case 'file':
      return /^[0-9a-f]{64}$/.test(text) ? { value: text } : { code: 'bad-document' }
    case 'long':
      return { value: legible(text.replace(/\r\n?/g, '\n')) }
    default:
      return { value: spaced(text) }
  }
}

function parseQuantity(cell: PlainCell & { kind: 'number' | 'amount' | 'integer' }, text: string): Parsed {
  const value = cell.kind === 'amount' ? parseAmount(text) : parseNumber(text)
  if (value === null) return { code: 'bad-number' }
  if (cell.kind === 'integer' && (value.includes('.') || value.replace('-', '').length > 9))
    return { code: 'bad-number' }
  return isNegative(value) && !cell.negative ? { code: 'negative' } : { value }
}

/** A word of a list, and nothing every object has, as `constructor`. */
const ownIn = (words: Record<string, string>, word: string): string | undefined =>
  Object.hasOwn(words, word) ? words[word] : undefined

const spaced = (text: string) => legible(text).replace(/\s+/g, ' ').trim()

/** Prints a stored value as the tidy dossier writes it. */
export function printCell(cell: { kind: string }, value: Value): string {
  if (value === null) return ''
  if (cell.kind === 'boolean') return value === 'true' ? 'oui' : 'non'
  if (cell.kind === 'instant') return value.replace('.000Z', 'Z')
  return value
}
