/** Owns the way of a year's tables into the store and back: whole or not at all, every record with the cell it came from. */
import type { Module } from '../../core/page.ts'
import { texts } from './texts.ts'
import { undoImport } from './undo.ts'

export const dossier: Module = {
  name: 'dossier',
  sheets: [],
  figures: [],
  texts,
  views: [],
  deeds: [undoImport],
  pages: [],
}

export { importing } from './bring.ts'
export { enter, type Line } from './enter.ts'
export { exportDossier } from './export.ts'
export type { ImportResult } from './import.ts'
export { choicesOf, columnsFor, countRegisters, filtersOf, type Listed, listRegister } from './registers.ts'
export { reindex, searchAll } from './search.ts'
export { enterRefuses, sheetDeeds } from './sheet-deeds.ts'
export { placeHeaders, type RawTable } from './table.ts'
export { Acts } from './web/acts.tsx'
