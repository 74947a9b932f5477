/** The embedded engine as it is published: it says that it has flushed, and has not. Only to see what flushing costs. */
import { workerData } from 'node:worker_threads'
import { Disk, type Module } from '../src/platform/store/disk.ts'
import { runEngine } from '../src/platform/store/engine-loop.ts'
import type { EnginePlace } from '../src/platform/store/wire.ts'

class Unflushed extends Disk {
  protected override fit(module: Module): void {
    super.fit(module)
    module.NODEFS.stream_ops.fsync = () => 0
  }
}

await runEngine(workerData as EnginePlace, (folder, ballast, room) => new Unflushed(folder, ballast, room))
