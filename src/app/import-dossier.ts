import { z } from 'zod'
import { deed, perform } from '../core/deed.ts'
import type { Actor } from '../core/permission.ts'
import type { Problem, ProblemCode } from '../core/sheet.ts'
import { defaultZone, findCluster } from '../modules/directory/index.ts'
import type { RawTable } from '../modules/dossier/index.ts'
import { type ImportResult, importDossier } from '../modules/dossier/index.ts'
import { type FileError, readTables } from '../platform/files/folder.ts'
import { newId, sha256 } from '../platform/ids.ts'
import type { Store } from '../platform/store/store.ts'
import { sheets } from './modules.ts'
import { problemText } from './problems.fr.ts'

export type Asked = {
  path: string
  slug: string
  dryRun: boolean
  skipUnknownColumns: boolean
  actor: Actor
  when: Date
  onProgress?: ((done: number, total: number) => void) | undefined
}

const rawTable = z.object({
  file: z.string(),
  sheet: z.string(),
  header: z.array(z.string()),
  lines: z.array(z.object({ line: z.number(), cells: z.array(z.string()) })),
  sha256: z.string(),
})

/** Brings a dossier into a cluster, which it makes when it is new: the whole of it, or none. */
export async function importInto(store: Store, asked: Asked): Promise<ImportResult> {
  const { tables, errors } = await readTables(asked.path)
  if (errors.length > 0)
    return { ok: false, rows: {}, added: 0, changed: 0, unchanged: 0, problems: errors.map(fileProblem) }
  const known = await findCluster(store, asked.slug)
  const cluster = known?.id ?? newId()
  try {
    const outcome = await perform(store, cluster, asked.actor, importing(asked, known === null), { tables }, asked.when)
    if (outcome.done) return outcome.done
  } catch (error) {
    // Somebody made the cluster in the same moment: it is known now.
    if (!known && (error as { constraint_name?: string }).constraint_name === 'cluster_slug_key')
      return importInto(store, asked)
    throw error
  }
  throw new Error('an import gives a result or refuses with one')
}

const importing = ({ slug, dryRun, skipUnknownColumns, onProgress }: Asked, isNew: boolean) =>
  deed({
    name: 'import',
    may: ['office'],
    asks: z.object({ tables: z.array(rawTable) }),
    does: async (scope, { tables }, when) => {
      if (isNew) await scope.sql`insert into cluster (id, slug, created_at) values (${scope.cluster}, ${slug}, ${when})`
      const { changes, ...result } = await importDossier(scope, sheets, tables, {
        zone: defaultZone,
        when,
        dryRun,
        skipUnknownColumns,
        say: problemText,
        ...(onProgress ? { onProgress } : {}),
      })
      // A dry run is refused on purpose: nothing of it stays.
      if (!result.ok || dryRun) return { ok: false, why: result.ok ? 'dry-run' : 'problems', done: result }
      const touched = result.added + result.changed > 0
      return { ok: true, done: result, facts: touched ? [summary(tables, result), ...changes.map(correction)] : [] }
    },
  })

const summary = (tables: RawTable[], { rows, added, changed, unchanged }: ImportResult) => ({
  body: {
    files: tables.map(({ file, sheet, sha256 }) => ({ file, sheet, sha256 })),
    digest: sha256(tables.map((table) => table.sha256).join()),
    rows,
    added,
    changed,
    unchanged,
  },
})

const correction = ({ kind, id, before, after }: { kind: string; id: string; before: unknown; after: unknown }) => ({
  record: { kind, id },
  body: { before, after },
})

const fileProblem = ({ file, line, code, reason }: FileError): Problem => {
  const problem = { sheet: file, row: line, column: '', code: code as ProblemCode, value: reason }
  return { ...problem, message: problemText(problem, {}) }
}
