/** Owns the paths of entrepreneurs and start-ups: support given, aid awarded and paid. */
import type { Module } from '../../core/page.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'

export const journeys: Module = { name: 'journeys', sheets, figures, texts, views, pages: [] }
