/** The embedded PostgreSQL in its worker thread: it takes protocol messages and gives protocol bytes back, nothing else. */
import { workerData } from 'node:worker_threads'
import { Disk } from './disk.ts'
import { runEngine } from './engine-loop.ts'
import type { EnginePlace } from './wire.ts'

await runEngine(workerData as EnginePlace, (folder, ballast, room) => new Disk(folder, ballast, room))
