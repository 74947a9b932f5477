import {
  amount,
  boolean,
  choice,
  day,
  type Finding,
  integer,
  number,
  party,
  type Row,
  reference,
  sheet,
  text,
} from '../../core/sheet.ts'
import { regionNames } from '../directory/index.ts'

export const calls = sheet({
  name: 'appels',
  table: 'call',
  key: ['code'],
  calledBy: ['code', 'title'],
  columns: {
    code: text('Code', { required: true, synonyms: ['Référence', 'Réf.', "Code de l'appel"] }),
    programme: reference('programmes', 'Programme', { synonyms: ['Code programme', 'Projet'] }),
    title: text('Intitulé', { required: true, synonyms: ['Titre', 'Nom', 'Appel'] }),
    opens: day('Ouverture', { required: true, synonyms: ["Date d'ouverture", 'Ouvert le', 'Début'] }),
    closes: day('Clôture', { synonyms: ['Date de clôture', 'Clos le', 'Fin', 'Date limite'] }),
    places: integer('Places', { synonyms: ['Nombre de places'] }),
    budget: amount('Budget', { synonyms: ['Montant', 'Enveloppe'] }),
  },
  order: [['opens', 'closes']],
})

const mark = (header: string, synonyms: string[]) => number(header, { synonyms })

/** Marks are out of 20. */
function marksInRange(rows: Row[]): Finding[] {
  return rows.flatMap((row) =>
    ['mark_1', 'mark_2', 'mark_3'].flatMap((column) =>
      Number(row.values[column] ?? 0) > 20 ? [{ row, column, code: 'bad-number' as const }] : [],
    ),
  )
}

export const applications = sheet({
  name: 'candidatures',
  table: 'application',
  key: ['reference'],
  calledBy: ['reference'],
  columns: {
    reference: text('Référence', { required: true, synonyms: ['Réf.', 'Réf', 'N°', 'Numéro'] }),
    call: reference('appels', 'Appel', { required: true, synonyms: ["Code de l'appel", 'Appel à candidatures'] }),
    candidate: party('organisations', 'Candidat', {
      required: true,
      personal: true,
      natureIn: 'nature',
      persons: ['personne'],
      strict: false,
      synonyms: ['Nom et prénom', 'Prénom et nom', 'Candidate', 'Nom', 'Nom du candidat', 'Porteur'],
    }),
    nature: choice('Nature', ['personne', 'startup', 'entreprise'], {
      required: true,
      synonyms: ['Type'],
      also: { 'start-up': 'startup', 'start up': 'startup', particulier: 'personne' },
    }),
    sex: choice('Sexe', ['F', 'M'], {
      synonyms: ['Genre'],
      also: { femme: 'F', feminin: 'F', homme: 'M', h: 'M', masculin: 'M' },
    }),
    birth_year: integer('Année de naissance', { personal: true, synonyms: ['Né en', 'Naissance'] }),
    region: choice('Région', regionNames, { closed: false }),
    project: text('Projet', { synonyms: ['Intitulé du projet', 'Titre du projet'] }),
    filed: day('Date de dépôt', {
      required: true,
      synonyms: ['Déposée le', 'Dépôt', 'Reçue le', 'Date de candidature'],
    }),
    complete: boolean('Complète', { required: true, synonyms: ['Complet', 'Dossier complet'] }),
    mark_1: mark('Note 1', ['Note1', 'Juré 1']),
    mark_2: mark('Note 2', ['Note2', 'Juré 2']),
    mark_3: mark('Note 3', ['Note3', 'Juré 3']),
    decision: choice('Décision', ['retenue', 'réserve', 'refusée', 'irrecevable'], {
      synonyms: ['Résultat', 'Statut'],
      also: { retenu: 'retenue', refuse: 'refusée', 'liste de reserve': 'réserve', "liste d'attente": 'réserve' },
    }),
    decided: day('Date de décision', { synonyms: ['Décidée le', 'Décision le'] }),
  },
  rules: [{ reads: ['mark_1', 'mark_2', 'mark_3'], find: marksInRange }],
})

export const sheets = [calls, applications]
