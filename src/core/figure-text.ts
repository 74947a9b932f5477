import { counted, type Lang, numberText, percentText, shortMoneyText } from '../platform/texts.ts'
import type { Figure } from './figure.ts'

export type FigureText = { name: string; words: string; rule: string }

/** What is needed to say a figure in a language. */
export type Voice = { lang: Lang; figures: Map<string, Figure>; words(figure: string): FigureText }

/** A value as a sentence says it: 130 membres, 15 MDH, 98,2 %. */
export function quantityText(
  { lang, figures, words }: Voice,
  key: string,
  value: number | null,
  alone = false,
): string {
  const unit = figures.get(key)!.unit
  if (value === null) return '—'
  if (unit === 'MAD') return shortMoneyText(lang, value)
  if (unit === 'ratio') return percentText(lang, value)
  const noun = words(key).words
  return alone || !noun ? numberText(lang, value) : counted(lang, value, noun)
}
