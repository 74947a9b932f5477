import type { Server } from 'node:https'
import { join } from 'node:path'
import { serve as listen } from '@hono/node-server'
import pino from 'pino'
import { officeActor } from '../core/permission.ts'
import { findCluster } from '../modules/directory/index.ts'
import { certificateIn } from '../platform/http/certificate.ts'
import { openMailer } from '../platform/mail.ts'
import type { Lock } from '../platform/store/lock.ts'
import type { Store } from '../platform/store/store.ts'
import type { Config } from './config.ts'
import { startDelivery } from './deliver.ts'
import { importInto } from './import-dossier.ts'
import { openCommandDoor } from './remote.ts'
import { said } from './said.fr.ts'
import { makeServer } from './server.ts'
import { startUpkeep } from './upkeep.ts'

const demo = { slug: 'cluster-solaire', folder: 'demo/cluster-solaire-2019' }

/** Serves the site until told to stop, and takes the commands typed meanwhile. Gives the exit code. */
export async function serve(config: Config, store: Store, lock: Lock | null): Promise<number> {
  let certificate: ReturnType<typeof certificateIn> | null = null
  try {
    certificate = config.tls ? certificateIn(config.tls) : null
  } catch (error) {
    process.stderr.write(`grappe: ${said.noCertificate(config.tls!, String((error as NodeJS.ErrnoException).code))}\n`)
    return 1
  }
  const log = pino({ level: 'info', base: null }, pino.destination({ dest: 2, sync: false }))
  if (config.withDemo) await plantDemo(config, store)
  const app = makeServer({
    store,
    root: config.root,
    origin: config.origin,
    log,
    now: () => new Date(),
    hear: (heard) => log.info(heard),
    perMinute: config.perMinute,
    needsCode: config.needsCode,
  })
  const opened = await new Promise<{ close(done: () => void): void; port: number } | Error>((resolve) => {
    const server = listen(
      {
        fetch: app.fetch,
        port: config.port,
        ...(config.host ? { hostname: config.host } : {}),
        ...certificate?.server,
      },
      ({ port }) => resolve({ close: (done) => server.close(() => done()), port }),
    )
    certificate?.follow(server as Server)
    server.on('error', resolve)
  })
  if (opened instanceof Error) {
    process.stderr.write(`grappe: ${said.portTaken(config.port, String((opened as NodeJS.ErrnoException).code))}\n`)
    return 1
  }
  const address = `${certificate ? 'https' : 'http'}://localhost:${opened.port}`
  const door = lock ? await openCommandDoor(store, lock, address) : null
  const stopUpkeep = startUpkeep(store, config, log)
  const mailer = config.smtpUrl ? openMailer(config.smtpUrl, config.mailFrom) : null
  const delivery = { store, mailer, origin: config.origin ?? address, now: () => new Date() }
  const stopDelivery = startDelivery({ ...delivery, allowPrivate: config.privateHooks }, log)
  process.stdout.write(`Grappe · ${store.engine}\n  ${address}/\n  ${address}/${demo.slug}/bilan/2019\n`)
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
  stopUpkeep()
  stopDelivery()
  mailer?.close()
  door?.close()
  await new Promise<void>((resolve) => {
    opened.close(resolve)
    setTimeout(resolve, 1000).unref()
  })
  return 0
}

/** The demo cluster, made when the store has no such cluster yet. */
async function plantDemo({ root }: Config, store: Store): Promise<void> {
  if (await findCluster(store, demo.slug)) return
  process.stdout.write(`${said.firstStart}\n`)
  const result = await importInto(store, {
    path: join(root, demo.folder),
    slug: demo.slug,
    dryRun: false,
    skipUnknownColumns: false,
    actor: officeActor,
    when: new Date(),
  })
  if (!result.ok)
    process.stderr.write(`grappe: ${said.demoBroken(result.problems.length, result.problems[0]?.message ?? '')}\n`)
}
