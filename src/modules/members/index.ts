/** Owns membership as dated periods, and the dues called and paid. */
import type { Module } from '../../core/page.ts'
import { apply } from './apply.ts'
import { callDues } from './call-dues.ts'
import { end, rejoin } from './end.ts'
import { setFee } from './fees.ts'
import { figures } from './figures.ts'
import { pay } from './pay.ts'
import { remind } from './remind.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views, watches } from './views.ts'
import { pages } from './web/pages.ts'

export const members: Module = {
  name: 'members',
  sheets,
  figures,
  texts,
  views,
  watches,
  deeds: [apply, end, rejoin, setFee, callDues, pay, remind],
  pages,
}

export { memberships } from './sheets.ts'
