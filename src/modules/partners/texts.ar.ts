import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const ar: Translated<typeof fr> = {
  watches: { 'agreements-end': 'اتفاقيات تنتهي قريبا' },
  deeds: {
    'agreements.sign': { name: 'توقيع اتفاقية', says: 'تسري الاتفاقية من هذا اليوم.' },
    'agreements.amend': {
      name: 'إبرام ملحق',
      says: 'اتفاقية أخرى بين الأطراف نفسها؛ وتاريخ النهاية الذي يغيره يتغير في الأولى.',
    },
    'agreements.end': { name: 'إنهاء اتفاقية', says: 'تنتهي الاتفاقية في ذلك اليوم.' },
    'agreements.remind': {
      name: 'التذكير بنهاية الاتفاقيات',
      says: 'يكتب إلى الكتابة بالاتفاقيات التي تنتهي قريبا، كل واحدة مرة. والبرنامج يفعل ذلك كل يوم.',
    },
  },
  refusals: {
    'signed-already': 'هذه الاتفاقية موقعة أصلا في {day}.',
    'not-signed-yet': 'هذه الاتفاقية غير موقعة في هذا التاريخ.',
    'nothing-ends': 'لا اتفاقية تنتهي خلال {days} يوما، أو أُرسل التذكير.',
  },
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
