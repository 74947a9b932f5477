import { type Doing, deed, type Outcome, refusal } from '../../core/deed.ts'

import { sha256 } from '../../platform/ids.ts'
import { changeBody } from './enter.ts'
import { type Change, type ImportOptions, type ImportResult, importDossier } from './import.ts'
import type { RawTable } from './table.ts'

export type Bringing = Pick<ImportOptions, 'dryRun' | 'skipUnknownColumns' | 'say' | 'onProgress'>

/** Brings the tables of a dossier in: the whole of it, or none; a trial writes nothing and says what it would do. */
export async function bring(
  { scope, sheets, zone, when }: Doing,
  tables: RawTable[],
  bringing: Bringing,
): Promise<Outcome & { done?: unknown }> {
  const {
    changes,
    sources,
    ids: _,
    ...result
  } = await importDossier(scope, [...sheets], tables, {
    ...bringing,
    zone,
    when,
  })
  // A trial is refused on purpose: nothing of it stays.
  if (!result.ok || bringing.dryRun) return { ...refusal(result.ok ? 'trial' : 'problems'), done: result }
  const touched = result.added + result.changed > 0
  const facts = touched ? [summary(tables, result, sources), ...changes.map(correction)] : []
  return { ok: true, done: result, facts }
}

const summary = (tables: RawTable[], { rows, added, changed, unchanged }: ImportResult, sources: string[]) => ({
  body: {
    files: tables.map(({ file, sheet, sha256 }) => ({ file, sheet, sha256 })),
    digest: sha256(tables.map((table) => table.sha256).join()),
    rows,
    added,
    changed,
    unchanged,
    sources,
  },
})

const correction = (change: Change) => ({ record: { kind: change.kind, id: change.id }, body: changeBody(change) })

/** The import of a dossier as a deed of its own, for whoever has the tables at hand. */
export const importing = (tables: RawTable[], bringing: Bringing, first?: (doing: Doing) => Promise<unknown>) =>
  deed({
    name: 'import',
    may: ['secretary'],
    asks: {},
    refuses: ['problems', 'trial'],
    does: async (doing) => {
      await first?.(doing)
      return bring(doing, tables, bringing)
    },
  })
