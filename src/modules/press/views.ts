import { view } from '../../core/view.ts'
import { fold, slugOf } from '../../platform/fold.ts'

export type Article = {
  id: string
  slug: string
  day: string
  title: string
  publisher: string | null
  url: string | null
  lead: string | null
  tags: string | null
}

/** What the press wrote, newest first; of one tag when it is asked. */
export const articles = view({
  name: 'press.articles',
  may: ['public'],
  columns: [
    { key: 'day', kind: 'day' },
    { key: 'title', kind: 'text' },
    { key: 'publisher', kind: 'text' },
    { key: 'lead', kind: 'text' },
    { key: 'tags', kind: 'text' },
    { key: 'url', kind: 'text' },
  ],
  rows: async ({ sql, cluster }, { tag, text = '' }): Promise<Article[]> => {
    const rows = await sql`
      select a.id, a.day, a.title, a.publisher, a.url, a.lead, a.tags from article a where a.cluster_id = ${cluster} order by a.day desc, a.title`
    const words = fold(text).split(' ').filter(Boolean)
    return rows
      .map((row) => ({ ...row, slug: `${row.day}-${slugOf(row.title)}` }) as Article)
      .filter((article) => tag === undefined || tagsOf(article).some((own) => slugOf(own) === tag))
      .filter(({ title, lead }) => words.every((word) => fold(`${title} ${lead ?? ''}`).includes(word)))
  },
})

export const tagsOf = ({ tags }: Pick<Article, 'tags'>): string[] =>
  (tags ?? '')
    .split(/[,;]/)
    .map((tag) => tag.trim())
    .filter(Boolean)

export const views = [articles]
