import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  figures: {
    'members.count': {
      name: 'Members',
      words: 'member|members',
      rule: 'Organisations with a membership open on {day}: admitted on or before it and not yet gone. Unpaid dues do not end a membership.',
    },
    'members.joined': {
      name: 'New members',
      words: 'organisation|organisations',
      rule: 'Organisations whose membership begins between 1 January {year} and {day}.',
    },
    'members.left': {
      name: 'Departures',
      words: 'departure|departures',
      rule: 'Organisations whose membership ends between 1 January {year} and {day}, and that are not members again on that day.',
    },
    'members.up_to_date': {
      name: 'Members up to date',
      words: 'member|members',
      rule: 'Members on {day} whose whole call for {year} is paid by that day.',
    },
    'dues.called': { name: 'Dues called', words: '', rule: 'Dues called for {year}.' },
    'dues.received': {
      name: 'Dues received',
      words: '',
      rule: 'Payments of the dues of {year} dated on or before {day}.',
    },
  },
  nav: 'Members',
  title: 'The members',
  found: 'member of {all} on {day}|members of {all} on {day}',
  name: 'Organisation',
  college: 'College',
  region: 'Region',
  city: 'Town',
  fields: 'Fields',
  joined: 'Member since',
  about: 'Directory of the member organisations of {name}.',
}
