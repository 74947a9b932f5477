export const fr = {
  figures: {
    'trainings.sessions': {
      name: 'Formations',
      words: 'session|sessions',
      rule: 'Sessions commencées entre le 1er janvier {year} et le {day}.',
    },
    'trainings.people': {
      name: 'Personnes formées',
      words: 'personne|personnes',
      rule: 'Personnes distinctes présentes à au moins une demi-journée de ces sessions. Inscrit et absent n’est pas formé.',
    },
    'trainings.organisations': {
      name: 'Organisations formées',
      words: 'organisation|organisations',
      rule: 'Organisations distinctes dont une personne a suivi au moins une demi-journée.',
    },
    'trainings.person_hours': {
      name: 'Heures-personnes',
      words: 'heure-personne|heures-personnes',
      rule: 'Demi-journées suivies multipliées par les heures d’une demi-journée.',
    },
    'licences.seats': {
      name: 'Sièges de logiciels prêtés',
      words: 'siège|sièges',
      rule: 'Sièges des prêts de logiciels en cours au {day}.',
    },
    'licences.organisations': {
      name: 'Organisations équipées',
      words: 'organisation|organisations',
      rule: 'Organisations distinctes qui ont un prêt de logiciel en cours au {day}.',
    },
  },
}
