import type { ComponentChildren, VNode } from 'preact'

export type Head = {
  key: string
  text: string
  end?: boolean
  sort?: string | undefined
  sorted?: 'ascending' | 'descending' | undefined
}
export type Line = { key: string; cells: ComponentChildren[]; on?: boolean }

/** The one table: a first column that names the row, headers that sort, a stack of lines on a phone, a word where there is none. */
export function Table({
  caption,
  heads,
  lines,
  grid,
  empty,
}: {
  caption: string
  heads: Head[]
  lines: Line[]
  grid?: boolean
  empty?: string
}): VNode {
  if (lines.length === 0 && empty) return <p class="empty">{empty}</p>
  return (
    <table class={grid ? 'list grid' : 'list'}>
      <caption class="vh">{caption}</caption>
      <thead>
        <tr>
          {heads.map(({ key, text, end, sort, sorted }) =>
            // A column of ways to act says so in each of its cells; a header of nothing would be read out as one.
            text ? (
              <th key={key} scope="col" class={end ? 'r' : undefined} aria-sort={sorted}>
                {sort ? <a href={sort}>{text}</a> : text}
              </th>
            ) : (
              <td key={key} />
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, cells, on }) => (
          <tr key={key} class={on ? 'on' : undefined}>
            {cells.map((cell, place) =>
              place === 0 ? (
                <th key={heads[place]!.key} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={heads[place]!.key} class={heads[place]!.end ? 'r' : undefined}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Facts about one thing, the empty ones left out. */
export function Facts({ facts }: { facts: [name: string, value: ComponentChildren][] }): VNode {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

/** Which page of a long list, and the ways to the others. */
export function Pager({
  page,
  pages,
  href,
  names,
}: {
  page: number
  pages: number
  href(page: number): string
  names: { before: string; after: string; label: string }
}): VNode | null {
  if (pages < 2) return null
  return (
    <nav class="pages" aria-label={names.label}>
      {page > 1 && (
        <a rel="prev" href={href(page - 1)}>
          {names.before}
        </a>
      )}
      <span>
        {page} / {pages}
      </span>
      {page < pages && (
        <a rel="next" href={href(page + 1)}>
          {names.after}
        </a>
      )}
    </nav>
  )
}
