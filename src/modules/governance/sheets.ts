import { choice, day, integer, person, reference, share, sheet, text } from '../../core/sheet.ts'

export const mandates = sheet({
  name: 'mandats',
  keptBy: ['secretary'],
  table: 'mandate',
  key: ['organ', 'person', 'capacity', 'started'],
  columns: {
    organ: text('Organe', { required: true, synonyms: ['Instance'] }),
    person: person('Personne', { required: true, synonyms: ['Nom', 'Nom et prénom', 'Membre', 'Titulaire'] }),
    capacity: text('Qualité', { synonyms: ['Fonction', 'Rôle', 'Titre'] }),
    organisation: reference('organisations', 'Organisation', {
      synonyms: ['Société', 'Entreprise', 'Représentant de'],
    }),
    started: day('Début', { required: true, synonyms: ['Date de début', 'Du', 'Depuis', 'Nommé le'] }),
    ended: day('Fin', { synonyms: ['Date de fin', 'Au', "Jusqu'au", 'Terme'] }),
  },
  order: [['started', 'ended']],
})

export const meetings = sheet({
  name: 'seances',
  keptBy: ['secretary'],
  table: 'meeting',
  key: ['reference'],
  calledBy: ['reference'],
  columns: {
    reference: text('Référence', { required: true, synonyms: ['Réf.', 'Réf', 'Séance', 'N°'] }),
    organ: text('Organe', { required: true, synonyms: ['Instance'] }),
    held: day('Date', { required: true, synonyms: ['Tenue le', 'Date de la séance', 'Le'] }),
    place: text('Lieu'),
    quorum: share('Quorum'),
  },
})

export const attendances = sheet({
  name: 'presences_seance',
  keptBy: ['secretary'],
  table: 'attendance',
  key: ['meeting', 'person'],
  columns: {
    meeting: reference('seances', 'Séance', { required: true, synonyms: ['Référence', 'Réf. séance', 'Réunion'] }),
    person: person('Personne', {
      required: true,
      synonyms: ['Nom', 'Nom et prénom', 'Membre', 'Administrateur'],
      among: ['mandats', 'person'],
    }),
    state: choice('État', ['présent', 'représenté', 'excusé', 'absent'], {
      required: true,
      synonyms: ['Présence', 'Statut'],
      also: { presente: 'présent', representee: 'représenté', excusee: 'excusé', absente: 'absent' },
    }),
    proxy: person('Mandataire', { synonyms: ['Pouvoir à', 'Représenté par', 'Pouvoir'], among: ['mandats', 'person'] }),
  },
})

export const resolutions = sheet({
  name: 'resolutions',
  keptBy: ['secretary'],
  table: 'resolution',
  key: ['meeting', 'number'],
  columns: {
    meeting: reference('seances', 'Séance', { required: true, synonyms: ['Référence', 'Réf. séance', 'Réunion'] }),
    number: text('Numéro', { required: true, synonyms: ['N°', 'No', 'Résolution'] }),
    subject: text('Objet', { required: true, synonyms: ['Intitulé', 'Titre'] }),
    body: text('Texte'),
    majority: choice('Majorité', ['simple', '2/3'], {
      required: true,
      also: { 'majorite simple': 'simple', 'deux tiers': '2/3', '2 / 3': '2/3' },
    }),
    votes_for: integer('Pour', { required: true, synonyms: ['Voix pour', 'Votes pour'] }),
    votes_against: integer('Contre', { required: true, synonyms: ['Voix contre', 'Votes contre'] }),
    abstentions: integer('Abstention', { synonyms: ['Abstentions', 'Abst.'] }),
    recused: integer('Récusé', { synonyms: ['Récusés', 'Récusation', 'Déport'] }),
  },
})

export const sheets = [mandates, meetings, attendances, resolutions]
