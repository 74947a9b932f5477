/** Owns meetings of business and fairs: who came, what was held, what followed. */
import type { Module } from '../../core/module.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'

export const events: Module = { name: 'events', sheets, figures, views: [] }
