import { atDay } from '../../../core/figure.ts'
import { quantityText } from '../../../core/figure-text.ts'
import type { Acted, Page } from '../../../core/page.ts'
import { readers } from '../../../core/permission.ts'
import { parseDay } from '../../../platform/day.ts'
import { dayText, fill, numberText } from '../../../platform/texts.ts'
import { Form } from '../../../ui/form.tsx'
import { checkPress } from '../press-check.ts'
import { texts } from '../texts.ts'
import { figureHref, variablesOf } from './figure-parts.tsx'

/** An article held against the records of a day: each of its numbers right, wrong (and which is right), or unknown. */
export const pressCheckPage: Page = {
  path: '/bureau/controle',
  may: readers,
  answer: async (web) => {
    const { lang, sent } = web
    const t = texts[lang]
    const article = String(sent?.values.article ?? '')
    const at = atDay(parseDay(String(sent?.values.as_of ?? '')) ?? web.profile.asOf, web.profile.zone)
    const values = await web.values(at)
    const claims = article ? checkPress(article, values, (figure) => web.words(figure, 'fr')) : []
    const voice = { lang, figures: web.figures, words: web.words }
    return {
      title: `${t.pressCheck} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.pressCheck}</h1>
          </div>
          <section class="full">
            <p>{t.pressCheckSays}</p>
            <Form
              action={web.link('/bureau/controle')}
              fields={[
                { name: 'article', label: t.article, kind: 'long', value: article, required: true },
                { name: 'as_of', label: t.whichDay, kind: 'day', value: at.asOf, required: true },
              ]}
              submit={t.check}
              names={t.form}
            />
          </section>
          {article && (
            <section class="full" role="status">
              <h2>{fill(t.claims, { count: numberText(lang, claims.length), day: dayText(lang, at.asOf) })}</h2>
              <ul class="entries">
                {claims.map(({ text, number, unit, figure, verdict, value, instead, definition }, place) => (
                  <li key={place} class={`claim ${verdict}`}>
                    <h3>
                      {t.verdicts[verdict]} · {numberText(lang, number)} <bdi>{unit}</bdi>
                    </h3>
                    <blockquote dir="auto">{text}</blockquote>
                    {figure && (
                      <p>
                        <a class="fig" href={`${figureHref(web, at, figure)}?as_of=${at.asOf}`}>
                          {web.words(figure).name} : {quantityText(voice, figure, value, true)}
                        </a>
                        {instead && (
                          <>
                            {' · '}
                            <a class="fig" href={`${figureHref(web, at, instead.figure)}?as_of=${at.asOf}`}>
                              {web.words(instead.figure).name} :{' '}
                              {quantityText(voice, instead.figure, instead.value, true)}
                            </a>
                          </>
                        )}
                      </p>
                    )}
                    {definition && figure && <p class="quiet">{fill(web.words(figure).rule, variablesOf(web, at))}</p>}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      ),
    }
  },
  act: async (_, __, form): Promise<Acted> => ({
    again: { values: { article: form.one('article').slice(0, 50_000), as_of: form.one('as_of') }, refusal: null },
  }),
}
