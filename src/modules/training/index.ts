/** Owns training sessions and who came, software lent. */
import type { Module } from '../../core/module.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'

export const training: Module = { name: 'training', sheets, figures, views: [] }
