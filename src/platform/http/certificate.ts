import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import { join } from 'node:path'

// Forward secrecy and authenticated encryption alone: what Mozilla calls intermediate, less what is only there for readers of 2013.
const ciphers = [
  ...['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'],
  ...['ECDSA', 'RSA'].flatMap((kind) =>
    ['AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'CHACHA20-POLY1305'].map((cipher) => `ECDHE-${kind}-${cipher}`),
  ),
].join(':')

const terms = { minVersion: 'TLSv1.2', ciphers, honorCipherOrder: true } as const

const hourMs = 3_600_000

const read = (folder: string) => ({
  cert: readFileSync(join(folder, 'fullchain.pem'), 'utf8'),
  key: readFileSync(join(folder, 'privkey.pem'), 'utf8'),
})

/** What a server needs to speak https with the certificate of a folder, by the names certbot gives: `fullchain.pem`, `privkey.pem`. Throws when they cannot be read. */
export function certificateIn(folder: string) {
  let held = read(folder)
  return {
    server: { createServer, serverOptions: { ...held, ...terms } },
    /** A certificate lasts some weeks: the one that takes its place is taken without a restart. Gives what looks for it now. */
    follow(server: Pick<Server, 'setSecureContext'>): () => void {
      const look = () => {
        try {
          const now = read(folder)
          if (now.cert === held.cert && now.key === held.key) return
          server.setSecureContext({ ...now, ...terms })
          held = now
        } catch {
          // Half written: the old one is good until the next look.
        }
      }
      setInterval(look, hourMs).unref()
      return look
    },
  }
}
