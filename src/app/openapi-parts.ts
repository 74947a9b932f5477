import type { View } from '../core/view.ts'
import type { Lang } from '../platform/texts.ts'
import { deeds, sheets } from './modules.ts'
import { fieldsSchema, rowSchema, type Schema, viewRowSchema } from './openapi-fields.ts'
import { says } from './openapi-words.ts'

export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
export const parameter = (name: string) => ({ $ref: `#/components/parameters/${name}` })
/** What may go wrong with a call: what is said, and that it came too often. */
export const problems = (...codes: number[]) =>
  Object.fromEntries([...codes, 429].map((code) => [String(code), { $ref: '#/components/responses/Problem' }]))
export const json = (schema: Schema, description: string, headers?: Schema) => ({
  description,
  ...(headers ? { headers } : {}),
  content: { 'application/json': { schema } },
})
export const withEtag = { ETag: { schema: { type: 'string' } } }
export const unchanged = { '304': { description: 'Not modified' } }
export const inQuery = (name: string, schema: Schema) => ({ name, in: 'query', schema })

/** What the paths refer to: who may come in, what every call may say, and the shape of all that is sent and answered. */
export function components(lang: Lang, views: View[]): Schema {
  const t = says[lang]
  const text = { type: 'string' }
  const object = (properties: Schema, required = Object.keys(properties)) => ({ type: 'object', properties, required })
  const record = object({ kind: text, id: { type: 'string', format: 'uuid' } })
  const splits = {
    type: 'object',
    additionalProperties: { type: 'object', additionalProperties: { type: 'number' } },
  }
  return {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', description: t.token },
      session: { type: 'apiKey', in: 'cookie', name: '__Host-grappe', description: t.cookie },
    },
    parameters: {
      IdempotencyKey: {
        name: 'Idempotency-Key',
        in: 'header',
        description: t.key,
        schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
      },
      AcceptLanguage: { name: 'Accept-Language', in: 'header', schema: { type: 'string', enum: ['fr', 'ar', 'en'] } },
      Limit: inQuery('limit', { type: 'integer', minimum: 1, maximum: 1000, default: 100 }),
      Page: inQuery('page', { type: 'integer', minimum: 1, default: 1 }),
      Query: inQuery('q', { type: 'string' }),
      AsOf: inQuery('as_of', { type: 'string', format: 'date' }),
      Id: { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    },
    responses: {
      Problem: { description: 'RFC 9457', content: { 'application/problem+json': { schema: ref('Problem') } } },
    },
    schemas: {
      Problem: object(
        {
          type: text,
          title: text,
          status: { type: 'integer' },
          code: text,
          errors: { type: 'array', items: object({ field: text, code: text, detail: text }, ['field', 'code']) },
          done: true,
        },
        ['type', 'title', 'status', 'code'],
      ),
      Done: object(
        {
          ok: { type: 'boolean', const: true },
          deed: text,
          done: { type: 'object', properties: { record } },
          entry: { type: 'integer' },
          secret: text,
        },
        ['ok', 'deed', 'done', 'entry'],
      ),
      Figure: object({
        name: text,
        title: text,
        rule: text,
        definition: object({ version: { type: 'integer' }, since: { type: 'string', format: 'date' } }),
        unit: text,
        value: { type: ['number', 'null'] },
        splits,
        evidence: text,
      }),
      Entry: object(
        {
          seq: { type: 'integer' },
          deed: text,
          actor: text,
          happenedAt: { type: 'string', format: 'date-time' },
          record,
          body: true,
          previous: text,
          hash: text,
        },
        ['seq', 'deed', 'actor', 'happenedAt', 'body', 'previous', 'hash'],
      ),
      Told: object({
        deed: text,
        entry: { type: 'integer' },
        happenedAt: { type: 'string', format: 'date-time' },
        records: { type: 'array', items: record },
      }),
      Document: object({
        document: { type: 'string', pattern: '^[0-9a-f]{64}$' },
        type: text,
        size: { type: 'integer' },
      }),
      ...Object.fromEntries(deeds.map(({ name, asks }) => [`deed.${name}`, fieldsSchema(asks, lang)])),
      ...Object.fromEntries(sheets.map(({ name, columns }) => [`register.${name}`, rowSchema(columns, lang)])),
      ...Object.fromEntries(views.map(({ name, columns }) => [`view.${name}`, viewRowSchema(columns)])),
    },
  }
}
