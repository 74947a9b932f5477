/** Owns what the press wrote. */
import type { Module } from '../../core/page.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'
import { pages } from './web/pages.ts'

export const press: Module = { name: 'press', sheets, figures: [], texts, views, pages }

export { articles } from './views.ts'
