import type { VNode } from 'preact'
import type { Day } from '../platform/day.ts'
import type { Scope } from '../platform/store/store.ts'
import type { Lang } from '../platform/texts.ts'
import type { At, Figure, Value } from './figure.ts'
import type { FigureText } from './figure-text.ts'
import type { Actor } from './permission.ts'
import type { Sheet } from './sheet.ts'
import type { View } from './view.ts'

/** What a cluster says of itself, with what holds where it says nothing. */
export type Profile = {
  slug: string
  name: string
  city: string | null
  legalForm: string | null
  currency: string
  year: number
  asOf: Day
  zone: string
}

/** What a page is given: who reads, in which language, in which cluster, on which day, and the house to ask. */
export type Web = {
  scope: Scope
  actor: Actor
  lang: Lang
  profile: Profile
  /** The day of the figures, and whether the reader chose it. */
  at: At
  url: URL
  origin: string
  /** The folder of the project's own files. */
  root: string
  /** The reader's civil day, in the cluster's zone. */
  today: Day
  /** The state of the records: the head of the journal. */
  state: { head: string }
  /** An address inside the cluster, in the reader's language or another. */
  link(path: string, lang?: Lang): string
  figures: Map<string, Figure>
  words(figure: string, lang?: Lang): FigureText
  sheets: Sheet[]
  /** Every figure on a day, computed once for a state of the records. */
  values(at?: At): Promise<Map<string, Value>>
}

export type Shown = {
  title: string
  description?: string
  body: VNode
  /** Facts for search engines (schema.org), as plain data. */
  facts?: unknown
  status?: number
  wide?: true
}

/** What an address answers: a page, a file, another address, or nothing there. */
export type Answered =
  | Shown
  | { fragment: VNode }
  | { file: string | Uint8Array; type: string; name?: string }
  | { to: string }
  | null

export type Page = {
  /** Below the cluster: `/membres`, `/label/:number`. */
  path: string
  /** The heading it stands under in the site's menu, if it is in the menu. */
  nav?: Record<Lang, string>
  /** Known addresses of the site: for the map of the site. */
  places?(web: Web): Promise<string[]>
  answer(web: Web, params: Record<string, string>): Promise<Answered>
}

/** One word of the cluster's year: what it keeps, counts and shows. The house is the list of them, in order. */
export type Module = {
  name: string
  sheets: Sheet[]
  figures: Figure[]
  texts: Record<Lang, { figures: Record<string, FigureText> }>
  views: View[]
  pages: Page[]
}
