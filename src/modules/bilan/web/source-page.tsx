import type { VNode } from 'preact'
import type { Page, Web } from '../../../core/page.ts'
import { seesPersons } from '../../../core/permission.ts'
import type { Sheet } from '../../../core/sheet.ts'
import { sheetKey } from '../../../platform/fold.ts'
import { isUuid } from '../../../platform/ids.ts'
import { fill, instantText } from '../../../platform/texts.ts'
import { Table } from '../../../ui/table.tsx'
import { placeHeaders } from '../../dossier/index.ts'
import { texts } from '../texts.ts'

/** A file as it was read: its lines, with the one that was asked for marked. */
export const sourcePage: Page = {
  path: '/sources/:id',
  answer: async (web, { id = '' }) => {
    if (!isUuid(id)) return null
    const { sql, cluster } = web.scope
    const [source] =
      await sql`select file, sheet, sha256, imported_at from source where cluster_id = ${cluster} and id = ${id}`
    const row = Number(web.url.searchParams.get('row')) || 2
    if (!source) return null
    const t = texts[web.lang]
    return {
      title: `${source.file} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <p class="over">{t.file}</p>
            <h1 class="long">
              {source.file === source.sheet || source.file.startsWith(`${source.sheet}.`)
                ? source.file
                : `${source.file} · ${source.sheet}`}
            </h1>
            <p class="quiet">
              {fill(t.sourceAbout, {
                day: instantText(web.lang, source.imported_at, web.profile.zone),
                digest: source.sha256,
              })}
            </p>
          </div>
          <section class="full">{await SourceCells({ web, source: id, row, around: 12 })}</section>
        </>
      ),
    }
  },
}

/** The columns of a file that hold facts about private persons. */
function personalColumns(sheet: Sheet | undefined, header: string[]): Set<number> {
  // A file nobody knows the columns of is shown to nobody but the office.
  if (!sheet) return new Set(header.keys())
  const places = placeHeaders(sheet, header, () => {}, true)
  return new Set([...places].flatMap(([key, place]) => (sheet.columns[key]!.personal ? [place] : [])))
}

/** The lines of a file around one of them, cells as they were typed. */
export async function SourceCells({
  web,
  source,
  row,
  around,
}: {
  web: Web
  source: string
  row: number
  around: number
}): Promise<VNode | null> {
  const { sql, cluster } = web.scope
  const [file] = await sql<
    { file: string; sheet: string; columns: string[] }[]
  >`select file, sheet, columns from source where cluster_id = ${cluster} and id = ${source}`
  if (!file) return null
  const lines = await sql<{ line: number; cells: string[] }[]>`
    select line, cells from source_line where cluster_id = ${cluster} and source_id = ${source} and line between ${row - around} and ${row + around} order by line`
  const t = texts[web.lang]
  const sheet = web.sheets.find(({ name }) => sheetKey(name) === sheetKey(file.sheet))
  const hidden = seesPersons(web.actor) ? new Set<number>() : personalColumns(sheet, file.columns)
  return (
    <>
      <p class="quiet">
        <a href={`${web.link(`/sources/${source}`)}?row=${row}`}>
          {fill(t.sourceLine, { file: file.file, line: String(row) })}
        </a>
      </p>
      <section class="scroll full" dir="ltr" lang="fr" tabIndex={0} aria-label={file.file}>
        <Table
          grid
          caption={file.file}
          heads={[{ key: 'line', text: t.line }, ...file.columns.map((text, place) => ({ key: String(place), text }))]}
          lines={lines.map(({ line, cells }) => ({
            key: String(line),
            on: line === row,
            cells: [
              String(line),
              ...file.columns.map((_, place) =>
                hidden.has(place) && cells[place] ? <span class="quiet">{t.reserved}</span> : (cells[place] ?? ''),
              ),
            ],
          }))}
        />
      </section>
    </>
  )
}
