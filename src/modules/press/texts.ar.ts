import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const ar: Translated<typeof fr> = {
  deeds: {
    'press.write': { name: 'كتابة مقال', says: 'مسودة لكل لغة إلى أن تُنشر.' },
    'press.publish': { name: 'نشر مقال', says: 'يظهر النص في الموقع من هذا اليوم؛ وبلا يوم يُسحب منه.' },
  },
  refusals: {
    'nothing-written': 'لم يُكتب شيء بهذه اللغة.',
  },
  figures: {},
  nav: 'الصحافة',
  title: 'الصحافة',
  tag: 'الوسم: {tag}',
  tags: 'الوسوم',
  related: 'في نفس الموضوع',
  source: 'المصدر',
  read: 'قراءة المقال',
  none: 'لا مقال مسجل.',
  feedTitle: '{name}: الصحافة',
}
