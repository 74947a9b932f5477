import type { Page } from '../../../core/page.ts'
import { ask } from '../../../core/view.ts'
import { listFile } from '../../../platform/files/list-file.ts'
import { dayText, fill, numberText, pluralOf, shortDayText } from '../../../platform/texts.ts'
import { words as shared } from '../../../platform/words.ts'
import { sorted, sortingHeads } from '../../../ui/list.ts'
import { ListFiles } from '../../../ui/list-files.tsx'
import { Table } from '../../../ui/table.tsx'
import { regionIn } from '../../directory/index.ts'
import { texts } from '../texts.ts'
import { directory } from '../views.ts'

const columns = ['name', 'college', 'region', 'city', 'fields', 'joined'] as const

/** The members' directory: searched, filtered, sorted, and taken away as it stands. */
export const directoryPage: Page = {
  path: '/membres{.:format(csv|xlsx|json)}?',
  nav: { fr: texts.fr.nav, ar: texts.ar.nav, en: texts.en.nav },
  places: async () => ['/membres'],
  answer: async (web, { format }) => {
    const { at, lang, url, scope, actor } = web
    const [t, common] = [texts[lang], shared[lang]]
    const asked = (key: string) => url.searchParams.get(key) || undefined
    const everyone = (await ask(scope, actor, directory, { ...at }))!
    const found = (await ask(scope, actor, directory, {
      ...at,
      text: asked('q'),
      region: asked('region'),
      college: asked('college'),
    }))!
    const { rows, sort, down } = sorted(found.rows, url, [...columns], lang)
    if (format)
      return listFile(
        'membres',
        columns.map((key) => ({ key, title: t[key] })),
        rows,
        format,
      )
    const options = (key: 'region' | 'college') =>
      [...new Set(everyone.rows.map((row) => row[key]).filter((one) => one !== null))].sort((a, b) =>
        a.localeCompare(b, 'fr'),
      )
    const heads = sortingHeads(
      columns.map((key) => ({ key, text: t[key], end: key === 'joined' })),
      url,
      sort,
      down,
    )
    return {
      title: `${t.title} · ${web.profile.name}`,
      description: fill(t.about, { name: web.profile.name }),
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.title}</h1>
          </div>
          <search>
            <form class="filters">
              <label>
                {common.search}
                <input type="search" name="q" value={asked('q') ?? ''} />
              </label>
              {(['region', 'college'] as const).map((key) => (
                <label key={key}>
                  {t[key]}
                  <select name={key}>
                    <option value="">{common.all}</option>
                    {options(key).map((option) => (
                      <option key={option} value={option} selected={asked(key) === option}>
                        {key === 'region' ? regionIn(lang, option) : option}
                      </option>
                    ))}
                  </select>
                </label>
              ))}
              <button type="submit">{common.filter}</button>
              <p class="got">
                <span>
                  <b>{numberText(lang, rows.length)}</b>{' '}
                  {fill(pluralOf(lang, rows.length, t.found), {
                    all: numberText(lang, everyone.rows.length),
                    day: dayText(lang, at.asOf),
                  })}
                </span>
                {url.search && <a href={web.link('/membres')}>{common.clear}</a>}
                <ListFiles path={web.link('/membres')} url={url} workbook={common.workbook} />
              </p>
            </form>
          </search>
          <Table
            caption={t.title}
            empty={common.none}
            heads={heads}
            lines={rows.map(({ id, name, college, region, city, fields, joined }) => ({
              key: id,
              cells: [
                <a key="name" href={web.link(`/records/organisation/${id}`)}>
                  {name}
                </a>,
                college ?? '',
                region ? regionIn(lang, region) : '',
                city ?? '',
                fields ?? '',
                shortDayText(lang, joined),
              ],
            }))}
          />
        </>
      ),
    }
  },
}
