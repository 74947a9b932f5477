import type { At } from '../../core/figure.ts'
import { quantityText } from '../../core/figure-text.ts'
import { ask } from '../../core/view.ts'
import { fill, moneyText, numberText } from '../../platform/texts.ts'
import type { Chart, Section, TextTable } from './document.ts'
import type { Speech } from './sentence.ts'
import { type Reading, said, type Values } from './speech.ts'
import { texts } from './texts.ts'
import type { Written } from './written.ts'

/** What a chapter is written with. */
export type Desk = { web: Reading; at: At; values: Values; speech: Speech; written: Written }

export type Row = Record<string, string | number | null>
export const wordsOf = ({ web }: Desk) => texts[web.lang]

export function section(desk: Desk, key: keyof (typeof texts)['fr']['sections'], more: Partial<Section> = {}): Section {
  const [title, ...says] = wordsOf(desk).sections[key] as readonly [string, ...string[]]
  return {
    key,
    title,
    paragraphs: said(desk.written.get(key) ?? says, desk.speech),
    charts: [],
    tables: [],
    parts: [],
    ...more,
  }
}

export const rowsOf = async ({ web, at }: Desk, view: Parameters<typeof ask>[2]): Promise<Row[]> =>
  (await ask(web.scope, web.actor, view, { ...at }))?.rows ?? []

/** Figures beside each other. */
export function bars(
  { values, speech }: Desk,
  caption: string,
  entries: [figure: string, label: string][],
  accent = true,
): Chart {
  return {
    kind: 'bars',
    caption,
    accent,
    bars: entries.map(([figure, label]) => {
      const value = values.get(figure)?.value ?? 0
      return { figure, label, value, text: quantityText(speech, figure, value, true) }
    }),
  }
}

/** The parts of one figure, the largest first. */
export function parts(
  { web, values }: Desk,
  caption: string,
  figure: string,
  split: string,
  labelOf = (part: string) => part,
): Chart {
  const counts = Object.entries(values.get(figure)?.splits[split] ?? {}).sort(([, a], [, b]) => b - a)
  return {
    kind: 'bars',
    caption,
    accent: false,
    bars: counts.map(([part, value]) => ({
      figure,
      label: labelOf(part),
      value,
      text: numberText(web.lang, value),
      narrowed: [split, part],
    })),
  }
}

/** Amounts to the centime, each open on its evidence. */
export function amounts({ web, at, values }: Desk, caption: string, figures: string[]): TextTable {
  const { heads } = texts[web.lang]
  return {
    caption,
    heads: [{ text: heads.what }, { text: heads.amount, end: true }],
    rows: figures.map((figure) => [
      { text: fill(web.words(figure).name, { next: String(at.year + 1) }) },
      { text: moneyText(web.lang, values.get(figure)?.value ?? 0), figure },
    ]),
  }
}

/** A table of records, or none where there are no rows. */
export const table = (caption: string, heads: TextTable['heads'], rows: TextTable['rows']): TextTable[] =>
  rows.length > 0 ? [{ caption, heads, rows }] : []
