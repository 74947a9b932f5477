import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Logger } from 'pino'
import { addressOf } from '../platform/http/address.ts'
import { assetReader } from '../platform/http/assets.ts'
import { cookieOf, isOwnRequest, isSecure, originOf, readForm } from '../platform/http/forms.ts'
import { attachment, securityHeaders, strictTransport } from '../platform/http/headers.ts'
import { isLoopback, makePace } from '../platform/http/pace.ts'
import { isFull } from '../platform/store/store.ts'
import type { RefusedStatus } from '../platform/words.ts'
import type { Ready } from './answer.tsx'
import { makeApi } from './api.ts'
import { problem, refused } from './api-answers.ts'
import type { House } from './house.ts'
import { makeSite, type Request } from './site.tsx'

type Served = House & {
  origin: string | undefined
  log: Pick<Logger, 'error'>
  /** How much one address may ask in a minute; as much as it likes, where it is not said. */
  perMinute?: number
}

const day = 86_400
const noRoom = { status: 507, code: 'store-full', title: 'No room left to write' } as const
const brokenHere = { status: 500, code: 'broken' } as const

// A form is small; a form with files, and a document, as large as a year's dossier may be.
const formMax = 256 * 1024
const filesMax = 32 * 1024 * 1024

/** The HTTP face: files of the build, the public site, and what goes wrong told in plain words. */
export function makeServer({ origin, log, perMinute, ...house }: Served): Hono {
  const { root } = house
  const app = new Hono()
  const site = makeSite(house)
  const asset = assetReader(root)
  const plainly = (c: Context, status: RefusedStatus, wait?: number) =>
    send({ ...site.whenRefused(c.req.path, status), ...(wait ? { retryAfter: wait } : {}) }, undefined, false)

  app.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) c.res.headers.set(name, value)
    if (isSecure(originOf(c.req.url, c.req.raw.headers, origin))) c.res.headers.set(...strictTransport)
    const { status } = c.res
    // What will not be looked at need not arrive.
    if (status === 413 || (status === 429 && c.req.method !== 'GET')) c.res.headers.set('connection', 'close')
    if (status === 401 || status === 403)
      house.hear?.({
        event: 'refused',
        status: String(status),
        path: told(c.req.path),
        address: addressOf(c, origin !== undefined),
      })
  })
  if (perMinute) {
    const pace = makePace(perMinute, (address) => house.hear?.({ event: 'too-often', address }))
    app.use(async (c, next) => {
      const { path, method } = c.req
      const address = addressOf(c, origin !== undefined)
      const isFree = isLoopback(address) || path === '/health' || path.startsWith('/assets/')
      const wait = isFree ? 0 : pace(address, weightOf(method, path), house.now().getTime())
      if (wait === 0) return next()
      if (!path.startsWith('/api/')) return plainly(c, 429, wait)
      c.header('retry-after', String(wait))
      return refused(c, 429, 'too-often')
    })
  }
  app.get('/health', (c) => c.json({ ok: true }))
  app.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /*/records/\nDisallow: /*/sources/\n'))
  app.get('/assets/:name', (c) => {
    const found = asset(c.req.param('name'))
    if (!found) return c.notFound()
    const pressed = found.brotli && /\bbr\b/.test(c.req.header('accept-encoding') ?? '')
    const body = (pressed ? found.brotli! : found.body) as unknown as ArrayBuffer
    return c.body(body, 200, {
      'content-type': found.type,
      'cache-control': `public, max-age=${365 * day}, immutable`,
      vary: 'accept-encoding',
      ...(pressed ? { 'content-encoding': 'br' } : {}),
    })
  })
  app.route('/api/v1', makeApi(house, { origin }))
  const asked = (c: Context): Request => {
    const url = new URL(c.req.url)
    const reached = originOf(c.req.url, c.req.raw.headers, origin)
    return {
      url,
      origin: reached,
      cookie: cookieOf(c.req.raw.headers, reached),
      from: { address: addressOf(c, origin !== undefined), agent: c.req.header('user-agent') ?? '' },
    }
  }
  app.get('*', async (c) => {
    const ready = await site.answer(asked(c))
    return send(ready, c.req.header('if-none-match'), /\bgzip\b/.test(c.req.header('accept-encoding') ?? ''))
  })
  const tooLarge = (c: Context) => plainly(c, 413)
  const smallForm = bodyLimit({ maxSize: formMax, onError: tooLarge })
  const fileForm = bodyLimit({ maxSize: filesMax, onError: tooLarge })
  app.post(
    '*',
    (c, next) => (/^multipart\//.test(c.req.header('content-type') ?? '') ? fileForm(c, next) : smallForm(c, next)),
    async (c) => {
      const request = asked(c)
      // A form of another site must not act with our reader's session.
      if (!isOwnRequest(c.req.raw.headers, request.origin)) return plainly(c, 403)
      const form = await readForm(c.req.raw)
      if (!form) return plainly(c, 415)
      return send(await site.act(request, form), undefined, false)
    },
  )
  app.notFound((c) => c.text('404', 404))
  app.onError((error, c) => {
    if (isFull(error)) {
      log.error({ path: told(c.req.path), reason: error.message })
      if (new URL(c.req.url).pathname.startsWith('/api/')) return problem(c, noRoom)
      return send(site.whenFull(c.req.path), undefined, false)
    }
    const reference = randomUUID().slice(0, 8)
    // The path, not the query: what people search for is theirs.
    log.error({
      reference,
      path: told(c.req.path),
      code: (error as { code?: string }).code,
      reason: error.message,
      stack: error.stack,
    })
    if (new URL(c.req.url).pathname.startsWith('/api/'))
      return problem(c, { ...brokenHere, title: `Defect ${reference}` })
    return send(site.whenBroken(c.req.path, reference), undefined, false)
  })
  return app
}

/** An address as it may be written down: the key of a link lets somebody in. */
const told = (path: string): string => path.replace(/(\/connexion\/lien\/).+/, '$1…')

/** What a request weighs: a form is a transaction, and a page on paper or a workbook is work for seconds. */
const weightOf = (method: string, path: string): number => (/\.(pdf|xlsx)$/.test(path) ? 20 : method === 'POST' ? 5 : 1)

function send(
  { status, type, body, gzip, etag, name, location, cookie, forget, personal, retryAfter }: Ready,
  known: string | undefined,
  takesGzip: boolean,
): Response {
  if (location) {
    const headers = new Headers({ location })
    if (cookie) headers.set('set-cookie', cookie)
    if (forget) headers.set('clear-site-data', '"cache", "storage"')
    return new Response(null, { status, headers })
  }
  const headers: Record<string, string> = {
    'content-type': type,
    'cache-control': personal ? 'private, no-store' : 'no-cache',
    vary: 'accept-encoding, cookie',
    ...(etag ? { etag } : {}),
  }
  if (status === 200 && etag && known?.split(/,\s*/).some((one) => one.replace(/^W\//, '') === etag))
    return new Response(null, { status: 304, headers })
  if (retryAfter) headers['retry-after'] = String(retryAfter)
  if (name) headers['content-disposition'] = attachment(name)
  if (gzip && takesGzip) headers['content-encoding'] = 'gzip'
  return new Response((gzip && takesGzip ? gzip : body) as unknown as ArrayBuffer, { status, headers })
}
