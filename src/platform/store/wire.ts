import { Duplex } from 'node:stream'
import { Worker } from 'node:worker_threads'
import type { Room } from './disk.ts'

export type Engine = { socket(): Promise<Duplex>; close(): Promise<void> }

/** Where the engine keeps its files (null: in memory), the file it may give up when the disk is full, and the room it leaves. */
export type EnginePlace = { folder: string | null; ballast: string; room: Room }

export type Asked = { bytes: Uint8Array } | { close: true }
export type Said = { ready?: true; bytes?: Uint8Array; done?: true; closed?: true; broken?: string }

type EngineLimits = {
  /** The longest the engine may be silent over one message before it is taken for hung. */
  answerMs: number
  /** The longest it may take to open, which after a crash is reading the log again. */
  openMs: number
}

const ownProgram = () => new URL(import.meta.url.endsWith('.ts') ? './engine.ts' : './engine.mjs', import.meta.url)

/**
 * Starts the embedded engine and waits until it answers. One that breaks or falls silent is ended, the calls that wait on it are
 * refused, and the next call starts it again on the same folder: what was acknowledged is read back from its log.
 */
export async function startEngine(
  place: EnginePlace,
  { answerMs, openMs }: EngineLimits,
  program: URL = ownProgram(),
): Promise<Engine> {
  let wire: Wire | null = null
  let running: Promise<Worker> | null = null
  let waiting = 0
  let timer: NodeJS.Timeout | undefined
  let ended = Promise.resolve()

  const watch = (worker: Worker) => {
    clearTimeout(timer)
    if (waiting > 0) timer = setTimeout(() => fail(worker, `no answer in ${answerMs} ms`), answerMs).unref()
  }
  const fail = (worker: Worker, reason: string) => {
    if (running === null) return
    running = null
    waiting = 0
    clearTimeout(timer)
    ended = worker.terminate().then(() => {})
    wire?.destroy(new Error(`embedded engine: ${reason}`))
  }
  const start = async (): Promise<Worker> => {
    await ended
    const worker = await opened(program, place, openMs)
    worker.on('message', ({ bytes, done, broken }: Said) => {
      if (bytes) wire?.push(Buffer.from(bytes))
      if (done) waiting--
      if (bytes || done) watch(worker)
      if (broken) fail(worker, broken)
    })
    worker.on('error', (error) => fail(worker, error.message))
    return worker
  }
  const current = (): Promise<Worker> => {
    running ??= start().catch((error) => {
      running = null
      throw error
    })
    return running
  }
  await current()
  return {
    socket: async () => {
      const worker = await current()
      wire = new Wire((bytes) => {
        waiting++
        watch(worker)
        worker.postMessage({ bytes } satisfies Asked)
      })
      return wire
    },
    close: async () => {
      const worker = await running
      if (!worker) return
      running = null
      clearTimeout(timer)
      await new Promise<void>((resolve) => {
        worker.once('exit', () => resolve())
        worker.on('message', ({ closed, broken }: Said) => (closed || broken) && worker.terminate())
        worker.postMessage({ close: true } satisfies Asked)
        setTimeout(() => worker.terminate(), answerMs).unref()
      })
    },
  }
}

async function opened(program: URL, place: EnginePlace, openMs: number): Promise<Worker> {
  const worker = new Worker(program, { workerData: place })
  try {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`not open after ${openMs} ms`)), openMs)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the engine ended while it opened')))
      worker.once('message', (said: Said) => {
        clearTimeout(late)
        worker.removeAllListeners('error').removeAllListeners('exit')
        if (said.ready) resolve()
        else reject(new Error(said.broken))
      })
    })
  } catch (error) {
    await worker.terminate()
    throw error
  }
  return worker
}

const sslRequest = 80877103
const terminate = 'X'.charCodeAt(0)

/**
 * A socket to the driver, a message port to the engine. The driver may cut or join protocol messages as it likes; the engine wants
 * them whole, so they are put together here.
 */
class Wire extends Duplex {
  #rest: Buffer = Buffer.alloc(0)
  #started = false
  readonly #send: (bytes: Uint8Array) => void

  constructor(send: (bytes: Uint8Array) => void) {
    super()
    this.#send = send
    setImmediate(() => this.emit('connect'))
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#rest = this.#rest.length ? Buffer.concat([this.#rest, chunk]) : chunk
    let whole = 0
    for (;;) {
      const head = this.#started ? 1 : 0
      if (this.#rest.length < whole + head + 4) break
      const length = head + this.#rest.readUInt32BE(whole + head)
      if (this.#rest.length < whole + length) break
      if (!this.#started && this.#rest.readUInt32BE(whole + 4) === sslRequest) {
        this.push('N')
        this.#rest = this.#rest.subarray(whole + length)
        whole = 0
        continue
      }
      if (this.#started && this.#rest[whole] === terminate) {
        this.#rest = this.#rest.subarray(0, whole)
        break
      }
      this.#started = true
      whole += length
    }
    if (whole > 0) {
      this.#send(Uint8Array.from(this.#rest.subarray(0, whole)))
      this.#rest = Buffer.from(this.#rest.subarray(whole))
    }
    done()
  }

  override _final(done: () => void): void {
    done()
    this.destroy()
  }

  // The driver treats every stream as a network socket.
  get readyState(): string {
    return this.writable ? 'open' : 'closed'
  }
  setKeepAlive(): this {
    return this
  }
  setNoDelay(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
  connect(): this {
    return this
  }
}
