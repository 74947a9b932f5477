import type { At, Value } from '../../core/figure.ts'
import { quantityText } from '../../core/figure-text.ts'
import type { Web } from '../../core/page.ts'
import { dayText, fill, shortMoneyText } from '../../platform/texts.ts'
import { amountOf, type Piece, type Speech, spoken } from './sentence.ts'
import { texts } from './texts.ts'

/** What is needed to read the bilan off the records: a page has it, and so has the deed that approves it. */
export type Reading = Pick<Web, 'scope' | 'actor' | 'lang' | 'profile' | 'figures' | 'words' | 'values'>

export type Values = Map<string, Value>

/** What the bilan's sentences of a day may speak of. */
export function speechOf(web: Reading, at: At, values: Values): Speech {
  const day = dayText(web.lang, at.asOf)
  const variables = { cluster: web.profile.name, day, year: String(at.year), next: String(at.year + 1) }
  return { lang: web.lang, figures: web.figures, values, words: web.words, variables }
}

/**
 * Says the sentences that have something to say: `[figure]` in front means only when it is not nought. With `part`, every figure is
 * that programme's part of it.
 */
export function said(sentences: readonly string[], speech: Speech, part?: string): Piece[][] {
  return sentences.flatMap((sentence) => {
    const [, only, template = sentence] = /^\[([^\]]+)\]\s*(.*)$/s.exec(sentence) ?? []
    if (!template || (only && !amountOf(speech, only, part))) return []
    return [spoken(part ? template.replace(/\{([a-z][a-z0-9_.]*)/g, `{$1@${part}`) : template, speech)]
  })
}

/** A target is set for no year: it alone makes no bilan. */
export const saysNothing = (values: Values): boolean =>
  [...values].every(([name, { value }]) => !value || name === 'entrepreneurs.target')

/** The one line that describes the bilan to those who have not opened it. */
export function aboutText(web: Reading, at: At, values: Values): string {
  const speech = speechOf(web, at, values)
  const say = (figure: string) => quantityText(speech, figure, values.get(figure)?.value ?? 0)
  return fill(texts[web.lang].about, {
    name: web.profile.name,
    year: String(at.year),
    members: say('members.count'),
    partnerships: say('partnerships.signed'),
    funds: shortMoneyText(web.lang, values.get('funds.engaged')?.value ?? 0),
  })
}
