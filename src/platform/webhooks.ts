import { createHmac } from 'node:crypto'
import { lookup as resolveName } from 'node:dns'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { Effect } from './outbox.ts'
import type { Scope } from './store/store.ts'

export type Told = { deed: string; entry: number; happenedAt: string; records: { kind: string; id: string }[] }

/** The calls a deed gives rise to: one to each program that asked to hear of it. They wait in the outbox like mails. */
export async function hooksFor({ sql, cluster }: Scope, told: Told): Promise<Effect[]> {
  const rows = await sql`
    select id from webhook where cluster_id = ${cluster} and ended_at is null and (${told.deed} = any(deeds) or '*' = any(deeds))`
  return rows.map(({ id }) => ({ kind: 'webhook', hook: id, body: told }))
}

/** What the secret of a call is sealed as. */
export const hookSecret = (cluster: string, hook: string): string => `webhook ${cluster} ${hook}`

/** `Grappe-Signature: t=<seconds>,v1=<hex>`: the receiver computes the HMAC of `<t>.<body>` with the secret and refuses an old `t`. */
export const signatureOf = (secret: string, body: string, now: Date): string => {
  const t = Math.floor(now.getTime() / 1000)
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`
}

// Where a call from inside must not go: this machine, its neighbours, and what answers only to them (RFC 6890).
const inner = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inner.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(net, bits, 'ipv6')

/** An address of the public net. An IPv4 address in the dress of IPv6 is judged as what it is. */
export function isPublicAddress(address: string): boolean {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  const kind = isIP(plain)
  return kind !== 0 && !inner.check(plain, kind === 4 ? 'ipv4' : 'ipv6')
}

/** Whether an address may be called at all, before its name is looked up. */
export function isCallable(text: string, allowPrivate = false): boolean {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return false
  }
  if (url.username || url.password) return false
  if (allowPrivate) return url.protocol === 'https:' || url.protocol === 'http:'
  if (url.protocol !== 'https:') return false
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host)) return isPublicAddress(host)
  return host.includes('.') && !/\.(local|localhost|internal|home\.arpa)$/i.test(host)
}

const timeoutMs = 10_000

/**
 * Calls a program. The name is looked up where the connection is made, so that what was checked is what is called; a redirect is not
 * followed, for it would lead past the check.
 */
export function callHook({
  url,
  secret,
  body,
  now,
  allowPrivate,
}: {
  url: string
  secret: string
  body: string
  now: Date
  allowPrivate: boolean
}): Promise<{ ok: true } | { ok: false; problem: string }> {
  if (!isCallable(url, allowPrivate)) return Promise.resolve({ ok: false, problem: 'address-refused' })
  const checked: LookupFunction = (host, options, done) =>
    resolveName(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 4)
      const open = addresses.filter(({ address }) => allowPrivate || isPublicAddress(address))
      if (open.length === 0) return done(new Error('address-refused'), '', 4)
      if (options.all) return (done as (error: null, all: typeof open) => void)(null, open)
      done(null, open[0]!.address, open[0]!.family)
    })
  const send = url.startsWith('https:') ? httpsRequest : httpRequest
  return new Promise((resolve) => {
    const request = send(
      url,
      {
        method: 'POST',
        lookup: checked,
        timeout: timeoutMs,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Grappe',
          'grappe-signature': signatureOf(secret, body, now),
        },
      },
      (response) => {
        response.resume()
        const status = response.statusCode ?? 0
        resolve(status >= 200 && status < 300 ? { ok: true } : { ok: false, problem: `HTTP ${status}` })
      },
    )
    request.on('timeout', () => request.destroy(new Error('timeout')))
    request.on('error', (error) => resolve({ ok: false, problem: error.message.slice(0, 200) }))
    request.end(body)
  })
}
