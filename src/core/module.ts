import type { Figure } from './figure.ts'
import type { Sheet } from './sheet.ts'
import type { View } from './view.ts'

/** One word of the cluster's year: what it keeps, shows and counts. The house is the list of them, in order. */
export type Module = {
  name: string
  sheets: Sheet[]
  figures: Figure[]
  views: View[]
}
