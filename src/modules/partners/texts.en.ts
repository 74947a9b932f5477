import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  watches: { 'agreements-end': 'Agreements about to end' },
  deeds: {
    'agreements.sign': { name: 'Sign an agreement', says: 'The agreement is live from this day on.' },
    'agreements.amend': {
      name: 'Amend an agreement',
      says: 'One more agreement between the same parties; the end it moves is moved in the first.',
    },
    'agreements.end': { name: 'End an agreement', says: 'The agreement ends on that day.' },
    'agreements.remind': {
      name: 'Remind of agreements that end',
      says: 'Writes to the secretaries which agreements end soon, each once. The house does it by itself every day.',
    },
  },
  refusals: {
    'signed-already': 'This agreement is signed already ({day}).',
    'not-signed-yet': 'This agreement is not signed on that date.',
    'nothing-ends': 'No agreement ends within {days} days, or the reminder has gone.',
  },
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
