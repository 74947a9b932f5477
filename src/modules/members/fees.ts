import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { amount, day, integer, text } from '../../core/sheet.ts'
import { newId } from '../../platform/ids.ts'
import type { Scope } from '../../platform/store/store.ts'

/** What a college pays from a day on. The scale in force until then ends the day before, and is kept. */
export const setFee = deed({
  name: 'fees.set',
  may: ['secretary', 'accountant'],
  asks: {
    college: text('Collège', { required: true }),
    headcount_from: integer('Effectif à partir de'),
    amount: amount('Montant', { required: true }),
    since: day('Début', { required: true }),
  },
  refuses: ['later-fee'],
  does: async ({ scope: { sql, cluster } }, { college, headcount_from, amount, since }): Promise<Outcome> => {
    const from = Number(headcount_from ?? 0)
    const [later] = await sql`
      select since from fee where cluster_id = ${cluster} and college = ${college} and headcount_from = ${from} and since >= ${since}`
    if (later) return refusal('later-fee', 'since', { day: later.since })
    await sql`
      update fee set until = ${since}::date - 1 where cluster_id = ${cluster} and college = ${college} and headcount_from = ${from} and until is null`
    const id = newId()
    await sql`
      insert into fee (cluster_id, id, college, headcount_from, amount, since) values (${cluster}, ${id}, ${college}, ${from}, ${amount}, ${since})`
    const body = { college, headcount_from: from, amount, since }
    return { ok: true, done: { fee: id, to: '/bureau/cotisations' }, facts: [{ record: { kind: 'fee', id }, body }] }
  },
})

export type Fee = { college: string; from: number; amount: string }

/** The scale in force on a day, the highest headcount first. */
export async function feesOn({ sql, cluster }: Scope, day: string): Promise<Fee[]> {
  const rows = await sql`
    select college, headcount_from, amount from fee where cluster_id = ${cluster} and since <= ${day} and (until is null or until >= ${day})
    order by college, headcount_from desc`
  return rows.map((row) => ({ college: row.college, from: row.headcount_from, amount: row.amount }))
}

/** What one of a college and a headcount pays: the line of the scale with the highest headcount it reaches. */
export const feeOf = (fees: Fee[], college: string | null, headcount: number | null): Fee | undefined =>
  fees.find((fee) => fee.college === college && fee.from <= (headcount ?? 0))
