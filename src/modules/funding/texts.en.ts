import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  deeds: {
    'funding.move': {
      name: 'Move a funding on',
      says: 'Identified, asked, engaged, signed: each step has its day. In another currency, what is engaged counts at the rate of that day.',
    },
    'funding.receive': { name: 'Record a receipt', says: 'The money received, at the rate of its day.' },
  },
  refusals: {
    'stage-done': 'This step is dated {day} already. Correct the record if that is wrong.',
    'stage-early': 'The step “{stage}” is of {day}, later than this day.',
    'rate-needed': 'An amount in {currency} needs the day’s rate in dirhams.',
    'not-signed': 'This funding is not signed on that date.',
    'over-received': 'Only {left} is left to receive of this funding.',
  },
  figures: {
    'funds.engaged': {
      name: 'Funds engaged',
      words: '',
      rule: 'Fundings engaged between 1 January {year} and {day}, each converted to dirhams at its own rate. Asked for is not engaged.',
    },
    'funds.signed': {
      name: 'Funds signed',
      words: '',
      rule: 'Fundings signed between 1 January {year} and {day}, whenever engaged.',
    },
    'funds.received': {
      name: 'Funds received',
      words: '',
      rule: 'Cash received between 1 January {year} and {day}, at its own rate, whenever engaged.',
    },
  },
}
