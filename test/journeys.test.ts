import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { serve } from '@hono/node-server'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeServer } from '../src/app/server.ts'
import { openStore, type Store } from '../src/platform/store/store.ts'
import { buildAll } from '../tools/build.mjs'
import { demoFolder, importPath, migrations, root } from './support/stores.ts'

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

describe.skipIf(!process.env.CHROMIUM)('in a browser', () => {
  let store: Store
  let browser: Browser
  let address: string
  let close: () => void

  beforeAll(async () => {
    await buildAll()
    store = await openStore({ folder: null, migrations })
    await importPath(store, demoFolder, 'cluster-solaire')
    const app = makeServer({
      store,
      root,
      origin: undefined,
      log: { error: console.error } as never,
      now: () => new Date('2019-12-24T10:00:00Z'),
    })
    await new Promise<void>((ready) => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
        address = `http://127.0.0.1:${port}/cluster-solaire`
        ready()
      })
      close = () => server.close()
    })
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM!, args: flags })
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    close?.()
    await store?.close()
  })

  /** Opens a page as somebody: what goes wrong in it is kept. */
  async function as(
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

  const wide = { viewport: { width: 1360, height: 900 } }
  const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }

  test('a board member opens a number beside the text, and follows it down to the cell', () =>
    as(wide, async (page) => {
      await page.goto(`${address}/bilan/2019`)
      expect(await page.locator('.evidence h2').textContent()).toBe('Membres')
      await page.click('.lead [data-figure="labels.holders"]')
      await page.waitForFunction(
        () => document.querySelector('.evidence h2')?.textContent === 'Entreprises labellisées',
      )
      expect(page.url()).toBe(`${address}/bilan/2019`)
      expect(await page.locator('.evidence').innerText()).toContain('27 entreprises')
      await page.click('.evidence .more')
      await page.waitForURL('**/bilan/2019/labels.holders')
      expect(await page.locator('table.list tbody tr').count()).toBe(27)
      await page.click('table.list tbody tr:first-child th a')
      await page.waitForURL('**/records/label/*')
      await page.click('a[href*="/sources/"]')
      await page.waitForURL('**/sources/*')
      expect(await page.locator('tr.on').innerText()).toContain('TP-POM-2019-0001')
    }))

  test('without JavaScript the same number opens on its own page', () =>
    as({ ...wide, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${address}/bilan/2019`)
      await page.click('.lead [data-figure="labels.holders"]')
      expect(page.url()).toBe(`${address}/bilan/2019/labels.holders`)
      expect(await page.locator('.hero').innerText()).toMatch(/27.entreprises/)
      await page.goto(`${address}/membres`)
      await page.fill('input[name=q]', 'ATLAS')
      await page.selectOption('select[name=region]', 'Casablanca-Settat')
      await page.click('.filters button')
      expect(await page.locator('table.list tbody tr').count()).toBe(Number(await page.locator('.got b').innerText()))
    }))

  test('a member reads the year in Arabic, from right to left, on a phone', () =>
    as({ ...phone, locale: 'ar-MA' }, async (page) => {
      await page.goto(`${address}/`)
      await page.click('.langs a[lang=ar]')
      await page.waitForURL('**/ar/')
      expect(await page.getAttribute('html', 'dir')).toBe('rtl')
      await page.click('.bar nav a:has-text("الحصيلة")')
      await page.waitForURL('**/ar/bilan/2019')
      expect(await page.locator('.lead').innerText()).toContain('130')
      await page.click('.lead [data-figure="members.count"]')
      await page.waitForURL('**/ar/bilan/2019/members.count')
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    }))

  test('anyone checks a label from the front page', () =>
    as(phone, async (page) => {
      await page.goto(`${address}/`)
      await page.fill('form input[name=q]', 'cleanergy')
      await page.press('form input[name=q]', 'Enter')
      await page.waitForURL('**/label?q=cleanergy')
      await page.click('table.list tbody a')
      expect(await page.locator('.verdict').innerText()).toContain('PV+ · valide')
    }))

  const places = [
    '/',
    '/bilan/2019',
    '/bilan/2019/members.count',
    '/bilan/2019/pilots.energy_kwh',
    '/membres',
    '/programmes',
    '/programmes/GBB',
    '/label',
    '/label/TP-PVP-2019-0017',
    '/label/none',
    '/agenda',
    '/agenda/EV-NM1',
    '/pilotes',
    '/pilotes/PI-IDM',
    '/presse',
    '/presse/2019-10-12-premier-village-solaire-autonome-a-essaouira',
    '/nothing',
  ]

  test.each([
    ['wide, in French', '', wide],
    ['in Arabic, on a phone', '/ar', phone],
    ['in English, in the dark', '/en', { ...wide, colorScheme: 'dark' as const }],
  ])(
    'axe finds nothing on any page, %s',
    async (_, lang, options) => {
      await as(options, async (page, wrong) => {
        for (const place of places) {
          await page.goto(`${address}${lang}${place}`)
          // The policy of the page lets no script in but its own; the checker comes in by the browser's own door.
          const found = await page.evaluate(async (source) => {
            new Function(source)()
            const { violations } = await (
              window as unknown as {
                axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
              }
            ).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })
            return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
          }, axe)
          expect(found, `${lang}${place}`).toEqual([])
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1),
            `${lang}${place} fits`,
          ).toBe(true)
        }
        wrong.splice(0, wrong.length, ...wrong.filter((one) => !one.includes('404')))
      })
    },
    120_000,
  )
})
