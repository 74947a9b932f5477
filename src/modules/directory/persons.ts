import { type Doing, deed, type Outcome, refusal } from '../../core/deed.ts'
import { digestAnew } from '../../core/records.ts'
import { text } from '../../core/sheet.ts'
import { fold } from '../../platform/fold.ts'
import { isUuid, newId, sha256 } from '../../platform/ids.ts'

/** A person by their id or their name. */
async function personOf(
  { scope: { sql, cluster } }: Doing,
  word: string,
): Promise<{ id: string; name: string } | null> {
  const [row] = await sql<{ id: string; name: string }[]>`
    select id, name from person where cluster_id = ${cluster} and (name_key = ${fold(word)} ${isUuid(word) ? sql`or id = ${word}` : sql``}) order by name_key = ${fold(word)} limit 1`
  return row ?? null
}

/** Writes a person into the register before any record names them. */
export const addPerson = deed({
  name: 'persons.add',
  may: ['secretary', 'officer'],
  asks: { name: text('Nom', { required: true, personal: true }) },
  refuses: ['person-known'],
  does: async (doing, { name }): Promise<Outcome> => {
    const { sql, cluster } = doing.scope
    if (await personOf(doing, name)) return refusal('person-known', 'name')
    const [id, source] = [newId(), newId()]
    await sql`
      insert into source (cluster_id, id, file, sheet, columns, sha256, imported_at)
      values (${cluster}, ${source}, 'persons.add', 'personnes', ${['Nom']}, ${sha256(name)}, ${doing.when})`
    await sql`insert into source_line (cluster_id, source_id, line, cells) values (${cluster}, ${source}, 1, ${[name]})`
    await sql`
      insert into person (cluster_id, id, key, digest, source_id, source_row, name, name_key)
      values (${cluster}, ${id}, ${fold(name)}, '', ${source}, 1, ${name}, ${fold(name)})`
    return { ok: true, done: { person: id }, facts: [{ record: { kind: 'person', id }, body: { added: true } }] }
  },
})

/** Corrects how a person is called, wherever they are named. The reason is kept, not the names: the journal forgets persons. */
export const correctPerson = deed({
  name: 'persons.correct',
  may: ['secretary', 'officer'],
  asks: {
    person: text('Personne', { required: true, personal: true }),
    name: text('Nom', { required: true, personal: true }),
    reason: text('Raison de la correction', { required: true }),
  },
  refuses: ['no-person', 'person-known', 'nothing-changes'],
  does: async (doing, { person, name, reason }): Promise<Outcome> => {
    const { sql, cluster } = doing.scope
    const known = await personOf(doing, person)
    if (!known) return refusal('no-person', 'person')
    if (known.name === name) return refusal('nothing-changes', 'name')
    const other = await personOf(doing, name)
    if (other && other.id !== known.id) return refusal('person-known', 'name')
    await sql`
      update person set name = ${name}, name_key = ${fold(name)}, key = ${fold(name)} where cluster_id = ${cluster} and id = ${known.id}`
    for (const sheet of doing.sheets)
      for (const [key, { cell }] of Object.entries(sheet.columns))
        if (cell.kind === 'party')
          await sql`update ${sql(sheet.table)} set ${sql(key)} = ${name} where cluster_id = ${cluster} and ${sql(`${key}_person_id`)} = ${known.id}`
    const record = { kind: 'person', id: known.id }
    return { ok: true, done: { person: known.id }, facts: [{ record, body: { renamed: true, reason } }] }
  },
})

/** Two names of one person become one: whatever named the other names the one that is kept. */
export const mergePersons = deed({
  name: 'persons.merge',
  may: ['secretary'],
  asks: {
    keep: text('À garder', { required: true, personal: true }),
    drop: text('À fondre', { required: true, personal: true }),
    reason: text('Motif', { required: true }),
  },
  refuses: ['no-person', 'same-record', 'merge-conflict'],
  does: async (doing, { keep: kept, drop: dropped, reason }): Promise<Outcome> => {
    const { sql, cluster } = doing.scope
    const [keep, drop] = [await personOf(doing, kept), await personOf(doing, dropped)]
    if (!keep) return refusal('no-person', 'keep')
    if (!drop) return refusal('no-person', 'drop')
    if (keep.id === drop.id) return refusal('same-record', 'drop')
    let moved = 0
    try {
      await sql.savepoint(async (inner) => {
        for (const sheet of doing.sheets)
          for (const [key, { cell }] of Object.entries(sheet.columns)) {
            if (cell.kind !== 'person' && cell.kind !== 'party') continue
            const column = inner(cell.kind === 'person' ? `${key}_id` : `${key}_person_id`)
            const named = cell.kind === 'party' ? inner`, ${inner(key)} = ${keep.name}` : inner``
            const rows = await inner`
              update ${inner(sheet.table)} t set ${column} = ${keep.id}, key = replace(t.key, ${drop.id}, ${keep.id}) ${named}
              where t.cluster_id = ${cluster} and t.${column} = ${drop.id} returning t.id`
            const ids = rows.map(({ id }) => id as string)
            await digestAnew({ sql: inner, cluster }, sheet, ids)
            moved += ids.length
          }
        await inner`update ballot set person_id = ${keep.id} where cluster_id = ${cluster} and person_id = ${drop.id}`
        await inner`update ballot set proxy_id = ${keep.id} where cluster_id = ${cluster} and proxy_id = ${drop.id}`
        await inner`delete from person where cluster_id = ${cluster} and id = ${drop.id}`
      })
    } catch (error) {
      if ((error as { code?: string }).code === '23505') return refusal('merge-conflict', 'drop', { sheet: '' })
      throw error
    }
    const facts = [
      { record: { kind: 'person', id: keep.id }, body: { merged: drop.id, moved, reason } },
      { record: { kind: 'person', id: drop.id }, body: { mergedInto: keep.id, reason } },
    ]
    return { ok: true, done: { person: keep.id, moved }, facts }
  },
})
