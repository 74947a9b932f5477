/** Owns the programmes a cluster runs, their funders and targets. */
import type { Module } from '../../core/page.ts'
import { finishAction, planAction, watches } from './actions.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'
import { pages } from './web/pages.ts'

export const programmes: Module = {
  name: 'programmes',
  sheets,
  figures,
  texts,
  views,
  watches,
  deeds: [planAction, finishAction],
  pages,
}

export { programmeList } from './views.ts'
