/** Owns pilot projects and the readings of their counters. */
import type { Module } from '../../core/module.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'

export const pilots: Module = { name: 'pilots', sheets, figures, views: [] }
