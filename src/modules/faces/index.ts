/** Owns the faces turned to others: a member's place, a funder's programmes with their report and IATI file, calendars to subscribe to. */
import type { Module } from '../../core/page.ts'
import { texts } from './texts.ts'
import { pages } from './web/pages.ts'

export const faces: Module = { name: 'faces', sheets: [], figures: [], texts, views: [], pages }
