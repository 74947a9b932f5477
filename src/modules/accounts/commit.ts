import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { amount, day, reference, text } from '../../core/sheet.ts'
import { newId } from '../../platform/ids.ts'

/** Engages money before it is spent: an order, a contract. It weighs on the budget until its voucher settles it or it is released. */
export const commit = deed({
  name: 'accounts.commit',
  may: ['secretary', 'officer', 'accountant'],
  asks: {
    reference: text('Référence', { required: true }),
    day: day('Date', { required: true }),
    label: text('Libellé', { required: true }),
    amount: amount('Montant', { required: true }),
    account: reference('plan_comptable', 'Compte', { required: true }),
    programme: reference('programmes', 'Programme'),
    funder: reference('organisations', 'Bailleur'),
  },
  refuses: ['nothing-engaged', 'reference-taken'],
  does: async ({ scope: { sql, cluster } }, asked): Promise<Outcome> => {
    const { reference, day, label, amount, account, programme, funder } = asked
    if (Number(amount) === 0) return refusal('nothing-engaged', 'amount')
    const id = newId()
    const rows = await sql`
      insert into commitment (cluster_id, id, reference, day, label, amount, account_id, programme_id, funder_id)
      values (${cluster}, ${id}, ${reference}, ${day}, ${label}, ${amount}, ${account}, ${programme}, ${funder})
      on conflict (cluster_id, reference) do nothing returning id`
    if (rows.length === 0) return refusal('reference-taken', 'reference')
    return {
      ok: true,
      done: { commitment: id, to: '/bureau/comptes' },
      facts: [{ record: { kind: 'commitment', id }, body: asked }],
    }
  },
})

/** Settles an engagement by the voucher that spent it, or releases it. */
export const settle = deed({
  name: 'accounts.settle',
  may: ['secretary', 'accountant'],
  asks: { reference: text('Référence', { required: true }), voucher: text('Pièce'), released_on: day('Libéré le') },
  refuses: ['no-record', 'no-voucher', 'settle-how'],
  does: async ({ scope: { sql, cluster } }, { reference, voucher, released_on }): Promise<Outcome> => {
    if ((voucher === null) === (released_on === null)) return refusal('settle-how', 'voucher')
    if (voucher) {
      const [line] =
        await sql`select id from ledger_line where cluster_id = ${cluster} and voucher = ${voucher} limit 1`
      if (!line) return refusal('no-voucher', 'voucher')
    }
    const [row] = await sql`
      update commitment set settled_by = ${voucher}, released_on = ${released_on}
      where cluster_id = ${cluster} and reference = ${reference} and settled_by is null and released_on is null returning id`
    if (!row) return refusal('no-record', 'reference')
    const record = { kind: 'commitment', id: row.id as string }
    return { ok: true, done: { to: '/bureau/comptes' }, facts: [{ record, body: { voucher, released_on } }] }
  },
})
