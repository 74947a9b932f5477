/** Owns the quality label: who holds which, since when, in what state. */
import type { Module } from '../../core/module.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'

export const label: Module = { name: 'label', sheets, figures, views: [] }
