import type { Page, Web } from '../../../core/page.ts'
import { ask } from '../../../core/view.ts'
import { slugOf } from '../../../platform/fold.ts'
import { dayText, fill } from '../../../platform/texts.ts'
import { words as shared } from '../../../platform/words.ts'
import { Entries, type Entry, Parts } from '../../../ui/entries.tsx'
import { relatedTo } from '../related.ts'
import { texts } from '../texts.ts'
import { type Article, articles, tagsOf } from '../views.ts'

const articlesOf = async (
  web: Web,
  asked: { tag?: string | undefined; text?: string | undefined } = {},
): Promise<Article[]> => (await ask(web.scope, web.actor, articles, { ...web.at, ...asked }))!.rows

function Tags({ web, tags }: { web: Web; tags: string[] }) {
  return (
    <ul class="tags" aria-label={texts[web.lang].tags}>
      {tags.map((tag) => (
        <li key={tag}>
          <a href={`${web.link('/presse')}?etiquette=${encodeURIComponent(slugOf(tag))}`}>{tag}</a>
        </li>
      ))}
    </ul>
  )
}

const entriesOf = (web: Web, list: Article[]): Entry[] =>
  list.map((article) => ({
    key: article.id,
    href: web.link(`/presse/${article.slug}`),
    title: article.title,
    lines: [{ parts: [article.publisher, dayText(web.lang, article.day)], quiet: true }, { parts: [article.lead] }],
  }))

/** What the press wrote, by tag and by word. */
export const pressPage: Page = {
  path: '/presse',
  nav: { fr: texts.fr.nav, ar: texts.ar.nav, en: texts.en.nav },
  places: async (web) => ['/presse', ...(await articlesOf(web)).map(({ slug }) => `/presse/${slug}`)],
  answer: async (web) => {
    const [t, common] = [texts[web.lang], shared[web.lang]]
    const tag = web.url.searchParams.get('etiquette') || undefined
    const text = web.url.searchParams.get('q') || undefined
    const all = await articlesOf(web)
    const list = tag || text ? await articlesOf(web, { tag, text }) : all
    const tags = [...new Set(all.flatMap(tagsOf))].sort((a, b) => a.localeCompare(b, 'fr'))
    const named = tags.find((one) => slugOf(one) === tag)
    return {
      title: `${named ? fill(t.tag, { tag: named }) : t.title} · ${web.profile.name}`,
      body: (
        <>
          <div class="title">
            {named && <p class="over">{fill(t.tag, { tag: named })}</p>}
            <h1>{t.title}</h1>
          </div>
          <search>
            <form class="filters">
              <label>
                {common.search}
                <input type="search" name="q" value={text ?? ''} />
              </label>
              <button type="submit">{common.search}</button>
              {web.url.search && (
                <p class="got">
                  <a href={web.link('/presse')}>{common.clear}</a>
                </p>
              )}
            </form>
          </search>
          {list.length === 0 && <p class="empty">{all.length === 0 ? t.none : common.none}</p>}
          <Entries of={entriesOf(web, list)} />
          {tags.length > 0 && (
            <aside class="evidence" aria-label={t.tags}>
              <p class="over">{t.tags}</p>
              <Tags web={web} tags={tags} />
            </aside>
          )}
        </>
      ),
    }
  },
}

/** Only an address of the web is a link, whatever a record holds. */
const linkOf = (url: string | null): string | null => (url && /^https?:\/\//i.test(url) ? url : null)

type Written = { lang: string; title: string; lead: string | null; body: string }

/** What the office published of an article, in the reader's language or else in French. */
async function writtenOf({ scope: { sql, cluster }, lang, today }: Web, article: string): Promise<Written | null> {
  const rows = await sql<Written[]>`
    select lang, title, lead, body from article_text
    where cluster_id = ${cluster} and article_id = ${article} and published_on <= ${today} and lang in (${lang}, 'fr')`
  return rows.find((one) => one.lang === lang) ?? rows[0] ?? null
}

/** One article, and those near it. */
export const articlePage: Page = {
  path: '/presse/:slug',
  answer: async (web, { slug = '' }) => {
    const t = texts[web.lang]
    const all = await articlesOf(web)
    const article = all.find((one) => one.slug === slug)
    if (!article) return null
    const related = relatedTo(article, all)
    const written = await writtenOf(web, article.id)
    const url = linkOf(article.url)
    return {
      title: `${article.title} · ${web.profile.name}`,
      ...(article.lead ? { description: article.lead } : {}),
      facts: {
        '@context': 'https://schema.org',
        '@type': 'NewsArticle',
        headline: article.title,
        datePublished: article.day,
        inLanguage: 'fr',
        ...(article.lead ? { description: article.lead } : {}),
        ...(url ? { url } : {}),
        keywords: tagsOf(article).join(', '),
        ...(article.publisher ? { publisher: { '@type': 'Organization', name: article.publisher } } : {}),
        about: { '@type': 'Organization', name: web.profile.name },
      },
      body: (
        <>
          <div class="title">
            <p class="over">
              <a href={web.link('/presse')}>{t.title}</a> ·{' '}
              <Parts of={[article.publisher, dayText(web.lang, article.day)]} />
            </p>
            <h1 class="long">
              <bdi>{written?.title ?? article.title}</bdi>
            </h1>
          </div>
          {(written?.lead ?? article.lead) && (
            <div class="lead">
              <p>
                <bdi>{written?.lead ?? article.lead}</bdi>
              </p>
            </div>
          )}
          {written && (
            <div class="written" lang={written.lang} dir="auto">
              {written.body}
            </div>
          )}
          {url && (
            <p>
              <a class="more" href={url} rel="noopener">
                {t.read}
              </a>
            </p>
          )}
          <Tags web={web} tags={tagsOf(article)} />
          {related.length > 0 && (
            <section>
              <h2>{t.related}</h2>
              <Entries of={entriesOf(web, related)} heading="h3" />
            </section>
          )}
          <p>
            <a class="quiet" href={web.link(`/records/article/${article.id}`)}>
              {t.source}
            </a>
          </p>
        </>
      ),
    }
  },
}
