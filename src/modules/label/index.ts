/** Owns the quality label: who holds which, since when, in what state. */
import type { Module } from '../../core/page.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'
import { pages } from './web/pages.ts'

export const label: Module = { name: 'label', sheets, figures, texts, views, pages }
