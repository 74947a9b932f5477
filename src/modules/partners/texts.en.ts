import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  watches: { 'agreements-end': 'Agreements about to end' },
  figures: {
    'partnerships.signed': {
      name: 'Partnerships signed',
      words: 'partnership|partnerships',
      rule: 'Conventions signed between 1 January {year} and {day}. An amendment or a letter of intent is none; three parties make one.',
    },
    'partnerships.live': {
      name: 'Partnerships in force',
      words: 'partnership|partnerships',
      rule: 'Conventions signed on or before {day} whose end is not past on that day.',
    },
  },
}
