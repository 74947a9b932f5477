export const fr = {
  figures: {},
  deeds: {
    'persons.add': {
      name: 'Ajouter une personne',
      says: 'La personne entre au registre, avant qu’aucune fiche ne la nomme.',
    },
    'persons.correct': {
      name: 'Corriger le nom d’une personne',
      says: 'Le nom change partout où la personne est nommée. Le journal garde la raison, pas les noms.',
    },
    'persons.merge': {
      name: 'Fondre deux personnes',
      says: 'Tout ce qui nommait la seconde nomme la première. Cela ne s’annule pas.',
    },
    'organisations.merge': {
      name: 'Fondre deux fiches',
      says: 'Tout ce qui nommait la seconde nomme la première, et ce que la seconde savait de plus lui reste. Cela ne s’annule pas.',
    },
  },
  refusals: {
    'person-known': 'Une personne porte déjà ce nom.',
    'no-person': 'Personne ne porte ce nom au registre.',
    'same-record': 'C’est la même fiche.',
    'two-candidacies': 'Les deux demandent à adhérer. Décidez d’abord de l’une des deux demandes.',
    'two-ice': 'Ces deux fiches ont des ICE différents : ce sont deux entreprises.',
    'merge-overlap': 'Les deux sont membres en même temps. Mettez d’abord fin à l’une des deux adhésions.',
    'merge-conflict': 'Les deux ont une fiche pareille dans « {sheet} ». Retirez ou corrigez d’abord l’une des deux.',
  },
  duplicates: 'Doublons',
  duplicatesSay: 'Des organisations qui semblent n’en être qu’une. Ouvrez les deux, puis fondez-les si c’est le cas.',
  noDuplicates: 'Aucun doublon ne se voit.',
  why: 'Pourquoi',
  reasons: {
    ice: 'même ICE',
    name: 'même nom',
    script: 'même nom dans les deux écritures',
    near: 'noms voisins',
    email: 'même courriel',
  },
  keepThis: 'fondre en gardant {name}',
}
