import type { Lang } from '../platform/texts.ts'
import type { Figure } from './figure.ts'
import type { FigureText } from './figure-text.ts'
import type { Page } from './page.ts'
import type { Sheet } from './sheet.ts'
import type { View } from './view.ts'

/** One word of the cluster's year: what it keeps, counts and shows. The house is the list of them, in order. */
export type Module = {
  name: string
  sheets: Sheet[]
  figures: Figure[]
  texts: Record<Lang, { figures: Record<string, FigureText> }>
  views: View[]
  pages: Page[]
}
