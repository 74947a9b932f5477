/** Owns training sessions and who came, software lent. */
import type { Module } from '../../core/page.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'

export const training: Module = { name: 'training', sheets, figures, texts, views, pages: [] }
