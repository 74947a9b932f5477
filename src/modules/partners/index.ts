/** Owns agreements signed with others; only a convention is a partnership. */
import type { Module } from '../../core/page.ts'
import { amend, end, remindOfEnds, sign } from './agreements.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'
import { watches } from './watches.ts'

export const partners: Module = {
  name: 'partners',
  sheets,
  figures,
  texts,
  views,
  watches,
  deeds: [sign, amend, end, remindOfEnds],
  pages: [],
}

export { agreementList } from './views.ts'
