import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  figures: {},
  nav: 'Press',
  title: 'The press',
  tag: 'Tag: {tag}',
  tags: 'Tags',
  related: 'Related articles',
  source: 'Source',
  read: 'Read the article',
  none: 'No article is recorded.',
  feedTitle: '{name}: the press',
}
