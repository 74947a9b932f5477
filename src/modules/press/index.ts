/** Owns what the press wrote. */
import type { Module } from '../../core/page.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'
import { pages } from './web/pages.ts'
import { publishArticle, writeArticle } from './write.ts'

export const press: Module = {
  name: 'press',
  sheets,
  figures: [],
  texts,
  views,
  deeds: [writeArticle, publishArticle],
  pages,
}

export { articles } from './views.ts'
