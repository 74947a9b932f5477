/** Owns the organisations a cluster deals with, and what it says of itself. */
import type { Module } from '../../core/module.ts'
import { sheets } from './sheets.ts'

export const directory: Module = { name: 'directory', sheets, figures: [], views: [] }

export { type Cluster, defaultZone, findCluster, listClusters, type Profile, profileOf } from './clusters.ts'
export { regionIn, regionNames } from './regions.ts'
