import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const ar: Translated<typeof fr> = {
  watches: { 'agreements-end': 'اتفاقيات تنتهي قريبا' },
  figures: {
    'partnerships.signed': {
      name: 'الشراكات المبرمة',
      words: 'شراكة واحدة|شراكتان|شراكات|شراكة|شراكة',
      rule: 'الاتفاقيات الموقعة بين فاتح يناير {year} و{day}. الملحق أو رسالة النوايا ليسا اتفاقية، وثلاثة أطراف تعد اتفاقية واحدة.',
    },
    'partnerships.live': {
      name: 'الشراكات السارية',
      words: 'شراكة واحدة|شراكتان|شراكات|شراكة|شراكة',
      rule: 'الاتفاقيات الموقعة في {day} أو قبله والتي لم ينقض أجلها.',
    },
  },
}
