import { type Fields, isLines, type Lines } from '../core/asked.ts'
import type { Column } from '../core/sheet.ts'
import type { View } from '../core/view.ts'
import type { Lang } from '../platform/texts.ts'
import { sayIn } from './say.ts'

/** A schema as JSON Schema 2020-12 has it, which is what OpenAPI 3.1 takes. */
export type Schema = { [key: string]: unknown }

const hints: Record<Lang, Record<string, string>> = {
  fr: {
    reference: 'l’identifiant ou le nom d’une fiche du registre « {to} »',
    references: 'un ou plusieurs noms du registre « {to} », séparés par des points-virgules',
    person: 'le nom d’une personne',
    party: 'le nom d’une organisation ou d’une personne',
    file: 'l’empreinte SHA-256 d’un document envoyé à /documents',
    share: 'une part, comme 1/2 ou 50 %',
  },
  ar: {
    reference: 'معرف أو اسم بطاقة من سجل «{to}»',
    references: 'اسم أو عدة أسماء من سجل «{to}» تفصل بينها فواصل منقوطة',
    person: 'اسم شخص',
    party: 'اسم هيئة أو شخص',
    file: 'بصمة SHA-256 لوثيقة أرسلت إلى /documents',
    share: 'حصة مثل 1/2 أو 50 %',
  },
  en: {
    reference: 'the id or the name of a record of the register “{to}”',
    references: 'one or more names of the register “{to}”, separated by semicolons',
    person: 'the name of a person',
    party: 'the name of an organisation or a person',
    file: 'the SHA-256 digest of a document sent to /documents',
    share: 'a share, such as 1/2 or 50%',
  },
}

const decimal = '^-?[0-9]+(\\.[0-9]+)?$'

function cellSchema({ cell }: Column): Schema {
  switch (cell.kind) {
    case 'day':
      return { type: 'string', format: 'date' }
    case 'instant':
      return { type: 'string', format: 'date-time' }
    case 'boolean':
      return { type: 'boolean' }
    case 'integer':
      return { type: 'integer', ...(cell.negative ? {} : { minimum: 0 }) }
    // An amount is an exact decimal: as text it passes through no floating point on the way.
    case 'amount':
    case 'number':
      return {
        anyOf: [
          { type: 'number', ...(cell.negative ? {} : { minimum: 0 }) },
          { type: 'string', pattern: decimal },
        ],
      }
    case 'currency':
      return { type: 'string', pattern: '^[A-Z]{3}$' }
    case 'file':
      return { type: 'string', pattern: '^[0-9a-f]{64}$' }
    case 'choice':
      return cell.closed ? { type: 'string', enum: [...cell.of] } : { type: 'string', examples: [...cell.of] }
    default:
      return { type: 'string', maxLength: 50_000 }
  }
}

/** What may also be left out may also be null. */
function nullable(schema: Schema): Schema {
  if (schema.anyOf) return { ...schema, anyOf: [...(schema.anyOf as Schema[]), { type: 'null' }] }
  return {
    ...schema,
    type: [schema.type, 'null'],
    ...(schema.enum ? { enum: [...(schema.enum as unknown[]), null] } : {}),
  }
}

function fieldSchema(column: Column, lang: Lang): Schema {
  const schema = cellSchema(column)
  const { kind } = column.cell
  const to = 'to' in column.cell ? column.cell.to : ''
  const hint = hints[lang][kind]?.replace('{to}', to)
  const title = sayIn(lang).header(column.header)
  return { ...(column.required ? schema : nullable(schema)), description: hint ? `${title} : ${hint}` : title }
}

const linesSchema = ({ header, lines, least }: Lines, lang: Lang): Schema => ({
  type: 'array',
  description: sayIn(lang).header(header),
  minItems: least,
  maxItems: 500,
  items: fieldsSchema(lines, lang),
})

/** The fields of a deed as the object a call sends. */
export function fieldsSchema(fields: Fields, lang: Lang): Schema {
  const entries = Object.entries(fields)
  const required = entries
    .filter(([, field]) => (isLines(field) ? field.least > 0 : field.required))
    .map(([key]) => key)
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      entries.map(([key, field]) => [key, isLines(field) ? linesSchema(field, lang) : fieldSchema(field, lang)]),
    ),
    ...(required.length > 0 ? { required } : {}),
  }
}

/** A record as a register gives it: words for what it refers to. Facts about private persons are there for those who may see them. */
export function rowSchema(columns: Record<string, Column>, lang: Lang): Schema {
  const cells = Object.entries(columns).map(([key, { cell, header }]): [string, Schema] => {
    const description = sayIn(lang).header(header)
    const isNumber = cell.kind === 'integer' || cell.kind === 'number' || cell.kind === 'amount'
    const format = cell.kind === 'day' ? { format: 'date' } : cell.kind === 'instant' ? { format: 'date-time' } : {}
    return [key, { type: [isNumber ? 'number' : 'string', 'null'], ...format, description }]
  })
  const always = Object.entries(columns).filter(([, { personal }]) => !personal)
  return {
    type: 'object',
    properties: { id: { type: 'string', format: 'uuid' }, ...Object.fromEntries(cells) },
    required: ['id', ...always.map(([key]) => key)],
  }
}

export function viewRowSchema(columns: View['columns']): Schema {
  const typeOf = (kind: string) =>
    kind === 'number' ? ['number', 'null'] : kind === 'money' ? ['number', 'string', 'null'] : ['string', 'null']
  return {
    type: 'object',
    properties: Object.fromEntries(
      columns.map(({ key, kind }) => [key, { type: typeOf(kind), ...(kind === 'day' ? { format: 'date' } : {}) }]),
    ),
  }
}
