import type { VNode } from 'preact'
import type { Day } from '../platform/day.ts'
import type { Documents } from '../platform/files/documents.ts'
import type { SentForm } from '../platform/http/forms.ts'
import type { Seals } from '../platform/sealing.ts'
import type { Session } from '../platform/sign-in/sessions.ts'
import type { Scope } from '../platform/store/store.ts'
import type { Lang } from '../platform/texts.ts'
import type { Fault } from './asked.ts'
import type { Answer, Deed, Refusal } from './deed.ts'
import type { At, Figure, Value } from './figure.ts'
import type { FigureText } from './figure-text.ts'
import type { Actor, Role } from './permission.ts'
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

/** The words of what there is beside figures, in a language. */
export type Say = {
  refusal(refusal: Refusal): string
  fault(fault: Fault): string
  header(header: string): string
  sheet(name: string): { many: string; one: string }
  deed(name: string): DeedText
  watch(name: string): string
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
  now: Date
  /** The reader's civil day, in the cluster's zone. */
  today: Day
  /** The state of the records: the head of the journal. */
  state: { head: string }
  /** An address inside the cluster, in the reader's language or another. */
  link(path: string, lang?: Lang): string
  figures: Map<string, Figure>
  words(figure: string, lang?: Lang): FigureText
  sheets: Sheet[]
  say: Say
  watches: Watch[]
  /** The deeds of the house by their names. */
  deeds: Map<string, Deed>
  /** Who is signed in on this device. */
  session: Session | null
  documents: Documents
  seals: Seals
  /** What the form of this page sent, when it comes back because something in it is to be mended. */
  sent: Sent | null
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
  /** Who may open it; everybody, where it is not said. */
  may?: readonly Role[]
  /** The heading it stands under in the office's menu. */
  office?: Record<Lang, string>
  /** Known addresses of the site: for the map of the site. */
  places?(web: Web): Promise<string[]>
  answer(web: Web, params: Record<string, string>): Promise<Answered>
  /** Takes the page's form. It runs outside any transaction, for the deeds it does open their own. */
  act?(desk: Desk, params: Record<string, string>, form: SentForm): Promise<Acted>
}

/** What a page that takes a form has at hand. */
export type Desk = Pick<
  Web,
  | 'actor'
  | 'lang'
  | 'origin'
  | 'today'
  | 'session'
  | 'documents'
  | 'seals'
  | 'deeds'
  | 'figures'
  | 'sheets'
  | 'link'
  | 'url'
  | 'say'
> & {
  now: Date
  /** The address it came from and the program it came by, for limits and for the list of devices. */
  from: { address: string; agent: string }
  within<T>(work: (scope: Scope) => Promise<T>): Promise<T>
  /** Has something written down that whoever watches over the installation must be able to find: a sign-in, a refusal. */
  hear(event: string, about: Record<string, string>): void
  perform(deed: Deed, given: unknown, key?: string): Promise<Answer>
}

/** A form that comes back filled in, with what is wrong with it; or anything else the page wants to show next. */
export type Sent = {
  values: Record<string, unknown>
  refusal: Refusal | null
  note?: Record<string, string>
  /** Seconds before it may be sent again. */
  wait?: number
}

/** Where to go once a form is done, and which session begins (or ends: null) with it; or the page again. */
export type Acted = { to: string; session?: string | null } | { again: Sent; status?: number }

/** Something the office should not find out too late: what is owed, ends, waits or went wrong, on a day. */
export type Watch = {
  name: string
  rows(
    scope: Scope,
    on: { today: Day; year: number; sheets: readonly Sheet[] },
  ): Promise<{ label: string; day: Day | null; path: string }[]>
}

/** What a deed is called, and what its form says it does. */
export type DeedText = { name: string; says: string }

/** One word of the cluster's year: what it keeps, counts and shows. The house is the list of them, in order. */
export type Module = {
  name: string
  sheets: Sheet[]
  figures: Figure[]
  texts: Record<
    Lang,
    {
      figures: Record<string, FigureText>
      deeds?: Record<string, DeedText>
      refusals?: Record<string, string>
      watches?: Record<string, string>
    }
  >
  views: View[]
  deeds?: Deed[]
  watches?: Watch[]
  pages: Page[]
}
