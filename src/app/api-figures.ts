import type { Context, Hono } from 'hono'
import { type At, atDay, definitionAt, type Figure, type Value, valuesOf } from '../core/figure.ts'
import { entriesOf } from '../core/journal.ts'
import { readers } from '../core/permission.ts'
import { defaultZone, profileOf } from '../modules/directory/index.ts'
import { dayIn, parseDay } from '../platform/day.ts'
import type { Scope } from '../platform/store/store.ts'
import { dayText, fill, type Lang } from '../platform/texts.ts'
import { langOf, refused, taggedJson } from './api-answers.ts'
import type { Caller, WhoCalls } from './api-caller.ts'
import { countIn } from './api-registers.ts'
import type { House } from './house.ts'
import { figures, figuresByName, figureText } from './modules.ts'

const keptMax = 40
const entries = { usual: 100, most: 1000 }

/** A figure as programs are told it. */
function toldOf(figure: Figure, value: Value, at: At, lang: Lang, slug: string) {
  const words = figureText(lang, figure.name)
  const names = { year: String(at.year), next: String(at.year + 1), day: dayText(lang, at.asOf) }
  const { version, since } = definitionAt(figure, at.asOf)
  return {
    name: figure.name,
    title: fill(words.name, names),
    rule: fill(words.rule, names),
    definition: { version, since },
    unit: figure.unit,
    value: value.value,
    splits: value.splits,
    // The rows it counts, as the page of the same day shows them to everybody.
    evidence: `/${slug}/bilan/${at.year}/${figure.name}.json?as_of=${at.asOf}`,
  }
}

/** `GET /{cluster}/figures`, `…/{name}` on a day, and the journal for those who may read it. */
export function addFigures(api: Hono, { store, now }: House, whoCalls: WhoCalls): void {
  // Every figure of a day is one pass over the year: made once for a state of the records.
  const kept = new Map<string, Map<string, Value>>()
  const valuesAt = async (scope: Scope, at: At): Promise<Map<string, Value>> => {
    const { sql, cluster } = scope
    const [head] = await sql`select hash from journal where cluster_id = ${cluster} order by seq desc limit 1`
    const key = [cluster, head?.hash ?? '', at.asOf].join(' ')
    const known = kept.get(key)
    if (known) return known
    const values = await valuesOf(scope, figures, at)
    kept.set(key, values)
    if (kept.size > keptMax) kept.delete(kept.keys().next().value!)
    return values
  }

  async function valuesFor(
    c: Context,
    { cluster }: Caller,
  ): Promise<{ at: At; values: Map<string, Value> } | Response> {
    const asked = new URL(c.req.url).searchParams.get('as_of')
    const day = asked === null ? null : parseDay(asked)
    if (asked !== null && day === null) return refused(c, 400, 'bad-query', { name: 'as_of' })
    return store.within(cluster.id, async (scope) => {
      const profile = await profileOf(scope, cluster.slug, dayIn(now(), defaultZone))
      const at = atDay(day ?? profile.asOf, profile.zone)
      return { at, values: await valuesAt(scope, at) }
    })
  }

  api.get('/:cluster/figures', async (c) => {
    const found = await whoCalls(c)
    if (found instanceof Response) return found
    const read = await valuesFor(c, found)
    if (read instanceof Response) return read
    const { at, values } = read
    const told = figures.map((figure) => toldOf(figure, values.get(figure.name)!, at, langOf(c), found.cluster.slug))
    return taggedJson(c, { as_of: at.asOf, figures: told })
  })

  api.get('/:cluster/figures/:name', async (c) => {
    const found = await whoCalls(c)
    if (found instanceof Response) return found
    const figure = figuresByName.get(c.req.param('name'))
    if (!figure) return refused(c, 404, 'no-figure')
    const read = await valuesFor(c, found)
    if (read instanceof Response) return read
    const { at, values } = read
    return taggedJson(c, {
      as_of: at.asOf,
      ...toldOf(figure, values.get(figure.name)!, at, langOf(c), found.cluster.slug),
    })
  })

  api.get('/:cluster/journal', async (c) => {
    const found = await whoCalls(c, readers)
    if (found instanceof Response) return found
    const url = new URL(c.req.url)
    const most = countIn(url.searchParams.get('limit'), entries.usual, entries.most)
    if (most === null) return refused(c, 400, 'bad-query', { name: 'limit' })
    const after = url.searchParams.get('after') ?? '0'
    if (!/^\d{1,15}$/.test(after)) return refused(c, 400, 'bad-query', { name: 'after' })
    const rows = await store.within(found.cluster.id, (scope) =>
      entriesOf(scope, undefined, { after: Number(after), most }),
    )
    const last = rows.at(-1)
    const next = rows.length === most && last ? `${url.pathname}?after=${last.seq}&limit=${most}` : null
    return taggedJson(c, { entries: rows }, next ? { link: `<${next}>; rel="next"` } : {})
  })
}
