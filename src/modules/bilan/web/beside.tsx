import { type At, definitionAt, type Figure, type Value, valuesOf } from '../../../core/figure.ts'
import { quantityText } from '../../../core/figure-text.ts'
import type { Web } from '../../../core/page.ts'
import { dayText, fill, numberText, percentText } from '../../../platform/texts.ts'
import { Table } from '../../../ui/table.tsx'
import { texts } from '../texts.ts'
import { figureHref, variablesOf } from './figure-parts.tsx'

/** A figure as it is defined on a day, whatever the day it is asked of. */
const defined = (figure: Figure, day: string): Figure => ({
  ...figure,
  versions: [{ since: '0001-01-01', evidence: definitionAt(figure, day).evidence }],
})

export async function BesideYears({ web, at, before, definedOn }: { web: Web; at: At; before: At; definedOn: At }) {
  const { lang } = web
  const t = texts[lang]
  const figures = [...web.figures.values()].map((figure) => defined(figure, definedOn.asOf))
  const [now, then] = await Promise.all([
    valuesOf(web.scope, figures, at, 'published'),
    valuesOf(web.scope, figures, before, 'published'),
  ])
  const voice = { lang, figures: web.figures, words: web.words }
  const value = (values: Map<string, Value>, name: string) => values.get(name)?.value ?? null
  const change = (name: string, unit: string) => {
    const [a, b] = [value(then, name), value(now, name)]
    if (a === null || b === null || a === b) return a === b ? '=' : ''
    const sign = b > a ? '+' : '−'
    const by = Math.abs(b - a)
    const amount = unit === 'ratio' ? percentText(lang, by) : numberText(lang, by, unit === 'MAD' ? 2 : undefined)
    return a > 0 && unit !== 'ratio' ? `${sign}${amount} (${sign}${percentText(lang, by / a)})` : `${sign}${amount}`
  }
  const cell = (day: At, values: Map<string, Value>, name: string) => (
    <a class="fig" href={figureHref(web, day, name)}>
      {quantityText(voice, name, value(values, name), true)}
    </a>
  )
  return (
    <>
      <div class="title">
        <p class="over">{t.annual}</p>
        <h1>
          {t.bilan} <span class="n">{at.year}</span> / <span class="n">{before.year}</span>
        </h1>
      </div>
      <p class="full quiet">{fill(t.sameDefinition, { day: dayText(lang, definedOn.asOf) })}</p>
      <section class="full scrolls">
        <Table
          caption={t.bilan}
          heads={[
            { key: 'name', text: t.label },
            { key: 'before', text: dayText(lang, before.asOf), end: true },
            { key: 'now', text: dayText(lang, at.asOf), end: true },
            { key: 'change', text: t.change, end: true },
          ]}
          lines={figures.map(({ name, unit }) => ({
            key: name,
            cells: [
              fill(web.words(name).name, variablesOf(web, at)),
              cell(before, then, name),
              cell(at, now, name),
              <span key="change" dir="ltr">
                {change(name, unit)}
              </span>,
            ],
          }))}
        />
      </section>
    </>
  )
}
