/** Owns what the press wrote. */
import type { Module } from '../../core/module.ts'
import { sheets } from './sheets.ts'

export const press: Module = { name: 'press', sheets, figures: [], views: [] }
