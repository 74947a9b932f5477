import { createHash } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'

/**
 * One file of many (POSIX ustar), which `tar` opens too. Its last entry is the digest of every byte before it, and what follows that
 * is fixed: a flipped bit, a cut or a swap anywhere is seen.
 */
const block = 512
const digestName = 'digest.sha256'
const partBytes = 1024 * 1024

export type Held = { name: string; size: number; sha256: string; at: number }

function header(name: string, size: number, seconds: number): Buffer {
  const bytes = Buffer.alloc(block)
  if (Buffer.byteLength(name) > 100) throw new Error(`a name too long for the archive: ${name}`)
  bytes.write(name, 0)
  bytes.write('0000600\0', 100)
  bytes.write('0000000\0', 108)
  bytes.write('0000000\0', 116)
  bytes.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  bytes.write(`${seconds.toString(8).padStart(11, '0')}\0`, 136)
  bytes.write('        0', 148)
  bytes.write('ustar\x0000', 257)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return bytes
}

const padding = (size: number): Buffer => Buffer.alloc((block - (size % block)) % block)

export class TarWriter {
  readonly held: Held[] = []
  readonly #file: number
  readonly #seconds: number
  #at = 0

  constructor(path: string, now: Date) {
    this.#file = openSync(path, 'wx+', 0o600)
    this.#seconds = Math.floor(now.getTime() / 1000)
  }

  /** Adds an entry whose size is known when it has been written. */
  async add(name: string, parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const start = this.#at
    const hash = createHash('sha256')
    let size = 0
    this.#at += block
    for await (const part of parts) {
      hash.update(part)
      this.#put(part)
      size += part.length
    }
    this.#put(padding(size))
    writeWhole(this.#file, header(name, size, this.#seconds), start)
    this.held.push({ name, size, sha256: hash.digest('hex'), at: start + block })
  }

  /** Closes the archive with the digest of what the disk gives back, flushed. */
  async close(): Promise<void> {
    this.#put(end(digestOf(this.#file, this.#at), this.#seconds))
    fsyncSync(this.#file)
    closeSync(this.#file)
  }

  drop(): void {
    closeSync(this.#file)
  }

  #put(part: Uint8Array): void {
    writeWhole(this.#file, part, this.#at)
    this.#at += part.length
  }
}

function writeWhole(file: number, part: Uint8Array, at: number): void {
  for (let done = 0; done < part.length; ) done += writeSync(file, part, done, part.length - done, at + done)
}

function end(digest: string, seconds: number): Buffer {
  const text = Buffer.from(`${digest}\n`)
  return Buffer.concat([header(digestName, text.length, seconds), text, padding(text.length), Buffer.alloc(2 * block)])
}

const endBytes = end('0'.repeat(64), 0).length

function digestOf(file: number, length: number): string {
  const hash = createHash('sha256')
  for (const part of partsOf(file, 0, length)) hash.update(part)
  return hash.digest('hex')
}

export function* partsOf(file: number, from: number, length: number): Generator<Buffer> {
  for (let at = from; at < from + length; ) {
    const part = Buffer.alloc(Math.min(partBytes, from + length - at))
    const got = readSync(file, part, 0, part.length, at)
    if (got === 0) return
    yield part.subarray(0, got)
    at += got
  }
}

/** What an archive holds, or null when a byte of it is not as it was written. */
export function readTar(file: number): Map<string, Omit<Held, 'sha256'>> | null {
  const size = fstatSync(file).size
  const body = size - endBytes
  if (body <= 0) return null
  const tail = Buffer.concat([...partsOf(file, body, endBytes)])
  const seconds = Number.parseInt(tail.toString('latin1', 136, 147), 8)
  if (!Number.isSafeInteger(seconds) || seconds < 0 || !tail.equals(end(digestOf(file, body), seconds))) return null
  const held = new Map<string, Omit<Held, 'sha256'>>()
  for (let at = 0; at < body; ) {
    const head = Buffer.concat([...partsOf(file, at, block)])
    const name = head.toString('utf8', 0, head.indexOf(0))
    const length = Number.parseInt(head.toString('latin1', 124, 135), 8)
    held.set(name, { name, size: length, at: at + block })
    at += block + length + padding(length).length
  }
  return held
}
