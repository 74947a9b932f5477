import { amount, currency, day, type Finding, number, type Row, reference, sheet, text } from '../../core/sheet.ts'

const book = 'MAD'

/** An amount in another currency counts at its own rate; without one it cannot be counted at all, and no rate is nothing. */
const rateGiven = { reads: ['currency', 'rate'], find: (rows: Row[]): Finding[] => rows.flatMap(rateFault) }

function rateFault(row: Row): Finding[] {
  const { currency, rate } = row.values
  if (currency !== book && (!rate || rate === '0'))
    return [{ row, column: 'rate', code: 'missing-rate', about: { currency: currency ?? '' } }]
  return rate === '0' ? [{ row, column: 'rate', code: 'bad-number' }] : []
}

export const fundings = sheet({
  name: 'financements',
  table: 'funding',
  key: ['reference'],
  calledBy: ['reference'],
  columns: {
    reference: text('Référence', { required: true, synonyms: ['Réf.', 'Réf', 'N°', 'Numéro'] }),
    funder: reference('organisations', 'Bailleur', {
      required: true,
      synonyms: ['Financeur', 'Bailleur de fonds', 'Donateur'],
    }),
    programme: reference('programmes', 'Programme', { synonyms: ['Code programme', 'Projet'] }),
    instrument: text('Instrument', { synonyms: ['Type', 'Nature'] }),
    amount: amount('Montant', { required: true, synonyms: ['Montant (devise)'] }),
    currency: currency('Devise', { required: true, synonyms: ['Monnaie'] }),
    rate: number('Taux', { synonyms: ['Taux de change', 'Cours', 'Taux (MAD)'] }),
    identified: day("Date d'identification", { synonyms: ['Identifié le', 'Identification'] }),
    asked: day('Date de demande', { synonyms: ['Demandé le', 'Demande', 'Déposé le'] }),
    engaged: day("Date d'engagement", { synonyms: ['Engagé le', 'Engagement'] }),
    signed: day('Date de signature', { synonyms: ['Signé le', 'Signature', 'Signée le'] }),
  },
  rules: [rateGiven],
})

export const receipts = sheet({
  name: 'encaissements',
  keptBy: ['secretary', 'officer', 'accountant'],
  table: 'receipt',
  key: ['funding', 'received', 'voucher'],
  repeats: true,
  columns: {
    funding: reference('financements', 'Financement', {
      required: true,
      synonyms: ['Référence', 'Réf. financement', 'Référence du financement'],
    }),
    received: day('Date', {
      required: true,
      synonyms: ['Reçu le', 'Encaissé le', "Date d'encaissement", 'Date de réception'],
    }),
    amount: amount('Montant', { required: true, synonyms: ['Montant reçu', 'Encaissé'] }),
    currency: currency('Devise', { required: true, synonyms: ['Monnaie'] }),
    rate: number('Taux', { synonyms: ['Taux de change', 'Cours', 'Taux (MAD)'] }),
    voucher: text('Pièce', { synonyms: ['Justificatif', 'N° pièce', 'Numéro de pièce'] }),
  },
  rules: [rateGiven],
})

export const sheets = [fundings, receipts]
