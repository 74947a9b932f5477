import { gzipSync } from 'node:zlib'
import { render } from 'preact-render-to-string'
import { atDay, type Value, valuesOf } from '../core/figure.ts'
import type { FigureText } from '../core/figure-text.ts'
import type { Answered, Page, Profile, Shown, Web } from '../core/page.ts'
import { type Actor, publicActor } from '../core/permission.ts'
import { type Cluster, defaultZone, findCluster, listClusters, profileOf } from '../modules/directory/index.ts'
import { dayIn } from '../platform/day.ts'
import { type Assets, readManifest } from '../platform/http/assets.ts'
import { sha256 } from '../platform/ids.ts'
import type { Scope, Store } from '../platform/store/store.ts'
import { directionOf, isLang, type Lang, langs } from '../platform/texts.ts'
import { words } from '../platform/words.ts'
import { Layout } from '../ui/layout.tsx'
import { figures, figuresByName, modules, sheets } from './modules.ts'

/** An answer ready to send, kept as long as the records it was read off stay as they are. */
export type Ready = {
  status: number
  type: string
  body: Buffer
  gzip: Buffer | null
  etag: string
  name?: string | undefined
  location?: string
}

export type Site = {
  answer(url: URL, origin: string): Promise<Ready>
  whenBroken(lang: Lang, reference: string): Ready
}

const langNames: Record<Lang, string> = { fr: 'fr', ar: 'العربية', en: 'en' }
const routes = modules.flatMap(({ pages }) =>
  pages.map((page) => ({ page, pattern: new URLPattern({ pathname: page.path }) })),
)
const navPages = modules.flatMap(({ pages }) => pages.filter(({ nav }) => nav))
// The bilan is what the site is about: it comes first, whatever the order of the house.
const nav = [...navPages.filter(({ path }) => path === '/bilan'), ...navPages.filter(({ path }) => path !== '/bilan')]
const figureTexts: Record<Lang, Map<string, FigureText>> = {
  fr: new Map(modules.flatMap(({ texts }) => Object.entries(texts.fr.figures))),
  ar: new Map(modules.flatMap(({ texts }) => Object.entries(texts.ar.figures))),
  en: new Map(modules.flatMap(({ texts }) => Object.entries(texts.en.figures))),
}

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
  const frame = (
    shown: Shown,
    given: Partial<Parameters<typeof Layout>[0]> & { lang: Lang; langs: Parameters<typeof Layout>[0]['langs'] },
  ) => page(assets, shown, given)

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
      words: (figure, other = lang) => figureTexts[other].get(figure)!,
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
      langs: langs.map((lang) => ({
        lang,
        text: langNames[lang],
        href: `${web.link(inside, lang)}${web.url.search}`,
        current: lang === web.lang,
      })),
      feed: web.link('/feed.atom'),
    })
  }

  async function sitemap(web: Web): Promise<Ready> {
    const { xml, xmlDocument } = await import('../platform/xml.ts')
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
    const named = await Promise.all(
      (await listClusters(store)).map(({ id, slug }) =>
        store.within(id, async (scope) => ({
          slug,
          name: (await profileOf(scope, slug, dayIn(now(), defaultZone))).name,
        })),
      ),
    )
    const body = (
      <>
        <div class="title">
          <h1 class="long">{words[lang].clusters}</h1>
        </div>
        {named.length === 0 ? (
          <p class="empty">{words[lang].noCluster}</p>
        ) : (
          <ul class="entries">
            {named.map(({ slug, name }) => (
              <li key={slug}>
                <h2>
                  <a href={`/${slug}/${lang === 'fr' ? '' : `${lang}/`}`}>{name}</a>
                </h2>
              </li>
            ))}
          </ul>
        )}
      </>
    )
    return frame(
      { title: 'Grappe', body, wide: true },
      {
        lang,
        langs: langs.map((other) => ({
          lang: other,
          text: langNames[other],
          href: other === 'fr' ? '/' : `/?lang=${other}`,
          current: other === lang,
        })),
      },
    )
  }

  function notFound(lang: Lang, web: Web | null): Ready {
    const home = web?.link('/') ?? '/'
    const body = (
      <>
        <div class="title">
          <h1 class="long">{words[lang].notFound}</h1>
        </div>
        <p>{words[lang].notFoundWhy}</p>
        <p>
          <a class="more" href={home}>
            {words[lang].backHome}
          </a>
        </p>
      </>
    )
    return frame(
      { title: words[lang].notFound, body, status: 404, wide: true },
      { lang, langs: [], site: { name: web?.profile.name ?? 'Grappe', home } },
    )
  }

  function whenBroken(lang: Lang, reference: string): Ready {
    const body = (
      <>
        <div class="title">
          <h1 class="long">{words[lang].broken}</h1>
        </div>
        <p>{words[lang].brokenWhy}</p>
        <p>
          <code>{reference}</code>
        </p>
      </>
    )
    return frame({ title: words[lang].broken, body, status: 500, wide: true }, { lang, langs: [] })
  }

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

function page(
  assets: Assets,
  shown: Shown,
  given: Partial<Parameters<typeof Layout>[0]> & { lang: Lang; langs: Parameters<typeof Layout>[0]['langs'] },
): Ready {
  const { lang } = given
  const html = render(
    <Layout
      dir={directionOf(lang)}
      title={shown.title}
      description={shown.description}
      assets={{ css: assets.css, js: assets.js, fonts: lang === 'ar' ? assets.fonts.arabic : assets.fonts.latin }}
      site={{ name: 'Grappe', home: '/' }}
      nav={[]}
      facts={shown.facts}
      wide={shown.wide}
      names={words[lang]}
      {...given}
      lang={lang}
    >
      {shown.body}
    </Layout>,
  )
  return made(shown.status ?? 200, 'text/html; charset=utf-8', `<!doctype html>${html}`)
}

const pressed = /^(text\/|application\/(json|xml|atom\+xml))/

function made(status: number, type: string, content: string | Uint8Array, name?: string): Ready {
  const body = Buffer.from(content as string)
  return {
    status,
    type,
    body,
    gzip: pressed.test(type) && body.length > 1024 ? gzipSync(body) : null,
    etag: `"${sha256(body).slice(0, 24)}"`,
    name,
  }
}

const redirect = (to: string): Ready => ({
  status: 302,
  type: 'text/plain; charset=utf-8',
  body: Buffer.from(to),
  gzip: null,
  etag: '',
  location: to,
})
