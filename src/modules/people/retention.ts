import { deed, type Outcome, refusal } from '../../core/deed.ts'
import type { Watch } from '../../core/page.ts'
import { integer, type Sheet, text } from '../../core/sheet.ts'
import type { Fragment, Scope, Store } from '../../platform/store/store.ts'
import { listClusters } from '../directory/index.ts'
import { forgetPerson, markBegins } from './forget.ts'
import { placesOf } from './held.ts'

/** How many years what is written about somebody is kept behind its last day, as the register of processings says. */
const yearsKept = 5

/** The last day a record is about, with the days of the records it names: whose training, call or programme it was part of. */
function lastDay(
  { sql, cluster }: Scope,
  sheets: readonly Sheet[],
  sheet: Sheet,
  as: string,
  depth: number,
): { day: Fragment; joins: Fragment } {
  let joins = sql``
  // An organ's mandates, and who came to its meetings, are the association's archives.
  let day =
    sheet.name === 'mandats' || sheet.name === 'presences_seance' ? sql`'infinity'::date` : sql`'-infinity'::date`
  for (const [key, { cell }] of Object.entries(sheet.columns)) {
    const column = sql`${sql(as)}.${sql(key)}`
    // A programme that has not ended goes on.
    if (sheet.bounds && key === 'ended') day = sql`greatest(${day}, coalesce(${column}, 'infinity'::date))`
    else if (cell.kind === 'day') day = sql`greatest(${day}, ${column})`
    else if (cell.kind === 'instant') day = sql`greatest(${day}, ${column}::date)`
    if (cell.kind !== 'reference' || depth === 0) continue
    const other = sheets.find(({ name }) => name === cell.to)!
    const own = `${as}_${key}`
    const further = lastDay({ sql, cluster }, sheets, other, own, depth - 1)
    day = sql`greatest(${day}, ${further.day})`
    joins = sql`${joins} left join ${sql(other.table)} ${sql(own)} on ${sql(own)}.cluster_id = ${cluster} and ${sql(own)}.id = ${sql(as)}.${sql(`${key}_id`)} ${further.joins}`
  }
  return { day, joins }
}

/** Those of whom nothing younger than that is written, by name. Whoever is written about nowhere counts from the day they were entered. */
async function overduePersons(scope: Scope, sheets: readonly Sheet[], today: string) {
  const { sql, cluster } = scope
  const line = sql`(${today}::date - make_interval(years => ${yearsKept}))::date`
  const [first, ...others] = placesOf(sheets).map(({ sheet, column }) => {
    const { day, joins } = lastDay(scope, sheets, sheet, 't', 2)
    return sql`select t.${sql(column)} from ${sql(sheet.table)} t ${joins} where t.cluster_id = ${cluster} and t.${sql(column)} is not null and ${day} >= ${line}`
  })
  return sql`
    select p.id, p.name from person p join source s on s.cluster_id = ${cluster} and s.id = p.source_id
    where p.cluster_id = ${cluster} and p.name not like ${`${markBegins}%`} and s.imported_at < ${line}
      and p.id not in (${others.reduce((all, one) => sql`${all} union all ${one}`, first!)}) order by p.name`
}

/** Organisations that have been members and are no more since as long, and that still have a way to reach them. */
const overdueContacts = ({ sql, cluster }: Scope, today: string) => sql`
  select o.id, o.name from organisation o where o.cluster_id = ${cluster} and (o.email is not null or o.phone is not null)
    and (select max(coalesce(m.left_on, 'infinity')) from membership m where m.cluster_id = ${cluster} and m.organisation_id = o.id)
      < ${today}::date - make_interval(years => ${yearsKept}) order by o.name`

export type Overdue = { kind: 'person' | 'organisation'; id: string; name: string }

/** All that has passed its time on a day: persons to forget, and organisations whose ways to reach them go. */
export async function overdue(scope: Scope, sheets: readonly Sheet[], today: string): Promise<Overdue[]> {
  const [persons, contacts] = [await overduePersons(scope, sheets, today), await overdueContacts(scope, today)]
  return [
    ...persons.map(({ id, name }): Overdue => ({ kind: 'person', id, name })),
    ...contacts.map(({ id, name }): Overdue => ({ kind: 'organisation', id, name })),
  ]
}

/** Forgets all those whose time is over. How many is asked for, so that nobody does it without having looked. */
export const forgetOverdue = deed({
  name: 'people.forget-overdue',
  may: ['secretary'],
  asks: { count: integer('Nombre', { required: true }), reason: text('Motif', { required: true }) },
  refuses: ['nobody-overdue', 'other-count'],
  begins: async ({ scope, sheets, today }) => ({ count: String((await overdue(scope, sheets, today)).length) }),
  does: async (doing, { count, reason }): Promise<Outcome> => {
    const { scope, sheets, today } = doing
    const { sql, cluster } = scope
    const all = await overdue(scope, sheets, today)
    if (all.length === 0) return refusal('nobody-overdue')
    if (Number(count) !== all.length) return refusal('other-count', 'count', { count: String(all.length) })
    const facts = []
    for (const { id, kind } of all) {
      const body = kind === 'person' ? await forgetPerson(doing, id) : { contacts: true }
      if (kind === 'organisation')
        await sql`update organisation set email = null, phone = null where cluster_id = ${cluster} and id = ${id}`
      facts.push({ record: { kind, id }, body: { ...body, overdue: true, reason } })
    }
    return { ok: true, done: { count: all.length, to: '/bureau/donnees' }, facts }
  },
})

export const watches: Watch[] = [
  {
    name: 'kept-too-long',
    rows: async (scope, { today, sheets }) =>
      (await overdue(scope, sheets, today)).map(({ name }) => ({ label: name, day: null, path: '/bureau/donnees' })),
  },
]

const accountMs = 30 * 86_400_000

/** An account is for as long as a role is held, anywhere in the house: a month behind the last one its name, its address and its ways in go. */
export async function forgetAccounts(store: Store, now: Date): Promise<void> {
  const line = new Date(now.getTime() - accountMs)
  const kept: string[] = []
  for (const { id } of await listClusters(store))
    await store.within(id, async ({ sql, cluster }) => {
      const rows = await sql`
        select distinct login_id from held_role where cluster_id = ${cluster} and (until is null or until >= ${line.toISOString().slice(0, 10)})`
      kept.push(...rows.map(({ login_id }) => login_id as string))
    })
  await store.open(async (sql) => {
    const gone = await sql`
      update login set email = 'compte effacé ' || id, email_key = id::text, name = 'Compte effacé', password = null, totp = null
      where created_at < ${line} and email_key <> id::text and id <> all(${kept}::uuid[]) returning id`
    const ids = gone.map(({ id }) => id as string)
    await sql`delete from session where login_id = any(${ids}::uuid[]) or ends_at < ${line}`
    await sql`delete from sign_in_key where login_id = any(${ids}::uuid[])`
  })
}
