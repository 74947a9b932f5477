import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type Answer, perform } from '../core/deed.ts'
import { atDay } from '../core/figure.ts'
import type { Actor } from '../core/permission.ts'
import { ask } from '../core/view.ts'
import { defaultZone, profileOf } from '../modules/directory/index.ts'
import { dayIn, parseDay } from '../platform/day.ts'
import { listFile } from '../platform/files/list-file.ts'
import { addressOf } from '../platform/http/address.ts'
import { attachment } from '../platform/http/headers.ts'
import { langOf, problem, refused, tagged, taggedJson, tooLarge } from './api-answers.ts'
import { callerOf } from './api-caller.ts'
import { addDocuments } from './api-documents.ts'
import { addFigures } from './api-figures.ts'
import { addRegisters } from './api-registers.ts'
import { aroundOf } from './around.ts'
import { type House, whatWasRefused } from './house.ts'
import { deedsByName, viewsByName } from './modules.ts'
import { openApi } from './openapi.ts'
import { sayIn } from './say.ts'

const formats = ['json', 'csv', 'xlsx']
const bodyMax = 4 * 1024 * 1024

/** `/api/v1/{cluster}/…`: the deeds, registers, views and figures of the house for programs, described at `/api/v1/openapi.json`. */
export function makeApi(house: House, { origin }: { origin: string | undefined }): Hono {
  const { store, now } = house
  const api = new Hono()
  const whoCalls = callerOf(house, origin)

  api.get('/openapi.json', (c) => taggedJson(c, openApi(langOf(c), null)))
  api.get('/:cluster/openapi.json', async (c) => {
    const found = await whoCalls(c)
    return found instanceof Response ? found : taggedJson(c, openApi(langOf(c), found.cluster.slug))
  })
  addRegisters(api, house, whoCalls)
  addFigures(api, house, whoCalls)
  addDocuments(api, house, whoCalls)

  api.get('/:cluster/views/:view', async (c) => {
    const found = await whoCalls(c)
    if (found instanceof Response) return found
    const { cluster, actor } = found
    const [, name = '', format = 'json'] = /^(.*?)(?:\.(json|csv|xlsx))?$/.exec(c.req.param('view')) ?? []
    const view = viewsByName.get(name)
    const query = new URL(c.req.url).searchParams
    const asked = query.get('as_of')
    if (asked !== null && !parseDay(asked)) return refused(c, 400, 'bad-query', { name: 'as_of' })
    const file =
      view && formats.includes(format)
        ? await store.within(cluster.id, async (scope) => {
            const profile = await profileOf(scope, cluster.slug, dayIn(now(), defaultZone))
            const at = atDay(parseDay(asked ?? '') ?? profile.asOf, profile.zone)
            const answer = await ask(scope, actor, view, { ...at, text: query.get('q') ?? undefined })
            const columns = answer?.columns.map(({ key }) => ({ key, title: key }))
            return answer && listFile(name, columns!, answer.rows, format)
          })
        : null
    if (!file) return refused(c, 404, 'no-view')
    return tagged(c, file.file, file.type, file.name ? { 'content-disposition': attachment(file.name) } : {})
  })

  api.post('/:cluster/deeds/:deed', bodyLimit({ maxSize: bodyMax, onError: tooLarge }), async (c) => {
    const found = await whoCalls(c)
    if (found instanceof Response) return found
    const { cluster, actor } = found
    const deed = deedsByName.get(c.req.param('deed'))
    if (!deed) return refused(c, 404, 'no-deed')
    if (!/^application\/(\w+\+)?json\b/i.test(c.req.header('content-type') ?? '')) return refused(c, 415, 'not-json')
    const given = await c.req.json().catch(() => undefined)
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return refused(c, 400, 'not-json')
    const key = c.req.header('idempotency-key')?.replace(/^"(.*)"$/, '$1')
    if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key)) return refused(c, 400, 'bad-key')
    const answer = await perform({ store, cluster: cluster.id }, aroundOf(store, actor, now()), deed, given, key)
    if (!answer.ok)
      house.hear?.({
        event: 'deed-refused',
        cluster: cluster.slug,
        address: addressOf(c, origin !== undefined),
        who: actor.login ?? (actor.held.length > 0 ? 'program' : 'public'),
        ...whatWasRefused(deed, answer),
      })
    return tell(c, answer, actor)
  })

  api.all('*', (c) => refused(c, 404, 'no-route'))
  return api
}

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

function statusOf(why: string, actor: Actor) {
  if (why === 'not-allowed') return actor.held.length > 0 ? 403 : 401
  return why === 'in-progress' ? 409 : 422
}
