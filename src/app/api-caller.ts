import type { Context } from 'hono'
import { type Actor, may, publicActor, type Role } from '../core/permission.ts'
import { type Cluster, defaultZone, findCluster } from '../modules/directory/index.ts'
import { actorOf, actorOfToken } from '../modules/people/index.ts'
import { dayIn } from '../platform/day.ts'
import { cookieOf, isOwnRequest, originOf } from '../platform/http/forms.ts'
import { sessionOf } from '../platform/sign-in/sessions.ts'
import { refused } from './api-answers.ts'
import type { House } from './house.ts'

export type Caller = { cluster: Cluster; actor: Actor }
/** The cluster and the caller, or the answer that there is none. `allowed`: only for these. */
export type WhoCalls = (c: Context, allowed?: readonly Role[]) => Promise<Caller | Response>

/** Who calls is known by a token (`Authorization: Bearer …`) or, from our own pages, by the session; nobody is the public. */
export function callerOf({ store, now, needsCode }: House, origin: string | undefined): WhoCalls {
  async function known(c: Context): Promise<Caller | Response> {
    const cluster = await findCluster(store, c.req.param('cluster') ?? '')
    if (!cluster) return refused(c, 404, 'no-cluster')
    const today = dayIn(now(), defaultZone)
    const bearer = /^Bearer ([\w-]{20,})$/.exec(c.req.header('authorization') ?? '')?.[1]
    const own = originOf(c.req.url, c.req.raw.headers, origin)
    const cookie = bearer ? null : cookieOf(c.req.raw.headers, own)
    if (!bearer && !cookie) return { cluster, actor: publicActor }
    // A page of another site must not call with our reader's session.
    if (cookie && c.req.method !== 'GET' && !isOwnRequest(c.req.raw.headers, own)) return refused(c, 403, 'not-allowed')
    const actor = await store.within(cluster.id, async (scope) => {
      if (bearer) return actorOfToken(scope, bearer, today)
      const session = await sessionOf(scope.sql, cookie!, now())
      return session ? actorOf(scope, session, today, needsCode) : publicActor
    })
    return actor ? { cluster, actor } : refused(c, 401, 'bad-token')
  }
  return async (c, allowed) => {
    const found = await known(c)
    if (found instanceof Response || !allowed || may(found.actor, allowed)) return found
    return refused(c, found.actor.held.length > 0 ? 403 : 401, 'not-allowed')
  }
}
