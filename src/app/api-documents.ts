import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { staff } from '../core/permission.ts'
import { typeOfFile } from '../platform/files/types.ts'
import { refused, tooLarge } from './api-answers.ts'
import type { WhoCalls } from './api-caller.ts'
import type { House } from './house.ts'

const sizeMax = 32 * 1024 * 1024

/** The one file of a call: a part named `file`, or the body as it is with its name in the address. */
async function fileOf(c: Context): Promise<{ bytes: Buffer; name: string } | null> {
  if (!/^multipart\/form-data/i.test(c.req.header('content-type') ?? ''))
    return { bytes: Buffer.from(await c.req.arrayBuffer()), name: c.req.query('name') ?? '' }
  const form = await c.req.formData().catch(() => null)
  const part = form?.get('file')
  return part && typeof part !== 'string' ? { bytes: Buffer.from(await part.arrayBuffer()), name: part.name } : null
}

/** `POST /{cluster}/documents`: keeps a file, whose digest a deed is then given. It is evidence of nothing until a deed says of what. */
export function addDocuments(api: Hono, { store }: House, whoCalls: WhoCalls): void {
  api.post('/:cluster/documents', bodyLimit({ maxSize: sizeMax, onError: tooLarge }), async (c) => {
    const found = await whoCalls(c, staff)
    if (found instanceof Response) return found
    const file = await fileOf(c)
    if (!file || file.bytes.length === 0) return refused(c, 400, 'no-document')
    const type = typeOfFile(file.bytes, file.name)
    if (!type) return refused(c, 415, 'type-refused')
    const document = store.documents.put(file.bytes)
    return c.json({ document, type, size: file.bytes.length }, 201, { 'cache-control': 'no-store' })
  })
}
