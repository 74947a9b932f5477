import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
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
