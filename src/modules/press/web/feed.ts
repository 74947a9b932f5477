import type { Page } from '../../../core/page.ts'
import { ask } from '../../../core/view.ts'
import { fill } from '../../../platform/texts.ts'
import { xml, xmlDocument } from '../../../platform/xml.ts'
import { texts } from '../texts.ts'
import { articles, tagsOf } from '../views.ts'

const newest = 30

/** The press as an Atom feed (RFC 4287): ids and dates that stay the same from one reading to the next. */
export const feedPage: Page = {
  path: '/feed.atom',
  answer: async (web) => {
    const list = (await ask(web.scope, web.actor, articles, { ...web.at }))!.rows.slice(0, newest)
    const home = `${web.origin}${web.link('/')}`
    const self = `${web.origin}${web.link('/feed.atom')}`
    const stamp = (day: string) => `${day}T00:00:00Z`
    const feed = xml('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': web.lang }, [
      xml('id', {}, [`urn:uuid:${web.scope.cluster}`]),
      xml('title', {}, [fill(texts[web.lang].feedTitle, { name: web.profile.name })]),
      xml('updated', {}, [stamp(list[0]?.day ?? web.profile.asOf)]),
      xml('link', { rel: 'self', type: 'application/atom+xml', href: self }),
      xml('link', { rel: 'alternate', type: 'text/html', href: home }),
      xml('author', {}, [xml('name', {}, [web.profile.name])]),
      ...list.map((article) =>
        xml('entry', {}, [
          xml('id', {}, [`urn:uuid:${article.id}`]),
          xml('title', {}, [article.title]),
          xml('updated', {}, [stamp(article.day)]),
          xml('published', {}, [stamp(article.day)]),
          xml('link', {
            rel: 'alternate',
            type: 'text/html',
            href: `${web.origin}${web.link(`/presse/${article.slug}`)}`,
          }),
          ...tagsOf(article).map((tag) => xml('category', { term: tag })),
          xml('summary', {}, [article.lead ?? article.title]),
        ]),
      ),
    ])
    return { file: xmlDocument(feed), type: 'application/atom+xml; charset=utf-8' }
  },
}
