import type { VNode } from 'preact'
import {
  type At,
  atDay,
  definitionAt,
  type Evidence,
  type Figure,
  figureValue,
  type Value,
} from '../../../core/figure.ts'
import { quantityText } from '../../../core/figure-text.ts'
import type { Web } from '../../../core/page.ts'
import { seesPersons } from '../../../core/permission.ts'
import { sha256 } from '../../../platform/ids.ts'
import { dayText, fill, moneyText, numberText, pluralOf } from '../../../platform/texts.ts'
import { Bars, type Point, Steps } from '../../../ui/chart.tsx'
import { regionIn } from '../../directory/index.ts'
import { texts } from '../texts.ts'

export type Narrowed = [split: string, part: string] | null

/** The address of a figure's page, the day kept when the reader chose one. */
export function figureHref(web: Web, at: At, figure: string, narrowed?: [string, string] | null): string {
  const query = new URLSearchParams()
  const asked = web.url.searchParams.get('as_of')
  if (asked) query.set('as_of', asked)
  if (narrowed) query.set(narrowed[0], narrowed[1])
  return `${web.link(`/bilan/${at.year}/${figure}`)}${query.size ? `?${query}` : ''}`
}

export const variablesOf = (web: Web, at: At) => ({
  day: dayText(web.lang, at.asOf),
  year: String(at.year),
  next: String(at.year + 1),
})

/** A name of a private person becomes a mark that is the same wherever the same row appears. */
export const labelSeen = (web: Web, figure: Figure, { label, record }: Pick<Evidence, 'label' | 'record'>): string => {
  if (!figure.personal || seesPersons(web.actor)) return label
  const [reference = ''] = label.split(' · ')
  const code = sha256(`${web.scope.cluster} ${record.id}`).slice(0, 6).toUpperCase()
  const masked = fill(texts[web.lang].masked, { code })
  return label.includes(' · ') ? `${reference} · ${masked}` : masked
}

export function quantityIn(web: Web, figure: Figure, quantity: number): string {
  return figure.unit === 'MAD' ? moneyText(web.lang, quantity) : numberText(web.lang, quantity)
}

export const partName = (web: Web, split: string, part: string): string =>
  split === 'region'
    ? regionIn(web.lang, part)
    : split === 'sex'
      ? (texts[web.lang].sex[part as 'F' | 'M'] ?? part)
      : part

/** The number, what it counts, how it went and how it parts: the head of its page, and of the panel beside the bilan. */
export async function FigureHead({
  web,
  figure,
  at,
  value,
  narrowed,
  compact,
}: {
  web: Web
  figure: Figure
  at: At
  value: Value
  narrowed: Narrowed
  compact: boolean
}): Promise<VNode> {
  const t = texts[web.lang]
  const { version, since } = definitionAt(figure, at.asOf)
  const shown = narrowed ? (value.splits[narrowed[0]]?.[narrowed[1]] ?? 0) : value.value
  const speech = { lang: web.lang, figures: web.figures, words: web.words }
  const splits = Object.keys(figure.splits).map((split) => (
    <Bars
      key={split}
      caption={fill(t.bySplit, { split: t.splits[split as keyof typeof t.splits].toLowerCase() })}
      bars={top(
        Object.entries(value.splits[split] ?? {}).sort(([, a], [, b]) => b - a),
        compact ? 6 : 99,
      ).map(([part, count]) => ({
        label: partName(web, split, part),
        value: count,
        text: numberText(web.lang, count),
        href: figureHref(web, at, figure.name, [split, part]),
      }))}
    />
  ))
  return (
    <>
      <p class={compact ? 'big-line' : 'hero-line'}>
        <span class={compact ? 'big' : 'hero'}>{quantityText(speech, figure.name, shown)}</span>
      </p>
      {figure.unit === 'MAD' && shown !== null && <p class="quiet">{moneyText(web.lang, shown)}</p>}
      <p class="def">{fill(web.words(figure.name).rule, variablesOf(web, at))}</p>
      <p class="quiet">
        {fill(t.definition, { version: String(version) })}, {fill(t.definitionSince, { day: dayText(web.lang, since) })}
      </p>
      {!narrowed && <Steps name={t.history} points={await history(web, figure, at)} />}
      {!narrowed && splits}
    </>
  )
}

const top = <T,>(list: T[], most: number): T[] => list.slice(0, most)
const yearsBack = 5

/** The number at each year's end, from the first year that has one. */
export async function history(web: Web, figure: Figure, at: At): Promise<Point[]> {
  const years = Array.from({ length: yearsBack + 1 }, (_, place) => at.year - yearsBack + place)
  const points = await Promise.all(
    years.map(async (year) => {
      const { value } =
        year === at.year
          ? { value: (await web.values(at)).get(figure.name)!.value }
          : await figureValue(web.scope, figure, atDay(`${year}-12-31`, at.zone))
      return {
        label: String(year),
        value: value ?? 0,
        text: quantityText({ lang: web.lang, figures: web.figures, words: web.words }, figure.name, value, true),
      }
    }),
  )
  const first = points.findIndex(({ value }) => value !== 0)
  return first < 0 ? [] : points.slice(first)
}

/** The rows of a figure, narrowed to a part when the reader asked for one. */
export const narrowedTo = (lines: Evidence[], narrowed: Narrowed): Evidence[] =>
  narrowed ? lines.filter(({ parts }) => parts[narrowed[0]] === narrowed[1]) : lines

export const allRowsText = (web: Web, count: number): string =>
  count === 0
    ? texts[web.lang].nothingCounted
    : fill(pluralOf(web.lang, count, texts[web.lang].allRows), { count: numberText(web.lang, count) })

/** Where a row came from, as a link to that row of the file. */
export function SourceLink({ web, source }: { web: Web; source: Evidence['source'] }): VNode | null {
  if (!source) return null
  return (
    <a href={`${web.link(`/sources/${source.id}`)}?row=${source.row}`}>
      {fill(texts[web.lang].sourceLine, { file: source.file, line: String(source.row) })}
    </a>
  )
}
