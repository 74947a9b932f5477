import { counted, type Lang, numberText, percentText, pluralOf, shortMoneyText } from '../platform/texts.ts'
import type { Figure, Value } from './figure.ts'

/** A piece of a sentence: plain words, or a figure in words that opens on its evidence. */
export type Piece = { text: string } | { figure: string; text: string; narrowed?: [split: string, part: string] | undefined }

export type FigureText = { name: string; words: string; rule: string }

/** What a sentence may speak of. */
export type Speech = {
  lang: Lang
  variables: Record<string, string>
  figures: Map<string, Figure>
  values: Map<string, Value>
  words(figure: string): FigureText
}

/**
 * A text with live figures: `{members.count}` is the number with its noun, `{members.count|n}` the number alone,
 * `{members.joined ? a | ont}` a word that follows the number's plural, `{$year}` a variable. `{funds.engaged@CSP}` is the part of
 * the figure that is the programme CSP's.
 */
export function spoken(template: string, speech: Speech): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of template.matchAll(/\{(\$?)([a-z][a-z0-9_.]*)(?:@([^|?}]+))?\s*(?:\?([^}]*)|\|(n))?\}/gi)) {
    if (match.index > from) pieces.push({ text: template.slice(from, match.index) })
    from = match.index + match[0].length
    const [, isVariable, key = '', part, forms, alone] = match
    if (isVariable) pieces.push({ text: speech.variables[key] ?? '' })
    else pieces.push(pieceOf(speech, key, part?.trim(), forms, alone === 'n'))
  }
  if (from < template.length) pieces.push({ text: template.slice(from) })
  return pieces
}

function pieceOf(speech: Speech, key: string, part: string | undefined, forms: string | undefined, alone: boolean): Piece {
  const value = amountOf(speech, key, part)
  if (value === undefined) throw new Error(`a sentence speaks of «${key}», which is no figure`)
  if (forms !== undefined) return { text: pluralOf(speech.lang, value ?? 0, forms.split('|').map((word) => word.trim()).join('|')) }
  return { figure: key, text: quantityText(speech, key, value, alone), narrowed: part ? ['programme', part] : undefined }
}

/** The number a sentence speaks of; undefined when there is no such figure. */
export function amountOf({ values }: Speech, key: string, part?: string): number | null | undefined {
  const value = values.get(key)
  if (!value) return undefined
  return part ? (value.splits.programme?.[part] ?? 0) : value.value
}

/** A value as a sentence says it: 130 membres, 15 MDH, 98,2 %. */
export function quantityText({ lang, figures, words }: Pick<Speech, 'lang' | 'figures' | 'words'>, key: string, value: number | null, alone = false): string {
  const unit = figures.get(key)!.unit
  if (value === null) return '—'
  if (unit === 'MAD') return shortMoneyText(lang, value)
  if (unit === 'ratio') return percentText(lang, value)
  const noun = words(key).words
  return alone || !noun ? numberText(lang, value) : counted(lang, value, noun)
}
