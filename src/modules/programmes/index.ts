/** Owns the programmes a cluster runs, their funders and targets. */
import type { Module } from '../../core/module.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'

export const programmes: Module = { name: 'programmes', sheets, figures, views: [] }
