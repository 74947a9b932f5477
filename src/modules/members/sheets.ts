import { amount, day, type Finding, integer, type Row, reference, sheet, text } from '../../core/sheet.ts'

export const memberships = sheet({
  name: 'adhesions',
  keptBy: ['secretary'],
  table: 'membership',
  key: ['organisation', 'joined'],
  // The same period twice is an overlap, told once by the rule below.
  repeats: true,
  columns: {
    organisation: reference('organisations', 'Organisation', {
      required: true,
      synonyms: ['Raison sociale', 'Nom', 'Membre', 'Adhérent', 'Société', 'Entreprise'],
    }),
    college: text('Collège', { synonyms: ['Catégorie'] }),
    joined: day("Date d'adhésion", {
      required: true,
      synonyms: ['Adhésion', 'Adhésion le', 'Adhérent depuis', 'Membre depuis', 'Entrée', "Date d'entrée", 'Début'],
    }),
    left_on: day('Date de sortie', { synonyms: ['Sortie', 'Sortie le', 'Date de départ', 'Départ', 'Fin'] }),
    leaving_reason: text('Motif de sortie', {
      synonyms: ['Raison de sortie', 'Motif de départ', 'Raison du départ', 'Motif'],
    }),
  },
  order: [['joined', 'left_on']],
  rules: [{ reads: ['organisation', 'joined', 'left_on'], withStored: true, find: overlaps }],
})

/** An organisation is a member once at a time. A period is open on its first day and closed on its last, so one may begin the day another ends. */
function overlaps(rows: Row[]): Finding[] {
  const periods = Map.groupBy(rows, ({ values }) => values.organisation)
  return [...periods.values()].flatMap((own) => {
    const inTime = own.toSorted((a, b) => (a.values.joined! < b.values.joined! ? -1 : 1))
    return inTime.flatMap((row, place) => {
      const before = inTime[place - 1]
      if (!before || (before.values.left_on && before.values.left_on <= row.values.joined!)) return []
      // Told at the one that stands lower in the file, which is the one that was added.
      const [at, other] = row.line > before.line ? [row, before] : [before, row]
      return at.line
        ? [{ row: at, column: 'joined', code: 'overlap' as const, about: { other: String(other.line) } }]
        : []
    })
  })
}

export const dues = sheet({
  name: 'cotisations',
  keptBy: ['secretary', 'accountant'],
  table: 'due',
  key: ['organisation', 'year'],
  repeats: true,
  columns: {
    // Who owes what is between a member and the office: the public counts the dues without the names.
    organisation: reference('organisations', 'Organisation', {
      required: true,
      personal: true,
      synonyms: ['Raison sociale', 'Nom', 'Membre', 'Adhérent', 'Société', 'Entreprise'],
    }),
    year: integer('Exercice', { required: true, synonyms: ['Année', 'An'] }),
    called: amount('Montant appelé', {
      required: true,
      synonyms: ['Dû', 'Montant dû', 'À payer', 'Appelé', 'Appelé (DH)', 'Cotisation appelée', 'Cotisation', 'Appel'],
    }),
    paid: amount('Montant payé', {
      synonyms: [
        'Encaissé',
        'Montant versé',
        'Payé',
        'Payé (DH)',
        'Reçu',
        'Montant reçu',
        'Réglé',
        'Montant réglé',
        'Versé',
      ],
    }),
    paid_on: day('Date de paiement', { synonyms: ['Payé le', 'Paiement', 'Réglé le', 'Date de règlement', 'Reçu le'] }),
  },
})

export const sheets = [memberships, dues]
