import { type Doing, deed, type Outcome, refusal } from '../../core/deed.ts'
import { digestAnew } from '../../core/records.ts'
import { reference, type Sheet, text } from '../../core/sheet.ts'
import { fold } from '../../platform/fold.ts'

/**
 * Two records of one organisation become one: whatever named the other names the one that is kept. Both histories stay in the
 * journal, the words of the other are kept as its sources, and by its name the one that is kept is still found.
 */
export const merge = deed({
  name: 'organisations.merge',
  may: ['secretary'],
  on: { sheet: 'organisations', field: 'keep' },
  asks: {
    keep: reference('organisations', 'À garder', { required: true }),
    drop: reference('organisations', 'À fondre', { required: true }),
    reason: text('Motif', { required: true }),
  },
  refuses: ['same-record', 'two-ice', 'two-candidacies', 'merge-overlap', 'merge-conflict'],
  does: async (doing, { keep, drop, reason }): Promise<Outcome> => {
    const { sql, cluster } = doing.scope
    if (keep === drop) return refusal('same-record', 'drop')
    const rows = await sql`select * from organisation where cluster_id = ${cluster} and id in (${keep}, ${drop})`
    const [kept, dropped] = [rows.find(({ id }) => id === keep)!, rows.find(({ id }) => id === drop)!]
    if (kept.ice && dropped.ice && kept.ice !== dropped.ice) return refusal('two-ice', 'drop')
    const [asking] = await sql`
      select count(*)::int as count from candidacy where cluster_id = ${cluster} and organisation_id in (${keep}, ${drop}) and decided_on is null`
    if (asking!.count > 1) return refusal('two-candidacies', 'drop')
    let moved = 0
    for (const sheet of doing.sheets) {
      const done = await move(doing, sheet, keep, drop)
      if (typeof done === 'string') return refusal(done, 'drop', { sheet: sheet.name })
      moved += done
    }
    for (const table of ['held_role', 'api_token', 'candidacy'])
      await sql`update ${sql(table)} set organisation_id = ${keep} where cluster_id = ${cluster} and organisation_id = ${drop}`
    await sql`update commitment set funder_id = ${keep} where cluster_id = ${cluster} and funder_id = ${drop}`
    await sql`update document_of set record_id = ${keep} where cluster_id = ${cluster} and record_kind = 'organisation' and record_id = ${drop}
      and document_id not in (select m.document_id from document_of m where m.cluster_id = ${cluster} and m.record_kind = 'organisation' and m.record_id = ${keep})`
    await sql`delete from document_of where cluster_id = ${cluster} and record_kind = 'organisation' and record_id = ${drop}`
    await sql`delete from search_entry where cluster_id = ${cluster} and kind = 'organisation' and record_id = ${drop}`
    await sql`update search_entry set words = words || ${` ${fold(dropped.name)}`} where cluster_id = ${cluster} and kind = 'organisation' and record_id = ${keep}`
    await sql`delete from organisation where cluster_id = ${cluster} and id = ${drop}`
    // What only the other knew is not lost with it.
    const filled = fillable.filter((key) => kept[key] === null && dropped[key] !== null)
    if (filled.length > 0)
      await sql`update organisation set ${sql(Object.fromEntries(filled.map((key) => [key, dropped[key]])))} where cluster_id = ${cluster} and id = ${keep}`
    const public_ = filled.filter((key) => key !== 'email' && key !== 'phone')
    const after = Object.fromEntries(public_.map((key) => [key, String(dropped[key])]))
    const body = { merged: drop, name: dropped.name, moved, reason, before: {}, after }
    return {
      ok: true,
      done: { record: { kind: 'organisation', id: keep }, moved },
      facts: [
        { record: { kind: 'organisation', id: keep }, body },
        { record: { kind: 'organisation', id: drop }, body: { mergedInto: keep, reason } },
      ],
    }
  },
})

const fillable = ['legal_form', 'ice', 'city', 'region', 'headcount', 'fields', 'email', 'phone']

/** Points whatever of a sheet names the one at the other. The key of a record holds the ids it names, so it moves along. */
async function move(
  { scope }: Doing,
  sheet: Sheet,
  keep: string,
  drop: string,
): Promise<number | 'merge-overlap' | 'merge-conflict'> {
  const { sql, cluster } = scope
  const moved = new Set<string>()
  try {
    await sql.savepoint(async (inner) => {
      for (const [key, { cell }] of Object.entries(sheet.columns)) {
        if (!('to' in cell) || cell.to !== 'organisations') continue
        if (cell.kind === 'references') {
          const owner = inner(`${sheet.table}_id`)
          const named = await inner`
            select ${owner} as id from ${inner(cell.via)} where cluster_id = ${cluster} and ${inner(cell.as)} = ${drop}`
          for (const { id } of named) moved.add(id)
          await inner`
            update ${inner(cell.via)} l set ${inner(cell.as)} = ${keep} where l.cluster_id = ${cluster} and l.${inner(cell.as)} = ${drop}
              and l.${owner} not in (select k.${owner} from ${inner(cell.via)} k where k.cluster_id = ${cluster} and k.${inner(cell.as)} = ${keep})`
          await inner`delete from ${inner(cell.via)} where cluster_id = ${cluster} and ${inner(cell.as)} = ${drop}`
          continue
        }
        const column = inner(cell.kind === 'party' ? `${key}_organisation_id` : `${key}_id`)
        const rows = await inner`
          update ${inner(sheet.table)} t set ${column} = ${keep}, key = replace(t.key, ${drop}, ${keep})
          where t.cluster_id = ${cluster} and t.${column} = ${drop} returning t.id`
        for (const { id } of rows) moved.add(id)
      }
      await digestAnew({ sql: inner, cluster }, sheet, [...moved])
    })
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === '23P01') return 'merge-overlap'
    if (code === '23505') return 'merge-conflict'
    throw error
  }
  return moved.size
}
