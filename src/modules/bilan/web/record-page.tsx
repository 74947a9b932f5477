import type { ComponentChildren } from 'preact'
import { entriesOf } from '../../../core/journal.ts'
import type { Page, Web } from '../../../core/page.ts'
import { isOffice, may, seesPersons } from '../../../core/permission.ts'
import type { Column, Sheet } from '../../../core/sheet.ts'
import { printCell } from '../../../platform/cell.ts'
import { isUuid, sha256 } from '../../../platform/ids.ts'
import { dayText, fill, instantText, moneyText, numberText } from '../../../platform/texts.ts'
import { Facts, Table } from '../../../ui/table.tsx'
import { texts } from '../texts.ts'
import { SourceCells } from './source-page.tsx'

type Row = Record<string, unknown> & { id: string; source_id: string; source_row: number }

/** One record: what the register says, the cell it came from, what refers to it, what happened to it. */
export const recordPage: Page = {
  path: '/records/:kind/:id',
  answer: async (web, { kind = '', id = '' }) => {
    const sheet = web.sheets.find(({ table }) => table === kind)
    if (!sheet || !isUuid(id)) return null
    const { sql, cluster } = web.scope
    const [row] = await sql<Row[]>`select * from ${sql(sheet.table)} where cluster_id = ${cluster} and id = ${id}`
    if (!row) return null
    const t = texts[web.lang]
    const title = await titleOf(web, sheet, row)
    const facts: [string, ComponentChildren][] = []
    for (const [key, column] of Object.entries(sheet.columns))
      facts.push([column.header, await shown(web, sheet, key, column, row)])
    const past = await entriesOf(web.scope, { kind, id })
    return {
      title: `${title} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <p class="over">
              {t.record} · {sheet.name}
            </p>
            <h1 class="long">{title}</h1>
          </div>
          {web.url.searchParams.has('fait') && (
            <p class="said" role="status">
              {t.done}
            </p>
          )}
          <RecordActs web={web} sheet={sheet} id={id} />
          <section class="full">
            <h2>{t.recordFacts}</h2>
            <div lang="fr" dir="ltr">
              <Facts facts={facts} />
            </div>
          </section>
          <section class="full">
            <h2>{t.recordSource}</h2>
            {await SourceCells({ web, source: row.source_id, row: row.source_row, around: 0 })}
          </section>
          {await Documents({ web, kind, id })}
          <Links web={web} links={await linksTo(web, sheet, id)} />
          <section>
            <h2>{t.recordPast}</h2>
            <ol class="past">
              {past.toReversed().map(({ seq, deed, happenedAt, actor, body }) => (
                <li key={seq}>
                  <time dateTime={happenedAt.toISOString()}>{instantText(web.lang, happenedAt, web.profile.zone)}</time>
                  <p>{web.say.deed(deed).name}</p>
                  {changesOf(body, sheet, web).map((change) => (
                    <p key={change}>{change}</p>
                  ))}
                  {reasonOf(body) && isOffice(web.actor) && <p class="quiet">{reasonOf(body)}</p>}
                  <small>{fill(t.doneBy, { actor: isOffice(web.actor) ? actor : t.officeName })}</small>
                </li>
              ))}
              {await Imported({ web, row })}
            </ol>
          </section>
        </>
      ),
    }
  },
}

const reasonOf = (body: unknown): string => String((body as { reason?: string }).reason ?? '')

/** What may be done to this record, by whoever reads. */
function RecordActs({ web, sheet, id }: { web: Web; sheet: Sheet; id: string }) {
  const deeds = [...web.deeds.values()].filter(
    ({ on, may: roles }) => on?.sheet === sheet.name && may(web.actor, roles),
  )
  const mayAttach = may(web.actor, web.deeds.get('documents.attach')?.may ?? [])
  if (deeds.length === 0 && !mayAttach) return null
  return (
    <nav class="full" aria-label={texts[web.lang].recordActs}>
      <ul class="acts">
        {deeds.map(({ name, on }) => (
          <li key={name}>
            <a href={`${web.link(`/actes/${name}`)}?${on!.field}=${id}`}>{web.say.deed(name).name}</a>
          </li>
        ))}
        {mayAttach && (
          <li>
            <a href={`${web.link('/actes/documents.attach')}?kind=${sheet.table}&record=${id}`}>
              {texts[web.lang].attachDocument}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

/** The documents kept as evidence of the record, for those who keep the records. */
async function Documents({ web, kind, id }: { web: Web; kind: string; id: string }) {
  if (!isOffice(web.actor)) return null
  const { sql, cluster } = web.scope
  const rows = await sql`
    select d.id, d.name, d.size, d.sha256, d.added_by, d.added_at from document_of l join document d on d.cluster_id = ${cluster} and d.id = l.document_id
    where l.cluster_id = ${cluster} and l.record_kind = ${kind} and l.record_id = ${id} order by d.added_at`
  if (rows.length === 0) return null
  return (
    <section class="full">
      <h2>{texts[web.lang].documents}</h2>
      <ul class="rows">
        {rows.map(({ id, name, size, sha256, added_by, added_at }) => (
          <li key={id}>
            <a href={web.link(`/documents/${id}`)}>
              <bdi>{name}</bdi>
            </a>
            <span>
              {numberText(web.lang, Math.max(1, Math.round(size / 1024)))} ko · <bdi>{added_by}</bdi> ·{' '}
              {instantText(web.lang, added_at, web.profile.zone)} · <code>{sha256.slice(0, 10)}</code>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

async function Imported({ web, row }: { web: Web; row: Row }) {
  const { sql, cluster } = web.scope
  const [source] =
    await sql`select file, imported_at from source where cluster_id = ${cluster} and id = ${row.source_id}`
  if (!source) return null
  return (
    <li>
      <time dateTime={source.imported_at.toISOString()}>
        {instantText(web.lang, source.imported_at, web.profile.zone)}
      </time>
      <p>{fill(texts[web.lang].importedFrom, { file: source.file, line: String(row.source_row) })}</p>
    </li>
  )
}

function changesOf(body: unknown, sheet: Sheet, web: Web): string[] {
  const { before = {}, after = {} } = body as {
    before?: Record<string, string | null>
    after?: Record<string, string | null>
  }
  return Object.keys(after).map((key) => {
    const column = sheet.columns[key]
    const hide = column?.personal && !seesPersons(web.actor)
    const say = (value: string | null | undefined) => (hide ? texts[web.lang].reserved : (value ?? '—'))
    return fill(texts[web.lang].changed, {
      field: column?.header ?? key,
      before: say(before[key]),
      after: say(after[key]),
    })
  })
}

/** What to call a record: by what others call it, or by what it is about. */
async function titleOf(web: Web, sheet: Sheet, row: Row): Promise<string> {
  const own = (sheet.calledBy ?? []).map((key) => row[key]).filter((value) => typeof value === 'string' && value)
  if (own.length > 0) return sheet.calledBy!.includes('name') ? String(row.name) : [...new Set(own)].join(' · ')
  const words: string[] = []
  for (const key of sheet.key.slice(0, 3)) {
    const column = sheet.columns[key]!
    if (column.personal && !seesPersons(web.actor))
      words.push(fill(texts[web.lang].masked, { code: codeOf(web, row.id) }))
    else if (column.cell.kind === 'reference' || column.cell.kind === 'person')
      words.push((await nameOf(web, column, row[`${key}_id`])) ?? '')
    else words.push(plain(web, column, row[key]))
  }
  return words.filter(Boolean).join(' · ')
}

const codeOf = (web: Web, id: string) => sha256(`${web.scope.cluster} ${id}`).slice(0, 6).toUpperCase()

async function nameOf({ scope: { sql, cluster }, sheets }: Web, { cell }: Column, id: unknown): Promise<string | null> {
  if (typeof id !== 'string') return null
  if (cell.kind === 'person')
    return (await sql`select name from person where cluster_id = ${cluster} and id = ${id}`)[0]?.name ?? null
  const target = sheets.find(({ name }) => cell.kind === 'reference' && name === cell.to)
  if (!target) return null
  const [row] = await sql`select * from ${sql(target.table)} where cluster_id = ${cluster} and id = ${id}`
  return row ? String(row[target.columns.name ? 'name' : target.columns.title ? 'title' : target.calledBy![0]!]) : null
}

function plain({ lang }: Web, { cell }: Column, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (cell.kind === 'day') return dayText(lang, String(value))
  if (cell.kind === 'amount') return moneyPlain(lang, Number(value))
  if (cell.kind === 'number') return numberText(lang, Number(value))
  if (value instanceof Date) return value.toISOString()
  return printCell(cell, String(value))
}

const moneyPlain = (lang: Web['lang'], value: number) => numberText(lang, value, 2)

async function shown(web: Web, sheet: Sheet, key: string, column: Column, row: Row): Promise<ComponentChildren> {
  const { sql, cluster } = web.scope
  const { cell, personal } = column
  if (personal && !seesPersons(web.actor))
    return row[key] === null && row[`${key}_id`] === undefined ? (
      ''
    ) : (
      <span class="quiet">{texts[web.lang].reserved}</span>
    )
  if (cell.kind === 'reference') {
    const target = web.sheets.find(({ name }) => name === cell.to)!
    const name = await nameOf(web, column, row[`${key}_id`])
    return name && <a href={web.link(`/records/${target.table}/${row[`${key}_id`]}`)}>{name}</a>
  }
  if (cell.kind === 'references') {
    const linked = await sql`
      select o.id, o.name from ${sql(cell.via)} l join organisation o on o.cluster_id = ${cluster} and o.id = l.organisation_id
      where l.cluster_id = ${cluster} and l.${sql(`${sheet.table}_id`)} = ${row.id} order by o.name`
    return linked.flatMap(({ id, name }, place) => [
      place ? ', ' : '',
      <a key={id} href={web.link(`/records/organisation/${id}`)}>
        {name}
      </a>,
    ])
  }
  if (cell.kind === 'person') return nameOf(web, column, row[`${key}_id`])
  if (cell.kind === 'instant') return row[key] instanceof Date ? instantText(web.lang, row[key], web.profile.zone) : ''
  if (cell.kind === 'party' && row[`${key}_organisation_id`])
    return <a href={web.link(`/records/organisation/${row[`${key}_organisation_id`]}`)}>{String(row[key])}</a>
  if (cell.kind === 'amount' && row[key] !== null)
    return 'currency' in row && row.currency !== 'MAD'
      ? `${moneyPlain(web.lang, Number(row[key]))} ${row.currency}`
      : moneyText(web.lang, Number(row[key]))
  return plain(web, column, row[key])
}

type Link = { sheet: Sheet; count: number; rows: { id: string; title: string }[] }

const linksShown = 8

/** The records of other registers that refer to this one, register by register. */
async function linksTo(web: Web, target: Sheet, id: string): Promise<Link[]> {
  const { sql, cluster } = web.scope
  const links: Link[] = []
  for (const sheet of web.sheets) {
    const columns = Object.entries(sheet.columns).flatMap(([key, { cell, personal }]) => {
      // A link that is hidden where it starts must not be found from where it ends.
      if (personal && !seesPersons(web.actor)) return []
      if (cell.kind === 'reference' && cell.to === target.name) return [`${key}_id`]
      return cell.kind === 'party' && target.table === 'organisation' ? [`${key}_organisation_id`] : []
    })
    if (columns.length === 0) continue
    const where = columns.map((column) => sql`${sql(column)} = ${id}`).reduce((either, one) => sql`${either} or ${one}`)
    const rows = await sql<
      Row[]
    >`select *, count(*) over () as total from ${sql(sheet.table)} where cluster_id = ${cluster} and (${where}) order by source_row limit ${linksShown}`
    if (rows.length > 0)
      links.push({
        sheet,
        count: Number(rows[0]!.total),
        rows: await Promise.all(rows.map(async (row) => ({ id: row.id, title: await titleOf(web, sheet, row) }))),
      })
  }
  return links
}

function Links({ web, links }: { web: Web; links: Link[] }) {
  if (links.length === 0) return null
  return (
    <section class="full">
      <h2>{texts[web.lang].recordLinks}</h2>
      <Table
        caption={texts[web.lang].recordLinks}
        heads={[
          { key: 'sheet', text: texts[web.lang].sheetNames },
          { key: 'rows', text: texts[web.lang].label },
          { key: 'count', text: texts[web.lang].heads.number, end: true },
        ]}
        lines={links.map(({ sheet, count, rows }) => ({
          key: sheet.name,
          cells: [
            sheet.name,
            rows.flatMap(({ id, title }, place) => [
              place ? ' ; ' : '',
              <a key={id} href={web.link(`/records/${sheet.table}/${id}`)}>
                {title}
              </a>,
            ]),
            numberText(web.lang, count),
          ],
        }))}
      />
    </section>
  )
}
