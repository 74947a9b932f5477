import { perform } from '../core/deed.ts'
import type { Actor } from '../core/permission.ts'
import type { Problem, ProblemCode } from '../core/sheet.ts'
import { findCluster } from '../modules/directory/index.ts'
import { type ImportResult, importing } from '../modules/dossier/index.ts'
import { type FileError, readTables } from '../platform/files/folder.ts'
import { newId } from '../platform/ids.ts'
import type { Store } from '../platform/store/store.ts'
import { aroundOf } from './around.ts'
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

/** Brings a dossier into a cluster, which it makes when it is new: the whole of it, or none. */
export async function importInto(store: Store, asked: Asked): Promise<ImportResult> {
  const { path, slug, dryRun, skipUnknownColumns, actor, when, onProgress } = asked
  const { tables, errors } = await readTables(path)
  if (errors.length > 0)
    return { ok: false, rows: {}, added: 0, changed: 0, unchanged: 0, problems: errors.map(fileProblem) }
  const known = await findCluster(store, slug)
  const cluster = known?.id ?? newId()
  const bringing = { dryRun, skipUnknownColumns, say: problemText, ...(onProgress ? { onProgress } : {}) }
  const deed = importing(tables, bringing, async ({ scope }) => {
    if (!known) await scope.sql`insert into cluster (id, slug, created_at) values (${cluster}, ${slug}, ${when})`
  })
  try {
    const answer = await perform({ store, cluster }, aroundOf(store, actor, when), deed, {})
    if (answer.done) return answer.done as ImportResult
  } catch (error) {
    // Somebody made the cluster in the same moment: it is known now.
    if (!known && (error as { constraint_name?: string }).constraint_name === 'cluster_slug_key')
      return importInto(store, asked)
    throw error
  }
  throw new Error('an import gives a result or refuses with one')
}

const fileProblem = ({ file, line, code, reason }: FileError): Problem => {
  const problem = { sheet: file, row: line, column: '', code: code as ProblemCode, value: reason }
  return { ...problem, message: problemText(problem, {}) }
}
