import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const ar: Translated<typeof fr> = {
  figures: {
    'calls.opened': {
      name: 'الدعوات المفتوحة',
      words: 'دعوة واحدة|دعوتان|دعوات|دعوة|دعوة',
      rule: 'الدعوات المفتوحة بين فاتح يناير {year} و{day}.',
    },
    'applications.received': {
      name: 'الترشيحات المتوصل بها',
      words: 'ترشيح واحد|ترشيحان|ترشيحات|ترشيحا|ترشيح',
      rule: 'الترشيحات المودعة بين فاتح يناير {year} و{day}.',
    },
    'applications.admissible': {
      name: 'الترشيحات المقبولة شكلا',
      words: 'ترشيح واحد|ترشيحان|ترشيحات|ترشيحا|ترشيح',
      rule: 'من ترشيحات السنة، الكاملة والمودعة في أجل إغلاق الدعوة.',
    },
    'applications.selected': {
      name: 'الترشيحات المنتقاة',
      words: 'ترشيح واحد|ترشيحان|ترشيحات|ترشيحا|ترشيح',
      rule: 'الترشيحات المنتقاة بقرار مؤرخ بين فاتح يناير {year} و{day}.',
    },
    'entrepreneurs.selected': {
      name: 'المقاولون المنتقون',
      words: 'مقاول واحد|مقاولان|مقاولين|مقاولا|مقاول',
      rule: 'الأشخاص المتميزون الذين انتقيت ترشيحاتهم بقرار خلال السنة.',
    },
  },
}
