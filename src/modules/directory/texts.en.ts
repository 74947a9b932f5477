import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  figures: {},
  deeds: {
    'persons.add': { name: 'Add a person', says: 'The person enters the register, before any record names them.' },
    'persons.correct': {
      name: 'Correct a person’s name',
      says: 'The name changes wherever the person is named. The journal keeps the reason, not the names.',
    },
    'persons.merge': {
      name: 'Merge two persons',
      says: 'Whatever named the second names the first. This cannot be undone.',
    },
    'organisations.merge': {
      name: 'Merge two records',
      says: 'Whatever named the second names the first, which also gets what only the second knew. This cannot be undone.',
    },
  },
  refusals: {
    'person-known': 'A person has this name already.',
    'no-person': 'Nobody has this name in the register.',
    'same-record': 'It is the same record.',
    'two-candidacies': 'Both are asking to join. Decide one of the two first.',
    'two-ice': 'These two records have different ICE numbers: they are two companies.',
    'merge-overlap': 'Both are members at the same time. End one of the two memberships first.',
    'merge-conflict': 'Both have a like record in “{sheet}”. Take out or correct one of them first.',
  },
  duplicates: 'Duplicates',
  duplicatesSay: 'Organisations that look like one. Open both, then merge them if they are.',
  noDuplicates: 'No duplicate is to be seen.',
  why: 'Why',
  reasons: {
    ice: 'same ICE',
    name: 'same name',
    script: 'same name in the two scripts',
    near: 'names close to each other',
    email: 'same e-mail',
  },
  keepThis: 'merge, keeping {name}',
}
