import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  figures: {
    'calls.opened': {
      name: 'Calls opened',
      words: 'call|calls',
      rule: 'Calls opened between 1 January {year} and {day}.',
    },
    'applications.received': {
      name: 'Applications received',
      words: 'application|applications',
      rule: 'Applications filed between 1 January {year} and {day}.',
    },
    'applications.admissible': {
      name: 'Admissible applications',
      words: 'application|applications',
      rule: 'Of the applications of the year, those complete and filed by the closing day of their call.',
    },
    'applications.selected': {
      name: 'Applications selected',
      words: 'application|applications',
      rule: 'Applications selected by a decision dated between 1 January {year} and {day}.',
    },
    'entrepreneurs.selected': {
      name: 'Entrepreneurs selected',
      words: 'entrepreneur|entrepreneurs',
      rule: 'Distinct persons with an application selected by a decision of the year.',
    },
  },
}
