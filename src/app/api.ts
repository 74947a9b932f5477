import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type Answer, perform } from '../core/deed.ts'
import { atDay } from '../core/figure.ts'
import { type Actor, publicActor } from '../core/permission.ts'
import { ask } from '../core/view.ts'
import { type Cluster, defaultZone, findCluster, profileOf } from '../modules/directory/index.ts'
import { actorOf, actorOfToken } from '../modules/people/index.ts'
import { dayIn, parseDay } from '../platform/day.ts'
import { listFile } from '../platform/files/list-file.ts'
import { cookieOf, isOwnRequest } from '../platform/http/forms.ts'
import { attachment } from '../platform/http/headers.ts'
import { sessionOf } from '../platform/sign-in/sessions.ts'
import { isLang, type Lang } from '../platform/texts.ts'
import { aroundOf } from './around.ts'
import type { House } from './house.ts'
import { deedsByName, viewsByName } from './modules.ts'
import { sayIn } from './say.ts'

const formats = ['json', 'csv', 'xlsx']
const bodyMax = 4 * 1024 * 1024

type Problem = {
  status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 507
  code: string
  title: string
  errors?: unknown
}

/** What went wrong, as RFC 9457 tells it to programs. */
export function problem(c: Context, { status, code, title, errors }: Problem, more: Record<string, unknown> = {}) {
  const told = { type: `urn:grappe:${code}`, title, status, code, ...(errors ? { errors } : {}), ...more }
  return c.json(told, status, { 'content-type': 'application/problem+json' })
}

const langOf = (c: Context): Lang => {
  const asked = (c.req.header('accept-language') ?? '').slice(0, 2)
  return isLang(asked) ? asked : 'fr'
}

/**
 * `/api/v1/{cluster}/…`: the deeds and views of the house for programs. Who calls is known by a token (`Authorization: Bearer …`) or,
 * from our own pages, by the session; nobody is the public.
 */
export function makeApi(house: House, { origin }: { origin: string | undefined }): Hono {
  const { store, now } = house
  const api = new Hono()

  /** The cluster and the caller, or the answer that there is none. */
  async function caller(c: Context): Promise<{ cluster: Cluster; actor: Actor } | Response> {
    const say = sayIn(langOf(c))
    const cluster = await findCluster(store, c.req.param('cluster') ?? '')
    if (!cluster)
      return problem(c, { status: 404, code: 'no-cluster', title: say.refusal({ ok: false, why: 'no-cluster' }) })
    const today = dayIn(now(), defaultZone)
    const bearer = /^Bearer ([\w-]{20,})$/.exec(c.req.header('authorization') ?? '')?.[1]
    const cookie = bearer ? null : cookieOf(c.req.raw.headers)
    if (!bearer && !cookie) return { cluster, actor: publicActor }
    // A page of another site must not call with our reader's session.
    const own = origin ?? new URL(c.req.url).origin
    if (cookie && c.req.method !== 'GET' && !isOwnRequest(c.req.raw.headers, own))
      return problem(c, { status: 403, code: 'not-allowed', title: say.refusal({ ok: false, why: 'not-allowed' }) })
    const actor = await store.within(cluster.id, async (scope) => {
      if (bearer) return actorOfToken(scope, bearer, today)
      const session = await sessionOf(scope.sql, cookie!, now())
      return session ? actorOf(scope, session, today) : publicActor
    })
    return actor
      ? { cluster, actor }
      : problem(c, { status: 401, code: 'bad-token', title: say.refusal({ ok: false, why: 'bad-token' }) })
  }

  api.get('/:cluster/views/:view', async (c) => {
    const found = await caller(c)
    if (found instanceof Response) return found
    const { cluster, actor } = found
    const [, name = '', format = 'json'] = /^(.*?)(?:\.(json|csv|xlsx))?$/.exec(c.req.param('view')) ?? []
    const view = viewsByName.get(name)
    const query = new URL(c.req.url).searchParams
    const file =
      view && formats.includes(format)
        ? await store.within(cluster.id, async (scope) => {
            const profile = await profileOf(scope, cluster.slug, dayIn(now(), defaultZone))
            const at = atDay(parseDay(query.get('as_of') ?? '') ?? profile.asOf, profile.zone)
            const answer = await ask(scope, actor, view, { ...at, text: query.get('q') ?? undefined })
            const columns = answer?.columns.map(({ key }) => ({ key, title: key }))
            return answer && listFile(name, columns!, answer.rows, format)
          })
        : null
    if (!file) return problem(c, { status: 404, code: 'no-view', title: 'Not found' })
    const disposition: Record<string, string> = file.name ? { 'content-disposition': attachment(file.name) } : {}
    return c.body(file.file as string, 200, { 'content-type': file.type, ...disposition })
  })

  api.post(
    '/:cluster/deeds/:deed',
    bodyLimit({
      maxSize: bodyMax,
      onError: (c) => problem(c, { status: 413, code: 'too-large', title: 'Content too large' }),
    }),
    async (c) => {
      const found = await caller(c)
      if (found instanceof Response) return found
      const { cluster, actor } = found
      const say = sayIn(langOf(c))
      const deed = deedsByName.get(c.req.param('deed'))
      if (!deed) return problem(c, { status: 404, code: 'no-deed', title: say.refusal({ ok: false, why: 'no-deed' }) })
      if (!/^application\/(\w+\+)?json\b/i.test(c.req.header('content-type') ?? ''))
        return problem(c, { status: 415, code: 'not-json', title: 'Send application/json' })
      const given = await c.req.json().catch(() => undefined)
      if (typeof given !== 'object' || given === null || Array.isArray(given))
        return problem(c, { status: 400, code: 'not-json', title: 'The body is no JSON object' })
      const key = c.req.header('idempotency-key')?.replace(/^"(.*)"$/, '$1')
      if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key))
        return problem(c, { status: 400, code: 'bad-key', title: 'Idempotency-Key: 1 to 200 visible characters' })
      const answer = await perform({ store, cluster: cluster.id }, aroundOf(store, actor, now()), deed, given, key)
      return tell(c, answer, actor)
    },
  )

  function tell(c: Context, answer: Answer, actor: Actor) {
    if (answer.ok) {
      const { again, ...told } = answer
      return c.json(told, 200, { 'cache-control': 'no-store', ...(again ? { 'idempotency-replayed': 'true' } : {}) })
    }
    const say = sayIn(langOf(c))
    const { why, field, faults, done } = answer
    const status = statusOf(why, actor)
    const errors = faults?.map((fault) => ({ field: fault.field, code: fault.code, detail: say.fault(fault) }))
    return problem(
      c,
      { status, code: why, title: say.refusal(answer), errors: errors ?? (field ? [{ field, code: why }] : undefined) },
      done ? { done } : {},
    )
  }

  return api
}

function statusOf(why: string, actor: Actor): Problem['status'] {
  if (why === 'not-allowed') return actor.held.length > 0 ? 403 : 401
  return why === 'in-progress' ? 409 : 422
}
