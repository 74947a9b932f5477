import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const ar: Translated<typeof fr> = {
  figures: {
    'labels.granted': {
      name: 'العلامات الممنوحة',
      words: 'علامة واحدة|علامتان|علامات|علامة|علامة',
      rule: 'العلامات الممنوحة بين فاتح يناير {year} و{day}. قد تحمل المقاولة أكثر من علامة.',
    },
    'labels.holders': {
      name: 'المقاولات الحاملة للعلامة',
      words: 'مقاولة واحدة|مقاولتان|مقاولات|مقاولة|مقاولة',
      rule: 'الحاملون المتميزون للعلامات الممنوحة خلال السنة.',
    },
    'labels.valid': {
      name: 'العلامات السارية',
      words: 'علامة واحدة|علامتان|علامات|علامة|علامة',
      rule: 'العلامات الممنوحة في {day} أو قبله، السارية والتي لم ينقض أجلها. الموقوفة والمسحوبة والمنتهية ثلاثة أمور أخرى.',
    },
  },
  nav: 'العلامة',
  title: 'سجل العلامة',
  check: 'التحقق من علامة',
  hint: 'الرقم أو المقاولة أو الجهة',
  number: 'الرقم',
  scheme: 'العلامة',
  holder: 'الحامل',
  region: 'الجهة',
  granted: 'تاريخ المنح',
  ends: 'صالحة إلى',
  standing: 'الحالة',
  valid: 'سارية',
  suspended: 'موقوفة',
  withdrawn: 'مسحوبة',
  expired: 'منتهية',
  refused: 'مرفوضة',
  candidate: 'مرشحة',
  future: 'لاحقة',
  validWhy: '{holder} حامل لعلامة {scheme} رقم {number} السارية في {day}.',
  notValidWhy: 'علامة {scheme} رقم {number} الخاصة بـ {holder} غير سارية في {day}: {standing}.',
  found: 'علامة واحدة|علامتان|علامات|علامة|علامة',
  unknown: 'لا علامة تحمل الرقم {number}. تحققوا منه في الشهادة، وإن كان مطابقا فأخبروا التجمع.',
  record: 'البطاقة ومصدرها',
  since: 'في {day}',
  reason: 'السبب',
  unlimited: 'بدون تاريخ نهاية',
}
