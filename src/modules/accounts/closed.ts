import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { day } from '../../core/sheet.ts'
import { newId } from '../../platform/ids.ts'
import type { Scope } from '../../platform/store/store.ts'

/** The last day of the closed periods: nothing is entered or changed up to it. */
export async function closedUntil({ sql, cluster }: Scope): Promise<string | null> {
  const [row] = await sql`select max(until)::text as until from closed_period where cluster_id = ${cluster}`
  return row!.until
}

/** Closes the accounts up to a day. A closed period is not opened again: what was wrong in it is put right in an open one. */
export const closePeriod = deed({
  name: 'accounts.close',
  may: ['secretary', 'accountant'],
  asks: { until: day("Jusqu'au", { required: true }) },
  refuses: ['closed-already', 'close-ahead'],
  does: async ({ scope, actor, when, today }, { until }): Promise<Outcome> => {
    const { sql, cluster } = scope
    const last = await closedUntil(scope)
    if (last && until <= last) return refusal('closed-already', 'until', { day: last })
    if (until >= today) return refusal('close-ahead', 'until')
    const id = newId()
    await sql`insert into closed_period (cluster_id, id, until, closed_by, closed_at) values (${cluster}, ${id}, ${until}, ${actor.name}, ${when})`
    const record = { kind: 'closed_period', id }
    return { ok: true, done: { until, to: '/bureau/comptes' }, facts: [{ record, body: { until } }] }
  },
})
