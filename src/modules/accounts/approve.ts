import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { choice, integer, reference } from '../../core/sheet.ts'
import { canonicalJson, newId, sha256 } from '../../platform/ids.ts'
import type { Scope } from '../../platform/store/store.ts'
import { isAdopted } from '../governance/index.ts'

const subjects = ['comptes', 'plan', 'budget'] as const

/** Notes what the board approved, line by line: a line changed afterwards no longer bears the approved digest. */
export const approve = deed({
  name: 'accounts.approve',
  may: ['secretary'],
  asks: {
    subject: choice('Objet', subjects, { required: true }),
    year: integer('Exercice', { required: true }),
    resolution: reference('resolutions', 'Résolution', { required: true }),
  },
  refuses: ['not-adopted', 'nothing-there', 'approved-same'],
  does: async ({ scope, actor, when }, { subject, year, resolution }): Promise<Outcome> => {
    const { sql, cluster } = scope
    const [vote] = await sql`
      select majority, votes_for, votes_against from resolution where cluster_id = ${cluster} and id = ${resolution}`
    if (!isAdopted(vote!.majority, vote!.votes_for, vote!.votes_against)) return refusal('not-adopted', 'resolution')
    // No calendar has a year of two figures or ten: nothing can be there.
    const rows = /^\d{4}$/.test(year) && year > '0000' ? await linesOf(scope, subject, Number(year)) : []
    if (rows.length === 0) return refusal('nothing-there', 'year', { year })
    const digest = sha256(canonicalJson(rows))
    const [last] = await sql`
      select sha256 from approval where cluster_id = ${cluster} and subject = ${subject} and year = ${Number(year)} order by approved_at desc limit 1`
    if (last?.sha256 === digest) return refusal('approved-same', 'subject')
    const id = newId()
    await sql`
      insert into approval (cluster_id, id, subject, year, resolution_id, approved_by, approved_at, rows, sha256, body)
      values (${cluster}, ${id}, ${subject}, ${Number(year)}, ${resolution}, ${actor.name}, ${when}, ${rows.length}, ${digest}, ${JSON.stringify(rows)}::text::jsonb)`
    const facts = [
      { record: { kind: 'resolution', id: resolution }, body: { subject, year, rows: rows.length, digest } },
    ]
    return { ok: true, done: { approval: id, rows: rows.length, digest, to: '/bureau/comptes' }, facts }
  },
})

/** The lines a subject is made of, each by its record and what it says. The plan is the actions of the budget without their amounts. */
export async function linesOf({ sql, cluster }: Scope, subject: string, year: number): Promise<unknown[][]> {
  const rows =
    subject === 'comptes'
      ? await sql`
          select l.id, l.voucher, l.day, a.number, l.debit::text, l.credit::text from ledger_line l join account a on a.cluster_id = ${cluster} and a.id = l.account_id
          where l.cluster_id = ${cluster} and l.day between ${`${year}-01-01`} and ${`${year}-12-31`} order by l.id`
      : await sql`
          select b.id, b.action, b.programme_id, b.label, ${subject === 'budget' ? sql`b.amount::text` : sql`null::text`} as amount from budget_line b
          where b.cluster_id = ${cluster} and b.year = ${year} order by b.id`
  return rows.map((row) => Object.values(row))
}
