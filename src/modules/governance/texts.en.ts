import type { Translated } from '../../platform/texts.ts'
import type { fr } from './texts.fr.ts'

export const en: Translated<typeof fr> = {
  figures: {
    'board.meetings': {
      name: 'Meetings',
      words: 'meeting|meetings',
      rule: 'Meetings held between 1 January {year} and {day}.',
    },
    'board.resolutions_adopted': {
      name: 'Resolutions adopted',
      words: 'resolution|resolutions',
      rule: 'Resolutions of the year that reach their majority: simple, more for than against; two thirds, at least two thirds of for and against.',
    },
    'board.resolutions_rejected': {
      name: 'Resolutions rejected',
      words: 'resolution|resolutions',
      rule: 'Resolutions of the year that did not reach their majority.',
    },
    'board.quorum_met': {
      name: 'Meetings with a quorum',
      words: 'meeting|meetings',
      rule: 'Meetings where those present or represented reach half of the seats, which are the organ’s mandates open that day.',
    },
  },
}
