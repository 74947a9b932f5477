/** Owns the organisations a cluster deals with, and what it says of itself. */
import type { Module } from '../../core/page.ts'
import { sheets } from './sheets.ts'
import { views } from './views.ts'

export const directory: Module = {
  name: 'directory',
  sheets,
  figures: [],
  texts: { fr: { figures: {} }, ar: { figures: {} }, en: { figures: {} } },
  views,
  pages: [],
}

export { type Cluster, defaultZone, findCluster, listClusters, profileOf } from './clusters.ts'
export { hasHeader, headerIn, sheetWords } from './headers.ts'
export { regionIn, regionNames } from './regions.ts'
