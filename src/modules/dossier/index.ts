/** Owns the way of a year's tables into the store and back: whole or not at all, every record with the cell it came from. */
import type { Module } from '../../core/page.ts'

export const dossier: Module = {
  name: 'dossier',
  sheets: [],
  figures: [],
  texts: { fr: { figures: {} }, ar: { figures: {} }, en: { figures: {} } },
  views: [],
  pages: [],
}

export { exportDossier } from './export.ts'
export { type Change, type ImportResult, importDossier } from './import.ts'
export { placeHeaders, type RawTable } from './table.ts'
