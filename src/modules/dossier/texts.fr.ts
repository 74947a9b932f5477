export const fr = {
  figures: {},
  deeds: {
    import: { name: 'Importer un dossier', says: 'Fait entrer les tableaux d’un dossier, entier ou pas du tout.' },
    'import.undo': {
      name: 'Annuler un import',
      says: 'Retire ce que l’import a ajouté et remet ce qu’il a changé. Refusé si quelqu’un s’est appuyé dessus depuis.',
    },
  },
  refusals: {
    'no-import': 'Cette écriture du journal n’est pas un import que l’on puisse annuler.',
    'undone-already': 'Cet import est déjà annulé.',
    'changed-since': 'Des fiches de « {sheet} » ont changé depuis cet import. Corrigez-les une à une.',
    'in-use': 'Des fiches de « {sheet} » servent à d’autres, entrées depuis. Retirez d’abord celles-ci.',
  },
}
