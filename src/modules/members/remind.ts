import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { integer } from '../../core/sheet.ts'
import { newId } from '../../platform/ids.ts'
import type { Effect } from '../../platform/outbox.ts'
import { columnTypes, writeRows } from '../../platform/store/bulk.ts'

/** Reminds those who owe dues of a year, nobody twice in a week. Whoever has no address is in the answer, to be called. */
export const remind = deed({
  name: 'dues.remind',
  may: ['secretary', 'accountant'],
  asks: { year: integer('Exercice', { required: true }) },
  refuses: ['nobody-owes', 'reminded-lately'],
  does: async ({ scope, today }, { year }): Promise<Outcome> => {
    const { sql, cluster } = scope
    const owing = await sql`
      select d.organisation_id, o.name, o.email, sum(d.called) - coalesce(sum(d.paid), 0) as owed, bool_or(r.id is not null) as is_reminded
      from due d join organisation o on o.cluster_id = ${cluster} and o.id = d.organisation_id
        left join reminder r on r.cluster_id = ${cluster} and r.about = 'due' and r.record_id = d.organisation_id and r.sent_on > ${today}::date - 7
      where d.cluster_id = ${cluster} and d.year = ${Number(year)}
      group by d.organisation_id, o.name, o.email having sum(d.called) > coalesce(sum(d.paid), 0) order by o.name`
    if (owing.length === 0) return refusal('nobody-owes', 'year')
    const now = owing.filter((row) => !row.is_reminded)
    if (now.length === 0) return refusal('reminded-lately', 'year')
    const rows = now.map((row) => ({ id: newId(), about: 'due', record_id: row.organisation_id, sent_on: today }))
    await writeRows(scope, 'reminder', columnTypes('id uuid, about text, record_id uuid, sent_on date'), rows)
    const effects = now.flatMap(({ name, email, owed }): Effect[] =>
      email
        ? [{ kind: 'mail', to: email, template: 'dues-reminder', lang: 'fr', values: { name, year, amount: owed } }]
        : [],
    )
    const unreachable = now.filter((row) => !row.email).map((row) => row.name)
    const body = { year, reminded: now.length, mails: effects.length }
    return { ok: true, done: { ...body, unreachable, to: '/bureau/cotisations' }, facts: [{ body }], effects }
  },
})
