import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  deeds: {
    'programmes.plan': { name: 'Plan an action', says: 'What the programme will do, by whom and until when.' },
    'programmes.finish': { name: 'Close an action', says: 'The action is done.' },
  },
  refusals: {
    'code-taken': 'This code is taken in this programme.',
    'finished-already': 'This action is done already ({day}).',
  },
  watches: { 'actions-late': 'Actions late' },
  actions: 'Actions',
  actionDone: 'done on {day}',
  actionClose: 'close',
  figures: {
    'programmes.running': {
      name: 'Programmes running',
      words: 'programme|programmes',
      rule: 'Programmes begun on or before {day} and not ended before it.',
    },
    'entrepreneurs.target': {
      name: 'Target in entrepreneurs',
      words: 'entrepreneur|entrepreneurs',
      rule: 'Sum of the programmes’ targets stated in entrepreneurs. A target is not a result.',
    },
  },
  nav: 'Programmes',
  title: 'The programmes',
  funders: 'Funders',
  partners: 'Partners',
  started: 'Start',
  ended: 'End',
  budget: 'Budget',
  target: 'Target',
  year: 'The programme’s {year}',
  nothing: 'No activity is recorded for this programme this year.',
  report: 'Report to the funder (PDF)',
  since: 'since {day}',
  until: 'until {day}',
  none: 'No programme is recorded.',
}
