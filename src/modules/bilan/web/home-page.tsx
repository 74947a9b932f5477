import type { Page } from '../../../core/page.ts'
import { ask } from '../../../core/view.ts'
import { fill, shortDayText } from '../../../platform/texts.ts'
import { words as shared } from '../../../platform/words.ts'
import { Live } from '../../../ui/live.tsx'
import { agenda } from '../../events/index.ts'
import { articles } from '../../press/index.ts'
import { programmeList } from '../../programmes/index.ts'
import { spoken } from '../sentence.ts'
import { aboutText, saysNothing, speechOf } from '../speech.ts'
import { texts } from '../texts.ts'
import { figureHref } from './figure-parts.tsx'

const shown = 4

/** The front page: the year in a paragraph, and the ways in. */
export const homePage: Page = {
  path: '/',
  places: async () => ['/'],
  answer: async (web) => {
    const { at, lang, scope, actor, profile } = web
    const t = texts[lang]
    const values = await web.values(at)
    const asked = { ...at, text: undefined }
    const news = (await ask(scope, actor, articles, asked))!.rows.slice(0, shown)
    const events = (await ask(scope, actor, agenda, asked))!.rows.slice(0, shown)
    const programmes = (await ask(scope, actor, programmeList, asked))!.rows
    const isEmpty = saysNothing(values)
    return {
      title: profile.name,
      description: aboutText(web, at, values),
      facts: {
        '@context': 'https://schema.org',
        '@type': 'Organization',
        name: profile.name,
        url: `${web.origin}${web.link('/')}`,
        ...(profile.city
          ? { address: { '@type': 'PostalAddress', addressLocality: profile.city, addressCountry: 'MA' } }
          : {}),
      },
      wide: true,
      body: (
        <>
          <div class="title">
            <p class="over">{[profile.legalForm, profile.city].filter(Boolean).join(' · ')}</p>
            <h1>{profile.name}</h1>
          </div>
          <div class="lead">
            {isEmpty ? (
              <p class="empty">{fill(t.empty, { year: String(at.year) })}</p>
            ) : (
              <p>
                <Live
                  pieces={spoken(t.lead, speechOf(web, at, values))}
                  href={(figure, narrowed) => figureHref(web, at, figure, narrowed)}
                />
              </p>
            )}
            <p>
              <a class="more" href={web.link(`/bilan/${at.year}`)}>
                {fill(t.home.read, { year: String(at.year) })}
              </a>
            </p>
          </div>
          <div class="columns">
            <div>
              <h2>{t.home.programmes}</h2>
              <ul class="rows">
                {programmes.map(({ code, name }) => (
                  <li key={code}>
                    <a href={web.link(`/programmes/${encodeURIComponent(code)}`)}>{name}</a>
                  </li>
                ))}
              </ul>
            </div>
            <div>
              <h2>{t.home.agenda}</h2>
              <ul class="rows">
                {events.map(({ code, title, started }) => (
                  <li key={code}>
                    <a href={web.link(`/agenda/${encodeURIComponent(code)}`)}>{title}</a>
                    <span>{shortDayText(lang, started)}</span>
                  </li>
                ))}
              </ul>
            </div>
            <div>
              <h2>{t.home.press}</h2>
              <ul class="rows">
                {news.map(({ slug, title, day }) => (
                  <li key={slug}>
                    <a href={web.link(`/presse/${slug}`)}>{title}</a>
                    <span>{shortDayText(lang, day)}</span>
                  </li>
                ))}
              </ul>
            </div>
            <div>
              <h2>{t.home.label}</h2>
              <search>
                <form class="filters" action={web.link('/label')}>
                  <label>
                    {t.home.labelHint}
                    <input type="search" name="q" />
                  </label>
                  <button type="submit">{shared[lang].search}</button>
                </form>
              </search>
            </div>
          </div>
        </>
      ),
    }
  },
}
