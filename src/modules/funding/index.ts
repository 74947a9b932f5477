/** Owns money from identified to received, in its currency at its own rate. */
import type { Module } from '../../core/page.ts'
import { figures } from './figures.ts'
import { move, receive } from './move.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'

export const funding: Module = { name: 'funding', sheets, figures, texts, views, deeds: [move, receive], pages: [] }

export { inBookCurrency } from './figures.ts'
