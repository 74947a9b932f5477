import * as fs from 'node:fs'
import { join } from 'node:path'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** The part of the engine's file system that this house touches. */
export type Stream = { nfd: number; path: string; node: object }
export type NodeFiles = {
  realPath(node: object): string
  stream_ops: {
    write(stream: Stream, buffer: Uint8Array, offset: number, length: number, position: number): number
    fsync?(stream: Stream): number
    setattr(stream: Stream, attr: { size?: number }): void
  }
  node_ops: {
    mknod(parent: object, name: string, mode: number, dev: number): object
    rename(node: object, folder: object, name: string): void
    unlink(parent: object, name: string): void
    rmdir(parent: object, name: string): void
    setattr(node: object, attr: { size?: number }): void
  }
}
export type Module = { NODEFS: NodeFiles; FS: { ErrnoError: new (errno: number) => Error } }

/** Error numbers as the engine's C library counts them. */
const [eio, enospc] = [29, 51]

/** How much room is kept: below the floor writes are refused; the ballast is given up when even that was not enough. */
export type Room = { floorBytes: number; ballastBytes: number }

const mega = 1024 * 1024
export const usualRoom: Room = { floorBytes: 96 * mega, ballastBytes: 48 * mega }

/** What this process may still write at a place. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = fs.statfsSync(folder)
  return bavail * bsize
}

/**
 * The files of the embedded engine, with a flush that is one. As published the engine answers "flushed" without asking the system;
 * here its call reaches the disk, so the engine's own order holds: log before data, data before the checkpoint lets the log go.
 */
export class Disk extends NodeFS {
  /** Bytes of log written since the last checkpoint. */
  logBytes = 0
  /** After so many the engine is asked for a checkpoint: while it runs alone it makes none by itself. */
  readonly logBytesMax: number = 48 * mega
  /** Set once the engine is open: from then on new data leaves the last of the room to the log. */
  isOpen = false
  readonly #ballast: string
  readonly #room: Room

  constructor(folder: string, ballast: string, room: Room) {
    super(folder)
    this.#ballast = ballast
    this.#room = room
  }

  override async init(...given: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const begun = await super.init(...given)
    const before = begun.emscriptenOpts.preRun as unknown as ((module: Module) => void)[]
    before.push((module) => this.fit(module))
    return begun
  }

  /** Puts our calls in the place of the engine's. */
  protected fit({ NODEFS, FS }: Module): void {
    const { stream_ops: ops } = NODEFS
    const write = ops.write
    ops.fsync = ({ nfd }) => {
      try {
        fs.fsyncSync(nfd)
        return 0
      } catch {
        // The engine must hear of it: it stops at once, and what it wrote is read again from the log.
        throw new FS.ErrnoError(eio)
      }
    }
    ops.write = (stream, buffer, offset, length, position) => {
      const isLog = /\/pg_wal\/[^/]+$/.test(NODEFS.realPath(stream.node))
      if (isLog) this.logBytes += length
      else if (this.#isShort(stream.nfd, position + length)) throw new FS.ErrnoError(enospc)
      try {
        return write(stream, buffer, offset, length, position)
      } catch (error) {
        if ((error as { errno?: number }).errno !== enospc || !this.#giveBallast()) throw error
        return write(stream, buffer, offset, length, position)
      }
    }
  }

  /** Whether a file would grow into the room that is the log's. */
  #isShort(file: number, end: number): boolean {
    return (
      this.isOpen && end > fs.fstatSync(file).size && freeBytes(this.rootDir) < Math.floor(this.#room.floorBytes / 2)
    )
  }

  #giveBallast(): boolean {
    try {
      fs.unlinkSync(this.#ballast)
      return true
    } catch {
      return false
    }
  }
}

/** Fills the ballast when there is room for it and for the floor besides; a sparse file would keep nothing. */
export function keepBallast(path: string, folder: string, { floorBytes, ballastBytes }: Room): void {
  if (ballastBytes === 0 || fs.existsSync(path) || freeBytes(folder) < floorBytes + 2 * ballastBytes) return
  const draft = `${path}.draft`
  try {
    const file = fs.openSync(draft, 'w', 0o600)
    const part = Buffer.alloc(mega, 0xa5)
    for (let done = 0; done < ballastBytes; done += part.length) fs.writeSync(file, part)
    fs.closeSync(file)
    fs.renameSync(draft, path)
  } catch {
    fs.rmSync(draft, { force: true })
  }
}

/** Flushes everything under a folder, folders among it: what set-up wrote was never flushed. */
export async function flushTree(folder: string): Promise<void> {
  const entries = await fs.promises.readdir(folder, { withFileTypes: true })
  await Promise.all(
    entries.map((entry) =>
      entry.isDirectory() ? flushTree(join(folder, entry.name)) : flushFile(join(folder, entry.name)),
    ),
  )
  await flushFile(folder)
}

export async function flushFile(path: string): Promise<void> {
  const file = await fs.promises.open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
