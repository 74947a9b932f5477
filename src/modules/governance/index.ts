/** Owns mandates, meetings, votes: what the board decided, and whether it could. */
import type { Module } from '../../core/module.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'

export const governance: Module = { name: 'governance', sheets, figures, views: [] }
