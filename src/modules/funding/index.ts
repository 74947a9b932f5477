/** Owns money from identified to received, in its currency at its own rate. */
import type { Module } from '../../core/module.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'

export const funding: Module = { name: 'funding', sheets, figures, views: [] }
