export const fr = {
  figures: {
    'startups.accompanied': {
      name: 'Start-up accompagnées',
      words: 'start-up|start-up',
      rule: 'Start-up inscrites à un parcours et qui ont reçu au moins un acte d’accompagnement entre le 1er janvier {year} et le {day}. Inscrite et jamais vue ne compte pas.',
    },
    'startups.hours': {
      name: 'Heures d’accompagnement',
      words: 'heure|heures',
      rule: 'Heures des actes d’accompagnement de ces start-up dans l’année.',
    },
    'startups.funded': {
      name: 'Start-up financées',
      words: 'start-up|start-up',
      rule: 'Start-up distinctes qui ont reçu dans l’année un versement muni de sa pièce. Payée deux fois, elle compte une fois ; accordée sans versement, elle ne compte pas.',
    },
    'startups.grants_paid': {
      name: 'Aides versées',
      words: '',
      rule: 'Versements de l’année aux start-up, munis de leur pièce.',
    },
    'startups.grants_awarded': {
      name: 'Aides accordées',
      words: '',
      rule: 'Aides accordées aux start-up entre le 1er janvier {year} et le {day}, versées ou non.',
    },
  },
}
