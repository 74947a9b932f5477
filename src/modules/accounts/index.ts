/** Owns the ledger, whose vouchers balance, and the budget. */
import type { Module } from '../../core/page.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'

export const accounts: Module = { name: 'accounts', sheets, figures, texts, views, pages: [] }
