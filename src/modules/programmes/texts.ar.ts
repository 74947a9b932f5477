import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const ar: Translated<typeof fr> = {
  figures: {
    'programmes.running': {
      name: 'البرامج الجارية',
      words: 'برنامج واحد|برنامجان|برامج|برنامجا|برنامج',
      rule: 'البرامج التي بدأت في {day} أو قبله ولم تنته قبل ذلك التاريخ.',
    },
    'entrepreneurs.target': {
      name: 'الهدف من المقاولين',
      words: 'مقاول واحد|مقاولان|مقاولين|مقاولا|مقاول',
      rule: 'مجموع أهداف البرامج المعبر عنها بعدد المقاولين. الهدف ليس نتيجة.',
    },
  },
  nav: 'البرامج',
  title: 'البرامج',
  funders: 'الممولون',
  partners: 'الشركاء',
  started: 'البداية',
  ended: 'النهاية',
  budget: 'الميزانية',
  target: 'الهدف',
  year: 'سنة {year} من البرنامج',
  nothing: 'لا نشاط مسجل لهذا البرنامج هذه السنة.',
  report: 'تقرير للممول (PDF)',
  since: 'منذ {day}',
  until: 'إلى غاية {day}',
  none: 'لا برنامج مسجل.',
}
