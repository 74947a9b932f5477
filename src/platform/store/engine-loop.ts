import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { type Disk, flushFile, flushTree, type Room } from './disk.ts'
import type { Asked, EnginePlace, Said } from './wire.ts'

/** A checkpoint also comes so long after a write, for the log to be short when it must be read again. */
const checkpointMs = 5 * 60_000

/** Where memory is short (tools/launch.mjs says so) pages are kept by the system's own memory of files, which gives way to others. */
const buffers = process.execArgv.includes('--liftoff-only') ? ['shared_buffers=32MB'] : []

// `-F` is what turns the flush off. What is recycled of the log is kept small: it is room that a small disk does not have.
const started = [
  ...PGlite.defaultStartParams.filter((word) => word !== '-F'),
  ...['fsync=on', 'wal_sync_method=fsync', 'min_wal_size=32MB', 'max_wal_size=96MB', ...buffers].flatMap((set) => [
    '-c',
    set,
  ]),
]

/** Opens the engine and answers until told to close. Tests bring a disk that fails. */
export async function runEngine(
  { folder, ballast, room }: EnginePlace,
  diskOf: (folder: string, ballast: string, room: Room) => Disk,
): Promise<void> {
  const port = parentPort!
  const say = (said: Said) => port.postMessage(said)
  // The engine prints kilobytes of its own source with an error: the driver has already been told by protocol, so only say that it broke.
  const broke = (error: Error) => say({ broken: String(error.message ?? error).slice(0, 300) })
  try {
    const isNew = folder !== null && clearCut(folder)
    const disk = folder ? diskOf(folder, ballast, room) : null
    const db = folder ? await openFiles(folder, disk!, isNew) : new PGlite({ extensions: { btree_gist } })
    await db.waitReady
    if (disk) disk.isOpen = true
    say({ ready: true })
    let turn = Promise.resolve()
    let isIdle = true
    const checkpoint = async (most: number) => {
      if (!disk || !isIdle || disk.logBytes <= most) return
      disk.logBytes = 0
      await db.exec('checkpoint')
    }
    setInterval(() => {
      turn = turn.then(() => checkpoint(0)).catch(broke)
    }, checkpointMs).unref()
    port.on('message', (asked: Asked) => {
      turn = turn
        .then(async () => {
          if ('close' in asked) {
            await db.close()
            say({ closed: true })
            port.close()
            return
          }
          await db.execProtocolRawStream(asked.bytes, {
            onRawData: (bytes) => {
              isIdle = isReady(bytes)
              say({ bytes: bytes.slice() })
            },
          })
          say({ done: true })
          await checkpoint(disk?.logBytesMax ?? 0)
        })
        .catch(broke)
    })
  } catch (error) {
    broke(error as Error)
  }
}

/** Whether an answer ends with "ready, in no transaction". */
const isReady = (bytes: Uint8Array): boolean => {
  const end = bytes.length
  return end >= 6 && bytes[end - 6] === 0x5a && bytes[end - 2] === 5 && bytes[end - 1] === 0x49
}

/** A folder whose first making was cut short is made again: until the mark is gone, nothing in it was ever promised to anybody. */
function clearCut(folder: string): boolean {
  if (existsSync(markOf(folder))) rmSync(folder, { recursive: true, force: true })
  return !existsSync(`${folder}/PG_VERSION`)
}

const markOf = (folder: string): string => `${folder}.making`

async function openFiles(folder: string, disk: Disk, isNew: boolean): Promise<PGlite> {
  if (isNew) {
    writeFileSync(markOf(folder), '')
    await flushFile(dirname(folder))
  }
  const db = new PGlite({ fs: disk, startParams: started, extensions: { btree_gist } })
  await db.waitReady
  if (isNew) {
    await flushTree(folder)
    rmSync(markOf(folder))
    await flushFile(dirname(folder))
  }
  return db
}
