/** Owns calls, applications and whom they selected. */
import type { Module } from '../../core/page.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'

export const calls: Module = { name: 'calls', sheets, figures, texts, views, pages: [] }
