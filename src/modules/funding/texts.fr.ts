export const fr = {
  deeds: {
    'funding.move': {
      name: 'Faire avancer un financement',
      says: 'Identifié, demandé, engagé, signé : chaque étape a son jour. En devise, l’engagement compte au taux de ce jour.',
    },
    'funding.receive': { name: 'Enregistrer un encaissement', says: 'L’argent reçu, au taux de son jour.' },
  },
  refusals: {
    'stage-done': 'Cette étape est déjà datée du {day}. Corrigez la fiche si c’est faux.',
    'stage-early': 'L’étape « {stage} » est du {day}, plus tard que ce jour.',
    'rate-needed': 'Un montant en {currency} demande le taux du jour en dirhams.',
    'not-signed': 'Ce financement n’est pas signé à cette date.',
    'over-received': 'Il ne reste que {left} à recevoir de ce financement.',
  },
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
