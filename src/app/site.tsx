import { render } from 'preact-render-to-string'
import { atDay, type Value, valuesOf } from '../core/figure.ts'
import type { Answered, Page, Profile, Shown, Web } from '../core/page.ts'
import { type Actor, publicActor } from '../core/permission.ts'
import { type Cluster, defaultZone, findCluster, listClusters, profileOf } from '../modules/directory/index.ts'
import { dayIn } from '../platform/day.ts'
import { readManifest } from '../platform/http/assets.ts'
import type { Scope, Store } from '../platform/store/store.ts'
import { isLang, type Lang, langs } from '../platform/texts.ts'
import { xml, xmlDocument } from '../platform/xml.ts'
import { type Around, framed, made, type Ready, redirect } from './answer.tsx'
import { figures, figuresByName, figureText, modules, sheets } from './modules.ts'
import { brokenPage, clustersPage, notFoundPage } from './plain-pages.tsx'

export type Site = {
  answer(url: URL, origin: string): Promise<Ready>
  whenBroken(lang: Lang, reference: string): Ready
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
const keptMax = 400

/** The public face of an installation. */
export function makeSite({
  store,
  root,
  now,
  actor = publicActor,
}: {
  store: Store
  root: string
  now: () => Date
  actor?: Actor
}): Site {
  const assets = readManifest(root)
  const kept = new Map<string, Ready>()
  const computed = new Map<string, Promise<Map<string, Value>>>()
  const keep = <T,>(cache: Map<string, T>, key: string, value: T): T => {
    cache.set(key, value)
    if (cache.size > keptMax) cache.delete(cache.keys().next().value!)
    return value
  }
  const frame = (shown: Shown, around: Around) => framed(assets, shown, around)

  async function answer(url: URL, origin: string): Promise<Ready> {
    const [, slug = '', second = '', ...rest] = url.pathname.split('/')
    if (!slug) return clusters(url)
    const lang: Lang = second !== 'fr' && isLang(second) ? second : 'fr'
    const cluster = await findCluster(store, slug)
    if (!cluster) return notFound(lang, null)
    const inside = lang === 'fr' ? `/${[second, ...rest].join('/')}` : `/${rest.join('/')}`
    if (url.pathname === `/${slug}`) return redirect(`/${slug}/`)
    return store.within(cluster.id, async (scope) => {
      const state = await stateOf(scope)
      const today = dayIn(now(), defaultZone)
      const key = [state.head, cluster.id, actor.role, today, origin, url.pathname, url.search].join(' ')
      const known = kept.get(key)
      if (known) return known
      const profile = await profileOf(scope, cluster.slug, today)
      const web = webOf({ scope, cluster, profile, lang, url, origin, state, today })
      return keep(kept, key, await pageAt(web, inside))
    })
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
  }: {
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
      today,
      state,
      link: (path, other = lang) => `/${cluster.slug}${other === 'fr' ? '' : `/${other}`}${path}`,
      figures: figuresByName,
      words: (figure, other = lang) => figureText(other, figure),
      sheets,
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

  async function pageAt(web: Web, inside: string): Promise<Ready> {
    if (inside === '/sitemap.xml') return sitemap(web)
    const path = inside.length > 1 && inside.endsWith('/') ? inside.slice(0, -1) : inside
    for (const { page, pattern } of routes) {
      const match = pattern.exec({ pathname: path })
      if (!match) continue
      const answered = await page.answer(web, decoded(match.pathname.groups))
      return answered ? ready(web, page, answered) : notFound(web.lang, web)
    }
    return notFound(web.lang, web)
  }

  function ready(web: Web, from: Page, answered: NonNullable<Answered>): Ready {
    if ('to' in answered) return redirect(answered.to)
    if ('file' in answered) return made(200, answered.type, answered.file, answered.name)
    if ('fragment' in answered) return made(200, 'text/html; charset=utf-8', render(answered.fragment))
    const current = navOf(from)
    const inside = web.url.pathname.replace(web.link(''), '') || '/'
    return frame(answered, {
      lang: web.lang,
      site: { name: web.profile.name, home: web.link('/') },
      nav: nav.map((page) => ({
        text: page.nav![web.lang],
        href: web.link(plainPath(page)),
        current: page === current,
      })),
      langs: languages(web.lang, (lang) => `${web.link(inside, lang)}${web.url.search}`),
      feed: web.link('/feed.atom'),
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

  const whenBroken = (lang: Lang, reference: string) => frame(brokenPage(lang, reference), { lang, langs: [] })

  return { answer, whenBroken }
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
