/** Owns the pages where the office works whatever the word of the year: registers, forms of deeds, search, journal, what goes out. */
import type { Module } from '../../core/page.ts'
import { attach } from './attach.ts'
import { texts } from './texts.ts'
import { watches } from './watches.ts'
import { pages } from './web/pages.ts'
import { addWebhook, endWebhook } from './webhooks.ts'

export const office: Module = {
  name: 'office',
  sheets: [],
  figures: [],
  texts,
  views: [],
  deeds: [attach, addWebhook, endWebhook],
  watches,
  pages,
}
