import { describe, expect, test } from 'vitest'
import { axeFinds, phone, servedHouse, wide } from './support/browser.ts'

describe.skipIf(!process.env.CHROMIUM)('in a browser', () => {
  const house = servedHouse()

  test('a board member opens a number beside the text, and follows it down to the cell', () =>
    house().as(wide, async (page) => {
      await page.goto(`${house().address}/bilan/2019`)
      expect(await page.locator('.evidence h2').textContent()).toBe('Membres')
      await page.click('.lead [data-figure="labels.holders"]')
      await page.waitForFunction(
        () => document.querySelector('.evidence h2')?.textContent === 'Entreprises labellisées',
      )
      expect(page.url()).toBe(`${house().address}/bilan/2019`)
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
    house().as({ ...wide, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${house().address}/bilan/2019`)
      await page.click('.lead [data-figure="labels.holders"]')
      expect(page.url()).toBe(`${house().address}/bilan/2019/labels.holders`)
      expect(await page.locator('.hero').innerText()).toMatch(/27.entreprises/)
      await page.goto(`${house().address}/membres`)
      await page.fill('input[name=q]', 'ATLAS')
      await page.selectOption('select[name=region]', 'Casablanca-Settat')
      await page.click('.filters button')
      expect(await page.locator('table.list tbody tr').count()).toBe(Number(await page.locator('.got b').innerText()))
    }))

  test('a member reads the year in Arabic, from right to left, on a phone', () =>
    house().as({ ...phone, locale: 'ar-MA' }, async (page) => {
      await page.goto(`${house().address}/`)
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
    house().as(phone, async (page) => {
      await page.goto(`${house().address}/`)
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
      await house().as(options, async (page, wrong) => {
        for (const place of places) {
          await page.goto(`${house().address}${lang}${place}`)
          const found = await axeFinds(page)
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
