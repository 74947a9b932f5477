/** What people are to a cluster. `office` is whoever runs commands on the machine; `public` is everybody. */
export const roles = [
  'office',
  'secretary',
  'officer',
  'accountant',
  'board',
  'funder',
  'member',
  'participant',
  'public',
] as const
export type Role = (typeof roles)[number]

/** A role somebody holds on a day, and what of: a funder's or a member's organisation, an officer's programme. Null: the whole cluster. */
export type Held = { role: Role; scope: string | null }

/** Who looks or acts. */
export type Actor = { name: string; login: string | null; held: readonly Held[] }

export const publicActor: Actor = { name: 'public', login: null, held: [] }
export const officeActor: Actor = { name: 'office', login: null, held: [{ role: 'office', scope: null }] }

/** Those who keep the records. */
export const staff: Role[] = ['secretary', 'officer', 'accountant']
/** Those who may read the whole of them. */
export const readers: Role[] = [...staff, 'board']

/** The one permission rule. Page, search, export, command and API ask it, and nothing else. */
export const may = ({ held }: Actor, allowed: readonly Role[]): boolean =>
  allowed.includes('public') || held.some(({ role }) => role === 'office' || allowed.includes(role))

/** Those who may open a register at all; what of it they see, their reach says. */
export const havingAPart: Role[] = [...readers, 'funder', 'member']

export const isOffice = (actor: Actor): boolean => may(actor, readers)

/** Facts about private persons are for those who keep and answer for the records; others read the same rows without them. */
export const seesPersons = (actor: Actor): boolean => isOffice(actor)

/** What somebody's roles reach: every record, or those of some organisations and programmes. */
export type Reach = 'all' | { organisations: string[]; funders: string[] }

export function reachOf(actor: Actor): Reach {
  if (isOffice(actor)) return 'all'
  const of = (role: Role) => actor.held.flatMap((one) => (one.role === role && one.scope ? [one.scope] : []))
  return { organisations: [...of('member'), ...of('participant')], funders: of('funder') }
}

/** The records somebody is bound to in what some roles allow: null when one of their roles is not bound at all. */
export function boundTo({ held }: Actor, allowed: readonly Role[]): string[] | null {
  const own = held.filter(({ role }) => role === 'office' || allowed.includes(role))
  return own.length > 0 && own.every(({ scope }) => scope !== null) ? own.map(({ scope }) => scope!) : null
}
