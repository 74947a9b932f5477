/** Owns pilot projects and the readings of their counters. */
import type { Module } from '../../core/page.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'
import { pages } from './web/pages.ts'

export const pilots: Module = { name: 'pilots', sheets, figures, texts, views, pages }

export { daysOf, pilotList } from './views.ts'
