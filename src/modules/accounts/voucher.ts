import { lines } from '../../core/asked.ts'
import { type Doing, deed, type Outcome, refusal } from '../../core/deed.ts'
import { amount, day, reference, text } from '../../core/sheet.ts'
import { sumOf } from '../../platform/decimal.ts'
import { enter, enterRefuses, type Line } from '../dossier/index.ts'
import { ledger } from './sheets.ts'

/** Enters a voucher: two lines at least, each a debit or a credit, which balance to the centime. */
export const enterVoucher = deed({
  name: 'accounts.enter',
  may: ['secretary', 'accountant'],
  asks: {
    voucher: text('Pièce', { required: true }),
    day: day('Date', { required: true }),
    book: text('Journal'),
    label: text('Libellé', { required: true }),
    lines: lines(
      'Lignes',
      {
        account: reference('plan_comptable', 'Compte', { required: true }),
        debit: amount('Débit'),
        credit: amount('Crédit'),
        funder: reference('organisations', 'Bailleur'),
        programme: reference('programmes', 'Programme'),
      },
      2,
    ),
  },
  refuses: ['voucher-taken', 'one-side', 'voucher-unbalanced', 'closed-period', ...enterRefuses],
  does: async (doing, { voucher, day, book, label, lines: given }): Promise<Outcome> => {
    if (await isTaken(doing, voucher)) return refusal('voucher-taken', 'voucher')
    for (const [place, { debit, credit }] of given.entries())
      if ((Number(debit ?? 0) === 0) === (Number(credit ?? 0) === 0)) return refusal('one-side', `lines.${place}.debit`)
    const left = sumOf(given.flatMap(({ debit, credit }) => [debit ?? '0', ...(credit ? [`-${credit}`] : [])]))
    if (left !== '0') return refusal('voucher-unbalanced', 'lines', { difference: left })
    return write(
      doing,
      'accounts.enter',
      given.map((line) => ({ values: { voucher, day, book, label, ...line } })),
    )
  },
})

/** Takes a voucher back in an open period, debit for credit: the first entry stays as it was. */
export const reverseVoucher = deed({
  name: 'accounts.reverse',
  may: ['secretary', 'accountant'],
  asks: {
    voucher: text('Pièce à extourner', { required: true }),
    as: text('Nouvelle pièce', { required: true }),
    day: day('Date', { required: true }),
    reason: text('Motif', { required: true }),
  },
  refuses: ['no-voucher', 'voucher-taken', 'reversed-already', 'closed-period', ...enterRefuses],
  does: async (doing, { voucher, as, day, reason }): Promise<Outcome> => {
    const { sql, cluster } = doing.scope
    const rows = await sql`
      select book, account_id, label, debit::text, credit::text, funder_id, programme_id from ledger_line
      where cluster_id = ${cluster} and voucher = ${voucher} order by source_id, source_row`
    if (rows.length === 0) return refusal('no-voucher', 'voucher')
    if (await isTaken(doing, as)) return refusal('voucher-taken', 'as')
    const label = `Extourne ${voucher} : ${reason}`
    const [before] = await sql`
      select id from ledger_line where cluster_id = ${cluster} and label like ${`Extourne ${voucher.replace(/[\\%_]/g, '\\$&')} : %`} limit 1`
    if (before) return refusal('reversed-already', 'voucher')
    const lines = rows.map((row) => ({
      values: {
        voucher: as,
        day,
        book: row.book,
        account: row.account_id,
        label,
        debit: row.credit,
        credit: row.debit,
        funder: row.funder_id,
        programme: row.programme_id,
      },
    }))
    return write(doing, 'accounts.reverse', lines)
  },
})

async function isTaken({ scope: { sql, cluster } }: Doing, voucher: string): Promise<boolean> {
  return (
    (await sql`select id from ledger_line where cluster_id = ${cluster} and voucher = ${voucher} limit 1`).length > 0
  )
}

async function write(doing: Doing, deed: string, lines: Line[]): Promise<Outcome> {
  const entered = await enter(doing, deed, ledger, lines)
  if (!entered.ok) return entered
  const voucher = lines[0]!.values.voucher!
  return {
    ok: true,
    done: { record: { kind: 'ledger_line', id: entered.ids[0]! }, voucher, lines: lines.length },
    facts: entered.facts,
  }
}
