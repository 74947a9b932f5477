import { atDay } from '../core/figure.ts'
import type { Actor } from '../core/permission.ts'
import { ask } from '../core/view.ts'
import { defaultZone, findCluster, profileOf } from '../modules/directory/index.ts'
import { dayIn, parseDay } from '../platform/day.ts'
import { type ListFile, listFile } from '../platform/files/list-file.ts'
import type { Store } from '../platform/store/store.ts'
import { viewsByName } from './modules.ts'

const formats = ['json', 'csv', 'xlsx']

/**
 * `GET /api/v1/{cluster}/views/{name}.{json|csv|xlsx}?as_of=DAY`: the rows a page shows, without the page. Null: there is no such
 * thing, or it is not this reader's to ask.
 */
export async function answerView(
  store: Store,
  actor: Actor,
  slug: string,
  asked: string,
  query: URLSearchParams,
  now: Date,
): Promise<ListFile | null> {
  const [, name = '', format = 'json'] = /^(.*?)(?:\.(json|csv|xlsx))?$/.exec(asked) ?? []
  const view = viewsByName.get(name)
  const cluster = view && formats.includes(format) ? await findCluster(store, slug) : null
  if (!view || !cluster) return null
  return store.within(cluster.id, async (scope) => {
    const profile = await profileOf(scope, slug, dayIn(now, defaultZone))
    const at = atDay(parseDay(query.get('as_of') ?? '') ?? profile.asOf, profile.zone)
    const answer = await ask(scope, actor, view, { ...at, text: query.get('q') ?? undefined })
    return (
      answer &&
      listFile(
        name,
        answer.columns.map(({ key }) => ({ key, title: key })),
        answer.rows,
        format,
      )
    )
  })
}
