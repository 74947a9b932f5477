/** A civil day, `2019-12-23`. It has no hour and no zone; comparing two as text orders them. */
export type Day = string

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

export function dayOf(year: number, month: number, day: number): Day | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Reads a day as offices write it: 2019-12-23, 23/12/2019, 23-12-19, 23.12.2019. An hour behind it is left aside. Null when it is no day, or one that does not exist. */
export function parseDay(text: string): Day | null {
  const [date = ''] = text.split(/[T ](?=\d{1,2}:\d{2})/)
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(date)
  if (iso) return dayOf(+iso[1]!, +iso[2]!, +iso[3]!)
  const french = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(date)
  if (!french) return null
  const year = french[3]!.length === 4 ? +french[3]! : +french[3]! + (+french[3]! < 70 ? 2000 : 1900)
  return dayOf(year, +french[2]!, +french[1]!)
}

const clocks = new Map<string, Intl.DateTimeFormat>()
function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    clocks.set(zone, clock)
  }
  return clock
}

/** What the clocks of a zone show at an instant, as milliseconds of a UTC clock showing the same. */
function shown(instant: number, zone: string): number {
  const part = Object.fromEntries(
    clockOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  )
  return Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!)
}

export const dayIn = (instant: Date, zone: string): Day =>
  new Date(shown(instant.getTime(), zone)).toISOString().slice(0, 10)

/**
 * Reads an instant: `2019-10-01T00:00:00Z`, `25/06/2019 09:00`, `2019-06-25T09:00+01:00`. Without an offset it is local time of the
 * zone, whose offset of that very day only the zone's data knows (Morocco leaves UTC+1 in Ramadan).
 */
export function parseInstant(text: string, zone: string): Date | null {
  const match = /^(\S+?)(?:[T ]+(\d{1,2})[:h](\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
    text.trim(),
  )
  if (!match) return null
  const day = parseDay(match[1]!)
  const [hour, minute, second] = [Number(match[2] ?? 0), Number(match[3] ?? 0), Number(match[4] ?? 0)]
  if (!day || hour > 23 || minute > 59 || second > 59) return null
  const local = Date.parse(`${day}T00:00:00Z`) + ((hour * 60 + minute) * 60 + second) * 1000
  const offset = match[5]
  if (offset) return new Date(local - offsetOf(offset))
  const guess = local - (shown(local, zone) - local)
  return new Date(local - (shown(guess, zone) - guess))
}

function offsetOf(text: string): number {
  if (text.toUpperCase() === 'Z') return 0
  const sign = text[0] === '-' ? -1 : 1
  return sign * (Number(text.slice(1, 3)) * 60 + Number(text.slice(-2))) * 60_000
}
