import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  deeds: {
    'press.write': { name: 'Write an article', says: 'A draft for each language, until it is published.' },
    'press.publish': {
      name: 'Publish an article',
      says: 'The text is on the site from this day on; without a day, it is taken off.',
    },
  },
  refusals: {
    'nothing-written': 'Nothing is written in this language.',
  },
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
