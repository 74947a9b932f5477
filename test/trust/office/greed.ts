/** The callers that ask too much, in a thread of their own until they are told to stop: they say which answers they had. */
import { request } from 'node:http'
import { connect } from 'node:net'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'

export const slug = 'cluster-solaire'

type Asked = { method?: string; body?: Buffer; headers?: Record<string, string> }

/** Whoever asks too much is somebody else than the reader: an address that the proxy in front says. */
const greedyAddress = '198.51.100.7'

/** One request on a connection of its own; 0 where the connection was cut. */
export function ask(
  port: number,
  path: string,
  { method = 'GET', body, headers = {} }: Asked = {},
): Promise<{ status: number; ms: number }> {
  const begun = performance.now()
  return new Promise((resolve) => {
    const done = (status: number) => resolve({ status, ms: performance.now() - begun })
    const call = request({ port, path, method, headers, host: '127.0.0.1', agent: false }, (answer) => {
      answer.resume()
      answer.on('close', () => done(answer.statusCode ?? 0))
    })
    call.on('error', () => done(0))
    call.end(body)
  })
}

const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
const tenMegabytes = Buffer.alloc(10 * 1024 * 1024, 97)
const crawled = [
  'membres?page=',
  'label?q=',
  'presse?page=',
  'bilan/2019/members.count?jour=2019-03-0',
  'en/pilotes?x=',
  'ar/membres?q=',
]

const askToo: typeof ask = (port, path, asked = {}) =>
  ask(port, path, { ...asked, headers: { ...asked.headers, 'x-forwarded-for': greedyAddress } })

type Greed = {
  /** So many ask at once. */
  hands: number
  once(port: number, count: number): Promise<{ status: number }>
  /** What they may be answered. */
  answers: number[]
}

export const greeds: Record<string, Greed> = {
  'bodies of ten megabytes': {
    hands: 2,
    // A connection that is cut while the body is still on its way is an answer too.
    answers: [413, 429, 0],
    once: (port, count) =>
      count % 2
        ? askToo(port, `/api/v1/${slug}/deeds/organisations.add`, {
            method: 'POST',
            body: tenMegabytes,
            headers: { 'content-type': 'application/json' },
          })
        : askToo(port, `/${slug}/connexion`, { method: 'POST', body: tenMegabytes, headers: form }),
  },
  'a crawler': {
    hands: 2,
    answers: [200, 429],
    once: (port, count) => askToo(port, `/${slug}/${crawled[count % crawled.length]}${1 + (count % 9)}`),
  },
  'pages of a billion rows': {
    hands: 2,
    answers: [200, 400, 401, 404, 429],
    once: (port, count) =>
      askToo(
        port,
        count % 2 ? `/api/v1/${slug}/registers/organisations?size=1000000000` : `/${slug}/membres?page=1000000000`,
      ),
  },
  'words made to be slow': {
    hands: 2,
    answers: [200, 400, 429],
    once: (port, count) =>
      askToo(
        port,
        `/${slug}/membres?q=${encodeURIComponent(`${'a'.repeat(3000)}${'%_\\'.repeat(200)}${'('.repeat(200)}${count}`)}`,
      ),
  },
  'passwords tried': {
    hands: 2,
    answers: [422, 429],
    once: (port) =>
      askToo(port, `/${slug}/connexion`, {
        method: 'POST',
        body: Buffer.from('step=password&email=x%40example.ma&password=faux+faux+faux'),
        headers: form,
      }),
  },
}

/** Two hundred who send a request letter by letter. */
function slowSenders(port: number): { stop(): void } {
  const sockets = Array.from({ length: 200 }, () => connect(port, '127.0.0.1'))
  for (const socket of sockets)
    socket.on('error', () => {}).write('POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n')
  const timer = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('X-A: b\r\n')
  }, 50)
  return {
    stop: () => {
      clearInterval(timer)
      for (const socket of sockets) socket.destroy()
    },
  }
}

if (!isMainThread && parentPort && typeof workerData?.greed === 'string') {
  const { port, greed } = workerData as { port: number; greed: string }
  const seen: Record<number, number> = {}
  let isOver = false
  const stopped = new Promise<void>((resolve) =>
    parentPort!.once('message', () => {
      isOver = true
      resolve()
    }),
  )
  const own = greeds[greed]
  if (own) {
    let count = 0
    const hand = async () => {
      while (!isOver) {
        const { status } = await own.once(port, count++)
        seen[status] = (seen[status] ?? 0) + 1
      }
    }
    await Promise.all(Array.from({ length: own.hands }, hand))
  } else {
    const slow = slowSenders(port)
    await stopped
    slow.stop()
  }
  parentPort.postMessage(seen)
}
