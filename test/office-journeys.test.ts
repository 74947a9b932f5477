import type { BrowserContextOptions } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hashPassword } from '../src/platform/sign-in/passwords.ts'
import { beginSession } from '../src/platform/sign-in/sessions.ts'
import type { Store } from '../src/platform/store/store.ts'
import { axeFinds, phone, servedHouse, wide } from './support/browser.ts'
import { doing } from './support/deeds.ts'
import { inside } from './support/stores.ts'

const slug = 'cluster-solaire'
const password = 'cinq tables vertes ensemble'

describe.skipIf(!process.env.CHROMIUM)('the office in a browser', () => {
  const cookies = new Map<string, string>()
  const house = servedHouse(async (store) => {
    for (const role of ['secretary', 'officer', 'accountant', 'board']) cookies.set(role, await comeIn(store, role))
    const [member] = await inside(
      store,
      slug,
      ({ sql, cluster }) =>
        sql`select organisation_id as id from membership where cluster_id = ${cluster} and left_on is null limit 1`,
    )
    cookies.set('member', await comeIn(store, 'member', { organisation: member!.id }))
    const [funder] = await inside(
      store,
      slug,
      ({ sql, cluster }) =>
        sql`select organisation_id as id from programme_funder where cluster_id = ${cluster} limit 1`,
    )
    cookies.set('funder', await comeIn(store, 'funder', { organisation: funder!.id }))
    cookies.set('participant', await comeIn(store, 'participant', { organisation: funder!.id }))
    const hash = await hashPassword(password)
    await inside(
      store,
      slug,
      ({ sql }) => sql`update login set password = ${hash} where email_key = 'secretary@example.ma'`,
    )
  })

  async function comeIn(store: Store, role: string, more: object = {}): Promise<string> {
    const invited = await doing(
      store,
      slug,
      'people.invite',
      { email: `${role}@example.ma`, name: role, role, ...more },
      { on: '2019-12-24' },
    )
    if (!invited.ok) throw new Error(JSON.stringify(invited))
    return inside(store, slug, ({ sql }) =>
      beginSession(sql, String(invited.done.login), 'test', new Date('2019-12-24T09:00:00Z')),
    )
  }

  const signedIn = (role: string, options: BrowserContextOptions = wide): BrowserContextOptions => ({
    ...options,
    storageState: {
      cookies: [
        {
          name: 'grappe',
          value: cookies.get(role)!,
          domain: '127.0.0.1',
          path: '/',
          expires: -1,
          httpOnly: true,
          secure: false,
          sameSite: 'Lax',
        },
      ],
      origins: [],
    },
  })
  const expected = (wrong: string[], status: string) =>
    wrong.splice(0, wrong.length, ...wrong.filter((one) => !one.includes(status)))

  test.each([
    ['with JavaScript', wide],
    ['without JavaScript, on a phone', { ...phone, javaScriptEnabled: false }],
  ])('the secretary signs in with a password, mistakes it once, adds, corrects, and signs out, %s', (how, options) =>
    house().as(options, async (page, wrong) => {
      await page.goto(`${house().address}/bureau/registres`)
      expect(page.url()).toContain('/connexion?next=')
      await page.fill('#f-email', 'secretary@example.ma')
      await page.fill('#f-password', 'ce n’est pas le bon')
      await page.click('form.deed button >> nth=0')
      expect(await page.locator('[role=alert]').innerText()).toContain('faux')
      expect(await page.inputValue('#f-email')).toBe('secretary@example.ma')
      await page.fill('#f-password', password)
      await page.click('form.deed button >> nth=0')
      expect(page.url()).toBe(`${house().address}/bureau/registres`)
      await page.goto(`${house().address}/actes/organisations.add`)
      const name = `Essai ${how}`
      await page.fill('#f-name', name)
      await page.selectOption('#f-nature', 'Entreprise')
      await page.fill('#f-headcount', 'beaucoup')
      await page.click('form.deed button')
      expect(await page.locator('.field.wrong .error').innerText()).toContain('beaucoup')
      expect(await page.inputValue('#f-name')).toBe(name)
      await page.fill('#f-headcount', '12')
      await page.click('form.deed button')
      expect(page.url()).toContain('/records/organisation/')
      expect(await page.locator('.said').innerText()).toBe('C’est fait.')
      await page.click('text=Corriger une organisation')
      await page.fill('#f-city', 'Tiznit')
      await page.fill('#f-reason', 'déménagement')
      await page.click('form.deed button')
      expect(await page.locator('.past').innerText()).toContain('déménagement')
      await page.goto(`${house().address}/bureau/recherche?q=tiznit`)
      expect(await page.locator('main').innerText()).toContain(name)
      await page.click('.person button')
      expect(page.url()).toBe(`${house().address}/connexion`)
      await page.goto(`${house().address}/bureau`)
      expect(page.url()).toContain('/connexion?next=')
      expected(wrong, '422')
    }),
  )

  test('an accountant enters a voucher that does not balance, and is told by how much', () =>
    house().as({ ...signedIn('accountant'), javaScriptEnabled: false }, async (page, wrong) => {
      await page.goto(`${house().address}/actes/accounts.enter`)
      await page.fill('#f-voucher', 'OD-7000')
      await page.fill('#f-day', '2019-12-20')
      await page.fill('#f-label', 'Essai')
      await page.selectOption('#f-lines-0-account', { index: 5 })
      await page.fill('#f-lines-0-debit', '100')
      await page.selectOption('#f-lines-1-account', { index: 7 })
      await page.fill('#f-lines-1-credit', '99,50')
      await page.click('form.deed button')
      expect(await page.locator('[role=alert]').innerText()).toContain('0.5')
      await page.fill('#f-lines-1-credit', '100')
      await page.click('form.deed button')
      expect(page.url()).toContain('/records/ledger_line/')
      expected(wrong, '422')
    }))

  test('a member and a board member are shown their own doors only', async () => {
    await house().as(signedIn('member'), async (page, wrong) => {
      await page.goto(`${house().address}/bureau`)
      expect(await page.locator('h1').innerText()).toContain('n’existe pas')
      await page.goto(`${house().address}/bureau/registres/cotisations`)
      expect(await page.locator('table.list tbody tr').count()).toBeLessThan(5)
      expected(wrong, '404')
    })
    await house().as(signedIn('board'), async (page) => {
      await page.goto(`${house().address}/bureau/conseil/CA-2019-02`)
      expect(await page.locator('main').innerText()).toContain('Approbation des comptes')
      expect(await page.locator('.acts').count()).toBe(0)
    })
  })

  // Each role at its own doors, in French with scripts and in Arabic without: what is theirs opens, and axe finds nothing in it.
  const doors: [role: string, places: string[]][] = [
    ['officer', ['/bureau', '/bureau/registres/programmes', '/actes/programmes.plan', '/programmes/TAQAPRO']],
    ['accountant', ['/bureau/comptes', '/bureau/banque', '/bureau/cotisations', '/actes/dues.call']],
    ['board', ['/bureau', '/bureau/conseil', '/bureau/bilan/2019', '/bureau/controle']],
    ['member', ['/espace', '/compte', '/bureau/registres/organisations']],
    ['funder', ['/bailleur', '/compte', '/bureau/registres/programmes']],
    ['participant', ['/espace', '/actes/membership.apply', '/compte']],
  ]
  test.each(
    doors.flatMap(([role, places]) => [
      [role, 'in French', '', wide, places] as const,
      [
        role,
        'in Arabic, without JavaScript, on a phone',
        '/ar',
        { ...phone, javaScriptEnabled: false },
        places,
      ] as const,
    ]),
  )(
    '%s finds their places, %s',
    (role, _, lang, options, places) =>
      house().as(signedIn(role, options), async (page) => {
        for (const place of places) {
          const answer = await page.goto(`${house().address}${lang}${place}`)
          expect(answer!.status(), place).toBe(200)
          expect(page.url(), place).toContain(place)
          expect(await page.locator('h1').count(), place).toBe(1)
          if (!('javaScriptEnabled' in options)) expect(await axeFinds(page), place).toEqual([])
        }
      }),
    60_000,
  )

  const officePlaces = [
    '/bureau',
    '/bureau/registres',
    '/bureau/registres/organisations?q=solaire',
    '/bureau/registres/ecritures?sort=-debit',
    '/bureau/recherche?q=noor',
    '/bureau/import',
    '/bureau/journal',
    '/bureau/envois',
    '/bureau/personnes',
    '/bureau/doublons',
    '/bureau/cotisations',
    '/bureau/conseil',
    '/bureau/conseil/CA-2019-02',
    '/bureau/comptes',
    '/bureau/banque',
    '/bureau/bilan/2019',
    '/bureau/controle',
    '/actes/organisations.add',
    '/actes/accounts.enter',
    '/actes/people.invite',
    '/compte',
    '/bilan/2019/avec/2018',
  ]
  test.each([
    ['wide, in French', '', wide],
    ['in Arabic, on a phone', '/ar', phone],
    ['in English, in the dark', '/en', { ...wide, colorScheme: 'dark' as const }],
  ])(
    'axe finds nothing on any page of the office, %s, and every page fits',
    (_, lang, options) =>
      house().as(signedIn('secretary', options), async (page) => {
        const found: string[] = []
        for (const place of officePlaces) {
          await page.goto(`${house().address}${lang}${place}`)
          for (const one of await axeFinds(page)) found.push(`${lang}${place} ${one}`)
          if (!(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1)))
            found.push(`${lang}${place} does not fit`)
        }
        expect(found).toEqual([])
      }),
    180_000,
  )
})
