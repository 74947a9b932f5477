/** Owns the programmes a cluster runs, their funders and targets. */
import type { Module } from '../../core/page.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'
import { pages } from './web/pages.ts'

export const programmes: Module = { name: 'programmes', sheets, figures, texts, views, pages }

export { programmeList } from './views.ts'
