import { type Doing, deed, type Outcome, refusal } from '../../core/deed.ts'
import { amount, choice, day, number, reference, text } from '../../core/sheet.ts'
import { enter, enterRefuses } from '../dossier/index.ts'
import { fundings, receipts } from './sheets.ts'

const stages = { identifié: 'identified', demandé: 'asked', engagé: 'engaged', signé: 'signed' } as const
type Stage = keyof typeof stages
const order = Object.keys(stages) as Stage[]

/** Moves money one step on its way: identified, asked, engaged, signed. What is engaged in another currency counts at the rate of that day. */
export const move = deed({
  name: 'funding.move',
  may: ['secretary', 'officer'],
  on: { sheet: 'financements', field: 'funding' },
  asks: {
    funding: reference('financements', 'Financement', { required: true }),
    stage: choice('Étape', order, { required: true }),
    on: day('Date', { required: true }),
    rate: number('Taux'),
  },
  refuses: ['stage-done', 'stage-early', 'rate-needed', ...enterRefuses],
  begins: async ({ scope, today }, about) => {
    if (!about) return {}
    const row = await fundingOf(scope, about)
    const next = row && order.find((stage) => !row[stages[stage]])
    return { funding: about, stage: next ?? '', on: today }
  },
  does: async (doing, { funding, stage, on, rate }): Promise<Outcome> => {
    const row = (await fundingOf(doing.scope, funding))!
    const column = stages[stage as Stage]
    if (row[column]) return refusal('stage-done', 'stage', { day: row[column] })
    const later = order.slice(0, order.indexOf(stage as Stage)).find((one) => (row[stages[one]] ?? '') > on)
    if (later) return refusal('stage-early', 'on', { stage: later, day: row[stages[later]]! })
    const counts = stage === 'engagé' || stage === 'signé'
    if (counts && row.currency !== 'MAD' && !rate && !row.rate)
      return refusal('rate-needed', 'rate', { currency: row.currency! })
    const values = { [column]: on, ...(rate ? { rate } : {}) }
    const entered = await enter(doing, 'funding.move', fundings, [{ id: funding, values }])
    if (!entered.ok) return entered
    return { ok: true, done: { record: { kind: 'funding', id: funding } }, facts: entered.facts }
  },
})

/** Money that came in, at the rate of its own day. More than was promised is refused: it is another funding. */
export const receive = deed({
  name: 'funding.receive',
  may: ['secretary', 'officer', 'accountant'],
  on: { sheet: 'financements', field: 'funding' },
  asks: {
    funding: reference('financements', 'Financement', { required: true }),
    received: day('Date', { required: true }),
    amount: amount('Montant', { required: true }),
    rate: number('Taux'),
    voucher: text('Pièce'),
  },
  refuses: ['not-signed', 'rate-needed', 'over-received', ...enterRefuses],
  begins: async ({ today }, about) => (about ? { funding: about, received: today } : {}),
  does: async (doing, { funding, received, amount, rate, voucher }): Promise<Outcome> => {
    const { sql, cluster } = doing.scope
    const row = (await fundingOf(doing.scope, funding))!
    if (!row.signed || row.signed > received) return refusal('not-signed', 'received')
    if (row.currency !== 'MAD' && !rate) return refusal('rate-needed', 'rate', { currency: row.currency! })
    const [sum] = await sql`
      select coalesce(sum(amount), 0) + ${amount}::numeric > ${row.amount!}::numeric as is_over, (${row.amount!}::numeric - coalesce(sum(amount), 0))::text as left_over
      from receipt where cluster_id = ${cluster} and funding_id = ${funding}`
    if (sum!.is_over) return refusal('over-received', 'amount', { left: sum!.left_over })
    const values = { funding, received, amount, currency: row.currency!, rate, voucher }
    const entered = await enter(doing, 'funding.receive', receipts, [{ values }])
    if (!entered.ok) return entered
    return { ok: true, done: { record: { kind: 'receipt', id: entered.ids[0]! } }, facts: entered.facts }
  },
})

async function fundingOf(
  { sql, cluster }: Doing['scope'],
  id: string,
): Promise<Record<string, string | null> | undefined> {
  const [row] = await sql`
    select amount::text, currency, rate::text, identified, asked, engaged, signed from funding where cluster_id = ${cluster} and id = ${id}`
  return row
}
