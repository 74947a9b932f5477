/** The embedded engine on a disk that notes, in order, every change of a file and every flush, and how many deeds were acknowledged by then. */
import { openSync, writeSync } from 'node:fs'
import { getEnvironmentData, workerData } from 'node:worker_threads'
import { Disk, type Module } from '../../src/platform/store/disk.ts'
import { runEngine } from '../../src/platform/store/engine-loop.ts'
import type { EnginePlace } from '../../src/platform/store/wire.ts'
import type { Note } from './power-cut.ts'

const { acknowledged, path } = getEnvironmentData('recording') as unknown as {
  acknowledged: SharedArrayBuffer
  path: string
}
const count = new Int32Array(acknowledged)
const notes = openSync(path, 'w')

class RecordingDisk extends Disk {
  override readonly logBytesMax = 1024 * 1024

  protected override fit(module: Module): void {
    super.fit(module)
    const { stream_ops: streams, node_ops: nodes, realPath } = module.NODEFS
    const note = (told: Omit<Note, 'acknowledged' | 'bytes'>, bytes?: Uint8Array) => {
      const head = { ...told, acknowledged: Atomics.load(count, 0), bytes: bytes?.length ?? 0 }
      writeSync(notes, `${JSON.stringify(head)}\n`)
      if (bytes) writeSync(notes, bytes)
    }
    const { write, fsync, setattr } = streams
    streams.write = (stream, buffer, offset, length, position) => {
      note(
        { kind: 'write', path: realPath(stream.node), position },
        Uint8Array.from(buffer.subarray(offset, offset + length)),
      )
      return write(stream, buffer, offset, length, position)
    }
    streams.fsync = (stream) => {
      const done = fsync!(stream)
      note({ kind: 'flush', path: realPath(stream.node) })
      return done
    }
    streams.setattr = (stream, attr) => {
      if (attr.size !== undefined) note({ kind: 'cut', path: realPath(stream.node), position: attr.size })
      setattr(stream, attr)
    }
    const { mknod, rename, unlink, rmdir, setattr: setNode } = nodes
    nodes.setattr = (node, attr) => {
      if (attr.size !== undefined) note({ kind: 'cut', path: realPath(node), position: attr.size })
      setNode(node, attr)
    }
    nodes.mknod = (parent, name, mode, dev) => {
      note({ kind: (mode & 0o170000) === 0o040000 ? 'folder' : 'file', path: `${realPath(parent)}/${name}` })
      return mknod(parent, name, mode, dev)
    }
    nodes.rename = (node, folder, name) => {
      note({ kind: 'rename', path: realPath(node), to: `${realPath(folder)}/${name}` })
      rename(node, folder, name)
    }
    nodes.unlink = (parent, name) => {
      note({ kind: 'unlink', path: `${realPath(parent)}/${name}` })
      unlink(parent, name)
    }
    nodes.rmdir = (parent, name) => {
      note({ kind: 'unlink', path: `${realPath(parent)}/${name}` })
      rmdir(parent, name)
    }
  }
}

await runEngine(workerData as EnginePlace, (folder, ballast, room) => new RecordingDisk(folder, ballast, room))
