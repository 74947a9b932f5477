import { timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Holder, Lock } from '../platform/store/lock.ts'
import type { Store } from '../platform/store/store.ts'
import type { Terminal } from './command-line.ts'
import { runCommand } from './commands.ts'

type Sent = { argv: string[]; cwd: string; isTerminal: boolean }
type Said = { out?: string; err?: string; code?: number }

const bodyMax = 64 * 1024

/**
 * The embedded store has one owner. A command typed while the server runs is handed to it through this door, on the loopback only,
 * with the secret that lies in the lock file for those who may read the data folder.
 */
export async function openCommandDoor(store: Store, lock: Lock, address: string): Promise<Server> {
  const secret = Buffer.from(lock.token)
  const server = createServer((request, response) => {
    const given = Buffer.from(request.headers.authorization ?? '')
    if (request.method !== 'POST' || given.length !== secret.length || !timingSafeEqual(given, secret)) {
      response.writeHead(403).end()
      return
    }
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (part: string) => {
      text += part
      if (text.length > bodyMax) request.destroy()
    })
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' })
      const say = (said: Said) => response.write(`${JSON.stringify(said)}\n`)
      obey(store, JSON.parse(text) as Sent, say)
        .then((code) => say({ code }))
        .catch((error: Error) => say({ err: `grappe: ${error.message}\n`, code: 1 }))
        .finally(() => response.end())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  lock.announce(address, (server.address() as AddressInfo).port)
  server.unref()
  return server
}

function obey(store: Store, { argv, cwd, isTerminal }: Sent, say: (said: Said) => void): Promise<number> {
  return runCommand(
    argv,
    store,
    { out: (out) => say({ out }), err: (err) => say({ err }), isTerminal, cwd },
    new Date(),
  )
}

/** Has the process that holds the folder run a command, and shows what it says as if it ran here. */
export async function runElsewhere({ port, token }: Holder, argv: string[], terminal: Terminal): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { authorization: token },
    body: JSON.stringify({ argv, cwd: terminal.cwd, isTerminal: terminal.isTerminal } satisfies Sent),
  })
  if (!response.ok || !response.body) return 1
  let rest = ''
  let code = 1
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + part).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const said = JSON.parse(line) as Said
      if (said.out) terminal.out(said.out)
      if (said.err) terminal.err(said.err)
      if (said.code !== undefined) code = said.code
    }
  }
  return code
}
