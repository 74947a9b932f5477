/** Owns the organisations a cluster deals with, and what it says of itself. */
import type { Module } from '../../core/page.ts'
import { merge } from './merge.ts'
import { addPerson, correctPerson, mergePersons } from './persons.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'
import { duplicatesPage } from './web/duplicates-page.tsx'

export const directory: Module = {
  name: 'directory',
  sheets,
  figures: [],
  texts,
  views,
  deeds: [merge, addPerson, correctPerson, mergePersons],
  pages: [duplicatesPage],
}

export { type Cluster, defaultZone, findCluster, listClusters, profileOf } from './clusters.ts'
export { hasHeader, headerIn, sheetWords } from './headers.ts'
export { regionIn, regionNames } from './regions.ts'
