import type { Context } from 'hono'
import { sha256 } from '../platform/ids.ts'
import { isLang, type Lang } from '../platform/texts.ts'
import { sayIn } from './say.ts'

type Status = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 507
type Problem = { status: Status; code: string; title: string; errors?: unknown }

/** What went wrong, as RFC 9457 tells it to programs. */
export function problem(c: Context, { status, code, title, errors }: Problem, more: Record<string, unknown> = {}) {
  const told = { type: `urn:grappe:${code}`, title, status, code, ...(errors ? { errors } : {}), ...more }
  return c.json(told, status, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
}

/** A refusal of the house, in the caller's language. */
export const refused = (c: Context, status: Status, why: string, about: Record<string, string> = {}) =>
  problem(c, { status, code: why, title: sayIn(langOf(c)).refusal({ ok: false, why, about }) })

/** The body was longer than is received here. */
export const tooLarge = (c: Context) =>
  problem(c, { status: 413, code: 'too-large', title: sayIn(langOf(c)).refusal({ ok: false, why: 'body-too-large' }) })

export const langOf = (c: Context): Lang => {
  const asked = (c.req.header('accept-language') ?? '').slice(0, 2)
  return isLang(asked) ? asked : 'fr'
}

/** An answer with a mark of its content: who has the same already is told so, and nothing more. */
export function tagged(
  c: Context,
  body: string | Uint8Array,
  type = 'application/json; charset=utf-8',
  more: Record<string, string> = {},
): Response {
  const etag = `"${sha256(typeof body === 'string' ? body : Buffer.from(body)).slice(0, 24)}"`
  const headers = {
    etag,
    // What one caller may read another may not: a cache in between keeps nothing, and of what is not public the browser's neither.
    'cache-control':
      c.req.header('authorization') || c.req.header('cookie') ? 'private, no-store' : 'private, no-cache',
    vary: 'authorization, cookie, accept-language',
    ...more,
  }
  const known = c.req.header('if-none-match')?.split(/,\s*/) ?? []
  if (known.some((one) => one === '*' || one.replace(/^W\//, '') === etag)) return c.body(null, 304, headers)
  return c.body(body as string, 200, { 'content-type': type, ...headers })
}

export const taggedJson = (c: Context, told: unknown, more: Record<string, string> = {}): Response =>
  tagged(c, `${JSON.stringify(told)}\n`, undefined, more)
