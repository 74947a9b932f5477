/** Owns the bilan: the year's text with its live figures, their evidence, and the forms it is handed over in. Last in the house; nobody imports it but the composition. */
import type { Module } from '../../core/page.ts'
import { approve } from './approve.ts'
import { texts } from './texts.ts'
import { pages } from './web/pages.ts'
import { writeSection } from './write.ts'

export const bilan: Module = {
  name: 'bilan',
  sheets: [],
  figures: [],
  texts,
  views: [],
  deeds: [writeSection, approve],
  pages,
}

export { checkPress } from './press-check.ts'
export { evidenceCsv, evidenceJsonText } from './web/evidence-files.ts'
export { bilanJson } from './web/files.ts'
