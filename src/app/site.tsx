import { render } from 'preact-render-to-string'
import { perform } from '../core/deed.ts'
import { atDay, type Value, valuesOf } from '../core/figure.ts'
import type { Answered, Desk, Page, Profile, Sent, Shown, Web } from '../core/page.ts'
import { type Actor, isOffice, may, publicActor } from '../core/permission.ts'
import { type Cluster, defaultZone, findCluster, listClusters, profileOf } from '../modules/directory/index.ts'
import { actorOf } from '../modules/people/index.ts'
import { dayIn } from '../platform/day.ts'
import { readManifest } from '../platform/http/assets.ts'
import { type SentForm, sessionCookie } from '../platform/http/forms.ts'
import { sessionDays, sessionOf } from '../platform/sign-in/sessions.ts'
import type { Scope } from '../platform/store/store.ts'
import { isLang, type Lang, langs } from '../platform/texts.ts'
import { type RefusedStatus, words } from '../platform/words.ts'
import { xml, xmlDocument } from '../platform/xml.ts'
import type { Frame } from '../ui/layout.tsx'
import { type Around, framed, made, type Ready, redirect } from './answer.tsx'
import { aroundOf } from './around.ts'
import { type House, whatWasRefused } from './house.ts'
import { deedsByName, figures, figuresByName, figureText, modules, sheets, watches } from './modules.ts'
import { brokenPage, clustersPage, fullPage, notFoundPage, refusedPage } from './plain-pages.tsx'
import { sayIn } from './say.ts'

/** What is asked: an address, from where, with the secret of a session where there is one. */
export type Request = { url: URL; origin: string; cookie: string | null; from: { address: string; agent: string } }

export type Site = {
  answer(request: Request): Promise<Ready>
  /** Takes a form: does what it asks, and says where to go next. */
  act(request: Request, form: SentForm): Promise<Ready>
  whenBroken(path: string, reference: string): Ready
  whenFull(path: string): Ready
  whenRefused(path: string, status: RefusedStatus): Ready
}

const langNames: Record<Lang, string> = { fr: 'fr', ar: 'العربية', en: 'en' }

/** The ways to the same page in each language. */
const languages = (current: Lang, href: (lang: Lang) => string) =>
  langs.map((lang) => ({ lang, text: langNames[lang], href: href(lang), current: lang === current }))

const routes = modules.flatMap(({ pages }) =>
  pages.map((page) => ({ page, pattern: new URLPattern({ pathname: page.path }) })),
)
const navPages = modules.flatMap(({ pages }) => pages.filter(({ nav }) => nav))
// The bilan is what the site is about: it comes first, whatever the order of the house.
const nav = [...navPages.filter(({ path }) => path === '/bilan'), ...navPages.filter(({ path }) => path !== '/bilan')]
const inOfficeMenu = modules.flatMap(({ pages }) => pages.filter(({ office }) => office))
const officePages = inOfficeMenu.toSorted((a, b) => Number(b.path === '/bureau') - Number(a.path === '/bureau'))
const keptMax = 400

/** The public face of an installation. */
export function makeSite({ store, root, now, hear, needsCode = false }: House): Site {
  const { documents, seals } = store
  const assets = readManifest(root)
  const kept = new Map<string, Ready>()
  const computed = new Map<string, Promise<Map<string, Value>>>()
  const keep = <T,>(cache: Map<string, T>, key: string, value: T): T => {
    cache.set(key, value)
    if (cache.size > keptMax) cache.delete(cache.keys().next().value!)
    return value
  }
  const frame = (shown: Shown, around: Around) => framed(assets, shown, around)

  async function answer(request: Request): Promise<Ready> {
    const { url } = request
    if (url.pathname === '/') return clusters(url)
    const place = await placeOf(url)
    if (!place.cluster) return notFound(place.lang, null)
    if (url.pathname === `/${place.cluster.slug}`) return redirect(`/${place.cluster.slug}/`)
    return show(request, place as Place & { cluster: Cluster }, null)
  }

  /** Where an address leads: a cluster, a language, and what is inside. */
  async function placeOf(url: URL): Promise<Place> {
    const [, slug = '', second = '', ...rest] = url.pathname.split('/')
    const lang = langIn(url.pathname)
    const inside = lang === 'fr' ? `/${[second, ...rest].join('/')}` : `/${rest.join('/')}`
    return { cluster: await findCluster(store, slug), lang, inside }
  }

  const show = (
    { url, origin, cookie, from }: Request,
    { cluster, lang, inside }: Place & { cluster: Cluster },
    sent: Sent | null,
    status?: number,
  ): Promise<Ready> =>
    store.within(cluster.id, async (scope) => {
      const instant = now()
      const today = dayIn(instant, defaultZone)
      const [state, { session, actor }] = await Promise.all([
        stateOf(scope),
        readerOf(scope, cookie, { now: instant, today, needsCode }),
      ])
      const key = [state.head, cluster.id, today, origin, url.pathname, url.search].join(' ')
      // Only what everybody gets is kept; what somebody gets is made for them.
      const known = session || sent ? undefined : kept.get(key)
      if (known) return known
      const profile = await profileOf(scope, cluster.slug, today)
      const web = webOf({
        scope,
        cluster,
        profile,
        lang,
        url,
        origin,
        state,
        today,
        now: instant,
        actor,
        session,
        sent,
      })
      const ready = await pageAt(web, inside, status, () =>
        hear?.({
          event: 'not-allowed',
          cluster: cluster.slug,
          address: from.address,
          who: session?.login ?? 'public',
          path: url.pathname,
        }),
      )
      if (session) return { ...ready, personal: true }
      return sent || ready.uncached ? ready : keep(kept, key, ready)
    })

  async function act(request: Request, form: SentForm): Promise<Ready> {
    const { url, origin, cookie, from } = request
    const place = await placeOf(url)
    const { cluster, lang } = place
    const found = routeOf(trimmed(place.inside))
    if (!cluster || !found?.page.act) return notFound(lang, null)
    const instant = now()
    const today = dayIn(instant, defaultZone)
    const { session, actor } = await store.within(cluster.id, (scope) =>
      readerOf(scope, cookie, { now: instant, today, needsCode }),
    )
    const link = linkIn(cluster.slug, lang)
    const heard: Desk['hear'] = (event, about) =>
      hear?.({ event, cluster: cluster.slug, address: from.address, ...about })
    const isRefused = (path: string) => heard('not-allowed', { who: session?.login ?? 'public', path })
    if (found.page.may && !may(actor, found.page.may)) {
      isRefused(url.pathname)
      return redirect(link('/connexion'))
    }
    const around = aroundOf(store, actor, instant)
    const acted = await found.page.act(
      {
        actor,
        lang,
        origin,
        today,
        session,
        documents,
        seals,
        deeds: deedsByName,
        figures: figuresByName,
        sheets,
        link,
        url,
        say: sayIn(lang),
        now: instant,
        from,
        within: (work) => store.within(cluster.id, work),
        hear: heard,
        perform: async (deed, given, key) => {
          const answer = await perform({ store, cluster: cluster.id }, around, deed, given, key)
          if (!answer.ok) heard('deed-refused', { who: session?.login ?? 'public', ...whatWasRefused(deed, answer) })
          return answer
        },
      },
      found.params,
      form,
    )
    if ('again' in acted) {
      const status = acted.status ?? (acted.again.refusal ? 422 : 200)
      const again = await show(request, place as Place & { cluster: Cluster }, acted.again, status)
      return acted.again.wait ? { ...again, retryAfter: acted.again.wait } : again
    }
    const next = redirect(acted.to)
    if (acted.session === undefined) return next
    const set = sessionCookie(acted.session, origin, sessionDays)
    return { ...next, cookie: set, ...(acted.session === null ? { forget: true } : {}) }
  }

  function webOf({
    scope,
    cluster,
    profile,
    lang,
    url,
    origin,
    state,
    today,
    now,
    actor,
    session,
    sent,
  }: Pick<Web, 'actor' | 'session' | 'sent' | 'now'> & {
    scope: Scope
    cluster: Cluster
    profile: Profile
    lang: Lang
    url: URL
    origin: string
    state: Web['state']
    today: string
  }): Web {
    const at = atDay(profile.asOf, profile.zone)
    return {
      scope,
      actor,
      lang,
      profile,
      at,
      url,
      origin,
      root,
      now,
      today,
      state,
      link: linkIn(cluster.slug, lang),
      figures: figuresByName,
      words: (figure, other = lang) => figureText(other, figure),
      sheets,
      say: sayIn(lang),
      watches,
      deeds: deedsByName,
      session,
      documents,
      seals,
      sent,
      values: (asked = at) => {
        const key = `${cluster.id} ${state.head} ${asked.asOf}`
        const failed = (error: unknown) => {
          computed.delete(key)
          throw error
        }
        return computed.get(key) ?? keep(computed, key, valuesOf(scope, figures, asked).catch(failed))
      },
    }
  }

  async function pageAt(web: Web, inside: string, status: number | undefined, onRefused: () => void): Promise<Ready> {
    if (inside === '/sitemap.xml') return sitemap(web)
    const found = routeOf(trimmed(inside))
    if (!found) return notFound(web.lang, web)
    const { page, params } = found
    if (page.may && !may(web.actor, page.may)) {
      onRefused()
      // Whoever is not signed in may be allowed once they are; to the others the page is not there.
      if (needsCode && web.session && !web.session.hasCode) return redirect(`${web.link('/compte')}?code`)
      const back = encodeURIComponent(`${web.url.pathname}${web.url.search}`)
      return web.session ? notFound(web.lang, web) : redirect(`${web.link('/connexion')}?next=${back}`)
    }
    const answered = await page.answer(web, params)
    if (!answered) return notFound(web.lang, web)
    return { ...ready(web, page, answered, status), ...(page.act ? { uncached: true } : {}) }
  }

  function ready(web: Web, from: Page, answered: NonNullable<Answered>, status?: number): Ready {
    if ('to' in answered) return redirect(answered.to)
    if ('file' in answered) return made(200, answered.type, answered.file, answered.name)
    if ('fragment' in answered) return made(200, 'text/html; charset=utf-8', render(answered.fragment))
    const current = navOf(from)
    const inside = web.url.pathname.slice(web.link('').length) || '/'
    const inOffice = /^\/(bureau|actes|records|compte)(\/|$)/.test(inside) && isOffice(web.actor)
    const menu = inOffice ? officePages.filter((page) => !page.may || may(web.actor, page.may)) : nav
    return frame(status ? { ...answered, status } : answered, {
      lang: web.lang,
      site: { name: web.profile.name, home: web.link('/') },
      person: personOf(web),
      nav: menu.map((page) => ({
        text: (inOffice ? page.office! : page.nav!)[web.lang],
        href: web.link(plainPath(page)),
        current: page === (inOffice ? from : current),
      })),
      langs: languages(web.lang, (lang) => `${web.link(inside, lang)}${web.url.search}`),
      feed: web.link('/feed.atom'),
      foot: [{ text: words[web.lang].personalData, href: web.link('/donnees-personnelles') }],
    })
  }

  async function sitemap(web: Web): Promise<Ready> {
    const places = (await Promise.all(routes.map(({ page }) => page.places?.(web) ?? []))).flat()
    const entry = (path: string) =>
      xml('url', {}, [
        xml('loc', {}, [`${web.origin}${web.link(path, 'fr')}`]),
        ...langs.map((lang) =>
          xml('xhtml:link', { rel: 'alternate', hreflang: lang, href: `${web.origin}${web.link(path, lang)}` }),
        ),
      ])
    const document = xml(
      'urlset',
      { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9', 'xmlns:xhtml': 'http://www.w3.org/1999/xhtml' },
      places.map(entry),
    )
    return made(200, 'application/xml; charset=utf-8', xmlDocument(document))
  }

  async function clusters(url: URL): Promise<Ready> {
    const asked = url.searchParams.get('lang') ?? 'fr'
    const lang: Lang = isLang(asked) ? asked : 'fr'
    const today = dayIn(now(), defaultZone)
    const nameOf = ({ id, slug }: Cluster) =>
      store.within(id, async (scope) => (await profileOf(scope, slug, today)).name)
    const known = await listClusters(store)
    const named = await Promise.all(known.map(async (cluster) => ({ slug: cluster.slug, name: await nameOf(cluster) })))
    return frame(clustersPage(lang, named), {
      lang,
      langs: languages(lang, (other) => (other === 'fr' ? '/' : `/?lang=${other}`)),
    })
  }

  function notFound(lang: Lang, web: Web | null): Ready {
    const home = web?.link('/') ?? '/'
    return frame(notFoundPage(lang, home), { lang, langs: [], site: { name: web?.profile.name ?? 'Grappe', home } })
  }

  const plain = (path: string, page: (lang: Lang) => Shown) => {
    const lang = langIn(path)
    return frame(page(lang), { lang, langs: [] })
  }

  return {
    answer,
    act,
    whenBroken: (path, reference) => plain(path, (lang) => brokenPage(lang, reference)),
    whenFull: (path) => plain(path, fullPage),
    whenRefused: (path, status) => plain(path, (lang) => refusedPage(lang, status)),
  }
}

/** The language of an address, its second part; French has none of its own. */
function langIn(path: string): Lang {
  const second = path.split('/')[2] ?? ''
  return isLang(second) ? second : 'fr'
}

/** Addresses inside a cluster, in a language or another; French has none of its own in front. */
const linkIn =
  (slug: string, lang: Lang): Web['link'] =>
  (path, other = lang) =>
    `/${slug}${other === 'fr' ? '' : `/${other}`}${path}`

/** Who reads or acts: the session a cookie stands for, and what its person is to the cluster today. */
async function readerOf(
  scope: Scope,
  cookie: string | null,
  { now, today, needsCode }: { now: Date; today: string; needsCode: boolean },
): Promise<Pick<Web, 'session' | 'actor'>> {
  const session = cookie ? await sessionOf(scope.sql, cookie, now) : null
  return { session, actor: session ? await actorOf(scope, session, today, needsCode) : publicActor }
}

type Place = { cluster: Cluster | null; lang: Lang; inside: string }

const trimmed = (inside: string) => (inside.length > 1 && inside.endsWith('/') ? inside.slice(0, -1) : inside)

function routeOf(path: string): { page: Page; params: Record<string, string> } | null {
  for (const { page, pattern } of routes) {
    const match = pattern.exec({ pathname: path })
    if (match) return { page, params: decoded(match.pathname.groups) }
  }
  return null
}

/** The places of their own that somebody's roles give them. */
const placesFor = (actor: Actor) =>
  (
    [
      { path: '/bureau', name: 'officePlace', isTheirs: isOffice(actor) },
      {
        path: '/espace',
        name: 'memberPlace',
        isTheirs: may({ ...actor, held: actor.held.filter(({ scope }) => scope) }, ['member', 'participant']),
      },
      { path: '/bailleur', name: 'funderPlace', isTheirs: actor.held.some(({ role }) => role === 'funder') },
    ] as const
  ).filter(({ isTheirs }) => isTheirs)

/** What the frame shows of whoever reads: the ways to their places, or the way in. */
function personOf(web: Web): Frame['person'] {
  const t = words[web.lang]
  if (!web.session) return { links: [{ text: t.signIn, href: web.link('/connexion') }], out: null }
  const places = placesFor(web.actor).map(({ path, name }) => ({ text: t[name], href: web.link(path) }))
  return {
    links: [...places, { text: web.session.name, href: web.link('/compte') }],
    out: { action: web.link('/deconnexion'), text: t.signOut },
  }
}

/** The page of the menu a page stands under. */
const navOf = (page: Page): Page | undefined =>
  nav.find((one) => one === page || `${plainPath(page)}/`.startsWith(`${plainPath(one)}/`))
const plainPath = ({ path }: Page): string => path.replace(/\{.*$/, '')

const decoded = (groups: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(groups).flatMap(([key, value]) => {
      if (value === undefined) return []
      try {
        return [[key, decodeURIComponent(value)]]
      } catch {
        return [[key, value]]
      }
    }),
  )

async function stateOf({ sql, cluster }: Scope): Promise<Web['state']> {
  const [row] = await sql`
    select coalesce((select hash from journal where cluster_id = ${cluster} order by seq desc limit 1), '') as head`
  return { head: row!.head }
}
