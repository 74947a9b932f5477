import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { serve } from '@hono/node-server'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { makeServer } from '../../src/app/server.ts'
import { openStore, type Store } from '../../src/platform/store/store.ts'
import { buildAll } from '../../tools/build.mjs'
import { demoFolder, importPath, migrations, root } from './stores.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const wide = { viewport: { width: 1360, height: 900 } }
export const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }

export type House = {
  store: Store
  address: string
  /** Opens a page as somebody: what goes wrong in it is kept, and must be nothing. */
  as(options: BrowserContextOptions, work: (page: Page, wrong: string[]) => Promise<void>): Promise<void>
}

/** The demo cluster, served to a real browser. `prepare` puts in the store what the journeys begin with. */
export function servedHouse(prepare: (store: Store) => Promise<void> = async () => {}): () => House {
  let house: House
  let browser: Browser
  let close: () => void
  beforeAll(async () => {
    await buildAll()
    const store = await openStore({ folder: null, migrations })
    await importPath(store, demoFolder, 'cluster-solaire')
    await prepare(store)
    const log = { error: console.error } as never
    const app = makeServer({ store, root, origin: undefined, log, now: () => new Date('2019-12-24T10:00:00Z') })
    const address = await new Promise<string>((ready) => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
        ready(`http://127.0.0.1:${port}/cluster-solaire`),
      )
      close = () => server.close()
    })
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM!, args: flags })
    house = { store, address, as: (options, work) => asSomebody(browser, options, work) }
  }, 90_000)
  afterAll(async () => {
    await browser?.close()
    close?.()
    await house?.store.close()
  })
  return () => house
}

async function asSomebody(
  browser: Browser,
  options: BrowserContextOptions,
  work: (page: Page, wrong: string[]) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on(
    'requestfailed',
    (request) => request.failure()?.errorText !== 'net::ERR_ABORTED' && wrong.push(request.url()),
  )
  try {
    await work(page, wrong)
    expect(wrong).toEqual([])
  } finally {
    await context.close()
  }
}

/** What axe finds on the page as it stands. The policy of the page lets no script in but its own; the checker comes in by the browser's own door. */
export const axeFinds = (page: Page): Promise<string[]> =>
  page.evaluate(async (source) => {
    new Function(source)()
    const { violations } = await (
      window as unknown as {
        axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
    ).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
  }, axe)
