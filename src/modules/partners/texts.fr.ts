export const fr = {
  watches: { 'agreements-end': 'Conventions qui prennent fin' },
  deeds: {
    'agreements.sign': { name: 'Signer une convention', says: 'La convention vaut à partir de ce jour.' },
    'agreements.amend': {
      name: 'Passer un avenant',
      says: 'Une convention de plus entre les mêmes parties ; la date de fin qu’il déplace est déplacée dans la première.',
    },
    'agreements.end': { name: 'Mettre fin à une convention', says: 'La convention cesse ce jour-là.' },
    'agreements.remind': {
      name: 'Rappeler les fins de convention',
      says: 'Écrit au secrétariat les conventions qui finissent bientôt, chacune une fois. La maison le fait d’elle-même chaque jour.',
    },
  },
  refusals: {
    'signed-already': 'Cette convention est déjà signée du {day}.',
    'not-signed-yet': 'Cette convention n’est pas signée à cette date.',
    'nothing-ends': 'Aucune convention ne finit dans les {days} jours, ou le rappel est déjà parti.',
  },
  figures: {
    'partnerships.signed': {
      name: 'Partenariats noués',
      words: 'partenariat|partenariats',
      rule: 'Conventions signées entre le 1er janvier {year} et le {day}. Un avenant ou une lettre d’intention n’en est pas une ; trois parties font une convention.',
    },
    'partnerships.live': {
      name: 'Partenariats en vigueur',
      words: 'partenariat|partenariats',
      rule: 'Conventions signées le {day} ou avant et dont la fin n’est pas passée à cette date.',
    },
  },
}
