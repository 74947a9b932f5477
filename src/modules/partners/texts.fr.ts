export const fr = {
  watches: { 'agreements-end': 'Conventions qui prennent fin' },
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
