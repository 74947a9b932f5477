import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const ar: Translated<typeof fr> = {
  figures: {
    'members.count': {
      name: 'الأعضاء',
      words: 'عضو واحد|عضوان|أعضاء|عضوا|عضو',
      rule: 'الهيئات التي عضويتها سارية في {day}: انخرطت في ذلك اليوم أو قبله ولم تغادر بعد. عدم أداء الاشتراك لا ينهي العضوية.',
    },
    'members.joined': {
      name: 'الأعضاء الجدد',
      words: 'هيئة واحدة|هيئتان|هيئات|هيئة|هيئة',
      rule: 'الهيئات التي بدأت عضويتها بين فاتح يناير {year} و{day}.',
    },
    'members.left': {
      name: 'المغادرون',
      words: 'مغادرة واحدة|مغادرتان|مغادرات|مغادرة|مغادرة',
      rule: 'الهيئات التي انتهت عضويتها بين فاتح يناير {year} و{day} ولم تعد إلى ذلك التاريخ.',
    },
    'members.up_to_date': {
      name: 'الأعضاء المؤدون لاشتراكهم',
      words: 'عضو واحد|عضوان|أعضاء|عضوا|عضو',
      rule: 'الأعضاء في {day} الذين أدوا كامل اشتراك {year} إلى ذلك التاريخ.',
    },
    'dues.called': { name: 'الاشتراكات المطلوبة', words: '', rule: 'الاشتراكات المطلوبة برسم {year}.' },
    'dues.received': {
      name: 'الاشتراكات المستخلصة',
      words: '',
      rule: 'أداءات اشتراكات {year} المؤرخة في {day} أو قبله.',
    },
  },
  nav: 'الأعضاء',
  title: 'الأعضاء',
  found:
    'عضو واحد من أصل {all} في {day}|عضوان من أصل {all} في {day}|أعضاء من أصل {all} في {day}|عضوا من أصل {all} في {day}|عضو من أصل {all} في {day}',
  name: 'الهيئة',
  college: 'الهيئة الناخبة',
  region: 'الجهة',
  city: 'المدينة',
  fields: 'المجالات',
  joined: 'عضو منذ',
  about: 'دليل الهيئات الأعضاء في {name}.',
}
