/** Owns membership as dated periods, and the dues called and paid. */
import type { Module } from '../../core/page.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'
import { pages } from './web/pages.ts'

export const members: Module = { name: 'members', sheets, figures, texts, views, pages }
