import type { Day } from './day.ts'

/** The languages of every page, the first one first. */
export const langs = ['fr', 'ar', 'en'] as const
export type Lang = (typeof langs)[number]

export const isLang = (text: string): text is Lang => (langs as readonly string[]).includes(text)
export const directionOf = (lang: Lang): 'rtl' | 'ltr' => (lang === 'ar' ? 'rtl' : 'ltr')

/** The same texts in another language: a missing one does not compile. */
export type Translated<Texts> = {
  [Key in keyof Texts]: Texts[Key] extends string
    ? string
    : Texts[Key] extends readonly string[]
      ? readonly string[]
      : Translated<Texts[Key]>
}

// Moroccan accounts group by spaces, which `fr` does and `fr-MA` does not; Arabic of Morocco writes Latin digits.
const numberLocale = { fr: 'fr', ar: 'ar-MA', en: 'en' } as const
const dayLocale = { fr: 'fr-MA', ar: 'ar-MA', en: 'en-GB' } as const

const made = new Map<string, unknown>()
function once<T>(key: string, make: () => T): T {
  if (!made.has(key)) made.set(key, make())
  return made.get(key) as T
}

/** A number with exactly `digits` decimals, or up to three where it is not said. */
export function numberText(lang: Lang, value: number, digits?: number): string {
  const options =
    digits === undefined
      ? { maximumFractionDigits: 3 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits }
  // Groups are kept together by a no-break space every font has.
  return once(`number ${lang} ${digits}`, () => new Intl.NumberFormat(numberLocale[lang], options))
    .format(value)
    .replace(/\u202f/g, '\u00a0')
}

export const percentText = (lang: Lang, ratio: number): string =>
  once(
    `percent ${lang}`,
    () => new Intl.NumberFormat(numberLocale[lang], { style: 'percent', maximumFractionDigits: 1 }),
  )
    .format(ratio)
    .replace(/\u202f/g, '\u00a0')

const currencyWord = { fr: 'DH', ar: 'درهم', en: 'MAD' } as const
const million = { fr: 'MDH', ar: 'مليون درهم', en: 'million' } as const

/** An amount to the centime: 775 500,00 DH. */
export function moneyText(lang: Lang, value: number): string {
  const number = numberText(lang, value, 2)
  return lang === 'en' ? `MAD\u00a0${number}` : `${number}\u00a0${currencyWord[lang]}`
}

/** To one decimal, or to two where one would pass 2,95 off as a round 3. */
function roundly(millions: number): number {
  const short = Math.round(millions * 10) / 10
  return Number.isInteger(short) && short !== millions ? Math.round(millions * 100) / 100 : short
}

/** An amount as people say it: 15 MDH, 6,9 MDH, 725 000 DH. */
export function shortMoneyText(lang: Lang, value: number): string {
  if (Math.abs(value) < 1_000_000) {
    const number = numberText(lang, value, Number.isInteger(value) ? 0 : 2)
    return lang === 'en' ? `MAD\u00a0${number}` : `${number}\u00a0${currencyWord[lang]}`
  }
  const millions = numberText(lang, roundly(value / 1_000_000))
  return lang === 'en' ? `MAD\u00a0${millions}\u00a0million` : `${millions}\u00a0${million[lang]}`
}

/** A day in words: 23 décembre 2019, and the first of a month as French says it. */
export function dayText(lang: Lang, day: Day): string {
  const format = once(
    `day ${lang}`,
    () => new Intl.DateTimeFormat(dayLocale[lang], { dateStyle: 'long', timeZone: 'UTC' }),
  )
  const text = format.format(new Date(`${day}T00:00:00Z`))
  return lang === 'fr' ? text.replace(/^1 /, '1er ') : text
}

export const shortDayText = (lang: Lang, day: Day): string =>
  once(
    `short ${lang}`,
    () =>
      new Intl.DateTimeFormat(dayLocale[lang], { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }),
  ).format(new Date(`${day}T00:00:00Z`))

export const instantText = (lang: Lang, instant: Date, zone: string): string =>
  once(
    `instant ${lang} ${zone}`,
    () => new Intl.DateTimeFormat(dayLocale[lang], { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }),
  ).format(instant)

/** The forms of a word by number, in this order; a language uses the ones it has, and the last stands for those not given. */
const forms = { fr: ['one', 'other'], en: ['one', 'other'], ar: ['one', 'two', 'few', 'many', 'other'] } as const

/** Picks a form: `membre|membres` in French, `عضو|عضوان|أعضاء|عضوا|عضو` in Arabic. */
export function pluralOf(lang: Lang, value: number, words: string): string {
  const given = words.split('|')
  const rule = once(`plural ${lang}`, () => new Intl.PluralRules(lang)).select(value)
  const place = (forms[lang] as readonly string[]).indexOf(rule)
  return given[place] ?? given.at(-1)!
}

/** "130 membres"; in Arabic one and two are words of their own and take no figure. */
export function counted(lang: Lang, value: number, words: string): string {
  const form = pluralOf(lang, value, words)
  if (lang === 'ar' && (value === 1 || value === 2) && words.includes('|')) return form
  return `${numberText(lang, value)}\u00a0${form}`
}

/** Puts values in the places of a text: `fill('au {day}', { day })`. */
export const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)

/** A text of whatever script, kept whole inside a sentence that runs the other way (Unicode TR 9, isolates). */
export const isolated = (lang: Lang, text: string): string => (lang === 'ar' ? `\u2068${text}\u2069` : text)

/** A unit as records write it, in the singular, for a number: 5 entreprises. */
export const unitText = (lang: Lang, value: number, unit: string): string =>
  `${numberText(lang, value)}\u00a0${value >= 2 && lang !== 'ar' && !/[sx]$/.test(unit) ? `${unit}s` : unit}`
