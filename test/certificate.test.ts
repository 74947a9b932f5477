import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ConnectionOptions, connect } from 'node:tls'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certificateIn } from '../src/platform/http/certificate.ts'

const make = (folder: string, name: string, into = folder) =>
  spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', `/CN=${name}`, '-keyout', join(into, 'privkey.pem'), '-out', join(into, 'fullchain.pem')],
  ]).status === 0
const folder = mkdtempSync(join(tmpdir(), 'grappe-test-'))
const hasOpenssl = make(folder, 'first.example.ma')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.runIf(hasOpenssl)('with a certificate of its own', () => {
  let server: Server
  let look: () => void
  beforeAll(async () => {
    const certificate = certificateIn(folder)
    const app = new Hono().get('/', (c) => c.text(new URL(c.req.url).protocol))
    await new Promise<void>((resolve) => {
      server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', ...certificate.server }, () =>
        resolve(),
      ) as Server
    })
    look = certificate.follow(server)
  })
  afterAll(() => server.close())
  const meet = (options: ConnectionOptions) =>
    new Promise<{ name: string; protocol: string | null; cipher: string }>((resolve, reject) => {
      const { port } = server.address() as AddressInfo
      const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options }, () => {
        const name = String(socket.getPeerCertificate().subject.CN)
        resolve({ name, protocol: socket.getProtocol(), cipher: socket.getCipher().standardName })
        socket.destroy()
      })
      socket.on('error', reject)
    })

  test('speaks TLS 1.3 and 1.2 and nothing older, with ciphers that keep what was said', async () => {
    expect(await meet({})).toMatchObject({ protocol: 'TLSv1.3', name: 'first.example.ma' })
    expect(await meet({ maxVersion: 'TLSv1.2' })).toMatchObject({ protocol: 'TLSv1.2' })
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' } as const
    await expect(meet(old)).rejects.toThrow()
    await expect(meet({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA' })).rejects.toThrow()
    const { port } = server.address() as AddressInfo
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
  })

  test('takes the certificate that comes in its place, and keeps the one it has while that is half written', async () => {
    const next = mkdtempSync(join(tmpdir(), 'grappe-test-'))
    expect(make(folder, 'second.example.ma', next)).toBe(true)
    writeFileSync(join(folder, 'fullchain.pem'), 'half')
    look()
    expect(await meet({})).toMatchObject({ name: 'first.example.ma' })
    for (const name of ['fullchain.pem', 'privkey.pem']) copyFileSync(join(next, name), join(folder, name))
    look()
    expect(await meet({})).toMatchObject({ name: 'second.example.ma' })
    rmSync(next, { recursive: true })
  })
})
