import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const ar: Translated<typeof fr> = {
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
