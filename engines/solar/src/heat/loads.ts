/** A day's heat load as shares of design, and which days of the week it is idle. */
export interface LoadProfile {
  readonly name: string
  readonly day: readonly number[]
  /** Share on idle days, and the idle days (day of the year modulo 7, from 0). */
  readonly idleDays: readonly number[]
  readonly idleShare: number
  readonly note: string
}

const hours = (base: number, ...blocks: readonly (readonly [from: number, to: number, share: number])[]): number[] =>
  Array.from({ length: 24 }, (_, h) => blocks.find(([from, to]) => h >= from && h < to)?.[2] ?? base)

const profile = (
  name: string,
  day: readonly number[],
  note: string,
  idleDays: readonly number[] = [],
  idleShare = 0,
): LoadProfile => ({ name, day, idleDays, idleShare, note })

/** Typical plants. Shapes are stated assumptions to start a conversation from, not measurements. */
export const LOAD_LIBRARY: Readonly<Record<string, LoadProfile>> = {
  flat: profile('flat', hours(1), 'continuous process'),
  dairy: profile(
    'dairy',
    hours(0.25, [4, 12, 1], [12, 20, 0.6]),
    'milk reception and pasteurisation in the morning, cleaning after noon, cold chain at night',
  ),
  two_shift_6d: profile(
    'two_shift_6d',
    hours(0.15, [6, 22, 1]),
    'two shifts six days a week, holding heat otherwise',
    [6],
    0.15,
  ),
  textile: profile('textile', hours(0.7, [6, 22, 1]), 'dyeing and finishing in three shifts', [6], 0.2),
  laundry: profile('laundry', hours(0, [6, 20, 1]), 'washing and ironing by day', [6], 0),
  brewery: profile('brewery', hours(0.3, [5, 11, 1], [11, 17, 0.8], [17, 22, 0.6]), 'two brews a day', [6], 0.2),
  phosphate_drying: profile('phosphate_drying', hours(1), 'continuous dryer'),
  tannery: profile('tannery', hours(0.1, [7, 18, 1]), 'baths heated by day', [6], 0.05),
  hammam: profile('hammam', hours(0.2, [6, 12, 0.7], [12, 22, 1]), 'open from morning to late evening'),
  hotel: profile('hotel', hours(0.2, [6, 10, 1], [10, 17, 0.4], [17, 22, 0.9]), 'hot water for guests and kitchen'),
}

/** A profile over 365 days, shares of design. */
export function yearOfLoad(load: LoadProfile): Float64Array {
  return Float64Array.from({ length: 8760 }, (_, h) =>
    load.idleDays.includes(Math.floor(h / 24) % 7) ? load.idleShare : load.day[h % 24]!,
  )
}

/**
 * A day described in words: "1.0 from 06 to 22 h six days a week, else 0.15" or "1.0 04-12 h, 0.6 12-20 h, 0.25 else".
 * Null when no block is found.
 */
export function loadFromWords(words: string): LoadProfile | null {
  const blocks: [number, number, number][] = []
  for (const m of words.matchAll(/(\d*\.\d+|\d)\s+(?:from\s+)?(\d{1,2})\s*(?:-|to)\s*(\d{1,2})\s*h/g))
    blocks.push([Number(m[2]), Number(m[3]), Number(m[1])])
  if (blocks.length === 0) return null
  const otherwise = /else\s+(\d*\.?\d+)/.exec(words) ?? /(\d*\.\d+)\s+else/.exec(words)
  const base = otherwise ? Number(otherwise[1]) : 0
  const idle = /(six|five) days a week/.exec(words)?.[1]
  const idleDays = idle === 'six' ? [6] : idle === 'five' ? [5, 6] : []
  return profile('described', hours(base, ...blocks), words, idleDays, base)
}
