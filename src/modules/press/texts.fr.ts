export const fr = {
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
