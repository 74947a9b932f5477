/** Owns calls, applications and whom they selected. */
import type { Module } from '../../core/module.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'

export const calls: Module = { name: 'calls', sheets, figures, views: [] }
