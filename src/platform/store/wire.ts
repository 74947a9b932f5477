import { Duplex } from 'node:stream'
import { Worker } from 'node:worker_threads'

export type Engine = { socket(): Duplex; close(): Promise<void> }

type Said = { ready?: true; bytes?: Uint8Array; closed?: true; broken?: string }

/** Starts the embedded engine on a folder (null: in memory) and waits until it answers. */
export async function startEngine(folder: string | null): Promise<Engine> {
  const worker = new Worker(
    new URL(import.meta.url.endsWith('.ts') ? './engine.ts' : './engine.mjs', import.meta.url),
    { workerData: { folder } },
  )
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', (said: Said) => (said.ready ? resolve() : reject(new Error(said.broken))))
  })
  let wire: Wire | null = null
  worker.on('message', ({ bytes, broken }: Said) => {
    if (bytes) wire?.push(Buffer.from(bytes))
    if (broken) wire?.destroy(new Error(`embedded engine: ${broken}`))
  })
  worker.on('error', (error) => wire?.destroy(error))
  return {
    socket: () => {
      wire = new Wire((bytes) => worker.postMessage({ bytes }))
      return wire
    },
    close: () =>
      new Promise((resolve) => {
        worker.once('exit', () => resolve())
        worker.on('message', ({ closed }: Said) => closed && worker.terminate())
        worker.postMessage({ close: true })
      }),
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
