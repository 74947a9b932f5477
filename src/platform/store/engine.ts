/** The embedded PostgreSQL in its worker thread: it takes protocol messages and gives protocol bytes back, nothing else. */
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'

const port = parentPort!
const { folder } = workerData as { folder: string | null }

try {
  const db = new PGlite({ ...(folder ? { dataDir: folder } : {}), extensions: { btree_gist } })
  await db.waitReady
  port.postMessage({ ready: true })
  let turn = Promise.resolve()
  port.on('message', (asked: { bytes?: Uint8Array; close?: true }) => {
    turn = turn.then(async () => {
      if (asked.bytes)
        await db.execProtocolRawStream(asked.bytes, {
          onRawData: (bytes) => port.postMessage({ bytes: bytes.slice() }),
        })
      if (asked.close) {
        await db.close()
        port.postMessage({ closed: true })
        port.close()
      }
    })
    // The engine prints kilobytes of its own source with an error: the driver has already been told by protocol, so only say that it broke.
    turn = turn.catch((error: Error) => port.postMessage({ broken: error.message.slice(0, 300) }))
  })
} catch (error) {
  port.postMessage({ broken: (error as Error).message.slice(0, 300) })
}
