import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  figures: {
    'startups.accompanied': {
      name: 'Start-ups accompanied',
      words: 'start-up|start-ups',
      rule: 'Start-ups enrolled on a path that received at least one act of support between 1 January {year} and {day}. Enrolled and never seen does not count.',
    },
    'startups.hours': {
      name: 'Hours of support',
      words: 'hour|hours',
      rule: 'Hours of the acts of support to these start-ups in the year.',
    },
    'startups.funded': {
      name: 'Start-ups funded',
      words: 'start-up|start-ups',
      rule: 'Distinct start-ups that received in the year a payment that has its voucher. Paid twice is one; awarded and unpaid is none.',
    },
    'startups.grants_paid': {
      name: 'Grants paid',
      words: '',
      rule: 'Payments of the year to start-ups, with their voucher.',
    },
    'startups.grants_awarded': {
      name: 'Grants awarded',
      words: '',
      rule: 'Grants awarded to start-ups between 1 January {year} and {day}, paid or not.',
    },
  },
}
