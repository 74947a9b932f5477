import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  figures: {
    'labels.granted': {
      name: 'Labels granted',
      words: 'label|labels',
      rule: 'Labels granted between 1 January {year} and {day}. One company may hold several.',
    },
    'labels.holders': {
      name: 'Labelled companies',
      words: 'company|companies',
      rule: 'Distinct holders of the labels granted in the year: 28 labels may be 27 companies.',
    },
    'labels.valid': {
      name: 'Valid labels',
      words: 'label|labels',
      rule: 'Labels granted on or before {day}, of status valid, not past their end. Suspended, withdrawn and expired are three other things.',
    },
  },
  nav: 'Label',
  title: 'The label register',
  check: 'Check a label',
  hint: 'Number, company or region',
  number: 'Number',
  scheme: 'Label',
  holder: 'Holder',
  region: 'Region',
  granted: 'Granted',
  ends: 'Valid until',
  standing: 'State',
  valid: 'valid',
  suspended: 'suspended',
  withdrawn: 'withdrawn',
  expired: 'expired',
  refused: 'refused',
  candidate: 'candidate',
  future: 'not yet in force',
  validWhy: '{holder} holds label {scheme} no. {number}, valid on {day}.',
  notValidWhy: 'Label {scheme} no. {number} of {holder} is not valid on {day}: {standing}.',
  found: 'label|labels',
  unknown: 'No label bears number {number}. Check it on the certificate; if it is there, tell the Cluster.',
  record: 'The record and its source',
  since: 'on {day}',
  reason: 'Reason',
  unlimited: 'no end date',
}
