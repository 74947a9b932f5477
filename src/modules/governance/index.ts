/** Owns mandates, meetings, votes: what the board decided, and whether it could. */
import type { Module } from '../../core/page.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'

export const governance: Module = { name: 'governance', sheets, figures, texts, views, pages: [] }

export { mandateList, resolutionList } from './views.ts'
