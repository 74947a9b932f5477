import { deed, type Outcome, refusal } from '../../core/deed.ts'
import { file, text } from '../../core/sheet.ts'
import { typeOfFile } from '../../platform/files/types.ts'
import { isUuid, newId } from '../../platform/ids.ts'

/** Keeps a document as evidence of a record, by what it contains: the same file twice is one. */
export const attach = deed({
  name: 'documents.attach',
  may: ['secretary', 'officer', 'accountant'],
  asks: {
    kind: text('Registre', { required: true }),
    record: text('Fiche', { required: true }),
    document: file('Document', { required: true }),
    name: text('Nom', { required: true }),
  },
  refuses: ['no-record', 'no-document', 'type-refused', 'attached-already'],
  does: async ({ scope, sheets, documents, actor, when }, { kind, record, document, name }): Promise<Outcome> => {
    const { sql, cluster } = scope
    const sheet = sheets.find((one) => one.table === kind)
    const [row] =
      sheet && isUuid(record)
        ? await sql`select id from ${sql(sheet.table)} where cluster_id = ${cluster} and id = ${record}`
        : []
    if (!row) return refusal('no-record', 'record')
    const bytes = documents.read(document)
    if (!bytes) return refusal('no-document', 'document')
    const type = typeOfFile(bytes, name)
    if (!type) return refusal('type-refused', 'document')
    const fresh = newId()
    await sql`
      insert into document (cluster_id, id, sha256, name, type, size, added_by, added_at)
      values (${cluster}, ${fresh}, ${document}, ${safeName(name)}, ${type}, ${bytes.length}, ${actor.name}, ${when}) on conflict (cluster_id, sha256) do nothing`
    const [kept] = await sql`select id from document where cluster_id = ${cluster} and sha256 = ${document}`
    const linked = await sql`
      insert into document_of (cluster_id, document_id, record_kind, record_id, added_at)
      values (${cluster}, ${kept!.id}, ${kind}, ${record}, ${when}) on conflict do nothing returning document_id`
    if (linked.length === 0) return refusal('attached-already', 'document')
    const about = { kind, id: record }
    return {
      ok: true,
      done: { record: about, document: kept!.id },
      facts: [{ record: about, body: { document, name: safeName(name), size: bytes.length } }],
    }
  },
})

/** A name without a path, without marks that steer a terminal or turn the line round, and not endless. */
const safeName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 120) || 'document'
