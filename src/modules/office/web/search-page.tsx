import type { Page } from '../../../core/page.ts'
import { readers } from '../../../core/permission.ts'
import { counted } from '../../../platform/texts.ts'
import { words as shared } from '../../../platform/words.ts'
import { searchAll } from '../../dossier/index.ts'
import { texts } from '../texts.ts'

const most = 100

/** Looks for words in every record there is. */
export const searchPage: Page = {
  path: '/bureau/recherche',
  may: readers,
  office: { fr: texts.fr.search, ar: texts.ar.search, en: texts.en.search },
  answer: async (web) => {
    const { lang, url, scope } = web
    const [t, common] = [texts[lang], shared[lang]]
    const asked = url.searchParams.get('q') ?? ''
    const found = await searchAll(scope, asked, most)
    const byKind = [...Map.groupBy(found, ({ kind }) => kind)]
    const sheetOf = (kind: string) => web.sheets.find(({ table }) => table === kind)?.name ?? kind
    return {
      title: `${t.search} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.search}</h1>
          </div>
          <search class="full">
            <form class="filters">
              <label>
                {t.searchSays}
                <input type="search" name="q" value={asked} autofocus />
              </label>
              <button type="submit">{common.search}</button>
              {asked && (
                <p class="got" role="status">
                  {found.length === 0
                    ? common.none
                    : `${counted(lang, found.length, t.records)}${found.length === most ? ` ${t.orMore}` : ''}`}
                </p>
              )}
            </form>
          </search>
          {byKind.map(([kind, own]) => (
            <section key={kind} class="full">
              <h2>{web.say.sheet(sheetOf(kind)).many}</h2>
              <ul class="rows">
                {own.map(({ id, title }) => (
                  <li key={id}>
                    <a href={web.link(`/records/${kind}/${id}`)}>
                      <bdi>{title}</bdi>
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </>
      ),
    }
  },
}
