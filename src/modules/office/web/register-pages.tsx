import type { Page, Web } from '../../../core/page.ts'
import { havingAPart, may, reachOf, readers, seesPersons } from '../../../core/permission.ts'
import type { Column, Sheet } from '../../../core/sheet.ts'
import { listFile } from '../../../platform/files/list-file.ts'
import { counted, instantText, numberText, shortDayText } from '../../../platform/texts.ts'
import { words as shared } from '../../../platform/words.ts'
import { pageAsked, sortingHeads, withQuery } from '../../../ui/list.ts'
import { ListFiles } from '../../../ui/list-files.tsx'
import { Pager, Table } from '../../../ui/table.tsx'
import { choicesOf, columnsFor, countRegisters, filtersOf, type Listed, listRegister } from '../../dossier/index.ts'
import { texts } from '../texts.ts'

const perPage = 130
const mostInFile = 200_000

/** Every register, with how much is in it. */
export const registersPage: Page = {
  path: '/bureau/registres',
  may: readers,
  office: { fr: texts.fr.registers, ar: texts.ar.registers, en: texts.en.registers },
  answer: async (web) => {
    const t = texts[web.lang]
    const counts = await countRegisters(web.scope, web.sheets)
    return {
      title: `${t.registers} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.registers}</h1>
          </div>
          <ul class="numbers full">
            {web.sheets.map(({ name }) => (
              <li key={name}>
                <a href={web.link(`/bureau/registres/${name}`)}>
                  <b>{numberText(web.lang, counts.get(name) ?? 0)}</b>
                  {web.say.sheet(name).many}
                </a>
              </li>
            ))}
          </ul>
        </>
      ),
    }
  },
}

/** One register: filtered, sorted, searched, a page at a time, and taken away as it stands. */
export const registerPage: Page = {
  path: '/bureau/registres/:sheet{.:format(csv|xlsx|json)}?',
  may: havingAPart,
  answer: async (web, { sheet: name, format }) => {
    const sheet = web.sheets.find((one) => one.name === name)
    if (!sheet) return null
    const { lang, url, scope, actor } = web
    const [t, common] = [texts[lang], shared[lang]]
    const persons = seesPersons(actor)
    const columns = columnsFor(sheet, persons)
    const filters = filtersOf(sheet, persons)
    const asked = (key: string) => url.searchParams.get(key) || undefined
    const sorting = asked('sort') ?? ''
    const sort = sorting.replace(/^-/, '')
    const down = sorting.startsWith('-')
    const page = pageAsked(url)
    const only = Object.fromEntries(filters.flatMap((key) => (asked(key) ? [[key, asked(key)!]] : [])))
    const { rows, total } = await listRegister(scope, sheet, web.sheets, {
      text: asked('q'),
      only,
      sort: columns.some(([key]) => key === sort) ? sort : '',
      down,
      from: format ? 0 : (page - 1) * perPage,
      most: format ? mostInFile : perPage,
      reach: reachOf(actor),
      persons,
    })
    const head = ([key, { header }]: [string, Column]) => ({ key, title: web.say.header(header) })
    if (format)
      return listFile(
        sheet.name,
        columns.map(head),
        rows.map(({ values }) => values),
        format,
      )
    const path = web.link(`/bureau/registres/${sheet.name}`)
    const choices = new Map<string, string[]>()
    for (const key of filters) choices.set(key, await choicesOf(scope, sheet, key))
    const pages = Math.ceil(total / perPage)
    const add = web.deeds.get(`${sheet.name}.add`)
    return {
      title: `${web.say.sheet(sheet.name).many} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <p class="over">{t.register}</p>
            <h1>{web.say.sheet(sheet.name).many}</h1>
          </div>
          {add && may(actor, add.may) && (
            <p class="full">
              <a class="button" href={web.link(`/actes/${add.name}`)}>
                {web.say.deed(add.name).name}
              </a>
            </p>
          )}
          <search>
            <form class="filters">
              <label>
                {common.search}
                <input type="search" name="q" value={asked('q') ?? ''} />
              </label>
              {filters
                .filter((key) => (choices.get(key)?.length ?? 0) > 0)
                .map((key) => (
                  <label key={key}>
                    {web.say.header(sheet.columns[key]!.header)}
                    <select name={key}>
                      <option value="">{common.all}</option>
                      {choices.get(key)!.map((choice) => (
                        <option key={choice} value={choice} selected={asked(key) === choice}>
                          {choice}
                        </option>
                      ))}
                    </select>
                  </label>
                ))}
              {sorting && <input type="hidden" name="sort" value={sorting} />}
              <button type="submit">{common.filter}</button>
              <p class="got">
                <span>{counted(lang, total, t.records)}</span>
                {url.search && <a href={path}>{common.clear}</a>}
                <ListFiles path={path} url={url} workbook={common.workbook} />
              </p>
            </form>
          </search>
          <section class="full scrolls" tabIndex={0} aria-label={web.say.sheet(sheet.name).many}>
            <Table
              caption={web.say.sheet(sheet.name).many}
              empty={url.search ? common.none : t.emptyRegister}
              heads={sortingHeads(
                columns.map(([key, { header, cell }]) => ({
                  key,
                  text: web.say.header(header),
                  end: isNumber(cell.kind),
                })),
                url,
                sort,
                down,
              )}
              lines={rows.map((row) => ({ key: row.id, cells: cellsOf(web, sheet, columns, row) }))}
            />
          </section>
          <Pager
            page={page}
            pages={pages}
            href={(to) => `${path}${withQuery(url, { page: String(to) })}`}
            names={{ before: common.before, after: common.after, label: common.pages }}
          />
        </>
      ),
    }
  },
}

const isNumber = (kind: string) => kind === 'number' || kind === 'amount' || kind === 'integer'

function cellsOf(web: Web, sheet: Sheet, columns: [string, Column][], { id, values }: Listed) {
  return columns.map(([key, { cell }], place) => {
    const text = cellText(web, cell.kind, values[key] ?? null)
    if (place > 0) return isNumber(cell.kind) ? text : <bdi key={key}>{text}</bdi>
    return (
      <a key={key} href={web.link(`/records/${sheet.table}/${id}`)}>
        <bdi>{text || '—'}</bdi>
      </a>
    )
  })
}

function cellText({ lang, profile }: Web, kind: string, value: string | number | null): string {
  if (value === null) return ''
  if (kind === 'day') return shortDayText(lang, String(value))
  if (kind === 'instant') return instantText(lang, new Date(value), profile.zone)
  if (kind === 'amount') return numberText(lang, Number(value), 2)
  if (typeof value === 'number')
    return kind === 'integer' && value > 1900 && value < 2200 ? String(value) : numberText(lang, value)
  const text = String(value)
  return text.length > 160 ? `${text.slice(0, 157)}…` : text
}
