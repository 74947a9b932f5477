export const fr = {
  deeds: {
    'press.write': { name: 'Écrire un article', says: 'Un brouillon par langue, jusqu’à ce qu’il soit publié.' },
    'press.publish': {
      name: 'Publier un article',
      says: 'Le texte paraît sur le site à partir de ce jour ; sans jour, il en est retiré.',
    },
  },
  refusals: {
    'nothing-written': 'Rien n’est écrit dans cette langue.',
  },
  figures: {},
  nav: 'Presse',
  title: 'La presse',
  tag: 'Étiquette : {tag}',
  tags: 'Étiquettes',
  related: 'Sur le même sujet',
  source: 'Source',
  read: 'Lire l’article',
  none: 'Aucun article n’est enregistré.',
  feedTitle: '{name} : la presse',
}
