/** Who looks or acts. Until people sign in there are two: the office, at the machine or with its key, and the public. */
export type Role = 'office' | 'public'
export type Actor = { role: Role; name: string }

export const publicActor: Actor = { role: 'public', name: 'public' }
export const officeActor: Actor = { role: 'office', name: 'office' }

/** The one permission rule. Page, search, export, command and API ask it, and nothing else. */
export const may = (actor: Actor, roles: readonly Role[]): boolean =>
  roles.includes(actor.role) || actor.role === 'office'

/** Facts about private persons are the office's; the public reads the same rows without them. */
export const seesPersons = (actor: Actor): boolean => actor.role === 'office'
