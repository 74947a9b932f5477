import { Duplex } from 'node:stream'
import { Worker } from 'node:worker_threads'
import type { Room } from './disk.ts'

export type Engine = { socket(): Duplex; close(): Promise<void> }

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
 * Starts the embedded engine and waits until it answers. One that breaks or falls silent is ended, and `onBroken` is told; whoever
 * still wants answers starts another on the same folder, which reads back from the log what was acknowledged.
 */
export async function startEngine(
  place: EnginePlace,
  { answerMs, openMs }: EngineLimits,
  onBroken: (reason: Error) => void,
  program: URL = ownProgram(),
): Promise<Engine> {
  const worker = await opened(program, place, openMs)
  let wire: Wire | null = null
  let waiting = 0
  let isOver = false
  let timer: NodeJS.Timeout | undefined

  const watch = () => {
    clearTimeout(timer)
    if (waiting > 0 && !isOver) timer = setTimeout(() => fail(`no answer in ${answerMs} ms`), answerMs).unref()
  }
  const fail = (reason: string) => {
    if (isOver) return
    isOver = true
    clearTimeout(timer)
    // The wire is left as it is, silent: the driver must not be told in the middle of a transaction, it would write to a closed socket.
    void worker.terminate().then(() => onBroken(new Error(`embedded engine: ${reason}`)))
  }
  worker.on('message', ({ bytes, done, broken }: Said) => {
    if (isOver) return
    if (bytes) wire?.push(Buffer.from(bytes))
    if (done) waiting--
    if (bytes || done) watch()
    if (broken) fail(broken)
  })
  worker.on('error', (error) => fail(error.message))
  return {
    socket: () => {
      wire = new Wire((bytes) => {
        if (isOver) return
        waiting++
        watch()
        worker.postMessage({ bytes } satisfies Asked)
      })
      return wire
    },
    close: async () => {
      if (isOver) return
      isOver = true
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
  let late: NodeJS.Timeout | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      late = setTimeout(() => reject(new Error(`not open after ${openMs} ms`)), openMs)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the engine ended while it opened')))
      worker.once('message', (said: Said) => (said.ready ? resolve() : reject(new Error(said.broken))))
    })
    return worker
  } catch (error) {
    await worker.terminate()
    throw error
  } finally {
    clearTimeout(late)
  }
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
