import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  figures: {
    'accounts.income': {
      name: 'Income',
      words: '',
      rule: 'Accounts of class 7: credits less debits, from 1 January {year} to {day}.',
    },
    'accounts.expenses': {
      name: 'Expenses',
      words: '',
      rule: 'Accounts of class 6: debits less credits, from 1 January {year} to {day}.',
    },
    'accounts.result': { name: 'Result', words: '', rule: 'Income less expenses, from 1 January {year} to {day}.' },
    'accounts.bank': { name: 'Bank', words: '', rule: 'Balance of accounts 514 on {day}.' },
    'budget.next_year_income': {
      name: 'Income of the {next} budget',
      words: '',
      rule: 'Lines of the {next} budget, class 7.',
    },
    'budget.next_year_expenses': {
      name: 'Expenses of the {next} budget',
      words: '',
      rule: 'Lines of the {next} budget, class 6.',
    },
  },
}
