/**
 * Reads numbers out of delimited text without splitting it into strings: a year of hours parses in a few milliseconds.
 */

const COMMA = 44
const MINUS = 45
const DOT = 46

/** Powers of ten exact in a double: mantissas of 15 digits over these round correctly. */
const POWERS = Array.from({ length: 23 }, (_, i) => 10 ** i)

/** The number between two positions, NaN when there is none. */
export function numberAt(text: string, start: number, end: number): number {
  let i = start
  while (i < end && text.charCodeAt(i) <= 32) i++
  const negative = text.charCodeAt(i) === MINUS
  if (negative) i++
  let mantissa = 0
  let digits = 0
  let decimals = -1
  for (; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code >= 48 && code <= 57) {
      mantissa = mantissa * 10 + (code - 48)
      digits++
      if (decimals >= 0) decimals++
    } else if (code === DOT && decimals < 0) decimals = 0
    else break
  }
  while (i < end && text.charCodeAt(i) <= 32) i++
  if (i < end || digits > 15) return Number.parseFloat(text.slice(start, end).trim() || 'NaN')
  if (digits === 0) return Number.NaN
  const value = decimals > 0 ? mantissa / POWERS[decimals]! : mantissa
  return negative ? -value : value
}

/** The positions where lines start, blank lines at the end left out. */
export function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  while (starts.length > 1 && text.slice(starts[starts.length - 1]!).trim() === '') starts.pop()
  return starts
}

/** One line, without its line end. */
export function lineAt(text: string, starts: readonly number[], index: number): string {
  const end = index + 1 < starts.length ? starts[index + 1]! : text.length
  return text.slice(starts[index]!, end).replace(/[\r\n]+$/, '')
}

/**
 * Columns of a delimited table as numbers, NaN where a cell is empty or not a number.
 *
 * @param columns indices of the wanted columns; -1 yields null
 * @param from and to first line and line after the last
 */
export function numericColumns(
  text: string,
  starts: readonly number[],
  from: number,
  to: number,
  columns: readonly number[],
): (Float64Array | null)[] {
  const rows = to - from
  const result = columns.map((column) => (column < 0 ? null : new Float64Array(rows).fill(Number.NaN)))
  const last = Math.max(...columns)
  const slots: (Float64Array | null)[] = Array.from({ length: last + 1 }, (_, c) => {
    const at = columns.indexOf(c)
    return at < 0 ? null : result[at]!
  })
  for (let row = 0; row < rows; row++) {
    const line = from + row
    const end = line + 1 < starts.length ? starts[line + 1]! - 1 : text.length
    let start = starts[line]!
    for (let column = 0; column <= last && start <= end; column++) {
      let stop = start
      while (stop < end && text.charCodeAt(stop) !== COMMA) stop++
      const slot = slots[column]
      if (slot) slot[row] = numberAt(text, start, stop)
      start = stop + 1
    }
  }
  return result
}
