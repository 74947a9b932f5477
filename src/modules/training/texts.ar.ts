import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const ar: Translated<typeof fr> = {
  figures: {
    'trainings.sessions': {
      name: 'التكوينات',
      words: 'دورة واحدة|دورتان|دورات|دورة|دورة',
      rule: 'الدورات التي بدأت بين فاتح يناير {year} و{day}.',
    },
    'trainings.people': {
      name: 'الأشخاص المكونون',
      words: 'شخص واحد|شخصان|أشخاص|شخصا|شخص',
      rule: 'الأشخاص المتميزون الذين حضروا نصف يوم على الأقل من هذه الدورات.',
    },
    'trainings.organisations': {
      name: 'الهيئات المستفيدة',
      words: 'هيئة واحدة|هيئتان|هيئات|هيئة|هيئة',
      rule: 'الهيئات المتميزة التي حضر شخص منها نصف يوم على الأقل.',
    },
    'trainings.person_hours': {
      name: 'ساعات التكوين',
      words: 'ساعة واحدة|ساعتان|ساعات|ساعة|ساعة',
      rule: 'أنصاف الأيام المتابعة مضروبة في ساعات نصف اليوم.',
    },
    'licences.seats': {
      name: 'مقاعد البرمجيات المعارة',
      words: 'مقعد واحد|مقعدان|مقاعد|مقعدا|مقعد',
      rule: 'مقاعد إعارات البرمجيات الجارية في {day}.',
    },
    'licences.organisations': {
      name: 'الهيئات المجهزة',
      words: 'هيئة واحدة|هيئتان|هيئات|هيئة|هيئة',
      rule: 'الهيئات المتميزة ذات إعارة برمجيات جارية في {day}.',
    },
  },
}
