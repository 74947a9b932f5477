import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const ar: Translated<typeof fr> = {
  figures: {
    'accounts.income': {
      name: 'العائدات',
      words: '',
      rule: 'حسابات الصنف 7: الدائن ناقص المدين، من فاتح يناير {year} إلى {day}.',
    },
    'accounts.expenses': {
      name: 'التكاليف',
      words: '',
      rule: 'حسابات الصنف 6: المدين ناقص الدائن، من فاتح يناير {year} إلى {day}.',
    },
    'accounts.result': { name: 'النتيجة', words: '', rule: 'العائدات ناقص التكاليف، من فاتح يناير {year} إلى {day}.' },
    'accounts.bank': { name: 'البنك', words: '', rule: 'رصيد حسابات 514 في {day}.' },
    'budget.next_year_income': { name: 'عائدات ميزانية {next}', words: '', rule: 'أسطر ميزانية {next}، الصنف 7.' },
    'budget.next_year_expenses': { name: 'تكاليف ميزانية {next}', words: '', rule: 'أسطر ميزانية {next}، الصنف 6.' },
  },
}
