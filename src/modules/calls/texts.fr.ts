export const fr = {
  figures: {
    'calls.opened': {
      name: 'Appels ouverts',
      words: 'appel|appels',
      rule: 'Appels ouverts entre le 1er janvier {year} et le {day}.',
    },
    'applications.received': {
      name: 'Candidatures reçues',
      words: 'candidature|candidatures',
      rule: 'Candidatures déposées entre le 1er janvier {year} et le {day}.',
    },
    'applications.admissible': {
      name: 'Candidatures recevables',
      words: 'candidature|candidatures',
      rule: 'Parmi les candidatures de l’année, celles qui sont complètes et déposées au plus tard le jour de clôture de leur appel.',
    },
    'applications.selected': {
      name: 'Candidatures retenues',
      words: 'candidature|candidatures',
      rule: 'Candidatures retenues par une décision datée entre le 1er janvier {year} et le {day}.',
    },
    'entrepreneurs.selected': {
      name: 'Entrepreneurs retenus',
      words: 'entrepreneur|entrepreneurs',
      rule: 'Personnes distinctes dont une candidature est retenue par une décision de l’année.',
    },
  },
}
