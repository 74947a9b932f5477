export const fr = {
  figures: {
    'funds.engaged': {
      name: 'Fonds engagés',
      words: '',
      rule: 'Financements engagés entre le 1er janvier {year} et le {day}, chacun converti en dirhams à son propre taux. Demandé n’est pas engagé.',
    },
    'funds.signed': {
      name: 'Fonds signés',
      words: '',
      rule: 'Financements signés entre le 1er janvier {year} et le {day}, quelle que soit l’année de leur engagement.',
    },
    'funds.received': {
      name: 'Fonds reçus',
      words: '',
      rule: 'Encaissements datés entre le 1er janvier {year} et le {day}, convertis à leur propre taux, quelle que soit l’année de l’engagement.',
    },
  },
}
