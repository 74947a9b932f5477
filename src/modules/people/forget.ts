import { type Doing, deed, type Outcome, refusal } from '../../core/deed.ts'
import { text } from '../../core/sheet.ts'
import { fold } from '../../platform/fold.ts'
import { isUuid, sha256 } from '../../platform/ids.ts'
import { heldAbout, placesOf } from './held.ts'

/**
 * Forgets a person: the name gives way to a mark in every register and in every line that was read, the facts that only concern the
 * person are taken out. The records stay, and with them what was counted: figures and approved evidence do not move.
 */
export const forget = deed({
  name: 'people.forget',
  may: ['secretary'],
  asks: { person: text('Personne', { required: true }), reason: text('Motif', { required: true }) },
  refuses: ['no-record', 'holds-office'],
  does: async (doing, { person: id, reason }): Promise<Outcome> => {
    const { scope, today } = doing
    const { sql, cluster } = scope
    const [person] = isUuid(id) ? await sql`select id from person where cluster_id = ${cluster} and id = ${id}` : []
    if (!person) return refusal('no-record', 'person')
    const [office] = await sql`
      select id from mandate where cluster_id = ${cluster} and person_id = ${id} and started <= ${today} and (ended is null or ended >= ${today}) limit 1`
    // Who governs an association is declared to the authority and public as long as they do.
    if (office) return refusal('holds-office', 'person')
    const body = { ...(await forgetPerson(doing, id)), reason }
    return {
      ok: true,
      done: { person: id, ...body, to: '/bureau/donnees' },
      facts: [{ record: { kind: 'person', id }, body }],
    }
  },
})

/** What stands in the place of a name that is forgotten begins with these words. */
export const markBegins = 'Personne effacée'

/** Takes a person's name out of everything that is kept, and says in how many places it stood. */
export async function forgetPerson({ scope, sheets }: Doing, id: string) {
  const { sql, cluster } = scope
  const [person] = await sql`select name from person where cluster_id = ${cluster} and id = ${id}`
  const called = person!.name as string
  const about = await heldAbout(scope, sheets, id)
  const mark = `${markBegins} ${sha256(`${cluster} ${id}`).slice(0, 6).toUpperCase()}`
  await sql`update person set name = ${mark}, name_key = ${fold(mark)}, key = ${fold(mark)} where cluster_id = ${cluster} and id = ${id}`
  for (const { sheet, key, column } of placesOf(sheets)) {
    if (sheet.columns[key]!.cell.kind === 'party')
      await sql`update ${sql(sheet.table)} set ${sql(key)} = ${mark} where cluster_id = ${cluster} and ${sql(column)} = ${id}`
    // What is counted of a person, as sex and region are, stays; an age, a free text and a way to reach them do not.
    const personal = Object.entries(sheet.columns).filter(
      ([name, { personal, required, cell }]) =>
        personal && !required && name !== key && name !== 'sex' && (cell.kind === 'text' || cell.kind === 'integer'),
    )
    for (const [name] of personal)
      await sql`update ${sql(sheet.table)} set ${sql(name)} = null where cluster_id = ${cluster} and ${sql(column)} = ${id}`
  }
  // The lines it was read from: the cells that hold the name, and only those.
  const lines = await sql`
    select l.source_id, l.line, l.cells from source_line l where l.cluster_id = ${cluster} and exists (select from unnest(l.cells) c where c like ${`%${called.replace(/[\\%_]/g, '\\$&')}%`})`
  for (const { source_id, line, cells } of lines) {
    const blanked = (cells as string[]).map((cell) =>
      fold(cell) === fold(called) ? mark : cell.replaceAll(called, mark),
    )
    await sql`update source_line set cells = ${blanked} where cluster_id = ${cluster} and source_id = ${source_id} and line = ${line}`
  }
  // Where the name stands as plain words, an adviser's or a referent's, and wherever else it could be searched for.
  for (const sheet of sheets)
    for (const [name, { personal, cell }] of Object.entries(sheet.columns))
      if (personal && cell.kind === 'text')
        await sql`update ${sql(sheet.table)} set ${sql(name)} = ${mark} where cluster_id = ${cluster} and ${sql(name)} = ${called}`
  await sql`
    update search_entry set title = replace(title, ${called}, ${mark}), words = replace(words, ${fold(called)}, ${fold(mark)})
    where cluster_id = ${cluster} and (position(${called} in title) > 0 or position(${fold(called)} in words) > 0)`
  return { forgotten: mark, records: about.length, lines: lines.length }
}
