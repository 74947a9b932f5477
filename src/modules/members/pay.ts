import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { amount, choice, day, reference, text } from '../../core/sheet.ts'
import { newId } from '../../platform/ids.ts'
import type { Effect } from '../../platform/outbox.ts'
import { enter, type Line } from '../dossier/index.ts'
import { dues } from './sheets.ts'

export const means = ['virement', 'chèque', 'espèces', 'carte', 'prélèvement'] as const

/**
 * Records a payment of a due, whole or in part, under the next number of the year's receipts. A due paid in parts is a line for each
 * part, the later ones with nothing called, so that what had been received on a day can be read off whatever came afterwards.
 */
export const pay = deed({
  name: 'dues.pay',
  may: ['secretary', 'accountant'],
  on: { sheet: 'cotisations', field: 'due' },
  asks: {
    due: reference('cotisations', 'Cotisation', { required: true }),
    amount: amount('Montant payé', { required: true }),
    paid_on: day('Date de paiement', { required: true }),
    means: choice('Moyen', means),
    reference: text('Référence'),
  },
  refuses: ['nothing-paid', 'paid-tomorrow', 'over-paid'],
  begins: async ({ scope: { sql, cluster }, today }, about) => {
    if (!about) return {}
    const [due] = await sql`select organisation_id, year from due where cluster_id = ${cluster} and id = ${about}`
    if (!due) return {}
    const [sums] = await sql`
      select sum(called) - coalesce(sum(paid), 0) as left_over from due where cluster_id = ${cluster} and organisation_id = ${due.organisation_id} and year = ${due.year}`
    return { due: about, amount: sums!.left_over, paid_on: today }
  },
  does: async (doing, { due: id, amount, paid_on, means, reference }): Promise<Outcome> => {
    const { sql, cluster } = doing.scope
    if (Number(amount) === 0) return refusal('nothing-paid', 'amount')
    if (paid_on > doing.today) return refusal('paid-tomorrow', 'paid_on')
    const [due] = await sql`
      select d.organisation_id, d.year, d.paid, o.name, o.email from due d join organisation o on o.cluster_id = ${cluster} and o.id = d.organisation_id
      where d.cluster_id = ${cluster} and d.id = ${id}`
    const [sums] = await sql`
      select sum(called) - coalesce(sum(paid), 0) as left_over, ${amount}::numeric > sum(called) - coalesce(sum(paid), 0) as is_over
      from due where cluster_id = ${cluster} and organisation_id = ${due!.organisation_id} and year = ${due!.year}`
    if (sums!.is_over) return refusal('over-paid', 'amount', { left: sums!.left_over })
    const isFirst = due!.paid === null || Number(due!.paid) === 0
    const line: Line = isFirst
      ? { id, values: { paid: amount, paid_on } }
      : { values: { organisation: due!.organisation_id, year: String(due!.year), called: '0', paid: amount, paid_on } }
    const entered = await enter(doing, 'dues.pay', dues, [line])
    if (!entered.ok) return entered
    const year = Number(paid_on.slice(0, 4))
    const [last] = await sql`select max(number) as number from payment where cluster_id = ${cluster} and year = ${year}`
    const [payment, number] = [newId(), (last!.number ?? 0) + 1]
    await sql`
      insert into payment (cluster_id, id, year, number, due_id, amount, paid_on, means, reference)
      values (${cluster}, ${payment}, ${year}, ${number}, ${entered.ids[0]!}, ${amount}, ${paid_on}, ${means}, ${reference})`
    const body = { receipt: `${year}-${number}`, amount, paid_on, means, reference }
    const values = { name: due!.name, year: String(due!.year), amount, paid_on, receipt: `${year}-${number}` }
    const effects: Effect[] = due!.email
      ? [{ kind: 'mail', to: due!.email, template: 'receipt', lang: 'fr', values }]
      : []
    return {
      ok: true,
      done: { record: { kind: 'due', id: entered.ids[0]! }, payment, receipt: `${year}-${number}` },
      facts: [...entered.facts, { record: { kind: 'due', id: entered.ids[0]! }, body }],
      effects,
    }
  },
})
