/**
 * Exact decimals as canonical text: no thousands mark, a dot, no trailing zeros. PostgreSQL's numeric does the sums; this file
 * reads what people write and adds the few things that are checked before anything is stored.
 */
export type Decimal = string

const unitOf: Record<string, number> = { kdh: 3, mdh: 6, mmdh: 9 }
const moneyWords = /(?:mmdh|mdh|kdh|dhs?|dirhams?|mad|usd|eur|[$€])\.?$/i

/** `15 000 000,00`, `15.000.000,00`, `12 500,00 DH`, `15 MDH`, `120 KDH`, `(500)`. Null when it is no number. */
export function parseAmount(text: string): Decimal | null {
  const bare = text.replace(/[\s\u00a0\u202f\u2009']/g, '')
  const unit = moneyWords.exec(bare)?.[0].toLowerCase()
  const digits = unit ? bare.slice(0, bare.length - unit.length) : bare
  // In money a lone dot before three figures is the press's thousands mark ("2.000 DH"); a measure of 1008.515 is not money.
  const grouped = /^-?\d{1,3}\.\d{3}$/.test(digits) ? digits.replace('.', '') : digits
  const number = parseNumber(grouped)
  return number === null ? null : shift(number, unitOf[unit ?? ''] ?? 0)
}

/** A plain number, French or English marks, any number of decimals. */
export function parseNumber(text: string): Decimal | null {
  let bare = text.replace(/[\s\u00a0\u202f\u2009']/g, '')
  let sign = ''
  if (/^\(.*\)$/.test(bare)) [sign, bare] = ['-', bare.slice(1, -1)]
  if (/^[+-]/.test(bare)) [sign, bare] = [bare[0] === '-' ? '-' : '', bare.slice(1)]
  const dots = bare.split('.').length - 1
  const commas = bare.split(',').length - 1
  if (commas > 0 && dots > 0) {
    const decimalMark = bare.lastIndexOf(',') > bare.lastIndexOf('.') ? ',' : '.'
    bare = bare.replaceAll(decimalMark === ',' ? '.' : ',', '').replace(decimalMark, '.')
  } else if (dots > 1) bare = /^\d{1,3}(\.\d{3})+$/.test(bare) ? bare.replaceAll('.', '') : 'no'
  else if (commas > 1) bare = /^\d{1,3}(,\d{3})+$/.test(bare) ? bare.replaceAll(',', '') : 'no'
  else bare = bare.replace(',', '.')
  if (/^\d+(\.\d+)?[eE][+-]?\d{1,2}$/.test(bare)) bare = plain(bare)
  if (!/^(\d+\.?\d*|\.\d+)$/.test(bare)) return null
  return canonical(sign + bare)
}

/** Spreadsheets write long numbers as 1.5E+7. */
function plain(text: string): string {
  const [mantissa, exponent] = text.split(/[eE]/)
  return shift(mantissa!, Number(exponent))
}

/** Moves the decimal mark: shift('1.5', 6) is '1500000'. */
function shift(number: Decimal, places: number): Decimal {
  const negative = number.startsWith('-')
  const [whole = '0', part = ''] = number.replace('-', '').split('.')
  const digits = whole + part
  const mark = whole.length + places
  const padded = mark <= 0 ? '0'.repeat(1 - mark) + digits : digits.padEnd(mark, '0')
  const at = Math.max(mark, 1)
  return canonical(`${negative ? '-' : ''}${padded.slice(0, at)}.${padded.slice(at)}`)
}

function canonical(number: string): Decimal {
  const negative = number.startsWith('-')
  const [whole = '', part = ''] = number.replace('-', '').split('.')
  const head = whole.replace(/^0+(?=\d)/, '') || '0'
  const tail = part.replace(/0+$/, '')
  const text = tail ? `${head}.${tail}` : head
  return negative && text !== '0' ? `-${text}` : text
}

const places = 8
const scaled = (number: Decimal): bigint => BigInt(shift(number, places).split('.')[0]!)

/** The exact sum, to eight decimals. */
export function sumOf(numbers: Iterable<Decimal>): Decimal {
  let total = 0n
  for (const number of numbers) total += scaled(number)
  return shift(total.toString(), -places)
}

export const isNegative = (number: Decimal): boolean => number.startsWith('-')
