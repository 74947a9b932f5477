import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  figures: {},
  deeds: {
    import: { name: 'Import a dossier', says: 'Brings the tables of a dossier in, the whole of it or none.' },
    'import.undo': {
      name: 'Undo an import',
      says: 'Takes out what the import added and puts back what it changed. Refused where somebody has built on it since.',
    },
  },
  refusals: {
    'no-import': 'This journal entry is no import that can be undone.',
    'undone-already': 'This import is undone already.',
    'changed-since': 'Records of “{sheet}” have changed since this import. Correct them one by one.',
    'in-use': 'Records of “{sheet}” are used by others entered since. Take those out first.',
  },
}
