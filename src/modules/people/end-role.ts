import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { day, text } from '../../core/sheet.ts'
import { isUuid } from '../../platform/ids.ts'

/** Ends a role on a day, the last one it is held. Somebody must stay who can give roles. */
export const endRole = deed({
  name: 'people.end-role',
  may: ['secretary'],
  asks: {
    role: text('Rôle', { required: true }),
    on: day('Fin'),
    reason: text('Motif', { required: true }),
  },
  refuses: ['no-record', 'already-ended', 'order', 'last-secretary'],
  does: async ({ scope, today }, { role: id, on, reason }): Promise<Outcome> => {
    const { sql, cluster } = scope
    const last = on ?? yesterday(today)
    const [held] = isUuid(id)
      ? await sql`select role, since, until from held_role where cluster_id = ${cluster} and id = ${id}`
      : []
    if (!held) return refusal('no-record', 'role')
    if (held.until && held.until <= last) return refusal('already-ended', 'role')
    // A role given today and taken back today was held for that day.
    const until = [last, held.since as string].sort().at(-1)!
    if (on && on < held.since) return refusal('order', 'on', { value: on, from: held.since, column: 'Début' })
    if (held.role === 'secretary') {
      const [others] = await sql`
        select count(*)::int as count from held_role
        where cluster_id = ${cluster} and role = 'secretary' and id <> ${id} and since <= ${today} and (until is null or until > ${until})`
      if (others!.count === 0) return refusal('last-secretary', 'role')
    }
    await sql`update held_role set until = ${until} where cluster_id = ${cluster} and id = ${id}`
    return {
      ok: true,
      done: { role: id, until },
      facts: [{ record: { kind: 'held_role', id }, body: { before: { until: held.until }, after: { until }, reason } }],
    }
  },
})

const yesterday = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
