import { amount, choice, day, integer, number, person, reference, sheet, text } from '../../core/sheet.ts'

export const trainings = sheet({
  name: 'formations',
  table: 'training',
  key: ['code'],
  calledBy: ['code', 'title'],
  columns: {
    code: text('Code', { required: true, synonyms: ['Référence', 'Réf.', 'Code formation'] }),
    title: text('Intitulé', { required: true, synonyms: ['Titre', 'Nom', 'Formation'] }),
    programme: reference('programmes', 'Programme', { synonyms: ['Code programme', 'Projet'] }),
    started: day('Début', { required: true, synonyms: ['Date de début', 'Du'] }),
    ended: day('Fin', { synonyms: ['Date de fin', 'Au'] }),
    place: text('Lieu', { synonyms: ['Ville'] }),
    half_days: integer('Demi-journées', { required: true, synonyms: ['Nombre de demi-journées', '1/2 journées'] }),
    half_day_hours: number('Heures par demi-journée', {
      required: true,
      synonyms: ['Heures / demi-journée', 'Heures'],
    }),
    places: integer('Places', { synonyms: ['Nombre de places'] }),
  },
  order: [['started', 'ended']],
})

export const trainees = sheet({
  name: 'presences_formation',
  table: 'trainee',
  key: ['training', 'person', 'organisation'],
  repeats: true,
  columns: {
    training: reference('formations', 'Formation', { required: true, synonyms: ['Code formation', 'Code', 'Session'] }),
    person: person('Personne', {
      required: true,
      personal: true,
      synonyms: ['Nom', 'Nom et prénom', 'Participant', 'Stagiaire'],
    }),
    organisation: reference('organisations', 'Organisation', { synonyms: ['Société', 'Entreprise', 'Raison sociale'] }),
    sex: choice('Sexe', ['F', 'M'], {
      synonyms: ['Genre'],
      also: { femme: 'F', feminin: 'F', homme: 'M', h: 'M', masculin: 'M' },
    }),
    half_days: integer('Demi-journées suivies', {
      required: true,
      synonyms: ['Demi-journées', 'Présences', '1/2 journées suivies'],
    }),
  },
})

export const licences = sheet({
  name: 'licences',
  table: 'licence',
  key: ['software', 'organisation', 'started'],
  repeats: true,
  columns: {
    software: text('Logiciel', { required: true, synonyms: ['Nom du logiciel', 'Produit'] }),
    organisation: reference('organisations', 'Organisation', {
      required: true,
      synonyms: ['Société', 'Entreprise', 'Raison sociale', 'Bénéficiaire'],
    }),
    seats: integer('Sièges', { required: true, synonyms: ['Postes', 'Nombre de postes', 'Licences'] }),
    started: day('Début', { required: true, synonyms: ['Date de début', 'Du', 'Prêtée le'] }),
    ended: day('Fin', { synonyms: ['Date de fin', 'Au', "Jusqu'au"] }),
    cost: amount('Coût', { synonyms: ['Montant', 'Prix'] }),
  },
  order: [['started', 'ended']],
})

export const sheets = [trainings, trainees, licences]
