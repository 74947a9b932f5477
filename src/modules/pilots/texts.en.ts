import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  figures: {
    'pilots.active': {
      name: 'Pilots in service',
      words: 'pilot|pilots',
      rule: 'Pilots in service on or before {day} and not ended before it.',
    },
    'pilots.energy_kwh': {
      name: 'Energy of the pilots',
      words: 'kWh|kWh',
      rule: 'Sum of the rises of the counter between consecutive readings, from 1 January {year} to {day}. A fall is a reset: the new value counts from zero.',
    },
    'pilots.coverage': {
      name: 'Coverage of readings',
      words: '',
      rule: 'Hours with a reading, of the hours from the first to the last. A total always tells its coverage.',
    },
  },
  nav: 'Pilots',
  title: 'The pilot projects',
  place: 'Place',
  partners: 'Partners',
  commissioned: 'In service since',
  power: 'Power',
  energy: 'Energy a day, kWh',
  energyName: 'Energy of each day, from {from} to {to}: {total} kWh in all, {gaps} days with gaps',
  gaps: 'Hatched days have hours without a reading: their total is a minimum.',
  noReading: 'This pilot has no reading for the year.',
  none: 'No pilot is recorded.',
  table: 'The numbers by month',
  month: 'Month',
  kwh: 'kWh',
  incomplete: 'Days with gaps',
}
