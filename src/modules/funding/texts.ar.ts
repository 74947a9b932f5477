import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const ar: Translated<typeof fr> = {
  figures: {
    'funds.engaged': {
      name: 'التمويلات الملتزم بها',
      words: '',
      rule: 'التمويلات التي تم الالتزام بها بين فاتح يناير {year} و{day}، كل منها محول إلى الدرهم بسعره. المطلوب ليس ملتزما به.',
    },
    'funds.signed': {
      name: 'التمويلات الموقعة',
      words: '',
      rule: 'التمويلات الموقعة بين فاتح يناير {year} و{day} مهما كانت سنة الالتزام.',
    },
    'funds.received': {
      name: 'التمويلات المحصلة',
      words: '',
      rule: 'المبالغ المحصلة بين فاتح يناير {year} و{day} بسعرها الخاص، مهما كانت سنة الالتزام.',
    },
  },
}
