import { amount, currency, day, number, references, sheet, text } from '../../core/sheet.ts'

export const programmes = sheet({
  name: 'programmes',
  table: 'programme',
  bounds: true,
  key: ['code'],
  calledBy: ['code', 'name'],
  columns: {
    code: text('Code', { required: true, synonyms: ['Acronyme', 'Code programme', 'Sigle'] }),
    name: text('Nom', { required: true, synonyms: ['Intitulé', 'Titre', 'Programme'] }),
    partners: text('Partenaires', { synonyms: ['Partenaire'] }),
    funders: references('organisations', { via: 'programme_funder', as: 'organisation_id' }, 'Bailleurs', {
      synonyms: ['Bailleur', 'Financeurs', 'Bailleurs de fonds'],
    }),
    started: day('Début', { required: true, synonyms: ['Date de début', 'Démarrage', 'Du'] }),
    ended: day('Fin', { synonyms: ['Date de fin', 'Clôture', 'Au'] }),
    budget: amount('Budget', { synonyms: ['Montant', 'Budget total'] }),
    currency: currency('Devise', { synonyms: ['Monnaie'] }),
    target: number('Cible', { synonyms: ['Objectif'] }),
    target_unit: text('Unité de la cible', { synonyms: ['Unité', 'Unité cible'] }),
  },
  order: [['started', 'ended']],
})

export const sheets = [programmes]
