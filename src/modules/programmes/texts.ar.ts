import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const ar: Translated<typeof fr> = {
  deeds: {
    'programmes.plan': { name: 'برمجة نشاط', says: 'ما سيقوم به البرنامج، ومن يقوم به، وفي أي أجل.' },
    'programmes.finish': { name: 'إغلاق نشاط', says: 'أُنجز النشاط.' },
  },
  refusals: {
    'code-taken': 'هذا الرمز مستعمل في هذا البرنامج.',
    'finished-already': 'أُنجز هذا النشاط أصلا ({day}).',
  },
  watches: { 'actions-late': 'أنشطة متأخرة' },
  actions: 'الأنشطة',
  actionDone: 'أُنجز في {day}',
  actionClose: 'إغلاق',
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
