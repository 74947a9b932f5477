export const fr = {
  figures: {
    'programmes.running': {
      name: 'Programmes en cours',
      words: 'programme|programmes',
      rule: 'Programmes commencés le {day} ou avant, et pas finis avant cette date.',
    },
    'entrepreneurs.target': {
      name: 'Cible en entrepreneurs',
      words: 'entrepreneur|entrepreneurs',
      rule: 'Somme des cibles que les programmes expriment en entrepreneurs. Une cible n’est pas un résultat.',
    },
  },
  nav: 'Programmes',
  title: 'Les programmes',
  funders: 'Bailleurs',
  partners: 'Partenaires',
  started: 'Début',
  ended: 'Fin',
  budget: 'Budget',
  target: 'Cible',
  year: 'L’année {year} du programme',
  nothing: 'Aucune activité n’est enregistrée pour ce programme cette année.',
  report: 'Rapport au bailleur (PDF)',
  since: 'depuis le {day}',
  until: 'jusqu’au {day}',
  none: 'Aucun programme n’est enregistré.',
}
