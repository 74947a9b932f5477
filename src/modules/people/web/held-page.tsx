import type { Page } from '../../../core/page.ts'
import { isUuid } from '../../../platform/ids.ts'
import { fill, numberText } from '../../../platform/texts.ts'
import { words as shared } from '../../../platform/words.ts'
import { Table } from '../../../ui/table.tsx'
import { heldAbout, personsNamed } from '../held.ts'
import { processings } from '../processings.ts'
import { overdue } from '../retention.ts'
import { texts } from '../texts.ts'

/** What is held about a person, to show and to hand over when they ask, and the way to forget them. */
export const heldPage: Page = {
  path: '/bureau/donnees{.:format(json)}?',
  may: ['secretary'],
  answer: async (web, { format }) => {
    const { scope, lang, url } = web
    const t = texts[lang]
    const asked = url.searchParams.get('q') ?? ''
    const person = url.searchParams.get('person') ?? ''
    const persons = asked ? await personsNamed(scope, asked) : []
    const about = isUuid(person) ? await heldAbout(scope, web.sheets, person) : []
    if (format) {
      const told = about.map(({ sheet, id, values }) => ({ register: sheet, record: id, ...values }))
      return {
        file: `${JSON.stringify(told, null, 1)}\n`,
        type: 'application/json; charset=utf-8',
        name: 'donnees-personnelles.json',
      }
    }
    const late = asked || isUuid(person) ? [] : await overdue(scope, web.sheets, web.today)
    return {
      title: `${t.held} · ${web.profile.name}`,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.held}</h1>
          </div>
          <p class="full">{t.heldSays}</p>
          <search class="full">
            <form class="filters">
              <label>
                {web.say.header('Personne')}
                <input type="search" name="q" value={asked} />
              </label>
              <button type="submit">{shared[lang].search}</button>
            </form>
          </search>
          {asked && (
            <ul class="rows full">
              {persons.length === 0 && <li>{shared[lang].none}</li>}
              {persons.map(({ id, name }) => (
                <li key={id}>
                  <a href={`?person=${id}`}>
                    <bdi>{name}</bdi>
                  </a>
                </li>
              ))}
            </ul>
          )}
          {late.length > 0 && (
            <section class="full">
              <h2>{fill(t.overdue, { count: numberText(lang, late.length) })}</h2>
              <p class="got">
                <a href={web.link('/actes/people.forget-overdue')}>{web.say.deed('people.forget-overdue').name}</a>
              </p>
              <ul class="rows">
                {late.map(({ kind, id, name }) => (
                  <li key={id}>
                    <a href={kind === 'person' ? `?person=${id}` : web.link(`/records/${kind}/${id}`)}>
                      <bdi>{name}</bdi>
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {isUuid(person) && (
            <section class="full scrolls">
              <h2>{fill(t.heldIn, { count: numberText(lang, about.length) })}</h2>
              <p class="got">
                <a href={`${web.link('/bureau/donnees.json')}?person=${person}`}>JSON</a>
                <a href={`${web.link('/actes/people.forget')}?person=${person}`}>
                  {web.say.deed('people.forget').name}
                </a>
              </p>
              <Table
                caption={t.held}
                empty={t.nothingHeld}
                heads={[
                  { key: 'sheet', text: web.say.header('Registre') },
                  { key: 'values', text: t.heldValues },
                ]}
                lines={about.map(({ sheet, kind, id, column, values }) => ({
                  key: `${id} ${column}`,
                  cells: [
                    <a key="sheet" href={web.link(`/records/${kind}/${id}`)}>
                      {web.say.sheet(sheet).many}
                    </a>,
                    Object.entries(values)
                      .map(
                        ([header, value]) =>
                          `${web.say.header(header)} : ${value instanceof Date ? value.toISOString().slice(0, 10) : String(value)}`,
                      )
                      .join(' · '),
                  ],
                }))}
              />
            </section>
          )}
        </>
      ),
    }
  },
}

/** The register of processings: what is kept about people, why, how long, and who sees it. It is open to everybody. */
export const processingsPage: Page = {
  path: '/donnees-personnelles',
  places: async () => ['/donnees-personnelles'],
  answer: async ({ lang, profile }) => {
    const t = texts[lang]
    return {
      title: `${t.processings} · ${profile.name}`,
      description: t.processingsSay,
      wide: true,
      body: (
        <>
          <div class="title">
            <h1>{t.processings}</h1>
          </div>
          <p class="full">{t.processingsSay}</p>
          <section class="full scrolls">
            <Table
              caption={t.processings}
              heads={(['what', 'why', 'data', 'kept', 'seen'] as const).map((key) => ({
                key,
                text: t.processingHeads[key],
              }))}
              lines={processings[lang].map(([what, ...cells]) => ({ key: what, cells: [what, ...cells] }))}
            />
          </section>
          <p class="full quiet">{t.noCards}</p>
        </>
      ),
    }
  },
}
