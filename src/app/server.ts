import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import { publicActor } from '../core/permission.ts'
import { assetReader } from '../platform/http/assets.ts'
import { attachment, securityHeaders } from '../platform/http/headers.ts'
import type { Store } from '../platform/store/store.ts'
import type { Ready } from './answer.tsx'
import { answerView } from './api.ts'
import { makeSite } from './site.tsx'

type Served = { store: Store; root: string; origin: string | undefined; log: Pick<Logger, 'error'>; now: () => Date }

const day = 86_400

/** The HTTP face: files of the build, the public site, and what goes wrong told in plain words. */
export function makeServer({ store, root, origin, log, now }: Served): Hono {
  const app = new Hono()
  const site = makeSite({ store, root, now })
  const asset = assetReader(root)

  app.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) c.res.headers.set(name, value)
  })
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
  app.get('/api/v1/:cluster/views/:view', async (c) => {
    const { cluster, view } = c.req.param()
    const found = await answerView(store, publicActor, cluster, view, new URL(c.req.url).searchParams, now())
    if (!found)
      return c.json({ type: 'about:blank', title: 'Not found', status: 404 }, 404, {
        'content-type': 'application/problem+json',
      })
    const name: Record<string, string> = found.name ? { 'content-disposition': attachment(found.name) } : {}
    return c.body(found.file as string, 200, { 'content-type': found.type, ...name })
  })
  app.get('*', async (c) => {
    const url = new URL(c.req.url)
    const ready = await site.answer(url, origin ?? originOf(url, c.req.header('x-forwarded-proto')))
    return send(ready, c.req.header('if-none-match'), /\bgzip\b/.test(c.req.header('accept-encoding') ?? ''))
  })
  app.notFound((c) => c.text('404', 404))
  app.onError((error, c) => {
    const reference = randomUUID().slice(0, 8)
    // The path, not the query: what people search for is theirs.
    log.error({
      reference,
      path: new URL(c.req.url).pathname,
      code: (error as { code?: string }).code,
      reason: error.message,
      stack: error.stack,
    })
    return send(site.whenBroken('fr', reference), undefined, false)
  })
  return app
}

/** The address the reader used; a proxy in front says whether it was reached over https. */
const originOf = ({ protocol, host }: URL, forwarded: string | undefined): string =>
  `${forwarded === 'https' ? 'https:' : protocol}//${host}`

function send(
  { status, type, body, gzip, etag, name, location }: Ready,
  known: string | undefined,
  takesGzip: boolean,
): Response {
  if (location) return new Response(null, { status, headers: { location } })
  const headers: Record<string, string> = {
    'content-type': type,
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
    ...(etag ? { etag } : {}),
  }
  if (status === 200 && etag && known?.split(/,\s*/).some((one) => one.replace(/^W\//, '') === etag))
    return new Response(null, { status: 304, headers })
  if (name) headers['content-disposition'] = attachment(name)
  if (gzip && takesGzip) headers['content-encoding'] = 'gzip'
  return new Response((gzip && takesGzip ? gzip : body) as unknown as ArrayBuffer, { status, headers })
}
