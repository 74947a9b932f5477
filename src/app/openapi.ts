import type { Deed } from '../core/deed.ts'
import { havingAPart, readers, staff } from '../core/permission.ts'
import type { Sheet } from '../core/sheet.ts'
import type { View } from '../core/view.ts'
import type { Lang } from '../platform/texts.ts'
import { deeds, sheets, viewsByName } from './modules.ts'
import type { Schema } from './openapi-fields.ts'
import { components, inQuery, json, parameter, problems, ref, unchanged, withEtag } from './openapi-parts.ts'
import { says } from './openapi-words.ts'
import { sayIn } from './say.ts'

const operation = (kind: string, name: string) => `${kind}.${name}`

/** What a program is told of all this: OpenAPI 3.1, made from the declarations alone, so that it cannot say anything else than they do. */
export function openApi(lang: Lang, slug: string | null): Schema {
  const t = says[lang]
  const server = slug
    ? { url: `/api/v1/${slug}` }
    : { url: '/api/v1/{cluster}', variables: { cluster: { default: 'cluster' } } }
  const tags = ['deeds', 'registers', 'views', 'figures', 'journal', 'documents']
  const views = [...viewsByName.values()]
  return {
    openapi: '3.1.0',
    info: { title: 'Grappe', version: '1', description: t.about, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [server],
    security: [{ token: [] }, { session: [] }, {}],
    tags: tags.map((name) => ({ name, description: t[name] })),
    paths: Object.fromEntries([
      ...deeds.map((deed) => [`/deeds/${deed.name}`, deedPath(deed, lang)]),
      ...sheets.flatMap((sheet) => registerPaths(sheet, lang)),
      ...views.map((view) => [`/views/${view.name}`, viewPath(view)]),
      ...figurePaths(t),
    ]),
    webhooks: { deed: told(lang) },
    components: components(lang, views),
  }
}

/** What a program that asked to hear of a deed is sent, signed, and again until it says it has it. */
const told = (lang: Lang): Schema => ({
  post: {
    operationId: 'told',
    tags: ['deeds'],
    summary: says[lang].told,
    parameters: [
      {
        name: 'Grappe-Signature',
        in: 'header',
        required: true,
        schema: { type: 'string', pattern: '^t=\\d+,v1=[0-9a-f]{64}$' },
      },
    ],
    requestBody: { required: true, content: { 'application/json': { schema: ref('Told') } } },
    responses: { '2XX': { description: says[lang].heard } },
  },
})

function deedPath({ name, may, refuses }: Deed, lang: Lang): Schema {
  const t = says[lang]
  const { name: summary, says: description } = sayIn(lang).deed(name)
  const codes = ['not-allowed', 'in-progress', 'key-reused', 'bad-input', ...refuses]
  const told = [...new Set(codes)].map((why) => `\`${why}\``).join(', ')
  return {
    post: {
      operationId: operation('deeds', name),
      tags: ['deeds'],
      summary,
      description: `${description}\n\n${t.by} : ${may.join(', ')}.\n\n${t.refuses} : ${told}.`,
      parameters: [parameter('IdempotencyKey'), parameter('AcceptLanguage')],
      requestBody: { required: true, content: { 'application/json': { schema: ref(`deed.${name}`) } } },
      responses: {
        '200': json(ref('Done'), summary, { 'Idempotency-Replayed': { schema: { type: 'string', enum: ['true'] } } }),
        ...problems(400, 401, 403, 404, 409, 413, 415, 422, 507),
      },
    },
  }
}

function registerPaths({ name, columns }: Sheet, lang: Lang): [string, Schema][] {
  const t = says[lang]
  const { many, one } = sayIn(lang).sheet(name)
  const say = sayIn(lang)
  const keys = Object.keys(columns)
  const filters = Object.entries(columns).map(([key, { header }]) => ({
    ...inQuery(key, { type: 'string' }),
    description: say.header(header),
  }))
  const list = {
    operationId: operation('registers', name),
    tags: ['registers'],
    summary: `${t.list} : ${many}`,
    description: `${t.by} : ${havingAPart.join(', ')}.`,
    parameters: [
      parameter('Limit'),
      parameter('Page'),
      parameter('Query'),
      inQuery('sort', { type: 'string', enum: keys.flatMap((key) => [key, `-${key}`]) }),
      ...filters,
      parameter('AcceptLanguage'),
    ],
    responses: {
      '200': json(
        {
          type: 'object',
          properties: {
            total: { type: 'integer' },
            page: { type: 'integer' },
            rows: { type: 'array', items: ref(`register.${name}`) },
          },
          required: ['total', 'page', 'rows'],
        },
        many,
        { ...withEtag, Link: { schema: { type: 'string' } } },
      ),
      ...unchanged,
      ...problems(400, 401, 403, 404),
    },
  }
  const single = {
    operationId: operation('registers', `${name}.one`),
    tags: ['registers'],
    summary: `${t.one} : ${many}`,
    parameters: [parameter('Id')],
    responses: {
      '200': json(ref(`register.${name}`), one, withEtag),
      ...unchanged,
      ...problems(401, 403, 404),
    },
  }
  return [
    [`/registers/${name}`, { get: list }],
    [`/registers/${name}/{id}`, { get: single }],
  ]
}

const viewPath = ({ name, may }: View): Schema => ({
  get: {
    operationId: operation('views', name),
    tags: ['views'],
    summary: name,
    description: may.join(', '),
    parameters: [parameter('AsOf'), parameter('Query')],
    responses: {
      '200': json({ type: 'array', items: ref(`view.${name}`) }, name, withEtag),
      ...unchanged,
      ...problems(400, 401, 404),
    },
  },
})

function figurePaths(t: Record<string, string>): [string, Schema][] {
  const get = (id: string, tag: string, summary: string, parameters: Schema[], schema: Schema, ...codes: number[]) => ({
    get: {
      operationId: id,
      tags: [tag],
      summary,
      parameters,
      responses: { '200': json(schema, summary, withEtag), ...unchanged, ...problems(...codes) },
    },
  })
  const all = {
    type: 'object',
    properties: { as_of: { type: 'string', format: 'date' }, figures: { type: 'array', items: ref('Figure') } },
    required: ['as_of', 'figures'],
  }
  const one = {
    allOf: [
      ref('Figure'),
      { type: 'object', properties: { as_of: { type: 'string', format: 'date' } }, required: ['as_of'] },
    ],
  }
  const entries = {
    type: 'object',
    properties: { entries: { type: 'array', items: ref('Entry') } },
    required: ['entries'],
  }
  const name = { name: 'name', in: 'path', required: true, schema: { type: 'string' } }
  const after = inQuery('after', { type: 'integer', minimum: 0, default: 0 })
  const language = parameter('AcceptLanguage')
  const binary = { type: 'string', contentMediaType: 'application/octet-stream' }
  return [
    ['/figures', get('figures', 'figures', t.all!, [parameter('AsOf'), language], all, 400, 401)],
    [
      '/figures/{name}',
      get('figures.one', 'figures', t.figure!, [name, parameter('AsOf'), language], one, 400, 401, 404),
    ],
    [
      '/journal',
      get(
        'journal',
        'journal',
        `${t.entries} (${readers.join(', ')})`,
        [after, parameter('Limit')],
        entries,
        400,
        401,
        403,
      ),
    ],
    [
      '/documents',
      {
        post: {
          operationId: 'documents.send',
          tags: ['documents'],
          summary: t.send,
          description: `${t.by} : ${staff.join(', ')}.`,
          parameters: [inQuery('name', { type: 'string', maxLength: 120 })],
          requestBody: {
            required: true,
            content: {
              'multipart/form-data': { schema: { type: 'object', properties: { file: binary }, required: ['file'] } },
              'application/octet-stream': { schema: binary },
            },
          },
          responses: { '201': json(ref('Document'), t.send!), ...problems(400, 401, 403, 413, 415, 507) },
        },
      },
    ],
  ]
}
