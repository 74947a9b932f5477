import { openApi } from '../../src/app/openapi.ts'

type Schema = { [key: string]: unknown }
type Operation = { summary: string; description?: string }
type Described = {
  paths: Record<string, { get?: Operation; post?: Operation }>
  components: { schemas: Record<string, Schema> }
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
const keyOf = (key: string) => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key))
const union = (types: string[]) => [...new Set(types)].join(' | ')

/** The type of what a schema allows. */
function typeOf(schema: Schema): string {
  if (schema.enum) return union((schema.enum as unknown[]).map((one) => (one === null ? 'null' : quoted(String(one)))))
  if (schema.anyOf) return union((schema.anyOf as Schema[]).map(typeOf))
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({ ...schema, type })))
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type
    case 'integer':
    case 'number':
      return 'number'
    case 'array':
      return `Array<${typeOf(schema.items as Schema)}>`
    case 'object':
      return objectType(schema)
    default:
      return 'unknown'
  }
}

function objectType({ properties = {}, required = [], additionalProperties }: Schema): string {
  const entries = Object.entries(properties as Record<string, Schema>)
  if (entries.length === 0 && typeof additionalProperties === 'object')
    return `Record<string, ${typeOf(additionalProperties as Schema)}>`
  const fields = entries.map(
    ([key, schema]) => `${keyOf(key)}${(required as string[]).includes(key) ? '' : '?'}: ${typeOf(schema)}`,
  )
  return fields.length > 0 ? `{ ${fields.join('; ')} }` : 'Record<string, never>'
}

const comment = (text: string) => `  /** ${text.replaceAll('*/', '* /').replace(/\s+/g, ' ')} */`

/** The client for TypeScript: its types from the description of the interface, its few lines of fetch below. */
export function clientSource(): string {
  const { paths, components } = openApi('en', null) as unknown as Described
  const of = (kind: string) =>
    Object.entries(components.schemas).flatMap(([name, schema]) =>
      name.startsWith(`${kind}.`) ? [{ name: name.slice(kind.length + 1), schema }] : [],
    )
  const told = (path: string) => {
    const { summary, description } = (paths[path]!.post ?? paths[path]!.get)!
    return [summary, ...(paths[path]!.post ? [description ?? ''] : [])].join('. ')
  }
  const listed = (title: string, kind: string, folder: string) => [
    `export type ${title} = {`,
    ...of(kind).flatMap(({ name, schema }) => [
      comment(told(`/${folder}/${name}`)),
      `  ${quoted(name)}: ${typeOf(schema)}`,
    ]),
    '}',
  ]
  return [
    '// Generated from the declarations of the house (GRAPPE_WRITE=1 npx vitest run test/client.test.ts). Do not edit.',
    '',
    ...listed('DeedInputs', 'deed', 'deeds'),
    '',
    ...listed('RegisterRows', 'register', 'registers'),
    '',
    ...listed('ViewRows', 'view', 'views'),
    '',
    ...['Done', 'Figure', 'Entry', 'Document'].map(
      (name) => `export type ${name} = ${typeOf(components.schemas[name]!)}`,
    ),
    '',
    below,
  ].join('\n')
}

const below = `export type Problem = { type: string; title: string; status: number; code: string; errors?: Array<{ field: string; code: string; detail?: string }> }

/** What the house refused, with its code and, field by field, why. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(\`\${problem.status} \${problem.code}: \${problem.title}\`)
    this.name = 'Refused'
    this.problem = problem
  }
}

export type GrappeOptions = {
  /** Where the house is: https://grappe.example.ma */
  origin: string
  cluster: string
  /** A token made in the office; without one, what everybody may read. */
  token?: string
  /** The language of refusals and names. */
  lang?: 'fr' | 'ar' | 'en'
  fetch?: (url: string, init: RequestInit) => Response | Promise<Response>
}

export type ListOptions<Row> = {
  page?: number
  limit?: number
  /** A column, with - before it for the other way. */
  sort?: keyof Row | \`-\${keyof Row & string}\`
  q?: string
  /** Columns that must hold just this. */
  where?: Partial<Record<keyof Row, string>>
}

export type Listed<Row> = { total: number; page: number; rows: Row[]; more: boolean }

export type Register<Row> = {
  list(options?: ListOptions<Row>): Promise<Listed<Row>>
  /** Every record, a page at a time. */
  all(options?: Omit<ListOptions<Row>, 'page'>): AsyncGenerator<Row>
  get(id: string): Promise<Row>
}

type Deeds = { [Name in keyof DeedInputs]: (input: DeedInputs[Name], options?: { key?: string }) => Promise<Done> }
type Registers = { [Name in keyof RegisterRows]: Register<RegisterRows[Name]> }
type Views = { [Name in keyof ViewRows]: (options?: { asOf?: string; q?: string }) => Promise<Array<ViewRows[Name]>> }

const named = <Of extends object>(make: (name: string) => unknown): Of =>
  new Proxy({} as Of, { get: (_, name) => (typeof name === 'string' && name !== 'then' ? make(name) : undefined) })

/** A cluster of a Grappe, as a program sees it. */
export class Grappe {
  /** \`grappe.deeds['organisations.add']({ name: 'Atlas', nature: 'Entreprise' })\` */
  readonly deeds: Deeds
  readonly registers: Registers
  readonly views: Views
  readonly #options: GrappeOptions

  constructor(options: GrappeOptions) {
    this.#options = options
    this.deeds = named<Deeds>((name) => async (input: unknown, { key }: { key?: string } = {}) => {
      const headers = { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) }
      return (await this.#call(\`/deeds/\${name}\`, { method: 'POST', headers, body: JSON.stringify(input) })).json()
    })
    this.registers = named<Registers>((name) => this.#register(name))
    this.views = named<Views>((name) => async ({ asOf, q }: { asOf?: string; q?: string } = {}) =>
      (await this.#call(\`/views/\${name}\${queryOf({ as_of: asOf, q })}\`)).json(),
    )
  }

  async figures(asOf?: string): Promise<{ as_of: string; figures: Figure[] }> {
    return (await this.#call(\`/figures\${queryOf({ as_of: asOf })}\`)).json()
  }

  async figure(name: string, asOf?: string): Promise<Figure & { as_of: string }> {
    return (await this.#call(\`/figures/\${encodeURIComponent(name)}\${queryOf({ as_of: asOf })}\`)).json()
  }

  /** The entries of the journal after a number, oldest first. */
  async journal(after = 0, limit = 100): Promise<Entry[]> {
    const { entries } = await (await this.#call(\`/journal\${queryOf({ after, limit })}\`)).json()
    return entries
  }

  /** Sends a file, whose digest a deed with a field for a document is then given. */
  async sendDocument(file: Blob, name: string): Promise<Document> {
    const body = new FormData()
    body.set('file', file, name)
    return (await this.#call('/documents', { method: 'POST', body })).json()
  }

  #register(name: string): Register<{ id: string }> {
    const list = async ({ where = {}, ...asked }: ListOptions<{ id: string }> = {}): Promise<Listed<{ id: string }>> => {
      const answer = await this.#call(\`/registers/\${name}\${queryOf({ ...asked, ...where })}\`)
      const more = /rel="next"/.test(answer.headers.get('link') ?? '')
      return { ...(await answer.json()), more }
    }
    async function* all(options: Omit<ListOptions<{ id: string }>, 'page'> = {}) {
      for (let page = 1; ; page += 1) {
        const { rows, more } = await list({ limit: 1000, ...options, page })
        yield* rows
        if (!more) return
      }
    }
    return { list, all, get: async (id) => (await this.#call(\`/registers/\${name}/\${encodeURIComponent(id)}\`)).json() }
  }

  async #call(path: string, init: RequestInit = {}): Promise<Response> {
    const { origin, cluster, token, lang, fetch: send = (url, more) => fetch(url, more) } = this.#options
    const headers = new Headers(init.headers)
    if (token) headers.set('authorization', \`Bearer \${token}\`)
    if (lang) headers.set('accept-language', lang)
    const answer = await send(\`\${origin}/api/v1/\${encodeURIComponent(cluster)}\${path}\`, { ...init, headers })
    if (answer.ok) return answer
    const problem = await answer.json().catch(() => ({ type: 'about:blank', title: answer.statusText, code: 'unknown' }))
    throw new Refused({ status: answer.status, ...problem })
  }
}

function queryOf(asked: Record<string, unknown>): string {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')
  const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)]))
  return query.size > 0 ? \`?\${query}\` : ''
}
`
