import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  figures: {
    'b2b.events': {
      name: 'Business meetings events',
      words: 'event|events',
      rule: 'BtoB events begun between 1 January {year} and {day}.',
    },
    'b2b.companies_registered': {
      name: 'Companies registered',
      words: 'company|companies',
      rule: 'Distinct companies registered to the events of the year.',
    },
    'b2b.companies_present': {
      name: 'Companies present',
      words: 'company|companies',
      rule: 'Those of them that came.',
    },
    'b2b.meetings_placed': {
      name: 'Meetings placed',
      words: 'meeting|meetings',
      rule: 'Meetings placed at a table of these events, held or missed.',
    },
    'b2b.meetings_held': {
      name: 'Meetings held',
      words: 'meeting|meetings',
      rule: 'Meetings of these events that took place. Placed is not held.',
    },
    'b2b.contracts': {
      name: 'Contracts',
      words: 'contract|contracts',
      rule: 'Contracts that followed one of these meetings, between 1 January {year} and {day}.',
    },
    'b2b.contracts_value': { name: 'Value of contracts', words: '', rule: 'The amount of these contracts.' },
    'fairs.members_supported': {
      name: 'Organisations taken to fairs',
      words: 'organisation|organisations',
      rule: 'Distinct organisations with costs paid in the year for a fair of the year.',
    },
    'fairs.support': { name: 'Fair costs paid', words: '', rule: 'Those costs, paid in the year.' },
  },
  nav: 'Agenda',
  title: 'The agenda',
  subscribe: 'Subscribe (calendar)',
  coming: 'Coming',
  past: 'Past',
  BtoB: 'Business meetings',
  Salon: 'Fair',
  Atelier: 'Workshop',
  organisations: 'organisation registered|organisations registered',
  none: 'No event is recorded.',
  organiser: 'Organised by',
  where: 'Place',
  when: 'Date',
  kind: 'Kind',
  meetings: 'Meetings',
  placed: 'placed',
  held: 'held',
  contracts: 'followed by a contract',
  who: 'Who came',
  role: 'Role',
  present: 'present',
  registered: 'registered',
}
