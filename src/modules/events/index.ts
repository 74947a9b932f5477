/** Owns meetings of business and fairs: who came, what was held, what followed. */
import type { Module } from '../../core/page.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'
import { pages } from './web/pages.ts'

export const events: Module = { name: 'events', sheets, figures, texts, views, pages }

export { agenda } from './views.ts'
