import type { Context, Hono } from 'hono'
import { havingAPart, reachOf, seesPersons } from '../core/permission.ts'
import type { Sheet } from '../core/sheet.ts'
import { columnsFor, listRegister } from '../modules/dossier/index.ts'
import { isUuid } from '../platform/ids.ts'
import { refused, taggedJson } from './api-answers.ts'
import type { Caller, WhoCalls } from './api-caller.ts'
import type { House } from './house.ts'
import { sheets } from './modules.ts'

const limits = { usual: 100, most: 1000, pages: 1_000_000 }
/** What a register is asked beside its own columns. */
export const registerQuery = ['limit', 'page', 'sort', 'q'] as const

type Read = {
  text: string | undefined
  only: Record<string, string>
  sort: string
  down: boolean
  limit: number
  page: number
}

/** A whole number from one to some most, or null for what is no such number. */
export function countIn(text: string | null, usual: number, most: number): number | null {
  if (text === null) return usual
  return /^[1-9]\d{0,8}$/.test(text) && Number(text) <= most ? Number(text) : null
}

/** What is asked of a register, or the parameter that is not understood: a filter misspelt must not be a filter left out. */
function readQuery(query: URLSearchParams, columns: readonly string[]): Read | { unknown: string } {
  const only: Record<string, string> = {}
  for (const [key, value] of query) {
    if ((registerQuery as readonly string[]).includes(key)) continue
    if (!columns.includes(key) || key in only) return { unknown: key }
    only[key] = value
  }
  const sorting = query.get('sort') ?? ''
  const sort = sorting.replace(/^-/, '')
  if (sort && !columns.includes(sort)) return { unknown: 'sort' }
  const limit = countIn(query.get('limit'), limits.usual, limits.most)
  if (limit === null) return { unknown: 'limit' }
  const page = countIn(query.get('page'), 1, limits.pages)
  if (page === null) return { unknown: 'page' }
  return { text: query.get('q') ?? undefined, only, sort, down: sorting.startsWith('-'), limit, page }
}

/** `GET /{cluster}/registers/{sheet}` and `…/{id}`: the rows of the office's registers, to whoever may open them, as far as they reach. */
export function addRegisters(api: Hono, { store }: House, whoCalls: WhoCalls): void {
  const asking = async (c: Context): Promise<(Caller & { sheet: Sheet; columns: string[] }) | Response> => {
    const found = await whoCalls(c, havingAPart)
    if (found instanceof Response) return found
    const sheet = sheets.find(({ name }) => name === c.req.param('sheet'))
    if (!sheet) return refused(c, 404, 'no-register')
    const columns = columnsFor(sheet, seesPersons(found.actor)).map(([key]) => key)
    return { ...found, sheet, columns }
  }

  api.get('/:cluster/registers/:sheet', async (c) => {
    const found = await asking(c)
    if (found instanceof Response) return found
    const { cluster, actor, sheet, columns } = found
    const url = new URL(c.req.url)
    const read = readQuery(url.searchParams, columns)
    if ('unknown' in read) return refused(c, 400, 'bad-query', { name: read.unknown })
    const { limit, page, ...asked } = read
    const list = (from: number, most: number) =>
      store.within(cluster.id, (scope) =>
        listRegister(scope, sheet, sheets, {
          ...asked,
          from,
          most,
          reach: reachOf(actor),
          persons: seesPersons(actor),
        }),
      )
    const { rows, total } = await list((page - 1) * limit, limit)
    // Behind the last page there is nothing, and still as much as there is.
    const all = rows.length === 0 && page > 1 ? (await list(0, 1)).total : total
    const to = (other: number, rel: string) => {
      const query = new URLSearchParams(url.searchParams)
      query.set('page', String(other))
      return `<${url.pathname}?${query}>; rel="${rel}"`
    }
    const links = [...(page * limit < all ? [to(page + 1, 'next')] : []), ...(page > 1 ? [to(page - 1, 'prev')] : [])]
    const told = { total: all, page, rows: rows.map(({ id, values }) => ({ id, ...values })) }
    return taggedJson(c, told, links.length > 0 ? { link: links.join(', ') } : {})
  })

  api.get('/:cluster/registers/:sheet/:id', async (c) => {
    const found = await asking(c)
    if (found instanceof Response) return found
    const { cluster, actor, sheet } = found
    const id = c.req.param('id')
    if (!isUuid(id)) return refused(c, 404, 'no-record')
    const one = {
      id,
      only: {},
      sort: '',
      down: false,
      from: 0,
      most: 1,
      reach: reachOf(actor),
      persons: seesPersons(actor),
    }
    const { rows } = await store.within(cluster.id, (scope) => listRegister(scope, sheet, sheets, one))
    return rows[0] ? taggedJson(c, { id, ...rows[0].values }) : refused(c, 404, 'no-record')
  })
}
