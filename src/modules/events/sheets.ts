import { amount, boolean, choice, day, instant, reference, sheet, text } from '../../core/sheet.ts'

const event = () =>
  reference('evenements', 'Événement', { required: true, synonyms: ['Code événement', 'Évènement', 'Code'] })
const organisation = () =>
  reference('organisations', 'Organisation', {
    required: true,
    synonyms: ['Société', 'Raison sociale', 'Nom', 'Entreprise'],
  })

export const events = sheet({
  name: 'evenements',
  table: 'event',
  key: ['code'],
  calledBy: ['code', 'title'],
  columns: {
    code: text('Code', { required: true, synonyms: ['Référence', 'Réf.'] }),
    title: text('Intitulé', { required: true, synonyms: ['Titre', 'Nom', 'Événement'] }),
    kind: choice('Type', ['BtoB', 'Salon', 'Atelier'], {
      required: true,
      synonyms: ['Nature'],
      also: { b2b: 'BtoB', 'b to b': 'BtoB' },
    }),
    started: day('Début', { required: true, synonyms: ['Date de début', 'Du', 'Date'] }),
    ended: day('Fin', { synonyms: ['Date de fin', 'Au'] }),
    city: text('Ville', { synonyms: ['Lieu'] }),
    country: text('Pays'),
    organiser: text('Organisateur', { synonyms: ['Organisé par'] }),
  },
  order: [['started', 'ended']],
})

export const registrations = sheet({
  name: 'inscriptions',
  table: 'registration',
  key: ['event', 'organisation', 'role'],
  repeats: true,
  columns: {
    event: event(),
    organisation: organisation(),
    role: choice('Rôle', ['entreprise', "donneur d'ordre", 'exposant', 'visiteur'], {
      required: true,
      synonyms: ['Qualité'],
      also: { "donneurs d'ordre": "donneur d'ordre", 'donneur d ordre': "donneur d'ordre" },
    }),
    lots: text('Lots', { synonyms: ['Lot'] }),
    present: boolean('Présent', { synonyms: ['Présence', 'Venu'] }),
  },
})

export const appointments = sheet({
  name: 'rendez_vous',
  table: 'appointment',
  key: ['event', 'buyer', 'company', 'starts'],
  repeats: true,
  columns: {
    event: event(),
    buyer: reference('organisations', "Donneur d'ordre", {
      required: true,
      synonyms: ["Donneurs d'ordre", 'Acheteur'],
    }),
    company: reference('organisations', 'Entreprise', {
      required: true,
      synonyms: ['Société', 'Organisation', 'Raison sociale'],
    }),
    starts: instant('Début', { synonyms: ['Heure de début', 'De'] }),
    finishes: instant('Fin', { synonyms: ['Heure de fin', 'À'] }),
    place: text('Table'),
    state: choice('État', ['demandé', 'accepté', 'placé', 'tenu', 'absent'], {
      required: true,
      synonyms: ['Statut'],
      also: { demande: 'demandé', tenue: 'tenu', manque: 'absent' },
    }),
    outcome: choice('Suite', ['consultation', 'offre', 'contrat'], { synonyms: ['Suites', 'Résultat'] }),
    contract: amount('Montant du contrat', { synonyms: ['Contrat', 'Montant'] }),
    outcome_on: day('Date de la suite', { synonyms: ['Suite le', 'Date suite'] }),
  },
  order: [['starts', 'finishes']],
})

export const costShares = sheet({
  name: 'prises_en_charge',
  table: 'cost_share',
  key: ['event', 'organisation', 'nature', 'day', 'voucher'],
  repeats: true,
  columns: {
    event: event(),
    organisation: organisation(),
    nature: text('Nature', { synonyms: ['Type', 'Objet'] }),
    amount: amount('Montant', { required: true, synonyms: ['Montant (DH)', 'Coût'] }),
    day: day('Date', { required: true, synonyms: ['Payé le', 'Date de paiement', 'Le'] }),
    voucher: text('Pièce', { synonyms: ['Justificatif', 'N° pièce', 'Facture'] }),
  },
})

export const sheets = [events, registrations, appointments, costShares]
