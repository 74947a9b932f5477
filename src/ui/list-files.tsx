import type { VNode } from 'preact'
import { withQuery } from './list.ts'

/** A list taken away as it stands, in three forms. */
export function ListFiles({ path, url, workbook }: { path: string; url: URL; workbook: string }): VNode {
  const query = withQuery(url, {}).replace(/^\?$/, '')
  const names = { csv: 'CSV', xlsx: workbook, json: 'JSON' }
  return (
    <>
      {Object.entries(names).map(([ending, name]) => (
        <a key={ending} href={`${path}.${ending}${query}`}>
          {name}
        </a>
      ))}
    </>
  )
}
