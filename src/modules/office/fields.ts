import { type Fields, isLines } from '../../core/asked.ts'
import type { Deed, Refusal } from '../../core/deed.ts'
import type { Web } from '../../core/page.ts'
import type { Column, Sheet } from '../../core/sheet.ts'
import type { SentForm } from '../../platform/http/forms.ts'
import type { Choice, Field, FieldLines } from '../../ui/form.tsx'

const mostChoices = 400
const spareLines = 3
const fewestLines = 4

type Values = Record<string, unknown>

/** The form of a deed, made from what it asks: each field filled in, with its choices, and what is wrong with it beside it. */
export async function fieldsOf(
  web: Web,
  deed: Deed,
  values: Values,
  refusal: Refusal | null,
): Promise<(Field | FieldLines)[]> {
  const known = makeKnown(web)
  const faults = new Map(refusal?.faults?.map((fault) => [fault.field, web.say.fault(fault)]))
  if (refusal?.field && !faults.has(refusal.field)) faults.set(refusal.field, web.say.refusal(refusal))
  const fields: (Field | FieldLines)[] = []
  for (const [name, field] of Object.entries(deed.asks)) {
    if (!isLines(field)) {
      fields.push(await fieldOf(web, known, name, field, asText(values[name]), faults))
      continue
    }
    const given = Array.isArray(values[name]) ? (values[name] as Values[]) : []
    const count = Math.max(fewestLines, given.length + spareLines)
    const rows: Field[][] = []
    for (let line = 0; line < count; line++) {
      const row: Field[] = []
      for (const [key, column] of Object.entries(field.lines)) {
        const value = asText(given[line]?.[key])
        // An empty line is no line, so nothing in it is required.
        const of = { ...column, required: false }
        row.push(await fieldOf(web, known, `${name}.${line}.${key}`, of, value, faults))
      }
      rows.push(row)
    }
    const heads = Object.values(field.lines).map(({ header }) => web.say.header(header))
    fields.push({ name, label: web.say.header(field.header), heads, rows, error: faults.get(name) })
  }
  return fields
}

const asText = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

async function fieldOf(
  web: Web,
  known: Known,
  name: string,
  column: Column,
  value: string,
  faults: Map<string, string>,
): Promise<Field> {
  const { cell, header, required } = column
  const base = { name, label: web.say.header(header), value, required, error: faults.get(name) }
  switch (cell.kind) {
    case 'long':
    case 'day':
    case 'instant':
    case 'file':
      return { ...base, kind: cell.kind }
    case 'number':
    case 'amount':
    case 'integer':
      return { ...base, kind: 'number' }
    case 'boolean':
      return { ...base, kind: 'choice', value: yesNo(value), choices: web.lang === 'fr' ? yes : translatedYes(web) }
    case 'choice': {
      const choices = cell.of.map((one) => ({ value: one, text: one }))
      return { ...base, kind: cell.closed ? 'choice' : 'known', choices }
    }
    case 'reference': {
      const { choices, whole } = await known.records(cell.to)
      return { ...base, kind: whole ? 'choice' : 'known', choices }
    }
    case 'references': {
      const { choices, whole } = await known.records(cell.to)
      return { ...base, kind: whole ? 'several' : 'text', choices }
    }
    case 'party':
      return { ...base, kind: 'known', choices: (await known.records(cell.to)).choices.map(byName) }
    case 'person':
      return { ...base, kind: 'known', choices: await known.people() }
    default:
      return { ...base, kind: name === 'email' || header === 'Courriel' ? 'email' : 'text' }
  }
}

const byName = ({ text }: Choice): Choice => ({ value: text, text: '' })
const yes = [
  { value: 'oui', text: 'oui' },
  { value: 'non', text: 'non' },
]
const translatedYes = ({ lang }: Web) =>
  lang === 'ar'
    ? [
        { value: 'oui', text: 'نعم' },
        { value: 'non', text: 'لا' },
      ]
    : [
        { value: 'oui', text: 'yes' },
        { value: 'non', text: 'no' },
      ]
const yesNo = (value: string) => (value === 'true' ? 'oui' : value === 'false' ? 'non' : value)

type Known = {
  records(sheet: string): Promise<{ choices: Choice[]; whole: boolean }>
  people(): Promise<Choice[]>
}

/** What fields may choose from, each list read once for a form. */
function makeKnown({ scope: { sql, cluster }, sheets }: Web): Known {
  const kept = new Map<string, Promise<{ choices: Choice[]; whole: boolean }>>()
  const nameOf = ({ columns, calledBy }: Sheet) => (columns.name ? 'name' : columns.title ? 'title' : calledBy?.[0])
  const read = async (name: string) => {
    const sheet = sheets.find((one) => one.name === name)!
    const called = nameOf(sheet)
    const key = sheet.calledBy?.[0] ?? called
    if (!called) {
      // Lines without a name of their own are only ever chosen from their own page.
      return { choices: [], whole: false }
    }
    const rows = await sql`
      select id, ${sql(called)} as name, ${sql(key!)} as code from ${sql(sheet.table)} where cluster_id = ${cluster} order by 2 limit ${mostChoices + 1}`
    const text = (row: Record<string, string>) => (row.code === row.name ? row.name! : `${row.code} · ${row.name}`)
    const whole = rows.length <= mostChoices
    const choices = rows.map((row) => ({ value: whole ? row.id : row.name, text: text(row) }))
    return { choices, whole }
  }
  let people: Promise<Choice[]> | null = null
  return {
    records: (name) => {
      if (!kept.has(name)) kept.set(name, read(name))
      return kept.get(name)!
    },
    people: () => {
      people ??= sql`select name from person where cluster_id = ${cluster} order by name limit ${mostChoices * 5}`.then(
        (rows) => rows.map(({ name }) => ({ value: name as string, text: '' })),
      )
      return people
    },
  }
}

/** What a form gives a deed: its fields by their names, lines gathered. What the form did not have is not given. */
export function givenBy(fields: Fields, form: SentForm): Record<string, unknown> {
  const given: Record<string, unknown> = {}
  const names = new Set(form.names())
  for (const [name, field] of Object.entries(fields)) {
    if (isLines(field)) {
      const rows: Record<string, string>[] = []
      for (const sent of names) {
        const [, line, key] = new RegExp(`^${name}\\.(\\d{1,3})\\.(\\w+)$`).exec(sent) ?? []
        if (!line || !key || !Object.hasOwn(field.lines, key)) continue
        rows[Number(line)] = { ...rows[Number(line)], [key]: form.one(sent) }
      }
      given[name] = rows.filter(() => true)
    } else if (names.has(name))
      given[name] = field.cell.kind === 'references' ? form.all(name).join('; ') : form.one(name)
    // A list in which nothing is chosen is not sent at all, and means nobody.
    else if (field.cell.kind === 'references') given[name] = ''
  }
  return given
}
