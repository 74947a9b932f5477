import { type Doing, deed, type Outcome, refusal } from '../../core/deed.ts'
import { integer, type Sheet, text } from '../../core/sheet.ts'
import { changeBody } from './enter.ts'
import { type Change, importDossier } from './import.ts'
import type { RawTable } from './table.ts'

/**
 * Takes an import back: what it added goes, what it changed is read again from the line it stood on before. It is refused where
 * somebody has built on it since. What was read stays among the sources, and the journal tells both.
 */
export const undoImport = deed({
  name: 'import.undo',
  may: ['secretary'],
  asks: {
    entry: integer('Écriture du journal', { required: true }),
    reason: text('Motif', { required: true }),
  },
  refuses: ['no-import', 'undone-already', 'changed-since', 'in-use'],
  does: async (doing, { entry, reason }): Promise<Outcome> => {
    const { sql, cluster } = doing.scope
    const [told] = await sql`
      select body from journal where cluster_id = ${cluster} and seq = ${Number(entry)} and deed = 'import' and body ? 'sources'`
    if (!told) return refusal('no-import', 'entry')
    const [again] = await sql`
      select seq from journal where cluster_id = ${cluster} and deed = 'import.undo' and body ->> 'undoes' = ${entry}`
    if (again) return refusal('undone-already', 'entry')
    const sources: string[] = told.body.sources
    const changes = (await correctionsOf(doing, Number(entry))).filter(({ was }) => was !== null)
    const stale = await changedSince(doing, Number(entry), sources, changes)
    if (stale) return refusal('changed-since', 'entry', { sheet: stale })
    const restored = await restore(doing, changes)
    if (!restored.ok) return refusal('changed-since', 'entry', { sheet: restored.sheet })
    const removed = await remove(doing, sources)
    if (!removed.ok) return refusal('in-use', 'entry', { sheet: removed.sheet })
    const summary = { body: { undoes: entry, removed: removed.count, restored: changes.length, reason } }
    return {
      ok: true,
      done: { removed: removed.count, restored: changes.length, to: '/bureau/journal' },
      facts: [summary, ...restored.changes.map((change) => ({ record: change, body: changeBody(change) }))],
    }
  },
})

type Correction = { kind: string; id: string; was: Change['was'] }

/** The corrections that were part of an import: they stand right behind it in the journal, under the same instant. */
async function correctionsOf({ scope }: Doing, entry: number): Promise<Correction[]> {
  const { sql, cluster } = scope
  const rows = await sql`
    select c.record_kind, c.record_id, c.body from journal c join journal i on i.cluster_id = ${cluster} and i.seq = ${entry}
    where c.cluster_id = ${cluster} and c.seq > ${entry} and c.deed = 'import' and c.happened_at = i.happened_at and c.record_id is not null`
  return rows.map((row) => ({ kind: row.record_kind, id: row.record_id, was: row.body.was ?? null }))
}

/** The register in which a record of the import has changed since, or null. */
async function changedSince(
  { scope, sheets }: Doing,
  entry: number,
  sources: string[],
  changes: Correction[],
): Promise<string | null> {
  const { sql, cluster } = scope
  const [moved] = await sql`
    select record_kind from journal where cluster_id = ${cluster} and seq > ${entry} and body -> 'was' ->> 'source' = any(${sources}) limit 1`
  if (moved) return sheets.find(({ table }) => table === moved.record_kind)?.name ?? ''
  for (const sheet of sheets) {
    const ids = changes.filter(({ kind }) => kind === sheet.table).map(({ id }) => id)
    const [row] = await sql`
      select count(*) filter (where t.id = any(${ids}::uuid[]))::int as count,
        bool_or(exists (select from journal j where j.cluster_id = ${cluster} and j.record_id = t.id and j.seq > ${entry} and j.deed <> 'import')) as is_touched
      from ${sql(sheet.table)} t where t.cluster_id = ${cluster} and t.source_id = any(${sources}::uuid[])`
    if (row!.count !== ids.length || row!.is_touched) return sheet.name
  }
  return null
}

/** Reads records again from the lines they stood on before. */
async function restore(
  doing: Doing,
  changes: Correction[],
): Promise<{ ok: true; changes: Change[] } | { ok: false; sheet: string }> {
  const { scope, sheets, zone, when } = doing
  const { sql, cluster } = scope
  const restored: Change[] = []
  for (const sheet of sheets) {
    const own = changes.filter(({ kind }) => kind === sheet.table)
    for (const [source, of] of Map.groupBy(own, ({ was }) => was!.source)) {
      const [file] =
        await sql`select file, columns, sha256 from source where cluster_id = ${cluster} and id = ${source}`
      const lines = await sql`
        select line, cells from source_line where cluster_id = ${cluster} and source_id = ${source} and line = any(${of.map(({ was }) => was!.row)})`
      const ids = new Map(of.map(({ was, id }) => [was!.row, id]))
      const raw: RawTable = {
        file: file!.file,
        sheet: sheet.name,
        header: file!.columns,
        sha256: file!.sha256,
        lines: lines.map(({ line, cells }) => ({ line, cells, id: ids.get(line) })),
      }
      const options = {
        zone,
        when,
        skipUnknownColumns: true,
        entered: { target: sheet, ids: [], whole: true as const },
      }
      const result = await importDossier(scope, [...sheets], [raw], options)
      if (!result.ok) return { ok: false, sheet: sheet.name }
      restored.push(...result.changes)
    }
  }
  return { ok: true, changes: restored }
}

/** Takes out what an import added, the last sheets first, for they refer to the earlier ones. */
async function remove(
  { scope, sheets }: Doing,
  sources: string[],
): Promise<{ ok: true; count: number } | { ok: false; sheet: string }> {
  const { sql, cluster } = scope
  let count = 0
  for (const sheet of [...sheets].reverse()) {
    const gone = await removeFrom(scope, sheet, sources)
    if (gone === null) return { ok: false, sheet: sheet.name }
    count += gone
  }
  // People met in this import and nowhere else go with it; somebody spoken of elsewhere stays.
  await sql
    .savepoint(async (inner) => {
      await inner`delete from person where cluster_id = ${cluster} and source_id = any(${sources}::uuid[])`
    })
    .catch((error: { code?: string }) => {
      if (error.code !== '23503') throw error
    })
  return { ok: true, count }
}

async function removeFrom({ sql, cluster }: Doing['scope'], sheet: Sheet, sources: string[]): Promise<number | null> {
  try {
    return await sql.savepoint(async (inner) => {
      const ids = (
        await inner`select id from ${inner(sheet.table)} where cluster_id = ${cluster} and source_id = any(${sources}::uuid[])`
      ).map(({ id }) => id as string)
      if (ids.length === 0) return 0
      for (const { cell } of Object.values(sheet.columns))
        if (cell.kind === 'references')
          await inner`delete from ${inner(cell.via)} where cluster_id = ${cluster} and ${inner(`${sheet.table}_id`)} = any(${ids}::uuid[])`
      await inner`delete from ${inner(sheet.table)} where cluster_id = ${cluster} and id = any(${ids}::uuid[])`
      await inner`delete from search_entry where cluster_id = ${cluster} and kind = ${sheet.table} and record_id = any(${ids}::uuid[])`
      return ids.length
    })
  } catch (error) {
    if ((error as { code?: string }).code === '23503') return null
    throw error
  }
}
