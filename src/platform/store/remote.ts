import { connect, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import postgres from 'postgres'
import { isThisMachine } from '../this-machine.ts'
import { Breaking } from './breaking.ts'
import { type Opened, types } from './embedded.ts'

const connectionsMax = 8
const noticeMs = 50

/** One connection with a driver of its own: free, or in one transaction. */
type Line = { sql: postgres.Sql; breaking: Breaking }

/**
 * A PostgreSQL server. When one goes away in the middle of a transaction, the driver would write its rollback to a socket that is
 * gone, and take the whole process down. So the driver is never told: what it waited for is refused, it is let go, and the next
 * transaction connects anew.
 */
export function openRemote(url: string): Opened {
  const free: Line[] = []
  const waiting: (() => void)[] = []
  let count = 0

  const take = async (): Promise<Line> => {
    while (free.length === 0 && count >= connectionsMax) await new Promise<void>((resolve) => waiting.push(resolve))
    const line = free.pop()
    if (line && !line.breaking.isBroken) return line
    if (!line) count += 1
    return openLine(url)
  }
  const run = async <T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
    const line = await take()
    try {
      return await line.breaking.until(() => work(line.sql))
    } finally {
      free.push(line)
      waiting.shift()?.()
    }
  }
  return {
    run,
    begin: (work) => run((sql) => sql.begin((tx) => work(tx)) as never),
    mode: () => '',
    stop: async () => {
      await Promise.all(free.filter(({ breaking }) => !breaking.isBroken).map(({ sql }) => sql.end({ timeout: 5 })))
    },
  }
}

type Reached = { host: string[]; port: number[]; path: string | undefined; ssl: unknown }

const doesNotEncrypt = 'N'.charCodeAt(0)
const clearAlone =
  'the server does not encrypt: have it do so, or end the address with ?sslmode=disable on a network you trust'

/** To a database on another machine only encrypted, its certificate checked; `?sslmode=` in the address says otherwise, for a network one trusts. */
export function encrypted(url: string): string {
  const [, hosts = '', query = ''] = /^\w+:\/\/(?:[^@/?]*@)?([^/?]*)[^?]*\??(.*)$/.exec(url) ?? []
  const said = new URLSearchParams(query)
  // The driver takes the host from the environment where the address names none, and a path for a socket of this machine.
  const reached = (hosts || (process.env.PGHOST ?? '')).split(',').map((host) => host.replace(/:\d+$/, ''))
  const isHere = reached.every((host) => host === '' || /^(\/|%2f)/i.test(host) || isThisMachine(host))
  if (isHere || said.has('sslmode') || said.has('ssl')) return url
  return `${url}${url.includes('?') ? '&' : '?'}sslmode=verify-full`
}

function openLine(url: string): Line {
  // Ended by us the driver refuses what is still asked of it; only a socket that closes by itself makes it write into nothing.
  const breaking = new Breaking(() => void sql.end({ timeout: 0 }))
  const options = {
    types,
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'grappe' },
    socket: async ({ host, port, path, ssl }: Reached) => {
      const socket = path ? connect(path) : connect(port[0]!, host[0]!)
      // The first byte of its answer: the driver would begin to encrypt all the same, and wait for ever.
      if (ssl && !/allow|prefer/.test(String(ssl)))
        socket.once('data', ([said]) => {
          if (said === doesNotEncrypt) breaking.breaks(new Error(clearAlone))
        })
      return new Quiet(socket, host[0] ?? '', (reason) => breaking.breaks(reason))
    },
  }
  const sql = postgres(
    encrypted(url),
    options as postgres.Options<Record<string, postgres.PostgresType>>,
  ) as postgres.Sql
  return { sql, breaking }
}

/** A socket that does not say when its other end is gone; somebody else is told. */
class Quiet extends Duplex {
  /** The driver asks the name of the other end here, for its certificate. */
  readonly host: string
  readonly #socket: Socket

  constructor(socket: Socket, host: string, onLost: (reason: Error) => void) {
    super()
    this.host = host
    this.#socket = socket
    socket.on('data', (part) => this.push(part) || socket.pause())
    // What the server said last is read first: it may be the reason.
    const lost = (reason: Error) => setTimeout(() => this.destroyed || onLost(reason), noticeMs).unref()
    socket.on('error', lost)
    socket.on('close', () => lost(new Error('the connection to the database was lost')))
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(part: Buffer, encoding: BufferEncoding, done: () => void): void {
    if (this.#socket.writable) this.#socket.write(part, encoding, () => done())
    else done()
  }

  override _final(done: () => void): void {
    this.#socket.end(() => this.destroy())
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy()
    done(error)
  }

  get readyState(): string {
    return this.writable ? 'open' : 'closed'
  }

  setKeepAlive(on: boolean, ms: number): this {
    this.#socket.setKeepAlive(on, ms)
    return this
  }
}
