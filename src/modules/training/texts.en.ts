import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  figures: {
    'trainings.sessions': {
      name: 'Training sessions',
      words: 'session|sessions',
      rule: 'Sessions begun between 1 January {year} and {day}.',
    },
    'trainings.people': {
      name: 'People trained',
      words: 'person|people',
      rule: 'Distinct persons present at one half-day at least of these sessions. Registered and absent is not trained.',
    },
    'trainings.organisations': {
      name: 'Organisations trained',
      words: 'organisation|organisations',
      rule: 'Distinct organisations one of whose people attended a half-day at least.',
    },
    'trainings.person_hours': {
      name: 'Person-hours',
      words: 'person-hour|person-hours',
      rule: 'Half-days attended times the hours of a half-day.',
    },
    'licences.seats': {
      name: 'Software seats lent',
      words: 'seat|seats',
      rule: 'Seats of the software loans running on {day}.',
    },
    'licences.organisations': {
      name: 'Organisations equipped',
      words: 'organisation|organisations',
      rule: 'Distinct organisations with a software loan running on {day}.',
    },
  },
}
