export const fr = {
  figures: {
    'board.meetings': {
      name: 'Séances',
      words: 'séance|séances',
      rule: 'Séances tenues entre le 1er janvier {year} et le {day}.',
    },
    'board.resolutions_adopted': {
      name: 'Résolutions adoptées',
      words: 'résolution|résolutions',
      rule: 'Résolutions de l’année qui ont leur majorité : simple, plus de pour que de contre ; aux deux tiers, au moins deux tiers des pour et contre.',
    },
    'board.resolutions_rejected': {
      name: 'Résolutions rejetées',
      words: 'résolution|résolutions',
      rule: 'Résolutions de l’année qui n’ont pas eu leur majorité.',
    },
    'board.quorum_met': {
      name: 'Séances au quorum',
      words: 'séance|séances',
      rule: 'Séances où présents et représentés atteignent la moitié des sièges, qui sont les mandats de l’organe ouverts ce jour-là.',
    },
  },
}
