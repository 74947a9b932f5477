export const fr = {
  figures: {
    'members.count': {
      name: 'Membres',
      words: 'membre|membres',
      rule: 'Organisations dont une adhésion est ouverte au {day} : admises ce jour-là ou avant, et pas encore sorties. Une cotisation impayée ne met pas fin à l’adhésion.',
    },
    'members.joined': {
      name: 'Nouveaux membres',
      words: 'organisation|organisations',
      rule: 'Organisations dont une adhésion commence entre le 1er janvier {year} et le {day}.',
    },
    'members.left': {
      name: 'Départs',
      words: 'départ|départs',
      rule: 'Organisations dont une adhésion prend fin entre le 1er janvier {year} et le {day}, et qui ne sont pas revenues à cette date.',
    },
    'members.up_to_date': {
      name: 'Membres à jour',
      words: 'membre|membres',
      rule: 'Membres au {day} dont tout l’appel de cotisation {year} est payé à cette date.',
    },
    'dues.called': { name: 'Cotisations appelées', words: '', rule: 'Cotisations appelées au titre de {year}.' },
    'dues.received': {
      name: 'Cotisations reçues',
      words: '',
      rule: 'Paiements des cotisations de {year} datés du {day} ou d’avant.',
    },
  },
  nav: 'Membres',
  title: 'Les membres',
  found: 'membre sur {all} au {day}|membres sur {all} au {day}',
  name: 'Organisation',
  college: 'Collège',
  region: 'Région',
  city: 'Ville',
  fields: 'Domaines',
  joined: 'Membre depuis',
  about: 'Annuaire des organisations membres du {name} : entreprises, écoles, institutions.',
}
