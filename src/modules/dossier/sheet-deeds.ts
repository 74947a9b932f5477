import { type Deed, type Doing, deed, refusal } from '../../core/deed.ts'
import { boundTo, type Role } from '../../core/permission.ts'
import { storedRecords } from '../../core/records.ts'
import { type Column, reference, type Sheet, text } from '../../core/sheet.ts'
import type { Value } from '../../platform/cell.ts'
import { enter, wordsOf } from './enter.ts'

const keepers: readonly Role[] = ['secretary', 'officer']

/** The two deeds every sheet gives by being declared: a record is added, and one there is is corrected, with the reason. */
export function sheetDeeds(sheet: Sheet): Deed[] {
  const may = sheet.keptBy ?? keepers
  return [
    deed({
      name: `${sheet.name}.add`,
      may,
      asks: sheet.columns,
      refuses: enterRefuses,
      does: async (doing, asked) => {
        const entered = await enter(doing, `${sheet.name}.add`, sheet, [{ values: asked as Record<string, Value> }])
        if (!entered.ok) return entered
        return { ok: true, done: { record: { kind: sheet.table, id: entered.ids[0]! } }, facts: entered.facts }
      },
    }),
    deed({
      name: `${sheet.name}.correct`,
      may,
      on: { sheet: sheet.name, field: 'record' },
      asks: {
        record: reference(sheet.name, 'Fiche', { required: true }),
        ...Object.fromEntries(Object.entries(sheet.columns).map(([key, column]) => [key, optional(column)])),
        reason: text('Raison de la correction', { required: true }),
      },
      refuses: ['no-record', 'out-of-bounds', 'nothing-changes', ...enterRefuses],
      begins: async ({ scope, sheets }, about) => {
        if (!about) return {}
        const [stored] = await storedRecords(scope, sheet, { ids: [about] })
        return stored ? { record: about, ...(await wordsOf(scope, sheet, sheets, [stored])).get(about) } : {}
      },
      does: async (doing, asked, given) => {
        const { record, reason, ...columns } = asked as { record: string; reason: string } & Record<string, Value>
        if (await isBoundElsewhere(doing, may, sheet, record)) return refusal('out-of-bounds', 'record')
        const values = Object.fromEntries(Object.entries(columns).filter(([key]) => given.has(key)))
        const entered = await enter(doing, `${sheet.name}.correct`, sheet, [{ id: record, values }])
        if (!entered.ok) return entered
        if (entered.facts.length === 0) return { ok: false, why: 'nothing-changes' }
        const facts = entered.facts.map(({ body, ...fact }) => ({ ...fact, body: { ...(body as object), reason } }))
        return { ok: true, done: { record: { kind: sheet.table, id: record } }, facts }
      },
    }),
  ]
}

/** Whether a record belongs to something else than what the doer's role is bound to. */
async function isBoundElsewhere(
  { scope: { sql, cluster }, actor, sheets }: Doing,
  roles: readonly Role[],
  sheet: Sheet,
  record: string,
): Promise<boolean> {
  const bound = boundTo(actor, roles)
  if (!bound || sheet.bounds) return false
  const isBinding = (name: string) => sheets.some((one) => one.bounds && one.name === name)
  const keys = Object.entries(sheet.columns).flatMap(([key, { cell }]) =>
    cell.kind === 'reference' && isBinding(cell.to) ? [key] : [],
  )
  for (const key of keys) {
    const [row] =
      await sql`select ${sql(`${key}_id`)} as id from ${sql(sheet.table)} where cluster_id = ${cluster} and id = ${record}`
    if (row?.id && !bound.includes(row.id)) return true
  }
  return false
}

/** What the writing of a record may refuse, whatever the deed. */
export const enterRefuses = [
  'missing-cell',
  'unknown-reference',
  'ambiguous-name',
  'duplicate',
  'order',
  'overlap',
  'missing-rate',
  'unbalanced',
  // What a rule of a sheet says of a cell that its kind alone lets pass.
  'bad-number',
  'bad-day',
  'bad-currency',
] as const

const optional = (column: Column): Column => ({ ...column, required: false })
