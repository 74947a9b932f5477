import { amount, choice, day, type Finding, integer, type Row, reference, sheet, text } from '../../core/sheet.ts'
import { sumOf } from '../../platform/decimal.ts'
import type { Scope } from '../../platform/store/store.ts'
import { closedUntil } from './closed.ts'

export const accounts = sheet({
  name: 'plan_comptable',
  keptBy: ['secretary', 'accountant'],
  table: 'account',
  key: ['number'],
  calledBy: ['number'],
  columns: {
    number: text('Compte', { required: true, synonyms: ['N° compte', 'Numéro', 'Numéro de compte', 'N°'] }),
    title: text('Intitulé', { required: true, synonyms: ['Libellé', 'Nom', 'Titre'] }),
  },
})

export const ledger = sheet({
  name: 'ecritures',
  keptBy: ['secretary', 'accountant'],
  table: 'ledger_line',
  key: ['voucher', 'account', 'label'],
  repeats: true,
  columns: {
    voucher: text('Pièce', { required: true, synonyms: ['N° pièce', 'Numéro de pièce', 'Justificatif'] }),
    day: day('Date', { required: true, synonyms: ["Date d'écriture", 'Date comptable'] }),
    book: text('Journal', { synonyms: ['Code journal', 'Jnl'] }),
    account: reference('plan_comptable', 'Compte', { required: true, synonyms: ['N° compte', 'Numéro de compte'] }),
    label: text('Libellé', { synonyms: ['Intitulé', 'Description'] }),
    debit: amount('Débit', { synonyms: ['Débit (DH)', 'Montant débit'] }),
    credit: amount('Crédit', { synonyms: ['Crédit (DH)', 'Montant crédit'] }),
    funder: reference('organisations', 'Bailleur', { synonyms: ['Financeur', 'Donateur'] }),
    programme: reference('programmes', 'Programme', { synonyms: ['Code programme', 'Projet'] }),
  },
  rules: [{ reads: ['voucher', 'debit', 'credit'], find: unbalanced }],
  ownDeeds: true,
  guard: notClosed,
})

/** Nothing is entered or changed in a closed period, by a form or by a file. */
async function notClosed(scope: Scope, rows: Row[]): Promise<Finding[]> {
  const until = rows.length > 0 ? await closedUntil(scope) : null
  if (until === null) return []
  const late = rows.filter(({ values }) => values.day && values.day <= until)
  return late.map((row) => ({
    row,
    column: 'day',
    code: 'closed-period',
    value: row.values.day!,
    about: { day: until },
  }))
}

const difference = (lines: Row[]) =>
  sumOf(
    lines.flatMap(({ values }) => [
      values.debit ?? '0',
      ...(values.credit && values.credit !== '0' ? [`-${values.credit}`] : []),
    ]),
  )

type Uneven = { voucher: string; lines: Row[]; left: string }

/**
 * The lines of one voucher balance. Where a line of it could not be read, the cause is already told; likewise where what is missing
 * is just what a line without its voucher holds.
 */
function unbalanced(rows: Row[], unreadable: Row[]): Finding[] {
  const broken = new Set(unreadable.map(({ values }) => values.voucher))
  const astray = new Set(unreadable.filter(({ faulty }) => faulty.has('voucher')).map((row) => size(difference([row]))))
  const vouchers = [...Map.groupBy(rows, ({ values }) => values.voucher ?? '')]
  const uneven: Uneven[] = vouchers
    .map(([voucher, lines]) => ({ voucher, lines, left: difference(lines) }))
    .filter(({ voucher, left }) => left !== '0' && !broken.has(voucher) && !astray.has(size(left)))
  const shapes = Map.groupBy(vouchers, ([voucher]) => shapeOf(voucher))
  const usual = ({ voucher }: Uneven) => shapes.get(shapeOf(voucher))!.length
  return [...Map.groupBy(uneven, ({ left }) => size(left)).values()].flatMap((alike) => {
    // Two vouchers that make up for each other share one fault: a line was given the wrong one, most likely the less usual number.
    const isPair = alike.length === 2 && alike[0]!.left !== alike[1]!.left
    const told = isPair
      ? alike.toSorted((a, b) => usual(a) - usual(b) || a.lines.length - b.lines.length).slice(0, 1)
      : alike
    return told.map(({ lines, left }) => ({
      row: lines[0]!,
      column: 'voucher',
      code: 'unbalanced' as const,
      about: { difference: left, lines: lines.map(({ line }) => line).join(', ') },
    }))
  })
}

const size = (amount: string) => amount.replace('-', '')
const shapeOf = (voucher: string) => voucher.replace(/\d/g, '0')

export const budget = sheet({
  name: 'budget',
  keptBy: ['secretary', 'accountant'],
  table: 'budget_line',
  key: ['year', 'action', 'programme', 'account', 'label', 'state'],
  repeats: true,
  columns: {
    year: integer('Exercice', { required: true, synonyms: ['Année', 'An'] }),
    action: text('Action', { synonyms: ['Code action'] }),
    programme: reference('programmes', 'Programme', { synonyms: ['Code programme', 'Projet'] }),
    account: reference('plan_comptable', 'Compte', { required: true, synonyms: ['N° compte', 'Numéro de compte'] }),
    label: text('Libellé', { synonyms: ['Intitulé', 'Description'] }),
    amount: amount('Montant', { required: true, synonyms: ['Montant (DH)', 'Budget'] }),
    state: choice('Statut', ['voté', 'proposé'], {
      required: true,
      synonyms: ['État'],
      also: { votee: 'voté', propose: 'proposé' },
    }),
  },
})

export const sheets = [accounts, ledger, budget]
