import type { Value } from '../../core/figure.ts'
import { quantityText, type Voice } from '../../core/figure-text.ts'
import { pluralOf } from '../../platform/texts.ts'

/** A piece of a sentence: plain words, or a figure in words that opens on its evidence. */
export type Piece =
  | { text: string }
  | { figure: string; text: string; narrowed?: [split: string, part: string] | undefined }

/** What a sentence may speak of. */
export type Speech = Voice & { variables: Record<string, string>; values: Map<string, Value> }

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

function pieceOf(
  speech: Speech,
  key: string,
  part: string | undefined,
  forms: string | undefined,
  alone: boolean,
): Piece {
  const value = amountOf(speech, key, part)
  if (value === undefined) throw new Error(`a sentence speaks of «${key}», which is no figure`)
  if (forms !== undefined) return { text: pluralOf(speech.lang, value ?? 0, forms.replace(/\s*\|\s*/g, '|').trim()) }
  return {
    figure: key,
    text: quantityText(speech, key, value, alone),
    narrowed: part ? ['programme', part] : undefined,
  }
}

/** The number a sentence speaks of; undefined when there is no such figure. */
export function amountOf({ values }: Speech, key: string, part?: string): number | null | undefined {
  const value = values.get(key)
  if (!value) return undefined
  return part ? (value.splits.programme?.[part] ?? 0) : value.value
}

/** The figures a text speaks of, in braces or as the condition of a sentence. */
export const figuresIn = (text: string): string[] =>
  [...text.matchAll(/\{([a-z][a-z0-9_.]*)[^}]*\}|(?:^|\n)\s*\[([^\]]+)\]/gi)].map((match) =>
    (match[1] ?? match[2])!.trim(),
  )
