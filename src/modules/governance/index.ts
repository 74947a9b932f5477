/** Owns mandates, meetings, votes: what the board decided, and whether it could. */
import type { Module } from '../../core/page.ts'
import { admit, refuse } from './admit.ts'
import { attend } from './attend.ts'
import { convene } from './convene.ts'
import { figures } from './figures.ts'
import { finishTask } from './finish-task.ts'
import { sheets } from './sheets.ts'
import { setStatute } from './statute.ts'
import { texts } from './texts.ts'
import { views, watches } from './views.ts'
import { vote } from './vote.ts'
import { pages } from './web/pages.ts'

export const governance: Module = {
  name: 'governance',
  sheets,
  figures,
  texts,
  views,
  watches,
  deeds: [setStatute, convene, attend, vote, admit, refuse, finishTask],
  pages,
}

export { isAdopted } from './rules.ts'
export { mandateList, resolutionList } from './views.ts'
