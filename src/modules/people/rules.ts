import type { Role } from '../../core/permission.ts'

/** The roles a person can be given. */
export const personRoles = [
  'secretary',
  'officer',
  'accountant',
  'board',
  'funder',
  'member',
  'participant',
] as const satisfies readonly Role[]

/** What a role is of: a funder and a member stand for an organisation. */
export const scopeOf: Record<string, 'organisation' | undefined> = {
  funder: 'organisation',
  member: 'organisation',
  participant: 'organisation',
}

export const emailKey = (email: string): string => email.trim().toLowerCase()

/** As HTML reads an address (WHATWG, valid e-mail address), with a dot in its host: anything finer is for the mail server to say. */
export const isEmail = (text: string): boolean =>
  text.length <= 254 &&
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i.test(text)
