import type { Shown } from '../core/page.ts'
import type { Lang } from '../platform/texts.ts'
import { type RefusedStatus, words } from '../platform/words.ts'
import { Entries } from '../ui/entries.tsx'

const Title = ({ text }: { text: string }) => (
  <div class="title">
    <h1 class="long">{text}</h1>
  </div>
)

/** The front door of an installation: its clusters. */
export const clustersPage = (lang: Lang, clusters: { slug: string; name: string }[]): Shown => ({
  title: 'Grappe',
  wide: true,
  body: (
    <>
      <Title text={words[lang].clusters} />
      {clusters.length === 0 ? (
        <p class="empty">{words[lang].noCluster}</p>
      ) : (
        <Entries
          of={clusters.map(({ slug, name }) => ({
            key: slug,
            href: `/${slug}/${lang === 'fr' ? '' : `${lang}/`}`,
            title: name,
            lines: [],
          }))}
        />
      )}
    </>
  ),
})

export const notFoundPage = (lang: Lang, home: string): Shown => ({
  title: words[lang].notFound,
  status: 404,
  wide: true,
  body: (
    <>
      <Title text={words[lang].notFound} />
      <p>{words[lang].notFoundWhy}</p>
      <p>
        <a class="more" href={home}>
          {words[lang].backHome}
        </a>
      </p>
    </>
  ),
})

/** The disk is full: what was sent is not kept, and that is nobody's fault who reads this. */
export const fullPage = (lang: Lang): Shown => ({
  title: words[lang].full,
  status: 507,
  wide: true,
  body: (
    <>
      <Title text={words[lang].full} />
      <p>{words[lang].fullWhy}</p>
    </>
  ),
})

/** Why something was not taken, before anybody looked at what it said. */
export const refusedPage = (lang: Lang, status: RefusedStatus): Shown => {
  const { title, why } = words[lang].refused[status]
  return {
    title,
    status,
    wide: true,
    body: (
      <>
        <Title text={title} />
        <p>{why}</p>
      </>
    ),
  }
}

/** What a reader sees of a defect: that it is not theirs, and what to say of it. */
export const brokenPage = (lang: Lang, reference: string): Shown => ({
  title: words[lang].broken,
  status: 500,
  wide: true,
  body: (
    <>
      <Title text={words[lang].broken} />
      <p>{words[lang].brokenWhy}</p>
      <p>
        <code>{reference}</code>
      </p>
    </>
  ),
})
