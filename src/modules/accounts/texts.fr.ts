export const fr = {
  figures: {
    'accounts.income': {
      name: 'Produits',
      words: '',
      rule: 'Comptes de la classe 7 : crédits moins débits, du 1er janvier {year} au {day}.',
    },
    'accounts.expenses': {
      name: 'Charges',
      words: '',
      rule: 'Comptes de la classe 6 : débits moins crédits, du 1er janvier {year} au {day}.',
    },
    'accounts.result': { name: 'Résultat', words: '', rule: 'Produits moins charges, du 1er janvier {year} au {day}.' },
    'accounts.bank': { name: 'Banque', words: '', rule: 'Solde des comptes 514 au {day}.' },
    'budget.next_year_income': {
      name: 'Produits du budget {next}',
      words: '',
      rule: 'Lignes du budget {next}, classe 7.',
    },
    'budget.next_year_expenses': {
      name: 'Charges du budget {next}',
      words: '',
      rule: 'Lignes du budget {next}, classe 6.',
    },
  },
}
