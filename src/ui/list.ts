/** The query of a list page: what is kept from one link to the next. */
export function withQuery(url: URL, changes: Record<string, string | null>): string {
  const query = new URLSearchParams(url.search)
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === '') query.delete(key)
    else query.set(key, value)
  }
  const text = query.toString()
  return text ? `?${text}` : '?'
}

const pagesMost = 1_000_000

/** The page of a list that the address asks for; what is no page is the first, and beyond all there are is beyond all. */
export const pageAsked = (url: URL): number =>
  Math.max(1, Math.min(pagesMost, Math.trunc(Number(url.searchParams.get('page') ?? 1)) || 1))

/** Sorts rows by the column the address asks for, the sign in front turning it round: `?sort=-joined`. */
export function sorted<Row extends Record<string, unknown>>(
  rows: Row[],
  url: URL,
  columns: string[],
  lang: string,
): { rows: Row[]; sort: string; down: boolean } {
  const asked = url.searchParams.get('sort') ?? ''
  const sort = asked.replace(/^-/, '')
  const down = asked.startsWith('-')
  if (!columns.includes(sort)) return { rows, sort: '', down: false }
  const collator = new Intl.Collator(lang, { numeric: true, sensitivity: 'base' })
  const compare = (a: Row, b: Row) => {
    const [left, right] = [a[sort], b[sort]]
    if (left === null || left === undefined) return 1
    if (right === null || right === undefined) return -1
    return (
      (typeof left === 'number' && typeof right === 'number'
        ? left - right
        : collator.compare(String(left), String(right))) * (down ? -1 : 1)
    )
  }
  return { rows: rows.toSorted(compare), sort, down }
}

export type SortingHead = {
  key: string
  text: string
  end: boolean
  sort: string
  sorted: 'ascending' | 'descending' | undefined
}

/** Headers that sort by their column, and the other way round when they do already. */
export const sortingHeads = (
  heads: { key: string; text: string; end: boolean }[],
  url: URL,
  sort: string,
  down: boolean,
): SortingHead[] =>
  heads.map((head) => ({
    ...head,
    sort: withQuery(url, { sort: sort === head.key && !down ? `-${head.key}` : head.key }),
    sorted: sort === head.key ? (down ? 'descending' : 'ascending') : undefined,
  }))
