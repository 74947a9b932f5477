export const fr = {
  figures: {
    'pilots.active': {
      name: 'Pilotes en service',
      words: 'pilote|pilotes',
      rule: 'Pilotes mis en service le {day} ou avant, et pas arrêtés avant cette date.',
    },
    'pilots.energy_kwh': {
      name: 'Énergie des pilotes',
      words: 'kWh|kWh',
      rule: 'Somme des hausses du compteur entre relevés consécutifs, du 1er janvier {year} au {day}. Une baisse est une remise à zéro : la nouvelle valeur compte depuis zéro.',
    },
    'pilots.coverage': {
      name: 'Couverture des relevés',
      words: '',
      rule: 'Heures qui ont un relevé, parmi les heures de la première à la dernière. Un total dit toujours sa couverture.',
    },
  },
  nav: 'Pilotes',
  title: 'Les projets pilotes',
  place: 'Lieu',
  partners: 'Partenaires',
  commissioned: 'Mise en service',
  power: 'Puissance',
  energy: 'Énergie par jour, kWh',
  energyName: 'Énergie produite chaque jour, de {from} à {to} : {total} kWh en tout, {gaps} jours incomplets',
  gaps: 'Les jours hachurés ont des heures sans relevé : leur total est un minimum.',
  noReading: 'Ce pilote n’a pas de relevé pour l’année.',
  none: 'Aucun pilote n’est enregistré.',
  table: 'Les chiffres par mois',
  month: 'Mois',
  kwh: 'kWh',
  incomplete: 'Jours incomplets',
}
