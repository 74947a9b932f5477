import { createHash, randomBytes } from 'node:crypto'

let last = 0
let counter = 0

/** A uuid of version 7 (RFC 9562), made here and never by the database: ids of one process sort by when they were made. */
export function newId(now = Date.now()): string {
  if (now > last) [last, counter] = [now, 0]
  else counter += 1
  if (counter > 0xfff) [last, counter] = [last + 1, 0]
  const bytes = randomBytes(16)
  bytes.writeUIntBE(last, 0, 6)
  bytes[6] = 0x70 | (counter >> 8)
  bytes[7] = counter & 0xff
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')

/** The same facts give the same text whatever the order in which a store gives back the keys of an object. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value && typeof value === 'object')
    return `{${Object.entries(value)
      .filter(([, own]) => own !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, own]) => `${JSON.stringify(key)}:${canonicalJson(own)}`)
      .join(',')}}`
  return JSON.stringify(value ?? null)
}
