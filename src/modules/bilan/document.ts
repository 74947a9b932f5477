import type { Piece } from './sentence.ts'

/** The bilan as a document without a form: page, PDF, Markdown and workbook are four ways to set it. */
export type Bilan = {
  cluster: string
  year: number
  asOf: string
  title: string
  lead: Piece[]
  sections: Section[]
  isEmpty: boolean
}

export type Section = {
  key: string
  title: string
  paragraphs: Piece[][]
  charts: Chart[]
  tables: TextTable[]
  parts: Section[]
}

export type BarOf = {
  label: string
  value: number
  text: string
  figure: string
  narrowed?: [split: string, part: string]
}

export type Chart =
  | { kind: 'bars'; caption: string; accent: boolean; bars: BarOf[] }
  | { kind: 'steps'; caption: string; points: { label: string; value: number; text: string }[] }
  | {
      kind: 'days'
      caption: string
      note: string
      days: { day: string; value: number; missing: boolean }[]
      from: string
      to: string
    }

export type TextTable = {
  caption: string
  heads: { text: string; end?: true }[]
  rows: { text: string; path?: string; figure?: string }[][]
}
