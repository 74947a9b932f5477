import type { Page } from '../../../core/page.ts'
import { readers } from '../../../core/permission.ts'
import { isUuid } from '../../../platform/ids.ts'

/** A document that was attached to a record, as it was sent. It is always saved, never shown: a browser would run what it shows. */
export const documentPage: Page = {
  path: '/documents/:id',
  may: readers,
  answer: async ({ scope: { sql, cluster }, documents }, { id = '' }) => {
    if (!isUuid(id)) return null
    const [row] = await sql`select sha256, name, type from document where cluster_id = ${cluster} and id = ${id}`
    const bytes = row && documents.read(row.sha256)
    return bytes ? { file: bytes, type: row!.type, name: row!.name } : null
  },
}
